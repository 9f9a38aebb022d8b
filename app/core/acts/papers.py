"""The papers of a release, and of a month, from what the workspace has filed."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeVar

from app.core import agency, judgements
from app.core.acts.effect import EffectQuestion, weigh_effect
from app.core.acts.risk import RiskQuestion, propose_identifiers, weigh_risk
from app.core.approval.values import Request, Verdict
from app.core.desensitize.operation import operators, read_params
from app.core.errors import ParameterInvalid
from app.core.jobs import Job
from app.core.model import (
    Entry,
    Envelope,
    Findings,
    Kind,
    Receipt,
    Recipe,
    Report,
)
from app.core.pipeline import STATE_NAMES
from app.core.review.detector import detectors
from app.core.review.linkage.converge import Convergence
from app.core.signoff.papers import (
    docx,
    monthly_summary,
    pdf,
    review_form,
    risk_report,
    verdict_code,
)
from app.core.signoff.papers.evidence import Evidence, Signed, Told, Treated
from app.core.signoff.papers.parts import minute
from app.core.signoff.papers.templates import template
from app.core.text import Text
from app.core.trust import canonical, dsse
from app.core.workspace.answers import verdicts
from app.core.workspace.store import Workspace

T = TypeVar("T")
S = TypeVar("S", Request, Verdict)


@dataclass(frozen=True)
class Press:
    """How a paper is made into a file; ``template``: the suffix of its templates."""

    template: str
    render: Callable[[Path, dict[str, Any], str, datetime.datetime], bytes]


PRESSES = {"pdf": Press("typ", pdf.render), "docx": Press("docx", docx.render)}
"""By the suffix of the file."""


@dataclass(frozen=True)
class Script:
    """What a paper says, before it is set; ``code``: what is printed as a QR code, "" for none."""

    paper: str
    content: dict[str, Any]
    code: str
    made: datetime.datetime


def release_paper(
    ws: Workspace, release: str, paper: str, suffix: str, job: Job, own: Path | None = None
) -> bytes:
    """``review-form`` or ``risk-report`` of a release as it stands.

    ``own``: a folder with templates that take the place of those that ship. Raises ArtefactMissing
    before the scan, TemplateUnusable, PaperFontMissing, ParameterInvalid for another suffix.
    """
    press = _press(suffix)
    return _pressed(press, _of_release(ws, release, paper, job), own)


def release_pages(
    ws: Workspace, release: str, paper: str, ppi: float, job: Job
) -> tuple[bytes, ...]:
    """The same paper as pictures (PNG), one a page, to be looked at before it is printed."""
    return _pictures(_of_release(ws, release, paper, job), ppi)


def month_paper(ws: Workspace, month: str, suffix: str, own: Path | None = None) -> bytes:
    """``monthly-summary`` of ``month``, CCYY-MM: every release whose last verdict was given in it.

    Raises ParameterInvalid, and as for the others.
    """
    press = _press(suffix)
    return _pressed(press, _of_month(ws, month), own)


def month_pages(ws: Workspace, month: str, ppi: float) -> tuple[bytes, ...]:
    """The same summary as pictures (PNG), one a page."""
    return _pictures(_of_month(ws, month), ppi)


def judged_months(ws: Workspace) -> tuple[str, ...]:
    """The months, CCYY-MM, in which a verdict was given that stands; the latest first."""
    return tuple(sorted({_judged(each)[:7] for each in _all_judged(ws)}, reverse=True))


def _of_release(ws: Workspace, release: str, paper: str, job: Job) -> Script:
    evidence = _evidence(ws, release)
    if paper == "risk-report":
        content = risk_report.content(_with_figures(ws, evidence, job))
    else:
        content = review_form.content(evidence)
    made = datetime.datetime.fromisoformat(ws.release(release).updated)
    return Script(paper, content, verdict_code.text_of(evidence), made)


def _of_month(ws: Workspace, month: str) -> Script:
    try:
        datetime.date.fromisoformat(f"{month}-01")
    except ValueError as error:
        reason = Text("应写作 CCYY-MM，例如 2026-11", "it is written CCYY-MM, such as 2026-11")
        raise ParameterInvalid(name=Text("月份", "month"), reason=reason) from error
    chosen = sorted((e for e in _all_judged(ws) if _judged(e).startswith(month)), key=_judged)
    now = datetime.datetime.now(datetime.UTC)
    content = monthly_summary.content(
        month, ws.setting("provider"), chosen, minute(now.isoformat())[:10]
    )
    return Script("monthly-summary", content, "", now)


def _all_judged(ws: Workspace) -> list[Evidence]:
    return [
        _evidence(ws, release.id)
        for release in ws.releases()
        if Kind.VERDICT in ws.standing(release.id)
    ]


def _pressed(press: Press, script: Script, own: Path | None) -> bytes:
    found = template(script.paper, press.template, own)
    return press.render(found, script.content, script.code, script.made)


def _pictures(script: Script, ppi: float) -> tuple[bytes, ...]:
    found = template(script.paper, PRESSES["pdf"].template, None)
    return pdf.pages(found, script.content, script.code, script.made, ppi)


def _press(suffix: str) -> Press:
    if suffix not in PRESSES:
        reason = Text("只能是 {known}", "it must be one of {known}").format(
            known=", ".join(PRESSES)
        )
        raise ParameterInvalid(name=Text("文件后缀", "suffix"), reason=reason)
    return PRESSES[suffix]


def _judged(evidence: Evidence) -> str:
    """When the last verdict was given, in China's time."""
    return minute(evidence.verdicts[-1].statement.at)


