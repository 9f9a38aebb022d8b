"""展望: what a recipe would cost and what risk it would leave, told while somebody still changes it.

Loss is estimated on rows taken evenly from the whole table. Who stands alone cannot be told from some rows:
there everybody seems rarer than in the whole. Where every value of a quasi-identifier becomes another by
itself, it is therefore counted on the contingency table of all rows; else on all rows, or, of a table too
long for that, on as many as will do, and said so.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pyarrow as pa

from app.core.acts.anonymity import population_in
from app.core.acts.prepare import operator_context, treated_by
from app.core.acts.risk import propose_identifiers
from app.core.contingency import Contingency, Counts, contingency
from app.core.desensitize.anonymous import made_anonymous
from app.core.desensitize.engine import apply
from app.core.desensitize.kernel import resolve
from app.core.desensitize.operation import Context, RowFilter, ValueOperator, operators, read_params
from app.core.desensitize.utility.measure import compare
from app.core.jobs import Job
from app.core.model import Anonymity, Kind, Recipe, Treatment
from app.core.text import Text
from app.core.workspace.store import Workspace

SAMPLE = 5_000  # rows that the loss is estimated from
WHOLE = 200_000  # rows up to which a recipe is tried on all of them

ON_TUPLES = Text("全部 {rows} 行的不同组合", "the distinct tuples of all {rows} rows")
ON_ROWS = Text("全部 {rows} 行", "all {rows} rows")
ON_SOME = Text(
    "抽样的 {rows} 行（独一无二的会偏多）",
    "a sample of {rows} rows (in which more rows stand alone than do)",
)


@dataclass(frozen=True)
class Exposure:
    """How exposed rows are: of ``rows``, how many stand ``alone``; ``least``: rows of the smallest group."""

    rows: int
    alone: int
    least: int

    @property
    def share(self) -> float:
        """The share that stands alone."""
        return self.alone / self.rows if self.rows else 0.0


@dataclass(frozen=True)
class Outlook:
    """``loss``: 0 (all is told) to 1, over all columns; ``sampled`` rows tell it. ``change``: what would be
    done, in a sentence. ``before`` and ``after``: by the ``identifiers``, on ``basis``; None without any.
    """

    loss: float
    sampled: int
    change: Text
    identifiers: tuple[str, ...]
    before: Exposure | None
    after: Exposure | None
    basis: Text


class Foresight:
    """A table prepared for one recipe after the other. Not for two threads at a time."""

    def __init__(
        self, data: pa.Table, identifiers: Sequence[str], context: Context, job: Job
    ) -> None:
        self._data, self._context = data, context
        self._identifiers = tuple(identifiers)
        self._some = _evenly(data, SAMPLE)
        self._begun: tuple[Anonymity, Path | None, pa.Table] | None = None
        self._tuples: Contingency | None = None
        if identifiers:
            self._tuples = contingency(data, list(identifiers), job)

    def of(self, recipe: Recipe, job: Job, population: Path | None = None) -> Outlook:
        """What a recipe would do, among the population in a file if it asks for one.

        Raises what applying it raises, and Cancelled.
        """
        begun = self._anonymous(recipe, population, job)
        loss, sampled, change = self._loss(begun, recipe, job)
        exposed: tuple[Exposure | None, Exposure | None, Text]
        exposed = (None, None, ON_ROWS.format(rows=f"{self._data.num_rows:,}"))
        if self._tuples is not None:
            exposed = self._exposures(self._tuples, begun, recipe, job)
        return Outlook(loss, sampled, change, self._identifiers, *exposed)

    def _anonymous(self, recipe: Recipe, population: Path | None, job: Job) -> pa.Table:
        """What the treatments begin with; anonymity is searched once a plan."""
        plan = recipe.anonymity
        if plan is None:
            return self._data
        if self._begun is None or self._begun[:2] != (plan, population):
            begun, _ = made_anonymous(self._data, recipe, job, population_in(population, job))
            self._begun = plan, population, begun
        return self._begun[2]

    def _loss(self, begun: pa.Table, recipe: Recipe, job: Job) -> tuple[float, int, Text]:
        """Only columns that change are compared: the others lose nothing."""
        whole = recipe.anonymity is not None and begun.num_rows != self._data.num_rows
        old = self._data if whole else self._some
        new = begun if whole else _evenly(begun, SAMPLE)
        new, _ = apply(new, _treatments_of(recipe), self._context, job)
        columns = list(self._data.column_names)
        touched = {resolve(name, columns) for name in treated_by(recipe)}
        changed = [name for name in columns if name in touched]
        left = [name for name in changed if name in new.column_names]
        report = compare(old.select(changed), new.select(left), job)
        if not changed or report.overall is None:
            loss = float(len(changed) - len(left))
        else:
            loss = report.overall.loss * len(changed)
        return loss / max(len(columns), 1), old.num_rows, report.sentence

    def _exposures(
        self, known: Contingency, begun: pa.Table, recipe: Recipe, job: Job
    ) -> tuple[Exposure, Exposure, Text]:
        rows, names = f"{self._data.num_rows:,}", list(self._identifiers)
        before = _exposure(known.counts)
        if recipe.anonymity is None and self._by_itself(recipe):
            named = ((self._named(treatment), treatment) for treatment in recipe.treatments)
            own = tuple(replace(each, column=name) for name, each in named if name in names)
            treated, _ = apply(_distinct(known), Recipe(own), self._context, job)
            after = _exposed(treated, names, known.counts, job)
            return before, after, ON_TUPLES.format(rows=rows)
        some, basis = begun, ON_ROWS.format(rows=rows)
        if begun.num_rows > WHOLE:
            some, basis = _evenly(begun, WHOLE), ON_SOME.format(rows=f"{WHOLE:,}")
            before = _exposure(contingency(_evenly(self._data, WHOLE), names, job).counts)
        treated, _ = apply(some, _treatments_of(recipe), self._context, job)
        return before, _exposed(treated, names, None, job), basis

    def _by_itself(self, recipe: Recipe) -> bool:
        """Whether every row stays, and every value of an identifier becomes another by itself."""
        for treatment in recipe.treatments:
            operator = operators.get(treatment.operator)
            is_plain = isinstance(operator, ValueOperator) and not operator.learns(
                read_params(operator, treatment.params)
            )
            if not is_plain and self._named(treatment) in self._identifiers:
                return False
            if isinstance(operator, RowFilter):
                return False
        return True

    def _named(self, treatment: Treatment) -> str:
        return resolve(treatment.column, list(self._data.column_names))


def foresight(ws: Workspace, release: str, job: Job) -> Foresight:
    """The imported table of a release, by the quasi-identifiers that are proposed for it."""
    found = propose_identifiers(ws, release, job, Kind.TABLE)
    names = [each.column for each in found if each.proposed]
    data = ws.load_table(release, Kind.TABLE).data
    return Foresight(data, names, operator_context(ws), job)


def _distinct(table: Contingency) -> pa.Table:
    """Each tuple of the identifiers once."""
    columns = [
        pa.concat_arrays([values, pa.nulls(1, values.type)]).take(pa.array(codes))
        for values, codes in zip(table.values, table.codes, strict=True)
    ]
    return pa.table(columns, list(table.columns))


def _treatments_of(recipe: Recipe) -> Recipe:
    return replace(recipe, anonymity=None)


def _evenly(data: pa.Table, most: int) -> pa.Table:
    """At most so many rows, taken evenly from all of them."""
    if data.num_rows <= most:
        return data
    return data.take(pa.array(np.linspace(0, data.num_rows - 1, most).astype(np.int64)))


def _exposed(data: pa.Table, names: Sequence[str], weights: Counts | None, job: Job) -> Exposure:
    """By the identifiers that are left; without any, all rows are one group."""
    rows = int(weights.sum()) if weights is not None else data.num_rows
    left = [name for name in names if name in data.column_names]
    if not left or not rows:
        return Exposure(rows, int(rows == 1), rows)
    return _exposure(contingency(data, left, job, weights).counts)


def _exposure(counts: Counts) -> Exposure:
    return Exposure(
        int(counts.sum()), int((counts == 1).sum()), int(counts.min()) if len(counts) else 0
    )
