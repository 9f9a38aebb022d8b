"""What a judgement makes of a recipe: it stands there, and the column is treated as what it now is.

Functions of recipes and findings alone, for whoever keeps a recipe: in a workspace, or in a file.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from app.core.acts.given import given_reason
from app.core.desensitize.kernel import resolve
from app.core.desensitize.plan import columns_of
from app.core.model import Finding, Findings, Judgement, Level, Recipe, Treatment
from app.core.review.detector import detectors
from app.core.review.judged import FindingStands

Judgements = tuple[Judgement, ...]
Suggest = Callable[[Judgements], Recipe]  # the recipe that findings lead to, so judged


def agreeing(found: Finding) -> Judgement:
    """The judgement that a finding is right."""
    return Judgement(found.column, found.type, found.level, found.type, found.level)


def correcting(found: Finding, level: Level, as_type: str, reason: str) -> Judgement:
    """The judgement that a finding is of another level, or type. ``as_type``: "" leaves the type.

    Raises :class:`ParameterInvalid` without a reason, PluginUnknown for a type.
    """
    if as_type and as_type != found.type:
        detectors.get(as_type)
    kind, why = as_type or found.type, given_reason(reason)
    return Judgement(found.column, found.type, found.level, kind, level, why)


def judged_recipe(
    recipe: Recipe, said: Judgement, columns: Sequence[str], suggest: Suggest
) -> Recipe:
    """The recipe with a judgement in place of an earlier one on the same finding."""
    judgements = (*_others(recipe, said.column, said.type), said)
    return _following(recipe, judgements, said.column, columns, suggest)


def unjudged_recipe(
    recipe: Recipe, column: str, type: str, columns: Sequence[str], suggest: Suggest
) -> Recipe:
    """The recipe without what was said of a finding, a dismissal of its column too."""
    return _following(recipe, _others(recipe, column, type), column, columns, suggest)


def dismissing_recipe(
    recipe: Recipe, findings: Findings, column: str, columns: Sequence[str], reason: str
) -> Recipe:
    """The recipe that keeps a column as it is; what was said of its findings before is dropped.

    Raises :class:`ParameterInvalid` without a reason, :class:`FindingStands` where the policy says block.
    """
    reason = given_reason(reason)
    if any(f.gate == "block" for f in findings.columns if f.column == column):
        raise FindingStands(column=column)
    kept = Treatment(column, "keep", {"reason": reason}, reason)
    recipe = replace(recipe, judgements=_others(recipe, column))
    return _treating(recipe, column, columns, [kept])


def _others(recipe: Recipe, column: str, type: str = "") -> Judgements:
    """The judgements but for those of a column, or of one type in it."""
    return tuple(
        one for one in recipe.judgements if one.column != column or (type and one.type != type)
    )


def _following(
    recipe: Recipe, judgements: Judgements, column: str, columns: Sequence[str], suggest: Suggest
) -> Recipe:
    """The recipe with these judgements, and with what they suggest for a column that nobody has treated
    by hand; a dismissal gives way.
    """
    after, now = replace(recipe, judgements=judgements), suggest(judgements)
    if recipe.anonymity is not None and column in columns_of(recipe.anonymity):
        return after
    held = _of_column(recipe, column, columns)
    by_hand = held != _of_column(suggest(recipe.judgements), column, columns)
    if by_hand and not any(treatment.operator == "keep" for treatment in held):
        return after
    return _treating(after, column, columns, _of_column(now, column, columns))


def _treating(
    recipe: Recipe, column: str, columns: Sequence[str], treatments: Iterable[Treatment]
) -> Recipe:
    """The recipe with these treatments of a column and no others, where the column stands in the table: what
    is taken back leaves the recipe as it was. Raises ColumnUnknown.
    """
    gone, known = _of_column(recipe, column, columns), list(columns)
    others = [one for one in recipe.treatments if one not in gone]
    behind = set(known[known.index(resolve(column, known)) + 1 :])
    here = next(
        (n for n, one in enumerate(others) if resolve(one.column, known) in behind), len(others)
    )
    return replace(recipe, treatments=(*others[:here], *treatments, *others[here:]))


def _of_column(recipe: Recipe, column: str, columns: Sequence[str]) -> list[Treatment]:
    return [one for one in recipe.treatments if resolve(one.column, list(columns)) == column]
