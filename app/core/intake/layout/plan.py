"""A layout as a plan: proposed from one file, used again on the next of the same template."""

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from app.core.errors import HeaderMissing
from app.core.intake.layout.grid import LEVELS, foremost, grid
from app.core.intake.layout.header import HEADER_DEPTH, Found, fixed
from app.core.intake.layout.names import fingerprint, fingerprints
from app.core.intake.layout.regions import Region, find_tables, region_of
from app.core.intake.layout.renames import called
from app.core.intake.sheet import Merge, Row
from app.core.model import Drift, FileEdits, LayoutPlan

ALIKE = 0.6  # the ratio of two names that are one, changed
LEAST = 0.5  # the share of a plan's names that a header must hold to be the same


@dataclass(frozen=True)
class Replay:
    """A plan laid over a sheet: where its table lies now, and what differs from the plan.

    ``written``: the names of the columns as they stand in the sheet.
    """

    region: Region
    drift: tuple[Drift, ...]
    written: tuple[str, ...]


def propose(head: Sequence[Row], merges: Sequence[Merge]) -> list[tuple[LayoutPlan, Region]]:
    """A plan for each table found, to be edited and kept."""
    return [(LayoutPlan(region.header.names), region) for region in find_tables(head, merges)]


def replay(
    plan: LayoutPlan, head: Sequence[Row], merges: Sequence[Merge], source: str = ""
) -> Replay:
    """The table of a sheet by a plan. ``source``: the file's SHA-256, by which edits are told.

    Raises HeaderMissing, which names the columns that are missing.
    """
    head = foremost(head)
    edits = plan.edits if plan.edits and plan.edits.source == source else None
    by_hand = edits if edits and edits.header_rows is not None else None
    region = _by_hand(head, merges, by_hand) if by_hand else _nearest(plan, head, merges)
    if edits:
        region = _bounded(region, edits)
    written = region.header.names
    names = called(plan, written)
    drift = tuple(drifts(plan.names, names)) if plan.names else ()
    region = dataclasses.replace(region, header=dataclasses.replace(region.header, names=names))
    return Replay(region, drift, written)


def likeness(plan: LayoutPlan, names: Sequence[str]) -> float:
    """How alike a plan's header and another one are: the share of all their names in both."""
    old, new = set(fingerprints(plan.names)), set(fingerprints(called(plan, names)))
    return len(old & new) / max(len(old | new), 1)


def renamed(plan: LayoutPlan, head: Sequence[Row], merges: Sequence[Merge]) -> LayoutPlan:
    """A plan whose header rows were chosen by hand, with the names that stand in them.

    What it says of columns that are no longer there is left out.
    """
    edits = plan.edits
    if edits is None or edits.header_rows is None:
        return plan
    written = _bounded(_by_hand(head, merges, edits), edits).header.names
    names = called(dataclasses.replace(plan, names=()), written)
    unpivot = plan.unpivot
    if unpivot and not {*unpivot.keys, *unpivot.values} <= set(names):
        unpivot = None
    return dataclasses.replace(
        plan,
        names=names,
        columns=tuple(name for name in plan.columns if name in names),
        stored=tuple(name for name in plan.stored if name in names),
        unpivot=unpivot,
    )


def drifts(planned: Sequence[str], found: Sequence[str]) -> list[Drift]:
    """What has become of the columns: removed, renamed, added, moved."""
    old, new = fingerprints(planned), fingerprints(found)
    heirs = _heirs(old, new)
    result = [
        Drift("renamed", name, found[heirs[place]]) if place in heirs else Drift("removed", name)
        for place, name in enumerate(planned)
        if old[place] not in new
    ]
    come = (place for place, name in enumerate(new) if name not in old)
    result += [Drift("added", found[place]) for place in come if place not in heirs.values()]
    return result + [Drift("moved", planned[old.index(name)]) for name in _moved(old, new)]


