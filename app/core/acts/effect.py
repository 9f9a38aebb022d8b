"""The effect of de-identification: of a release as it stands, or of any table, beside what it cost."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from app.core import agency
from app.core.acts.incoming import examine
from app.core.acts.risk import table_at_hand
from app.core.desensitize.utility.measure import compare
from app.core.desensitize.utility.values import UtilityReport
from app.core.jobs import Job
from app.core.model import Finding, Findings, Kind, Table
from app.core.resources import Pack
from app.core.review.effect import words
from app.core.review.effect.evaluate import evaluate
from app.core.review.effect.values import EffectReport
from app.core.review.effect.words import EffectFigure
from app.core.sharing import Context, sharing_profile
from app.core.text import Text
from app.core.workspace.store import Workspace


@dataclass(frozen=True)
class EffectQuestion:
    """``quasi_identifiers``: none where somebody answers for that. ``rules``: a pack of the agency's
    own that overrules numbers of the sharing profile.
    """

    quasi_identifiers: tuple[str, ...]
    mode: str = "public"
    context: Context = field(default_factory=Context)
    rules: Pack | None = None


@dataclass(frozen=True)
class EffectAnswer:
    """The report, what it says in words, and the output's utility, where there is an original."""

    report: EffectReport
    utility: UtilityReport | None
    sentence: Text
    law: Text
    assumptions: Text | None
    figures: tuple[EffectFigure, ...]


def effect_of(
    table: Table,
    findings: Sequence[Finding],
    before: Table | None,
    asked: EffectQuestion,
    job: Job,
) -> EffectAnswer:
    """The effect of what made ``before`` into ``table``. ``findings``: of a whole scan of ``table``.

    Raises ParameterInvalid, ColumnUnknown, PackUnusable.
    """
    profile = sharing_profile(asked.mode, asked.rules)
    columns = asked.quasi_identifiers
    report = evaluate(table.data, columns, findings, profile, asked.context, job)
    utility = None
    if before is not None:
        utility = compare(
            before.data, table.data, job, quasi_identifiers=columns, k=profile.k, least=profile.k
        )
    return EffectAnswer(
        report,
        utility,
        words.sentence(report),
        words.law(report),
        words.assumptions(report),
        words.figures(report),
    )


def weigh_effect(ws: Workspace, release: str, asked: EffectQuestion, job: Job) -> EffectAnswer:
    """The effect of a release's recipe; before there is an output, of the imported table as it is."""
    kind = table_at_hand(ws, release)
    table = ws.load_table(release, kind)
    if kind is Kind.TABLE:
        return effect_of(table, examine(table, job, agency.rules(ws)).columns, None, asked, job)
    residual = ws.load(release, Kind.RESIDUAL, Findings)
    return effect_of(table, residual.columns, ws.load_table(release, Kind.TABLE), asked, job)
