"""Import as everybody outside this package calls it: in a process of its own, with limits.

:mod:`app.core.intake.table` does the same work in the process that calls it.
"""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from app.core.errors import ImportFailed
from app.core.intake import table
from app.core.intake.child import in_child
from app.core.intake.sheet import NO_WISH, Wish
from app.core.jobs import Job
from app.core.model import Inspection, LayoutPlan, Table
from app.core.text import Text

T = TypeVar("T")

UNFORESEEN = Text(
    "内容出乎读取程序的预料", "its content is not what the reading program can understand"
)


def import_file(
    path: Path,
    job: Job,
    sheet: str | None = None,
    wish: Wish = NO_WISH,
    plan: LayoutPlan | None = None,
) -> Table:
    """See :func:`app.core.intake.table.import_file`. Raises also ImportFailed."""
    return _apart(_import, path, job, sheet, wish, plan)


def inspect_file(
    path: Path, job: Job, sheet: str | None = None, wish: Wish = NO_WISH
) -> Inspection:
    """See :func:`app.core.intake.table.inspect_file`. Raises also ImportFailed."""
    return _apart(_inspect, path, job, sheet, wish)


def _apart(work: Callable[..., T], path: Path, job: Job, *wanted: object) -> T:
    """A bug that a file brings to light ends as an error about that file; its cause is kept."""
    try:
        return in_child(work, (path, *wanted), job, name=path.name)
    except RuntimeError as error:
        raise ImportFailed(name=path.name, reason=UNFORESEEN) from error


def _import(path: Path, sheet: str | None, wish: Wish, plan: LayoutPlan | None, job: Job) -> Table:
    return table.import_file(path, job, sheet, wish, plan)


def _inspect(path: Path, sheet: str | None, wish: Wish, job: Job) -> Inspection:
    return table.inspect_file(path, job, sheet, wish)
