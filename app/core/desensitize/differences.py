"""What differs between two recipes, for people: one line a column, a promise, a check or a rule pack."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from app.core import judgements
from app.core.desensitize.kernel import resolve
from app.core.desensitize.operation import operators, read_params
from app.core.desensitize.plan import promises_of, told_models
from app.core.model import Anonymity, Recipe, ResidualCheck, Treatment
from app.core.text import Text, listed

Subject = Literal["column", "judgement", "anonymity", "check", "layout", "pack"]

AS_IT_IS = Text("原样", "as it is")
UNJUDGED = Text("按检测结果", "as it was found")
NONE = Text("无", "none")
CHECK = Text("{columns} 至少 {k} 行相同", "at least {k} rows agree in {columns}")
DIVERSE = Text("，每组“{sensitive}”至少 {l} 种", ", with {l} kinds of {sensitive} among them")
OTHER = Text("有变化", "changed")


@dataclass(frozen=True)
class Change:
    """One difference: of a column, what is done to it; of a pack, its digest's first digits."""

    subject: Subject
    name: str
    before: Text
    after: Text


def differences(old: Recipe, new: Recipe) -> tuple[Change, ...]:
    """In the order of the new recipe, what is only in the old one last. Reasons count too.

    Raises PluginUnknown, ParameterInvalid for a recipe that this installation does not understand.
    """
    return tuple(_differences(old, new))


def _differences(old: Recipe, new: Recipe) -> Iterator[Change]:
    before, after = _by_column(old), _by_column(new)
    for name in dict.fromkeys([*after, *before]):
        if before.get(name) != after.get(name):
            told = _told(before.get(name, ())), _told(after.get(name, ()))
            yield Change("column", name, *told)
    was_said, is_said = _judgements(old), _judgements(new)
    for place in dict.fromkeys([*is_said, *was_said]):
        if was_said.get(place) != is_said.get(place):
            yield Change(
                "judgement", place[0], was_said.get(place, UNJUDGED), is_said.get(place, UNJUDGED)
            )
    if old.anonymity != new.anonymity:
        was, now = _anonymity(old.anonymity), _anonymity(new.anonymity)
        yield Change("anonymity", "", was, OTHER if was == now else now)
    checks = [
        check
        for check in (*new.checks, *old.checks)
        if (check in old.checks) != (check in new.checks)
    ]
    for check in dict.fromkeys(checks):
        words = _check(check)
        yield Change("check", "", *((words, NONE) if check in old.checks else (NONE, words)))
    if old.layout != new.layout:
        yield Change("layout", "", OTHER if old.layout else NONE, OTHER if new.layout else NONE)
    for pack in sorted({*old.packs, *new.packs}):
        digests = old.packs.get(pack, ""), new.packs.get(pack, "")
        if digests[0] != digests[1]:
            yield Change("pack", pack, *(Text.plain(digest[:8] or "–") for digest in digests))


def _by_column(recipe: Recipe) -> dict[str, tuple[Treatment, ...]]:
    """By column, its treatments in order; a number is a name where the recipe knows its table."""
    found: dict[str, tuple[Treatment, ...]] = {}
    for treatment in recipe.treatments:
        known = recipe.columns
        name = resolve(treatment.column, known) if known else treatment.column
        found[name] = (*found.get(name, ()), treatment)
    return found


def _judgements(recipe: Recipe) -> dict[tuple[str, str], Text]:
    """By column and type, what was said of a finding."""
    return {(one.column, one.type): judgements.told(one) for one in recipe.judgements}


def _told(treatments: tuple[Treatment, ...]) -> Text:
    """What is done to a column, and why."""
    return listed([_phrase(treatment) for treatment in treatments]) if treatments else AS_IT_IS


def _phrase(treatment: Treatment) -> Text:
    operator = operators.get(treatment.operator)
    done = operator.describe(read_params(operator, treatment.params))
    if not treatment.reason:
        return done
    return Text(f"{done.zh}（{treatment.reason}）", f"{done.en} ({treatment.reason})")


def _anonymity(plan: Anonymity | None) -> Text:
    """What a plan promises, and its method; hierarchies, metric and suppression are not told."""
    if plan is None:
        return NONE
    more = told_models(plan)
    return listed([*map(_check, promises_of(plan)), *([more] if more.zh else [])])


def _check(check: ResidualCheck) -> Text:
    columns = "、".join(check.quasi_identifiers)
    words = CHECK.format(columns=columns, k=check.k)
    if not check.sensitive:
        return words
    more = DIVERSE.format(sensitive=check.sensitive, l=check.l)
    return Text(words.zh + more.zh, words.en + more.en)
