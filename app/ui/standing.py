"""A process that stands ready, so that a file shows at once; and the next one when it is taken."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Generic, TypeVar

from app.core.errors import ImportFailed
from app.core.intake.child.process import Standby

T = TypeVar("T")

log = logging.getLogger("gongkai")


class Standing(Generic[T]):
    """Holds at most one process, ``waiting``. Used on one worker thread alone, which outlives the process."""

    def __init__(self, start: Callable[[], Standby[T]]) -> None:
        self._start = start
        self._kept = False
        self.waiting: Standby[T] | None = None

    def keep(self) -> None:
        """Have one ready from now on. Where none can be started, the work will say why."""
        self._kept = True
        try:
            self.waiting = self.waiting or self._start()
        except ImportFailed:
            log.warning("no process on standby", exc_info=True)

    @contextmanager
    def process(self) -> Iterator[Standby[T] | None]:
        """The one that is ready, if there is one; afterwards another is started."""
        taken, self.waiting = self.waiting, None
        try:
            yield taken
        finally:
            if taken is not None:
                taken.close()
            if self._kept:
                self.keep()

    def close(self) -> None:
        """End the one that is ready."""
        self._kept = False
        if self.waiting is not None:
            self.waiting.close()
            self.waiting = None
