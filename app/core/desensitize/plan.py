"""What a recipe's anonymity asks of a table: its hierarchies, its models, its limits, and in words."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, TypeAlias

import msgspec
import pyarrow as pa
import pyarrow.compute as pc

from app.core.contingency import code
from app.core.desensitize.anonymize import asking
from app.core.desensitize.anonymize.asking import model_of, parameters, with_columns
from app.core.desensitize.anonymize.local.limits import Limits
from app.core.desensitize.anonymize.metric import metrics
from app.core.desensitize.anonymize.model import Model
from app.core.desensitize.anonymize.models.distinct_diversity import DistinctDiversity
from app.core.desensitize.anonymize.models.equal_closeness import EqualCloseness
from app.core.desensitize.anonymize.models.k_anonymity import KAnonymity
from app.core.desensitize.anonymize.problem import Problem
from app.core.desensitize.hierarchies.builtin import build
from app.core.desensitize.hierarchies.forms import HierarchyDocument, from_document
from app.core.desensitize.hierarchies.hierarchy import Hierarchy, without_idle_levels
from app.core.desensitize.kernel import resolve
from app.core.errors import ParameterInvalid
from app.core.model import Anonymity, AskedModel, Ladder, ResidualCheck
from app.core.text import Text, listed

TITLE = Text("k-匿名处理", "k-anonymity")
METHODS = {
    "full-domain": Text("全列泛化", "one level a column"),
    "mondrian": Text("分组泛化", "as fine as each class allows"),
    "relaxed": Text("分组泛化（相同的值可分开）", "the same, where equal values may part"),
    "cells": Text("单元格抑制", "single cells left blank"),
}

Population: TypeAlias = "Callable[[], pa.Table] | None"
"""The rows of the population, read when a plan asks for them: a recipe holds none, so whoever runs it
brings them along.
"""


def named(plan: Anonymity, columns: Sequence[str]) -> Anonymity:
    """The plan with a table's own names for its columns: ``#2`` is one. Raises ColumnUnknown."""
    return renamed(plan, lambda column: resolve(column, columns))


def renamed(plan: Anonymity, name: Callable[[str], str]) -> Anonymity:
    """The plan with every column called what ``name`` says."""
    names = {column: name(column) for column in columns_of(plan)}
    return replace(
        plan,
        ladders=tuple(replace(one, column=names[one.column]) for one in plan.ladders),
        sensitive=names.get(plan.sensitive, ""),
        models=tuple(with_columns(model, names) for model in plan.models),
    )


def columns_of(plan: Anonymity) -> tuple[str, ...]:
    """The columns that a plan names, quasi-identifiers first, each once."""
    sensitive = [model.params.get("sensitive", "") for model in plan.models]
    named = [*(ladder.column for ladder in plan.ladders), plan.sensitive, *sensitive]
    return tuple(dict.fromkeys(filter(None, named)))


def problem_of(data: pa.Table, plan: Anonymity, population: Population = None) -> Problem:
    """What a full-domain plan asks of a table whose columns it calls by name.

    Raises PluginUnknown, ParameterInvalid, DocumentInvalid, HierarchyInvalid, ColumnUnknown for a
    population that lacks a quasi-identifier, and what reading the population raises.
    """
    people = _people(plan, population)
    return Problem(
        hierarchies=tuple(hierarchy_of(data, ladder, people) for ladder in plan.ladders),
        models=tuple(_models(data, plan, people)),
        metric=metrics.get(plan.metric),
        suppression=plan.suppression,
        seconds=plan.seconds,
    )


def limits_of(plan: Anonymity) -> Limits:
    """What a plan of local recoding asks. Raises ParameterInvalid for what only full-domain keeps."""
    sensitive = plan.sensitive if plan.l > 1 or plan.t < 1 else ""
    if plan.models:
        reason = Text(
            "{method}只支持 k、l、t，不支持其他模型", "{method}: k, l and t, no other model"
        )
        raise ParameterInvalid(name=TITLE, reason=reason.format(method=METHODS[plan.method]))
    if plan.method == "cells" and sensitive:
        reason = Text("单元格抑制只看 k，不看敏感列", "cells are blanked for k alone")
        raise ParameterInvalid(name=TITLE, reason=reason)
    return Limits(plan.k, sensitive, plan.l, plan.t) if sensitive else Limits(plan.k)


