"""A dataset over its releases: which they are, the latest table, and how its quality went."""

from collections.abc import Iterator
from dataclasses import dataclass

from app.core.model import Entry, Kind, Report, Table
from app.core.workspace.store import Release, Workspace


@dataclass(frozen=True)
class Assessed:
    """A release of a dataset with the report that stands."""

    release: Release
    report: Report


def latest_output(ws: Workspace, dataset: str) -> Table | None:
    """What was last made of a dataset, by its catalog name or code, and is not withdrawn."""
    for release in ws.releases():
        stands = ws.standing(release.id)
        if Kind.ENTRY in stands and Kind.OUTPUT in stands and Kind.WITHDRAWAL not in stands:
            fields = ws.load(release.id, Kind.ENTRY, Entry).fields
            if dataset in (fields.get("name"), fields.get("code")):
                return ws.load_table(release.id, Kind.OUTPUT)
    return None


def dataset_names(ws: Workspace) -> tuple[str, ...]:
    """What :func:`latest_output` knows, by catalog name, each once."""
    names = []
    for release in ws.releases():
        stands = ws.standing(release.id)
        if Kind.ENTRY in stands and Kind.OUTPUT in stands and Kind.WITHDRAWAL not in stands:
            names.append(ws.load(release.id, Kind.ENTRY, Entry).fields.get("name", ""))
    return tuple(dict.fromkeys(filter(None, names)))


def period_before(ws: Workspace, release: str) -> Table | None:
    """The output of the dataset's release before this one, if there is one."""
    before = None
    for one in _of_dataset(ws, release):
        if one.id == release:
            break
        if Kind.OUTPUT in ws.standing(one.id):
            before = one
    return None if before is None else ws.load_table(before.id, Kind.OUTPUT)


def quality_trend(ws: Workspace, release: str) -> tuple[Assessed, ...]:
    """The reports of every release of a dataset, the earliest first."""
    return tuple(
        Assessed(one, ws.load(one.id, Kind.QUALITY, Report))
        for one in _of_dataset(ws, release)
        if Kind.QUALITY in ws.standing(one.id)
    )


def _of_dataset(ws: Workspace, release: str) -> Iterator[Release]:
    """Every release of a dataset, the earliest first: those that continue one another, and those whose entry
    has the name or the code of the release's.
    """
    first = (release, *ws.earlier(release))[-1]
    names = _names(ws, release)
    for one in sorted(ws.releases(), key=lambda one: (one.created, one.id)):
        line = (one.id, *ws.earlier(one.id))
        if first in line or names & _names(ws, one.id):
            yield one


def _names(ws: Workspace, release: str) -> set[str]:
    """What the entry of a release calls it: its name and its code."""
    return set(_told(ws, release)) - {""}


def _told(ws: Workspace, release: str) -> Iterator[str]:
    if Kind.ENTRY in ws.standing(release):
        fields = ws.load(release, Kind.ENTRY, Entry).fields
        yield fields.get("name", "")
        yield fields.get("code", "")