def _evidence(ws: Workspace, release: str) -> Evidence:
    """What stands of a release. Raises :class:`ArtefactMissing` before the scan."""
    standing = ws.standing(release)
    table = ws.load_front(release)
    findings = ws.load(release, Kind.FINDINGS, Findings)
    row = ws.release(release)

    def filed(kind: Kind, model: type[T]) -> T | None:
        return ws.load(release, kind, model) if kind in standing else None

    recipe, convergence = filed(Kind.RECIPE, Recipe), filed(Kind.CONVERGENCE, Convergence)
    receipt = filed(Kind.RECEIPT, Envelope)
    request = filed(Kind.REQUEST, Envelope)
    return Evidence(
        release=release,
        name=row.name,
        state=STATE_NAMES[row.state].zh,
        drill=agency.is_drill(ws),
        source=table.source,
        rows=findings.rows,
        columns=table.columns,
        findings=findings,
        titles={id: detector.title.zh for id, detector in detectors.all().items()},
        treatments=_treatments(recipe) if recipe else (),
        residual=filed(Kind.RESIDUAL, Findings),
        entry=filed(Kind.ENTRY, Entry),
        quality=filed(Kind.QUALITY, Report),
        request=_signed(request, Request, Kind.REQUEST) if request else None,
        verdicts=tuple(_signed(each, Verdict, Kind.VERDICT) for each in verdicts(ws, release)),
        convergence=_compared(convergence) if convergence else (),
        receipt=dsse.verify(receipt, Receipt, Kind.RECEIPT) if receipt else None,
    )


def _signed(envelope: Envelope, kind: type[S], link: Kind) -> Signed[S]:
    return Signed(dsse.verify(envelope, kind, link), canonical.digest(envelope))


def _treatments(recipe: Recipe) -> tuple[Treated, ...]:
    told = []
    for treatment in recipe.treatments:
        operator = operators.get(treatment.operator)
        done = operator.describe(read_params(operator, treatment.params))
        told.append(Treated(treatment.column, done.zh, treatment.reason))
    told += [Treated(one.column, judgements.told(one).zh, "") for one in recipe.judgements]
    return tuple(told)


def _compared(report: Convergence) -> tuple[str, ...]:
    beside = (message.zh for each in report.beside for message in each.messages)
    return (report.message.zh, *beside)


def _with_figures(ws: Workspace, evidence: Evidence, job: Job) -> Evidence:
    """The evidence with the risk of the table at hand, by the quasi-identifiers that are proposed."""
    proposed = propose_identifiers(ws, evidence.release, job)
    columns = tuple(each.column for each in proposed if each.proposed)
    effect = weigh_effect(ws, evidence.release, EffectQuestion(columns), job)
    conclusions = [effect.sentence, effect.law, effect.assumptions]
    figures: tuple[Told, ...] = ()
    if columns:
        risk = weigh_risk(ws, evidence.release, RiskQuestion(columns), job)
        figures = tuple(
            Told(each.title.zh, each.value, each.meaning.zh, each.gate in ("block", "hold", "warn"))
            for each in risk.figures
        )
    told = tuple(each.zh for each in conclusions if each is not None)
    if columns:
        told = (f"评估所用准标识符：{'、'.join(columns)}。", *told)
    return replace(evidence, figures=figures, conclusions=told)
