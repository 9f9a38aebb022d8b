"""Last month's recipe on this month's table: what it still says, and what it cannot know."""

from collections.abc import Sequence
from dataclasses import replace

from app.core.desensitize.kernel import resolve
from app.core.desensitize.plan import columns_of, renamed
from app.core.errors import ColumnUnknown
from app.core.model import Anonymity, Findings, Recipe, RecipeDrift
from app.core.text import Text

_SHARP = ("hold", "block")

UNMET = Text(
    "k-匿名要用的列不在了，不再做 k-匿名",
    "a column that k-anonymity needs is gone: there is none any more",
)
REMOVED = Text("方案要处理的列不在了", "a column that the recipe treats is gone")
ADDED = Text(
    "方案里没有的列，将原样公开", "the recipe does not know it: it would be published as it is"
)
SENSITIVE = Text(
    "方案不处理，但发现了敏感内容", "the recipe leaves it alone, but something was found in it"
)
RULES = Text("规则包已更新：{packs}", "rule packs have changed: {packs}")


def replay(
    recipe: Recipe, proposed: Recipe, findings: Findings
) -> tuple[Recipe, tuple[RecipeDrift, ...]]:
    """A recipe as it fits another table, and how that table differs.

    ``proposed``: what would be suggested for the table if there were no recipe; its treatments are
    taken for columns that the recipe leaves alone although something was found there. Treatments of
    columns that are gone are left out, and judgements likewise; nothing else is changed.
    """
    columns = proposed.columns
    named = [
        (treatment, _named(treatment.column, recipe, columns)) for treatment in recipe.treatments
    ]
    kept = [replace(treatment, column=name) for treatment, name in named if name]
    plan, gone = _anonymity(recipe, columns)
    treated = {treatment.column for treatment in kept}
    if plan is not None:
        treated |= {ladder.column for ladder in plan.ladders}
    sharp = {finding.column for finding in findings.columns if finding.gate in _SHARP} - treated
    drift = [
        RecipeDrift("removed", treatment.column, REMOVED, asks=False)
        for treatment, name in named
        if not name
    ]
    for column in columns:
        if column in sharp:
            drift.append(RecipeDrift("sensitive", column, SENSITIVE, asks=True))
        elif recipe.columns and column not in recipe.columns:
            drift.append(RecipeDrift("added", column, ADDED, asks=True))
    changed = sorted(
        name for name, digest in recipe.packs.items() if findings.packs.get(name, digest) != digest
    )
    if changed:
        drift.append(RecipeDrift("rules", "", RULES.format(packs="、".join(changed)), asks=False))
    drift += [RecipeDrift("removed", name, UNMET, asks=True) for name in gone]
    added = [treatment for treatment in proposed.treatments if treatment.column in sharp]
    judged = ((one, _named(one.column, recipe, columns)) for one in recipe.judgements)
    fitted = replace(
        proposed,
        treatments=(*kept, *added),
        checks=recipe.checks,
        anonymity=plan,
        judgements=tuple(replace(one, column=name) for one, name in judged if name),
    )
    return fitted, tuple(drift)


def _anonymity(recipe: Recipe, columns: Sequence[str]) -> tuple[Anonymity | None, list[str]]:
    """The recipe's anonymity as the table calls its columns, or None and the columns that are gone."""
    plan = recipe.anonymity
    if plan is None:
        return None, []
    names = {column: _named(column, recipe, columns) for column in columns_of(plan)}
    gone = [column for column, name in names.items() if not name]
    return (None, gone) if gone else (renamed(plan, names.__getitem__), [])


def _named(column: str, recipe: Recipe, columns: Sequence[str]) -> str:
    """The table's column that a treatment means, or "". A number counts in the recipe's own table."""
    try:
        name = resolve(column, recipe.columns) if recipe.columns else column
        return resolve(name, columns)
    except ColumnUnknown:
        return ""
