"""Anonymity of a release: what to ask for, and what it would cost, before it is part of a recipe."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

import msgspec
import pyarrow as pa

from app.core.acts.risk import propose_identifiers
from app.core.contingency import Counts, code
from app.core.desensitize.anonymous import Anonymous, anonymous
from app.core.desensitize.hierarchies.builtin import Proposal, propose, propose_for
from app.core.desensitize.hierarchies.completeness import check
from app.core.desensitize.hierarchies.files import read_file
from app.core.desensitize.hierarchies.forms import to_document
from app.core.desensitize.hierarchies.hierarchy import Hierarchy
from app.core.desensitize.hierarchies.starts import begun, counted
from app.core.desensitize.hierarchies.starts import suggested as best_start
from app.core.desensitize.plan import Population, hierarchy_of
from app.core.desensitize.utility.measure import compare
from app.core.intake.apart import import_file
from app.core.jobs import Job
from app.core.model import Anonymity, Kind, Ladder
from app.core.sharing import sharing_profile
from app.core.text import Text
from app.core.workspace.store import Workspace

SUPPRESSION = 0.05  # share of rows that is given up at first
EXAMPLE = 20  # rows that are shown before and after

Cells: TypeAlias = tuple[str, ...]


@dataclass(frozen=True)
class Climbable:
    """A column that could be generalised, by one of ``ladders``, the best first, or by one of the user's
    own; ``proposed`` as a quasi-identifier, for the ``reason``, where there is a ladder at once.
    """

    column: str
    proposed: bool
    reason: Text
    ladders: tuple[Proposal, ...]


@dataclass(frozen=True)
class Trial:
    """What a plan has come to: the table it would give, what that costs in one sentence, and of the first
    rows their quasi-identifiers before and after, None where the row is left out.
    """

    result: Anonymous
    sentence: Text
    example: tuple[tuple[Cells, Cells | None], ...]


@dataclass(frozen=True)
class OwnLadder:
    """A hierarchy from a file, with what is to be said of it; ``fits``: it has every value of the column."""

    ladder: Ladder
    told: tuple[Text, ...]
    fits: bool


@dataclass(frozen=True, eq=False)
class LadderDraft:
    """A hierarchy to begin with, and what others can be made of: the column's distinct ``values`` with
    the rows of each, and the built-in hierarchies that fit them."""

    column: str
    values: pa.StringArray
    counts: Counts
    hierarchy: Hierarchy
    proposals: tuple[Proposal, ...]

    def begun(self, written: str) -> Hierarchy:
        """Another beginning. Raises ParameterInvalid, HierarchyInvalid."""
        return begun(self.column, self.values, self.counts, written)


def climbable(ws: Workspace, release: str, job: Job) -> tuple[Climbable, ...]:
    """Every column of the imported table, with the built-in hierarchies that fit it."""
    table = ws.load_table(release, Kind.TABLE)
    found = []
    for told in propose_identifiers(ws, release, job, Kind.TABLE):
        ladders = propose_for(table.data[told.column])
        proposed = told.proposed and bool(ladders)
        found.append(Climbable(told.column, proposed, told.reason, ladders))
    return tuple(found)


def own_ladder(ws: Workspace, release: str, column: str, path: Path) -> OwnLadder:
    """A hierarchy from a file for a column of the imported table.

    Raises FileUnreadable, HierarchyInvalid.
    """
    hierarchy = read_file(path, column)
    values = code(ws.load_table(release, Kind.TABLE).data[column]).values
    fit = check(hierarchy, values)
    return OwnLadder(ladder_of(hierarchy), tuple(fit.told()), not len(fit.missing))


def drafted_ladder(ws: Workspace, release: str, column: str, ladder: Ladder | None) -> LadderDraft:
    """The hierarchy that a ladder names or holds, or the best beginning for the column, to be edited.

    Raises what a ladder that does not fit the imported table raises.
    """
    data = ws.load_table(release, Kind.TABLE).data
    values, counts = counted(data[column])
    if ladder is not None:
        hierarchy = hierarchy_of(data, ladder)
    else:
        hierarchy = begun(column, values, counts, best_start(values, counts))
    return LadderDraft(column, values, counts, hierarchy, propose(values))


def ladder_of(hierarchy: Hierarchy) -> Ladder:
    """A hierarchy as a recipe holds it."""
    return Ladder(hierarchy.column, document=msgspec.to_builtins(to_document(hierarchy)))


def proposed_anonymity(found: tuple[Climbable, ...], mode: str) -> Anonymity:
    """What a way of sharing asks for, over the columns that are proposed. Raises ParameterInvalid."""
    ladders = tuple(Ladder(one.column, one.ladders[0].id) for one in found if one.proposed)
    return Anonymity(ladders, sharing_profile(mode).k, suppression=SUPPRESSION)


def population_in(path: Path | None, job: Job) -> Population:
    """The rows of the population that a file holds, read when a plan asks for them; None: of no file."""
    return None if path is None else lambda: import_file(path, job).data


def try_anonymity(
    ws: Workspace, release: str, plan: Anonymity, job: Job, population: Population = None
) -> Trial:
    """Bring it about on the imported table, without filing anything. Raises what :func:`anonymous` raises."""
    data = ws.load_table(release, Kind.TABLE).data
    result = anonymous(data, plan, job, population)
    columns = [one.column for one in result.columns]
    utility = compare(data, result.data, job, quasi_identifiers=columns, k=plan.k, least=plan.k)
    return Trial(result, utility.sentence, tuple(_example(data, result, columns)))


def _example(
    data: pa.Table, result: Anonymous, columns: list[str]
) -> Iterator[tuple[Cells, Cells | None]]:
    after = _cells(result.data, columns)
    for before, kept in zip(_cells(data, columns), result.kept, strict=False):
        yield before, next(after) if kept else None


def _cells(data: pa.Table, columns: list[str]) -> Iterator[Cells]:
    """The first rows."""
    front = data.select(columns).slice(0, EXAMPLE)
    texts = (front[name].cast(pa.string()).fill_null("").to_pylist() for name in columns)
    yield from zip(*texts, strict=True)
