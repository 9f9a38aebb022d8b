"""What a clerk makes of a finding: look at what was found, or say that it may be public after all.

A dismissal is a treatment of the recipe: it is signed with it, the rescan knows it, and the reviewer reads
its reason beside the finding. The log tells that it was said, and by whom; the reason is only in the recipe.
"""

from dataclasses import replace

from app.core.acts.given import given_reason
from app.core.acts.recipes import Proposal, propose_recipe
from app.core.desensitize.kernel import resolve
from app.core.errors import Refusal
from app.core.model import Findings, Kind, Recipe, Treatment
from app.core.text import Text
from app.core.trust.identity import Identity
from app.core.workspace import drafts
from app.core.workspace.store import Workspace

REVEALED = 20  # cells at a time: enough to judge by, too few to copy a table by


class FindingStands(Refusal):
    code = "finding-stands"
    message = Text(
        "“{column}”中的发现依规定不得公开，不能由承办人排除",
        "What was found in “{column}” must not be public by the rules; a clerk cannot dismiss it",
    )
    hint = Text(
        "请脱敏或删除该列；认为规则有误时，请由管理员修改本单位规则。",
        "Treat or remove the column; if the rule is wrong, have an administrator change it.",
    )


def dismiss(ws: Workspace, actor: Identity, release: str, column: str, reason: str) -> Proposal:
    """Keep a column as it is in the draft of the recipe; returns that draft.

    Raises ActRefused, RoleRefused, :class:`ParameterInvalid` without a reason, and
    :class:`FindingStands` where the policy says block.
    """
    ws.admit("desensitize", release, actor.card)
    reason = given_reason(reason)
    found = [f for f in ws.load(release, Kind.FINDINGS, Findings).columns if f.column == column]
    if any(finding.gate == "block" for finding in found):
        raise FindingStands(column=column)
    proposal = drafts.kept(ws, release, Kind.RECIPE, Proposal) or applied(ws, release)
    columns = list(ws.load_front(release).columns)
    others = (t for t in proposal.recipe.treatments if resolve(t.column, columns) != column)
    kept = Treatment(column, "keep", {"reason": reason}, reason)
    recipe = replace(proposal.recipe, treatments=(*others, kept))
    draft = replace(proposal, recipe=recipe)
    drafts.keep(ws, release, Kind.RECIPE, draft)
    types = sorted({finding.type for finding in found})
    ws.note("dismiss", actor.card, of=release, column=column, types=types)
    return draft


def applied(ws: Workspace, release: str) -> Proposal:
    """The last recipe that was applied to a release, or one to begin with."""
    if ws.has(release, Kind.RECIPE):
        return Proposal(ws.load(release, Kind.RECIPE, Recipe, void=True))
    return propose_recipe(ws, release)


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
