"""The anonymity that a recipe asks for, brought about on a table, by the method that it names."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from app.core.desensitize.anonymize.answer import Answer, anonymize
from app.core.desensitize.anonymize.lattice import Mask
from app.core.desensitize.anonymize.local.mondrian import mondrian
from app.core.desensitize.anonymize.local.recoded import Altered, Recoded
from app.core.desensitize.anonymize.local.suppression import suppress_cells
from app.core.desensitize.engine import Effect
from app.core.desensitize.kernel import resolve
from app.core.desensitize.plan import (
    TITLE,
    Population,
    columns_of,
    hierarchy_of,
    limits_of,
    named,
    problem_of,
    promises_of,
)
from app.core.errors import ParameterInvalid
from app.core.jobs import Job
from app.core.model import Anonymity, Recipe, ResidualCheck
from app.core.text import Text, listed

ID = "anonymize"


@dataclass(frozen=True)
class Levelled:
    """To what level, of how many, a quasi-identifier had to go."""

    column: str
    level: int
    height: int

    def told(self) -> Text:
        """In one phrase."""
        if self.level == 0:
            return Text("保持原值", "stays as it is")
        if self.level == self.height:
            return Text("不再区分（最高级）", "tells nothing any more")
        text = Text(
            "泛化到第 {level} 级（共 {height} 级）", "generalised to level {level} of {height}"
        )
        return text.format(level=self.level, height=self.height)


@dataclass(frozen=True, eq=False)
class Anonymous:
    """The table without the rows that were left out, of ``rows`` before; ``kept``: of each of these,
    whether it is still there. ``columns``: what became of each quasi-identifier. ``summary``: what it
    has cost. ``gap``: by how much of the loss a search that ran out of time may have missed the best; 0
    where it is proven, or where nothing was searched.
    """

    data: pa.Table
    columns: "tuple[Levelled | Altered, ...]"
    rows: int
    classes: int
    kept: Mask
    summary: Text
    gap: float = 0.0

    @property
    def suppressed(self) -> int:
        """How many rows were left out."""
        return int(np.count_nonzero(~self.kept))


def anonymous(
    data: pa.Table, plan: Anonymity, job: Job, population: Population = None
) -> Anonymous:
    """The table as the plan asks.

    Raises AnonymityUnreached where it cannot be, and what the search and the hierarchies raise for a plan
    that does not fit the table.
    """
    plan = named(plan, data.column_names)
    if plan.method == "full-domain":
        return _generalised(data, plan, population, job)
    return _recoded(data, plan, job)


def made_anonymous(
    data: pa.Table, recipe: Recipe, job: Job, population: Population = None
) -> tuple[pa.Table, list[Effect]]:
    """The table that a recipe's treatments begin with, and what was done to get there.

    Raises ParameterInvalid for a treatment of what is anonymized, and what :func:`anonymous` raises.
    """
    if recipe.anonymity is None:
        return data, []
    check_apart(recipe, data.column_names)
    found = anonymous(data, recipe.anonymity, job, population)
    told = [("–", found.summary), *((column.column, column.told()) for column in found.columns)]
    return found.data, effects_of(told)


def effects_of(told: Sequence[tuple[str, Text]]) -> list[Effect]:
    """What anonymity did, by column, as the effects of a recipe are told."""
    return [Effect(name, ID, words, "irreversible", 0) for name, words in told]


def checks_of(recipe: Recipe, columns: Sequence[str]) -> tuple[ResidualCheck, ...]:
    """What the output is measured for: the recipe's own checks, and what its anonymity promises.

    ``columns``: of the table that the recipe is for; its promises call them by name, for the output may
    have fewer.
    """
    plan = recipe.anonymity
    return (*recipe.checks, *(() if plan is None else promises_of(named(plan, columns))))


def check_apart(recipe: Recipe, columns: Sequence[str]) -> None:
    """Whether no treatment touches what is anonymized: they would undo each other's work.

    Raises ColumnUnknown, ParameterInvalid.
    """
    plan = recipe.anonymity
    own = set() if plan is None else set(columns_of(named(plan, columns)))
    for treatment in recipe.treatments:
        column = resolve(treatment.column, columns)
        if column in own and treatment.operator != "keep":
            reason = Text(
                "“{column}”已参与 k-匿名，不能再用其他方法",
                "{column} is part of k-anonymity: no other treatment fits it",
            )
            raise ParameterInvalid(name=TITLE, reason=reason.format(column=column))


def left_out(suppressed: int, rows: int) -> Text:
    """How many rows full-domain generalisation has cost."""
    text = Text("去掉 {n} 行（{share:.1%}）", "{n} rows left out ({share:.1%})")
    return text.format(n=suppressed, share=suppressed / max(rows, 1))


def levels_of(answer: Answer) -> tuple[Levelled, ...]:
    """To what level each quasi-identifier had to go. Raises AnonymityUnreached."""
    pairs = zip(answer.tuples.domains, answer.solution.node, strict=True)
    return tuple(Levelled(d.hierarchy.column, level, d.height) for d, level in pairs)


def _generalised(data: pa.Table, plan: Anonymity, population: Population, job: Job) -> Anonymous:
    answer = anonymize(data, problem_of(data, plan, population), job)
    solution, found = answer.solution, answer.found
    output = answer.output()
    answer.check(output, job)
    kept = ~answer.suppressed_rows
    return Anonymous(
        data=output.filter(pa.array(kept)),
        columns=levels_of(answer),
        rows=data.num_rows,
        classes=solution.classes,
        kept=kept,
        summary=left_out(solution.suppressed, data.num_rows),
        gap=max(solution.loss - found.lower_bound, 0.0) if not found.optimal else 0.0,
    )


def _recoded(data: pa.Table, plan: Anonymity, job: Job) -> Anonymous:
    found = _by_classes(data, plan, job)
    return Anonymous(
        data=found.data,
        columns=found.columns,
        rows=data.num_rows,
        classes=found.measured.classes,
        kept=np.ones(data.num_rows, np.bool_),
        summary=listed(found.summary()),
    )


def _by_classes(data: pa.Table, plan: Anonymity, job: Job) -> Recoded:
    """Local recoding; a ladder that names no hierarchy leaves the values in their own order."""
    limits = limits_of(plan)
    columns = [ladder.column for ladder in plan.ladders]
    if plan.method == "cells":
        return suppress_cells(data, columns, plan.k, job)
    climbed = [one for one in plan.ladders if one.builtin or one.document is not None]
    trees = {one.column: hierarchy_of(data, one) for one in climbed}
    return mondrian(data, columns, trees, limits, job, relaxed=plan.method == "relaxed")
