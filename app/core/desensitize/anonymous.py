"""The anonymity that a recipe asks for, brought about on a table: plan → problem → answer → table."""

from collections.abc import Sequence
from dataclasses import dataclass

import msgspec
import pyarrow as pa

from app.core.contingency import code
from app.core.desensitize.anonymize.answer import Answer, anonymize
from app.core.desensitize.anonymize.lattice import Mask
from app.core.desensitize.anonymize.metric import metrics
from app.core.desensitize.anonymize.model import Model
from app.core.desensitize.anonymize.models.distinct_diversity import DistinctDiversity
from app.core.desensitize.anonymize.models.equal_closeness import EqualCloseness
from app.core.desensitize.anonymize.models.k_anonymity import KAnonymity
from app.core.desensitize.anonymize.problem import Problem
from app.core.desensitize.engine import Effect
from app.core.desensitize.hierarchies.builtin import build
from app.core.desensitize.hierarchies.forms import HierarchyDocument, from_document
from app.core.desensitize.hierarchies.hierarchy import Hierarchy, without_idle_levels
from app.core.desensitize.kernel import resolve
from app.core.errors import ParameterInvalid
from app.core.jobs import Job
from app.core.model import Anonymity, Ladder, Recipe, ResidualCheck
from app.core.text import Text

ID = "anonymize"
TITLE = Text("k-匿名处理", "k-anonymity")


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
    """The table without the ``suppressed`` rows, of ``rows`` before; ``kept``: of each of these, whether
    it is still there. ``gap``: by how much of the loss a search that ran out of time may have missed
    the best; 0 where it is proven.
    """

    data: pa.Table
    levels: tuple[Levelled, ...]
    suppressed: int
    rows: int
    classes: int
    loss: float
    gap: float
    kept: Mask

    def told(self) -> Text:
        """How many rows it has cost."""
        text = Text("去掉 {n} 行（{share:.1%}）", "{n} rows left out ({share:.1%})")
        return text.format(n=self.suppressed, share=self.suppressed / max(self.rows, 1))


def anonymous(data: pa.Table, plan: Anonymity, job: Job) -> Anonymous:
    """The table as the plan asks, suppressed rows left out.

    Raises AnonymityUnreached where no generalisation will do, and what the search and the hierarchies
    raise for a plan that does not fit the table.
    """
    answer = anonymize(data, problem_of(data, plan), job)
    solution, found = answer.solution, answer.found
    return Anonymous(
        data=answer.output(drop=True),
        levels=_levels(answer),
        suppressed=solution.suppressed,
        rows=data.num_rows,
        classes=solution.classes,
        loss=solution.loss,
        gap=max(solution.loss - found.lower_bound, 0.0) if not found.optimal else 0.0,
        kept=~answer.suppressed_rows,
    )


def made_anonymous(data: pa.Table, recipe: Recipe, job: Job) -> tuple[pa.Table, list[Effect]]:
    """The table that a recipe's treatments begin with, and what was done to get there.

    Raises ParameterInvalid for a treatment of what is anonymized, and what :func:`anonymous` raises.
    """
    plan = recipe.anonymity
    if plan is None:
        return data, []
    _check_apart(plan, recipe, data.column_names)
    found = anonymous(data, plan, job)
    told = [("–", found.told()), *((level.column, level.told()) for level in found.levels)]
    return found.data, [Effect(name, ID, words, "irreversible", 0) for name, words in told]


def problem_of(data: pa.Table, plan: Anonymity) -> Problem:
    """What a plan asks of a table. Raises ColumnUnknown, PluginUnknown, DocumentInvalid, HierarchyInvalid."""
    return Problem(
        hierarchies=tuple(_hierarchy(data, ladder) for ladder in plan.ladders),
        models=tuple(_models(data, plan)),
        metric=metrics.get(plan.metric),
        suppression=plan.suppression,
        seconds=plan.seconds,
    )


def checks_of(recipe: Recipe) -> tuple[ResidualCheck, ...]:
    """What the output is measured for: the recipe's own checks, and what its anonymity promises."""
    promised = () if recipe.anonymity is None else (anonymity_check(recipe.anonymity),)
    return (*recipe.checks, *promised)


def anonymity_check(plan: Anonymity) -> ResidualCheck:
    """What a plan promises of its output, as a check of it."""
    columns = tuple(ladder.column for ladder in plan.ladders)
    return ResidualCheck(columns, plan.k, plan.sensitive, plan.l)


def _check_apart(plan: Anonymity, recipe: Recipe, columns: Sequence[str]) -> None:
    """Whether no treatment touches what is anonymized: they would undo each other's work."""
    own = {resolve(ladder.column, columns) for ladder in plan.ladders}
    own |= {resolve(plan.sensitive, columns)} if plan.sensitive else set()
    for treatment in recipe.treatments:
        column = resolve(treatment.column, columns)
        if column in own and treatment.operator != "keep":
            reason = Text(
                "“{column}”已参与 k-匿名，不能再用其他方法",
                "{column} is part of k-anonymity: no other treatment fits it",
            )
            raise ParameterInvalid(name=TITLE, reason=reason.format(column=column))


def _models(data: pa.Table, plan: Anonymity) -> list[Model]:
    models: list[Model] = [KAnonymity(plan.k)]
    if plan.sensitive:
        sensitive = resolve(plan.sensitive, data.column_names)
        if plan.l > 1:
            models.append(DistinctDiversity(sensitive, plan.l))
        if plan.t < 1:
            models.append(EqualCloseness(sensitive, plan.t))
    return models


def _hierarchy(data: pa.Table, ladder: Ladder) -> Hierarchy:
    name = resolve(ladder.column, data.column_names)
    if ladder.document is None:
        return without_idle_levels(build(ladder.builtin, name, code(data[name]).values))
    try:
        document = msgspec.convert(ladder.document | {"column": name}, HierarchyDocument)
    except msgspec.ValidationError as error:
        raise ParameterInvalid(name=TITLE, reason=str(error)) from error
    return from_document(document)


def _levels(answer: Answer) -> tuple[Levelled, ...]:
    pairs = zip(answer.tuples.domains, answer.solution.node, strict=True)
    return tuple(Levelled(d.hierarchy.column, level, d.height) for d, level in pairs)