def _heirs(old: Sequence[str], new: Sequence[str]) -> dict[int, int]:
    """The new columns that took the places of old ones: alike in name, or between their neighbours."""
    now = {place: new.index(name) for place, name in enumerate(old) if name in new}
    gone = [place for place in range(len(old)) if place not in now]
    come = [place for place, name in enumerate(new) if name not in old]
    for place in gone:
        alike = [(SequenceMatcher(None, old[place], new[n]).ratio(), -n) for n in come]
        if alike and max(alike)[0] >= ALIKE:
            now[place] = -max(alike)[1]
            come.remove(now[place])
    ends = {-1: -1, len(old): len(new)}
    for place in gone:
        left, right = (({**now, **ends}).get(n) for n in (place - 1, place + 1))
        if place not in now and left is not None and left + 1 in come and left + 2 == right:
            now[place] = left + 1
            come.remove(left + 1)
    return {place: now[place] for place in gone if place in now}


def _moved(old: Sequence[str], new: Sequence[str]) -> list[str]:
    """The common columns that left the order of the others."""
    mine = [name for name in old if name in new]
    theirs = [name for name in new if name in old]
    matcher = SequenceMatcher(None, mine, theirs, autojunk=False)
    kept = {
        name
        for block in matcher.get_matching_blocks()
        for name in mine[block.a : block.a + block.size]
    }
    return [name for name in mine if name not in kept]


def _nearest(plan: LayoutPlan, head: Sequence[Row], merges: Sequence[Merge]) -> Region:
    """The table whose header holds the most of the plan's names, wherever it stands."""
    found = find_tables(head, merges)
    if found and not plan.names:
        return found[0]
    best = max(found, key=lambda region: _share(plan, region.header.names), default=None)
    if best is not None and _share(plan, best.header.names) >= LEAST:
        return best
    if best is not None and _is_renamed(plan, best.header.names):
        return best
    sheet = grid(head, merges)
    closest = best.header.names if best else ()
    for row in range(min(HEADER_DEPTH, sheet.height)):
        for depth in range(1, LEVELS + 1):
            if row + depth > sheet.height or not any(sheet.cells[row]):
                break
            header = fixed(sheet, range(row, row + depth), row + depth, sheet.height)
            if _share(plan, header.names) >= LEAST:
                return region_of(head, merges, Found(header, 1.0))
    missing = [name for name in plan.names if fingerprint(name) not in fingerprints(closest)]
    raise HeaderMissing(missing="、".join(missing))


def _share(plan: LayoutPlan, names: Sequence[str]) -> float:
    known = set(fingerprints(called(plan, names)))
    return sum(name in known for name in fingerprints(plan.names)) / max(len(plan.names), 1)


def _is_renamed(plan: LayoutPlan, names: Sequence[str]) -> bool:
    """Whether a header is the plan's with other words in it; one name at least is the same."""
    old, new = fingerprints(plan.names), fingerprints(called(plan, names))
    same = sum(name in new for name in old)
    return same > 0 and same + len(_heirs(old, new)) >= LEAST * len(old)


def _by_hand(head: Sequence[Row], merges: Sequence[Merge], edits: FileEdits) -> Region:
    """The region of the header rows that a person chose."""
    sheet = grid(head, merges)
    rows = [row - 1 for row in edits.header_rows or () if 0 < row <= sheet.height]
    body = rows[-1] + 1 if rows else (edits.first_row or 1) - 1
    return region_of(head, merges, Found(fixed(sheet, rows, body, sheet.height), 1.0))


def _bounded(region: Region, edits: FileEdits) -> Region:
    """The region between the first and last row that a person chose."""
    first, last = edits.first_row, edits.last_row
    header = region.header
    if first is not None and first > header.body:
        header = dataclasses.replace(header, body=first)
    end = region.end if last is None else last + 1
    further = tuple(_bounded(half, edits) for half in region.further)
    return dataclasses.replace(region, header=header, end=end, further=further)