def promises_of(plan: Anonymity) -> tuple[ResidualCheck, ...]:
    """What a plan promises of its output, as checks of it that anybody can repeat: k, and each l."""
    columns = tuple(ladder.column for ladder in plan.ladders)
    made = (model_of(_without_things(model)) for model in plan.models)
    diverse = [model for model in made if isinstance(model, DistinctDiversity)]
    first = ResidualCheck(columns, plan.k, plan.sensitive, plan.l)
    return (first, *(ResidualCheck(columns, plan.k, one.sensitive, one.l) for one in diverse))


def told_models(plan: Anonymity) -> Text:
    """The further models and the method, in one phrase; nothing for a plain plan."""
    words = [model_of(_without_things(model)).describe() for model in plan.models]
    if plan.method != "full-domain":
        words.append(METHODS[plan.method])
    return listed(words) if words else Text.plain("")


def asks_population(plan: Anonymity) -> bool:
    """Whether a plan can be carried out only among the rows of the population. Raises PluginUnknown."""
    return any(map(asking.asks_population, plan.models))


def hierarchy_of(data: pa.Table, ladder: Ladder, people: pa.Table | None = None) -> Hierarchy:
    """The hierarchy that a ladder names or holds, for a column of a table, and of the population's
    ``people`` where the table is compared with them. Raises ColumnUnknown if these lack the column.
    """
    if ladder.document is None:
        values = code(data[ladder.column]).values
        if people is not None:
            both = [values, code(people[resolve(ladder.column, people.column_names)]).values]
            values = pc.unique(pa.chunked_array(both))
        return without_idle_levels(build(ladder.builtin, ladder.column, values))
    try:
        document = msgspec.convert(ladder.document | {"column": ladder.column}, HierarchyDocument)
    except msgspec.ValidationError as error:
        raise ParameterInvalid(name=TITLE, reason=str(error)) from error
    return from_document(document)


def _models(data: pa.Table, plan: Anonymity, people: pa.Table | None) -> list[Model]:
    models: list[Model] = [KAnonymity(plan.k)]
    if plan.sensitive and plan.l > 1:
        models.append(DistinctDiversity(plan.sensitive, plan.l))
    if plan.sensitive and plan.t < 1:
        models.append(EqualCloseness(plan.sensitive, plan.t))
    asked = (_with_population(_with_hierarchy(data, model), people) for model in plan.models)
    return [*models, *map(model_of, asked)]


def _people(plan: Anonymity, population: Population) -> pa.Table | None:
    """The rows of the population, where the plan asks for them; no recipe holds any."""
    if any("population" in model.params for model in plan.models):
        raise ParameterInvalid(name=TITLE, reason=_NOT_INSIDE)
    if not asks_population(plan):
        return None
    if population is None:
        raise ParameterInvalid(name=TITLE, reason=_TO_BE_BROUGHT)
    return population()


def _with_population(asked: AskedModel, people: pa.Table | None) -> AskedModel:
    if not asking.asks_population(asked):
        return asked
    return AskedModel(asked.id, asked.params | {"population": people})


def _with_hierarchy(data: pa.Table, asked: AskedModel) -> AskedModel:
    """The model with its hierarchy made, which a recipe names (built in) or holds (a document)."""
    given, column = asked.params.get("hierarchy"), asked.params.get("sensitive", "")
    if given is None or not column:
        return asked
    kind = "builtin" if isinstance(given, str) else "document"
    try:
        ladder = msgspec.convert({"column": column, kind: given}, Ladder)
    except msgspec.ValidationError as error:
        raise ParameterInvalid(name=TITLE, reason=str(error)) from error
    return AskedModel(asked.id, asked.params | {"hierarchy": hierarchy_of(data, ladder)})


def _without_things(asked: AskedModel) -> AskedModel:
    """The model's plain parameters, which are all that its words tell."""
    plain: dict[str, Any] = {
        name: value
        for name, value in asked.params.items()
        if parameters(asked.id).get(name) in (int, float, str)
    }
    return AskedModel(asked.id, plain)


_NOT_INSIDE = Text(
    "方案不保存数据行：请去掉参数 population，运行时再用 --population 文件 给出总体数据表",
    "a recipe holds no rows: leave population out of it, and bring the table with --population FILE",
)
_TO_BE_BROUGHT = Text(
    "k-映射需要总体数据表：在窗口的“k-匿名”中选择文件，或在命令行用 --population 文件 给出",
    "k-map needs a table of the population: choose the file under k-anonymity in the window, or name it "
    "with --population FILE on the command line",
)
