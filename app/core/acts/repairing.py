"""Repairs of what is to be published: proposed, shown before and after, and made a part of the recipe.

A repair is a treatment like any other, so that it is signed for, runs on every engine and comes back next period.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import pyarrow as pa
import pyarrow.compute as pc

from app.core.acts.prepare import (
    catalogue,
    desensitize,
    propose_entry,
    today,
    units_after,
)
from app.core.acts.quality import check_quality
from app.core.desensitize.engine import apply as run_recipe
from app.core.desensitize.kernel import resolve
from app.core.desensitize.operation import (
    Context,
    ValueOperator,
    operators,
    read_params,
)
from app.core.errors import EntryInvalid
from app.core.jobs import Job
from app.core.model import Entry, Kind, Recipe, Table, Treatment
from app.core.quality.check import Repair
from app.core.quality.repairs import repairs
from app.core.text import Text
from app.core.trust.identity import Identity
from app.core.workspace.store import Workspace

_KEYLESS = Context(b"")  # another writing needs no key
EXAMPLES = 8  # values that are shown before and after


@dataclass(frozen=True)
class Preview:
    """What a repair would do: how many ``cells`` it rewrites, how many others ``stay`` (blanks left out), and
    ``examples``, each a value before and after.
    """

    repair: Repair
    told: Text
    cells: int
    stay: int
    examples: tuple[tuple[str, str], ...]

    @property
    def treatment(self) -> Treatment:
        """The step of the recipe that it is."""
        return self.repair.treatment


def repairs_of(table: Table, entry: Entry, job: Job) -> tuple[Preview, ...]:
    """The repairs of a table at hand."""
    return _shown(table, repairs(table, entry, today(), job))


def repaired(table: Table, chosen: Sequence[Preview], job: Job) -> pa.Table:
    """The rows of a table after these repairs; a unit that no cell states any more stands in the column's name."""
    recipe = Recipe(tuple(one.treatment for one in chosen))
    data = run_recipe(table.data, recipe, _KEYLESS, job)[0]
    units = units_after(recipe, table.columns)
    told = {name: f"{name}（{unit}）" for name, unit in units.items() if unit not in name}
    return data.rename_columns([told.get(name, name) for name in data.column_names])


def proposed_repairs(ws: Workspace, release: str, job: Job) -> tuple[Preview, ...]:
    """The repairs of what is to be published, but for columns that were generalised: that proof must stand."""
    table, entry = ws.load_table(release, Kind.OUTPUT), propose_entry(ws, release)
    recipe = ws.load(release, Kind.RECIPE, Recipe)
    columns = list(ws.load_front(release).columns)
    ladders = () if recipe.anonymity is None else recipe.anonymity.ladders
    fixed = {resolve(ladder.column, columns) for ladder in ladders}
    return _shown(table, repairs(table, entry, today(), job, fixed))


def _shown(table: Table, found: Sequence[Repair]) -> tuple[Preview, ...]:
    return tuple(_preview(table.data[one.treatment.column], one) for one in found)


def _preview(cells: pa.ChunkedArray, repair: Repair) -> Preview:
    """What a treatment by value would make of a column."""
    treatment = repair.treatment
    operator = operators.get(treatment.operator)
    if not isinstance(operator, ValueOperator):
        raise TypeError(treatment.operator)
    params = read_params(operator, treatment.params)
    told = cells.cast(pa.string()).drop_null().value_counts()
    before, counts = told.field("values"), told.field("counts")
    after = operator.apply(before, params, _KEYLESS)
    if after is None:
        raise TypeError(f"{operator.id} drops a column, which is no repair")
    changed = pc.not_equal(before, after)
    rewritten = pc.sum(counts.filter(changed)).as_py() or 0
    shown = (texts.filter(changed)[:EXAMPLES].to_pylist() for texts in (before, after))
    return Preview(
        repair,
        operator.describe(params),
        rewritten,
        (pc.sum(counts).as_py() or 0) - rewritten,
        tuple(zip(*shown, strict=True)),
    )


def repair(
    ws: Workspace, actor: Identity, release: str, chosen: Sequence[Treatment], job: Job
) -> bool:
    """Run the recipe with these repairs behind it, and take entry and quality report along.

    Returns whether the entry could be filed again; else its fields wait to be mended. Raises what
    desensitize raises.
    """
    described = Kind.ENTRY in ws.standing(release)
    checked = Kind.QUALITY in ws.standing(release)
    recipe = ws.load(release, Kind.RECIPE, Recipe)
    recipe = replace(recipe, treatments=(*recipe.treatments, *chosen))
    desensitize(ws, actor, release, recipe, job)
    if not described:
        return False
    try:
        catalogue(ws, actor, release, propose_entry(ws, release))
    except EntryInvalid:
        return False
    if checked:
        check_quality(ws, actor, release, job)
    return True
