"""What a clerk makes of a finding: look at what was found; say that it is right, that it is something else,
or that it may be public after all.

What is said stands in the recipe: it is signed with it, the rescan goes by it, and the reviewer reads it
with its reason. A dismissal is the treatment ``keep``; the rest are the recipe's judgements. The log tells
that something was said, and by whom; the reason is only in the recipe.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from app.core.acts.recipe_judgements import (
    Judgements,
    agreeing,
    correcting,
    dismissing_recipe,
    judged_recipe,
    unjudged_recipe,
)
from app.core.acts.recipes import Proposal, propose_recipe, suggested
from app.core.model import Findings, Judgement, Kind, Level, Recipe
from app.core.review.judged import finding_of
from app.core.trust.identity import Identity
from app.core.workspace import drafts
from app.core.workspace.store import Workspace

REVEALED = 20  # cells at a time: enough to judge by, too few to copy a table by


def dismiss(ws: Workspace, actor: Identity, release: str, column: str, reason: str) -> Proposal:
    """Keep a column as it is in the draft of the recipe; returns that draft.

    Raises ActRefused, RoleRefused, and what :func:`dismissing_recipe` raises.
    """
    ws.admit("desensitize", release, actor.card)
    found, columns = ws.load(release, Kind.FINDINGS, Findings), ws.load_front(release).columns
    draft = drafted(ws, release)
    recipe = dismissing_recipe(draft.recipe, found, column, columns, reason)
    types = sorted({finding.type for finding in found.columns if finding.column == column})
    return _keep(ws, actor, release, draft, recipe, "dismiss", column=column, types=types)


def accept(ws: Workspace, actor: Identity, release: str, column: str, type: str) -> Proposal:
    """Say that a finding is right; returns the draft of the recipe. A dismissal is taken back.

    Raises ActRefused, RoleRefused, FindingUnknown.
    """
    ws.admit("desensitize", release, actor.card)
    found = finding_of(ws.load(release, Kind.FINDINGS, Findings), column, type)
    return _judge(ws, actor, release, agreeing(found), "accept")


def reclassify(
    ws: Workspace,
    actor: Identity,
    release: str,
    column: str,
    type: str,
    level: Level,
    reason: str,
    as_type: str = "",
) -> Proposal:
    """Say that a finding is of another level, or of another type too; returns the draft of the recipe.

    Raises ActRefused, RoleRefused, FindingUnknown, FindingStands where it would lower what the policy
    blocks, and what :func:`correcting` raises.
    """
    ws.admit("desensitize", release, actor.card)
    found = finding_of(ws.load(release, Kind.FINDINGS, Findings), column, type)
    said = correcting(found, level, as_type, reason)
    told = {"as_type": said.as_type, "level": level}
    return _judge(ws, actor, release, said, "reclassify", **told)


def retract(ws: Workspace, actor: Identity, release: str, column: str, type: str) -> Proposal:
    """Take back what was said of a finding, a dismissal too; returns the draft of the recipe.

    Raises ActRefused, RoleRefused.
    """
    ws.admit("desensitize", release, actor.card)
    columns, draft = ws.load_front(release).columns, drafted(ws, release)
    recipe = unjudged_recipe(draft.recipe, column, type, columns, _suggesting(ws, release))
    return _keep(ws, actor, release, draft, recipe, "retract", column=column, types=[type])


def applied(ws: Workspace, release: str) -> Proposal:
    """The last recipe that was applied to a release, or one to begin with."""
    if ws.has(release, Kind.RECIPE):
        return Proposal(ws.load(release, Kind.RECIPE, Recipe, void=True))
    return propose_recipe(ws, release)


def drafted(ws: Workspace, release: str) -> Proposal:
    """The recipe that is being worked on: its draft, else the one that was applied or is proposed."""
    return drafts.kept(ws, release, Kind.RECIPE, Proposal) or applied(ws, release)


def reveal(
    ws: Workspace, actor: Identity, release: str, column: str, type: str
) -> tuple[tuple[int, str], ...]:
    """The first cells in which something was found: rows from 1 and texts, unmasked.

    The log says who saw how many cells of which column. Raises ArtefactMissing, ContentShredded.
    """
    found = ws.load(release, Kind.FINDINGS, Findings).cells
    rows = [cell.row for cell in found if (cell.column, cell.type) == (column, type)]
    rows = list(dict.fromkeys(rows))[:REVEALED]
    texts = ws.load_table(release, Kind.TABLE).data[column].take([row - 1 for row in rows])
    shown = tuple(zip(rows, (text or "" for text in texts.to_pylist()), strict=True))
    ws.note("reveal", actor.card, of=release, column=column, cells=len(shown))
    return shown


def _judge(
    ws: Workspace, actor: Identity, release: str, said: Judgement, event: str, **told: Any
) -> Proposal:
    columns, draft = ws.load_front(release).columns, drafted(ws, release)
    recipe = judged_recipe(draft.recipe, said, columns, _suggesting(ws, release))
    told |= {"column": said.column, "types": [said.type]}
    return _keep(ws, actor, release, draft, recipe, event, **told)


def _suggesting(ws: Workspace, release: str) -> Callable[[Judgements], Recipe]:
    return lambda said: suggested(ws, release, said)


def _keep(
    ws: Workspace,
    actor: Identity,
    release: str,
    draft: Proposal,
    recipe: Recipe,
    event: str,
    **told: Any,
) -> Proposal:
    """Keep the recipe as the draft, and tell the log what was said."""
    draft = replace(draft, recipe=recipe)
    drafts.keep(ws, release, Kind.RECIPE, draft)
    ws.note(event, actor.card, of=release, **told)
    return draft
