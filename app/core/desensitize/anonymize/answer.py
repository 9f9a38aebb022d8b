"""The answer to a problem: what was found, and the table that follows from it."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pyarrow as pa

from app.core.contingency import Contingency, contingency
from app.core.desensitize.anonymize.classes import Classes
from app.core.desensitize.anonymize.grouping import Grouping
from app.core.desensitize.anonymize.lattice import Mask, Numbers
from app.core.desensitize.anonymize.model import Model
from app.core.desensitize.anonymize.problem import Problem
from app.core.desensitize.anonymize.recode import recode
from app.core.desensitize.anonymize.search import Found, Solution, search
from app.core.desensitize.anonymize.tuples import Tuples, tuples_of
from app.core.desensitize.anonymize.unmet import unmet
from app.core.errors import AnonymityUnreached
from app.core.jobs import Job
from app.core.text import Text


@dataclass(frozen=True)
class SuppressedGroup:
    """Rows that are suppressed together; ``first_row`` counts from 1. The reason tells only counts."""

    rows: int
    first_row: int
    reason: Text


@dataclass(frozen=True, eq=False)
class Answer:
    """``solution`` of ``found`` over the rows of ``data``, None where no node will do."""

    data: pa.Table
    problem: Problem
    found: Found
    table: Contingency
    tuples: Tuples

    @property
    def solution(self) -> Solution:
        """Raises AnonymityUnreached."""
        if self.found.solution is None:
            raise AnonymityUnreached(reason=self.obstacle())
        return self.found.solution

    def output(self, *, drop: bool = False) -> pa.Table:
        """The generalised table, rows in order; other columns stay as they are.

        Quasi-identifiers of suppressed rows become "*"; with ``drop`` these rows are left out. Raises
        AnonymityUnreached.
        """
        data = recode(self.data, self.tuples.domains, self.solution.node, self.suppressed_rows)
        return data.filter(pa.array(~self.suppressed_rows)) if drop else data

    def measured(self, output: pa.Table, job: Job) -> int:
        """k of an output in which suppressed rows still stand: the least class of the others.

        Counted from the output's own texts, trusting nothing that the search has worked out; 0 where
        all rows are suppressed.
        """
        kept = output.filter(pa.array(~self.suppressed_rows))
        classes = contingency(kept, self.problem.quasi_identifiers, job)
        return int(classes.counts.min()) if len(classes) else 0

    def check(self, output: pa.Table, job: Job) -> None:
        """Whether an output in which suppressed rows still stand keeps every model that can be told from
        its texts alone. Raises AnonymityUnreached.
        """
        models = [model for model in self._models if model.of_texts]
        short = unmet(output, self.problem.quasi_identifiers, models, self.suppressed_rows, job)
        for model, rows in short:
            reason = Text(
                "输出中有 {rows} 行未达到：{rule}", "{rows} rows of the output fail: {rule}"
            )
            raise AnonymityUnreached(reason=reason.format(rows=rows, rule=model.describe()))

    @cached_property
    def suppressed_rows(self) -> Mask:
        """Of each row, whether it is suppressed. Raises AnonymityUnreached."""
        found: Mask = (self._refusals >= 0)[self.table.class_of_rows()]
        return found

    def suppressed_groups(self, limit: int) -> tuple[SuppressedGroup, ...]:
        """The first groups of suppressed rows, each with the model that refused it. Raises AnonymityUnreached."""
        rows = np.flatnonzero(self.suppressed_rows)
        tuples = self.table.class_of_rows()[rows]
        _, first = np.unique(self._classes.ranks[tuples], return_index=True)
        first = np.sort(first)[:limit]
        return tuple(self._group(int(rows[at]), int(tuples[at])) for at in first)

    def suppressed_by(self) -> tuple[tuple[Model, int], ...]:
        """By model, how many rows it is the first to refuse. Raises AnonymityUnreached."""
        rows = np.bincount(self._refusals + 1, self.tuples.counts, len(self._models) + 1)[1:]
        return tuple(
            (model, int(count)) for model, count in zip(self._models, rows, strict=True) if count
        )

    def obstacle(self) -> Text:
        """Why there is no solution, and what would help."""
        rows = self.tuples.rows
        least = max(model.least_rows for model in self.problem.models)
        if least > rows:
            return Text(
                "全表只有 {rows} 行，而每组至少要 {least} 行；请补充数据或降低要求",
                "the table has {rows} rows, a class needs {least}: add data, or ask for less",
            ).format(rows=rows, least=least)
        if not self.found.optimal:
            return Text(
                "时限内没有找到可行的泛化方案；请延长时限或提高抑制上限",
                "none was found in time: allow more time, or more suppression",
            )
        share = self.found.least_suppressed / rows
        return Text(
            "最少也要抑制 {least} 行（{share}），超出上限；请提高抑制上限，降低要求，或增加更粗的层级",
            "{least} rows at least ({share}) would be suppressed, above the limit: raise it, ask for "
            "less, or add coarser levels",
        ).format(least=self.found.least_suppressed, share=f"{share:.2%}")

    @cached_property
    def _models(self) -> list[Model]:
        return sorted(self.problem.models, key=lambda model: model.whole)

    @cached_property
    def _classes(self) -> Classes:
        return Grouping(self.tuples).over(None, self.solution.node)

    @cached_property
    def _refusals(self) -> Numbers:
        """Of each tuple, the place of the first model that refuses its class, or -1."""
        refused_by = np.full(len(self.tuples.counts), -1)
        kept = np.ones(len(refused_by), np.bool_)
        for place, model in enumerate(self._models):
            passed = model.on(self.tuples)(self._classes, kept)
            refused_by[kept & ~passed] = place
            kept = passed
        return refused_by

    def _group(self, row: int, place: int) -> SuppressedGroup:
        rule = self._models[int(self._refusals[place])].describe()
        rows = int(self._classes.sizes[place])
        reason = Text("{rows} 行，未达到：{rule}", "{rows} rows, short of: {rule}")
        return SuppressedGroup(rows, row + 1, reason.format(rows=rows, rule=rule))


def anonymize(data: pa.Table, problem: Problem, job: Job) -> Answer:
    """Solve a problem over a table of text columns.

    Raises ColumnUnknown, ParameterInvalid, QuasiIdentifierUnique, HierarchyIncomplete,
    LatticeTooLarge, Cancelled.
    """
    problem.check(data)
    table = contingency(data, problem.quasi_identifiers, job)
    problem.check_values(table)
    sensitive = {column: data[column] for column in problem.sensitive}
    tuples = tuples_of(table, problem.hierarchies, sensitive)
    return Answer(data, problem, search(tuples, problem, job), table, tuples)
