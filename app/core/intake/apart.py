"""Import as everybody outside this package calls it: in a process of its own, with limits.

:mod:`app.core.intake.table` does the same work in the process that calls it.
"""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from app.core.errors import ImportFailed, TableMissing
from app.core.intake import table
from app.core.intake.child.process import Standby, in_child
from app.core.intake.gather import Collection, Gathered, Member
from app.core.intake.merge import merge
from app.core.intake.picture import ROWS, Picture, take_picture
from app.core.intake.sheet import NO_WISH, Wish
from app.core.intake.undisturbed import undisturbed
from app.core.jobs import Job
from app.core.model import Inspection, LayoutPlan, Notice, Table
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
    folder: Path | None = None,
) -> Table:
    """See :func:`app.core.intake.table.import_file`. Raises also ImportFailed.

    ``folder``: where a large table lies while it is in use, else the system's for such files.
    """
    with undisturbed(path):  # here too: to cut a file that is mapped ends the process
        return _apart(_import, (path, sheet, wish, plan), job, path.name, folder)


def inspect_file(
    path: Path, job: Job, sheet: str | None = None, wish: Wish = NO_WISH
) -> Inspection:
    """See :func:`app.core.intake.table.inspect_file`. Raises also ImportFailed."""
    with undisturbed(path):
        return _apart(_inspect, (path, sheet, wish), job, path.name)


def picture_file(
    path: Path,
    job: Job,
    wish: Wish = NO_WISH,
    rows: int = ROWS,
    *,
    glance: bool = False,
    standby: Standby[Picture] | None = None,
) -> Picture:
    """See :func:`app.core.intake.picture.take_picture`. Raises also ImportFailed.

    ``standby``: the process to take it in, if it still lives.
    """
    return _apart(_picture, (path, wish, rows, glance), job, path.name, standby=standby)


def picture_standby() -> Standby[Picture]:
    """A process that waits to take a picture. Raises ImportFailed."""
    return Standby(_picture)


def import_members(
    found: Gathered,
    job: Job,
    sheet: str | None = None,
    wish: Wish = NO_WISH,
    plan: LayoutPlan | None = None,
    folder: Path | None = None,
    *,
    union: bool = False,
) -> Table:
    """The rows of all members under one another; see :func:`app.core.intake.merge.merge`.

    The progress is in files. Raises what :func:`import_file` raises, TableMissing
    where there is no member, ColumnsDiffer.
    """
    if not found.members:
        raise TableMissing(name=found.name)
    watched = _Watched(job)
    wanted = (found.name, found.kind, found.members, sheet, wish, plan, union)
    try:
        merged = _apart(_import_members, wanted, watched, found.name, folder)
    except ImportFailed as error:  # of a process that could not say in which file it ended
        name = found.members[watched.done].name
        raise ImportFailed(name=name, reason=error.params["reason"]) from error
    skipped = (Notice("file-skipped", reason, name) for name, reason in found.skipped)
    return replace(merged, warnings=(*merged.warnings, *skipped))


def _apart(
    work: Callable[..., T],
    wanted: tuple[object, ...],
    job: Job,
    name: str,
    folder: Path | None = None,
    standby: Standby[T] | None = None,
) -> T:
    """A bug that a file brings to light ends as an error about that file; its cause is kept."""
    try:
        if standby is not None and standby.lives:
            return standby.run(wanted, job, name=name)
        return in_child(work, wanted, job, name=name, folder=folder)
    except RuntimeError as error:
        raise ImportFailed(name=name, reason=UNFORESEEN) from error


def _import(path: Path, sheet: str | None, wish: Wish, plan: LayoutPlan | None, job: Job) -> Table:
    with undisturbed(path):
        return table.import_file(path, job, sheet, wish, plan)


def _inspect(path: Path, sheet: str | None, wish: Wish, job: Job) -> Inspection:
    with undisturbed(path):
        return table.inspect_file(path, job, sheet, wish)


def _picture(path: Path, wish: Wish, rows: int, glance: bool, job: Job) -> Picture:
    return take_picture(path, job, wish, rows, glance=glance)


def _import_members(
    name: str,
    kind: Collection,
    members: tuple[Member, ...],
    sheet: str | None,
    wish: Wish,
    plan: LayoutPlan | None,
    union: bool,
    job: Job,
) -> Table:
    tables = [
        _import(member.path, sheet, wish, plan, _One(job, place, len(members)))
        for place, member in enumerate(members)
    ]
    names = [member.name for member in members]
    return merge(tables, names, name=name, kind=kind, union=union)


class _Watched(Job):
    """Passes the progress on, and remembers it."""

    def __init__(self, whole: Job) -> None:
        super().__init__()
        self._whole = whole
        self.done = 0

    def show(self, done: int, total: int | None) -> None:
        self.done = done
        self._whole.report(done, total)


class _One(Job):
    """The reading of one of several files, whose own progress only says that it goes on."""

    def __init__(self, whole: Job, place: int, files: int) -> None:
        super().__init__()
        self._whole, self._place, self._files = whole, place, files
        self.report(0)

    def show(self, done: int, total: int | None) -> None:
        self._whole.report(self._place, self._files)
