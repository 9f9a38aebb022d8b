"""Which recipe a release begins with: last month's, fitted to its table, or one from the findings."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from app.core import agency
from app.core.acts.incoming import ALIKE
from app.core.desensitize.replay import replay
from app.core.desensitize.suggest import suggest
from app.core.intake.layout.plan import likeness
from app.core.intake.merge import SOURCE_COLUMN
from app.core.model import Findings, Judgement, Kind, LayoutPlan, Recipe, RecipeDrift
from app.core.review.judged import judged
from app.core.workspace.store import Workspace


@dataclass(frozen=True)
class Proposal:
    """A recipe to begin with. ``origin``: the release whose recipe it was, or "" if it is new;
    ``drift``: how the table differs from the one of that release.
    """

    recipe: Recipe
    origin: str = ""
    drift: tuple[RecipeDrift, ...] = ()

    @property
    def open_questions(self) -> tuple[RecipeDrift, ...]:
        """What a person has to decide."""
        return tuple(drift for drift in self.drift if drift.asks)


def propose_recipe(ws: Workspace, release: str) -> Proposal:
    """The recipe of the release that this one continues, or of the latest with such a header, fitted
    to its table; without any, :func:`suggested`.
    """
    others = [other.id for other in ws.releases() if other.id != release]
    origin = origin_of(ws, release, [other for other in others if ws.has(other, Kind.RECIPE)])
    if not origin:
        return Proposal(suggested(ws, release))
    return fitted(ws, release, ws.load(origin, Kind.RECIPE, Recipe, void=True), origin)


def fitted(ws: Workspace, release: str, recipe: Recipe, origin: str = "") -> Proposal:
    """A recipe from elsewhere, fitted to a release's table."""
    findings = judged_findings(ws, release, recipe.judgements)
    recipe, drift = replay(recipe, suggested(ws, release, recipe.judgements), findings)
    # What import adds of itself is told, but nobody has to be asked for it.
    told = (replace(d, asks=False) if d.column == SOURCE_COLUMN else d for d in drift)
    return Proposal(recipe, origin, tuple(told))


def suggested(ws: Workspace, release: str, judgements: Iterable[Judgement] = ()) -> Recipe:
    """A recipe for what was found, as ``judgements`` see it, by the treatments of the program and of the
    agency's own rules.
    """
    judgements = tuple(judgements)
    findings = judged_findings(ws, release, judgements)
    front = ws.load_front(release)
    recipe = suggest(findings, front.columns, front.layout.plan, agency.rules(ws).treatments)
    return replace(recipe, judgements=judgements)


def judged_findings(ws: Workspace, release: str, judgements: Iterable[Judgement]) -> Findings:
    """What the scan has found, as a person has judged it. Raises what :func:`judged` raises."""
    found = ws.load(release, Kind.FINDINGS, Findings)
    return judged(found, judgements, agency.rules(ws).policy())


def origin_of(ws: Workspace, release: str, known: Collection[str]) -> str:
    """Of some releases, the latest first, the one that a release continues, or whose header is most like its
    own; "" if none is.
    """
    columns = ws.load_front(release).columns
    for earlier in ws.earlier(release):
        if earlier in known:
            return earlier
    alike = {other: _likeness(ws, other, columns) for other in known}
    best = max(alike, key=alike.__getitem__, default="")
    return best if best and alike[best] >= ALIKE else ""


def _likeness(ws: Workspace, release: str, columns: tuple[str, ...]) -> float:
    return likeness(LayoutPlan(ws.load_front(release).columns), columns)
