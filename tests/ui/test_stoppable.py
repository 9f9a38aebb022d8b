"""Imports that a job can break off, on its own thread alone."""

import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from importlib import import_module
from pathlib import Path

import pytest

from app.core.errors import Cancelled
from app.core.jobs import Job
from app.ui.stoppable import stoppable_imports


@pytest.fixture
def modules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[str, ...]]:
    names = ("stoppable_first", "stoppable_second", "stoppable_third")
    for name in names:
        (tmp_path / f"{name}.py").touch()
    monkeypatch.syspath_prepend(tmp_path)
    yield names
    for name in names:
        sys.modules.pop(name, None)


def test_the_next_import_after_the_end_of_the_job_raises(modules: tuple[str, ...]) -> None:
    first, second, third = modules
    job = Job()
    before = list(sys.meta_path)
    with pytest.raises(Cancelled), stoppable_imports(job):
        import_module(first)
        job.cancel()
        with ThreadPoolExecutor(1) as other:
            other.submit(import_module, third).result()
        import_module(second)
    assert first in sys.modules and third in sys.modules
    assert second not in sys.modules
    assert sys.meta_path == before
