"""Verdicts that were signed on another computer, filed here under their signers."""

from dataclasses import dataclass
from typing import Any

from app.core.acts.convergence import check_weighed, facts
from app.core.acts.handed_over import CONFLICT, asked_of
from app.core.approval.values import Verdict
from app.core.errors import ChainBroken, Refusal
from app.core.handover.errors import RequestChanged
from app.core.handover.merging import joined
from app.core.model import Envelope, Kind
from app.core.pipeline import State, verdict_act
from app.core.review.linkage.converge import Convergence
from app.core.trust import canonical, dsse
from app.core.trust.identity import Identity, fingerprint
from app.core.trust.statements import Answered, check_answers, check_approval
from app.core.workspace.answers import Verdicts, verdicts
from app.core.workspace.store import Workspace


@dataclass(frozen=True)
class Conflict:
    """A verdict that was not taken, and why."""

    verdict: Verdict
    reason: Refusal


@dataclass(frozen=True)
class Merged:
    """What became of verdicts that arrived; ``known``: how many of them stood already."""

    taken: tuple[Verdict, ...] = ()
    known: int = 0
    conflicts: tuple[Conflict, ...] = ()


def take_verdicts(
    ws: Workspace,
    actor: Identity,
    release: str,
    arrived: Verdicts,
    report: Convergence,
    letter: dict[str, Any],
) -> Merged:
    """File each verdict beside those that stand, as an act of who signed it, that ``actor`` vouches for.

    ``report``: what they have weighed; ``letter``: what the log tells of where they came from. What cannot
    stand beside what stands goes into the log, once, and changes nothing. Raises :class:`ChainBroken` for a
    signature that does not hold, or that nobody trusted has made.
    """
    trusted = ws.trusted()
    said = [dsse.verify(envelope, Verdict, Kind.VERDICT, trusted) for envelope in arrived]
    taken, known, conflicts = [], 0, []
    for envelope, verdict in zip(arrived, said, strict=True):
        if envelope in verdicts(ws, release):
            known += 1
            continue
        try:
            _take(ws, actor, release, envelope, verdict, report, letter)
            taken.append(verdict)
        except Refusal as reason:
            _note(ws, actor, release, envelope, verdict, reason)
            conflicts.append(Conflict(verdict, reason))
    return Merged(tuple(taken), known, tuple(conflicts))


def _take(
    ws: Workspace,
    actor: Identity,
    release: str,
    envelope: Envelope,
    verdict: Verdict,
    report: Convergence,
    letter: dict[str, Any],
) -> None:
    standing, before = ws.standing(release), verdicts(ws, release)
    if Kind.REQUEST not in standing:
        raise RequestChanged(name=verdict.signer.name, opinion=verdict.opinion)
    request = ws.load(release, Kind.REQUEST, Envelope)
    answered = joined(request, before, envelope, ws.trusted())
    compared = verdict.convergence != standing[Kind.CONVERGENCE]
    if compared and (
        canonical.digest(report) != verdict.convergence or report.table != standing[Kind.OUTPUT]
    ):
        raise ChainBroken.at(Kind.CONVERGENCE, "不是所依据的报告", "it is not what was weighed")
    _check(ws, release, request, (*before, envelope), answered, report)
    if compared:
        with ws.act("compare", release, verdict.signer, **facts(report), **letter) as record:
            record.put(Kind.CONVERGENCE, report)
    act, count = verdict_act(answered.round), len(verdict.comments)
    told = {"opinion": verdict.opinion, "comments": count, "by": fingerprint(actor.card), **letter}
    with ws.act(act.id, release, verdict.signer, witness=actor, **told) as record:
        record.put(Kind.VERDICT, (*before, envelope))


def _check(
    ws: Workspace,
    release: str,
    request: Envelope,
    signed: Verdicts,
    answered: Answered,
    report: Convergence,
) -> None:
    """What is asked of a verdict that is signed here is asked of one that arrives."""
    verdict = answered.verdicts[-1]
    if verdict.opinion != "公开":
        return
    digests = {**ws.standing(release), Kind.CONVERGENCE: verdict.convergence}
    asks = asked_of(ws, release)
    check_weighed(report, asks.public, verdict.reason)
    check_answers(request, signed, digests, ws.trusted())
    if verdict_act(answered.round).target is State.APPROVED:
        check_approval(request, signed, digests, ws.trusted(), asks.route)


def _note(
    ws: Workspace,
    actor: Identity,
    release: str,
    envelope: Envelope,
    verdict: Verdict,
    reason: Refusal,
) -> None:
    digest = canonical.digest(envelope)
    told = [event for event in ws.events(release) if event["act"] == CONFLICT]
    standing = ws.standing(release).get(Kind.REQUEST, "")
    if any((event["verdict"], event["standing"]) == (digest, standing) for event in told):
        return
    card = verdict.signer
    with ws.recording(
        CONFLICT,
        actor.card,
        release,
        verdict=digest,
        standing=standing,
        reason=reason.code,
        opinion=verdict.opinion,
        signer={"name": card.name, "person": card.person, "card": fingerprint(card)},
    ):
        pass
