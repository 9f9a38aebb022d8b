"""Imports that can be broken off, so that nobody who closes the first window waits for what stands behind it."""

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from threading import get_ident
from types import ModuleType

from app.core.jobs import Job


class _Asking:
    """Finds no module, but asks the job each time that its thread looks for one."""

    def __init__(self, job: Job) -> None:
        self._job = job
        self._thread = get_ident()

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None, /
    ) -> None:
        if get_ident() == self._thread:
            self._job.report(0)


@contextmanager
def stoppable_imports(job: Job) -> Iterator[None]:
    """Within it, importing on this thread raises :class:`Cancelled` once the job has been asked to stop.

    What was being imported is then half there: for a process that ends.
    """
    asking = _Asking(job)
    sys.meta_path.insert(0, asking)
    try:
        yield
    finally:
        sys.meta_path.remove(asking)
