"""审查: the clerk asks, those on the route answer."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from app.core import agency
from app.core.acts.convergence import check_weighed, facts, look_around
from app.core.acts.correction import check_replaceable
from app.core.acts.handed_over import asked_of
from app.core.acts.prepare import today
from app.core.acts.rechecking import check_rules
from app.core.approval.deadlines import Waiting, waiting
from app.core.approval.persons import Person
from app.core.approval.values import Comment, Verdict
from app.core.errors import ParameterInvalid
from app.core.jobs import Job
from app.core.model import Envelope, Kind, Opinion, Table
from app.core.pipeline import State, verdict_act
from app.core.review.linkage.converge import Convergence
from app.core.signoff.verdict import Said, give_verdict, request_review
from app.core.spelling import normal
from app.core.text import Text
from app.core.trust import canonical, dsse
from app.core.trust.identity import Identity
from app.core.trust.statements import CLAIMED, Answered, check_answers, check_approval, follow
from app.core.workspace.answers import Verdicts, answered, verdicts
from app.core.workspace.ledger import now
from app.core.workspace.store import Workspace


@dataclass(frozen=True)
class Remark:
    """A comment at a cell, who wrote it and when."""

    by: str
    at: str
    comment: Comment


def submit(
    ws: Workspace,
    actor: Identity,
    release: str,
    job: Job,
    files: Sequence[Path] = (),
    joint: Sequence[str] = (),
) -> Convergence:
    """Sign the chain as clerk and send it on the workspace's route, with a report on convergence.

    ``files``: outside tables to compare with, beside all that was published before. ``joint``: the other
    organisations that made the data, each of which has to sign. Raises :class:`RulesImproved`,
    ParameterInvalid where they name one's own, and what import_file, agency.route
    and check_replaceable raise.
    """
    ws.admit("submit", release, actor.card)
    if normal(actor.card.organisation) in map(normal, joint):
        reason = Text("本单位不必会签", "the clerk’s own agency is no other")
        raise ParameterInvalid(name=Text("会签单位", "joint agency"), reason=reason)
    route = agency.route(ws, joint)
    check_replaceable(ws, release)
    check_rules(ws, actor, release, job)
    report = look_around(ws, release, files, job)
    links = ws.links(release, CLAIMED[-1])
    told = facts(report) | {"route": canonical.as_json(route)}
    with ws.act("submit", release, actor, **told) as record:
        handlers = ws.handlers(release) | {Person.of(actor.card)}
        record.put(Kind.REQUEST, request_review(release, links, handlers, route, actor, now()))
        record.put(Kind.CONVERGENCE, report)
    return report


def review(
    ws: Workspace,
    actor: Identity,
    release: str,
    opinion: Opinion,
    basis: str,
    reason: str,
    comments: Sequence[Comment] = (),
) -> State:
    """Sign a verdict as the person whom the route awaits; returns where the release then stands.

    The last 公开 of the route approves; 需报审 goes on where the route has it so; any other opinion
    returns the release.

    Raises what Round.sign raises, :class:`ChainBroken` when what was submitted is not what stands,
    ParameterInvalid for a comment on a cell that is not there, and what check_weighed raises.
    """
    ws.admit("refuse", release, actor.card)  # as whoever may sign at all may
    _check_places(ws, release, comments)
    request, before = ws.load(release, Kind.REQUEST, Envelope), verdicts(ws, release)
    weighed = ws.standing(release)[Kind.CONVERGENCE]
    said = Said(opinion, basis, reason, weighed, tuple(comments))
    signed = (*before, give_verdict(request, before, said, actor, now()))
    act, asks = verdict_act(follow(request, signed).round), asked_of(ws, release)
    if opinion == "公开":
        check_weighed(ws.load(release, Kind.CONVERGENCE, Convergence), asks.public, reason)
        check_answers(request, signed, ws.standing(release), ws.trusted())
    if act.target is State.APPROVED:
        check_approval(request, signed, ws.standing(release), ws.trusted(), asks.route)
    count = len(comments)
    with ws.act(act.id, release, actor, opinion=opinion, comments=count) as record:
        record.put(Kind.VERDICT, signed)
    return ws.release(release).state


def answers(ws: Workspace, release: str) -> Answered | None:
    """The request that stands and the verdicts on it; None for a release that asks for none."""
    return answered(ws, release) if Kind.REQUEST in ws.standing(release) else None


def awaited(ws: Workspace, release: str) -> Waiting | None:
    """Who has to sign next, since when, and how late it is; None for a release that awaits nobody."""
    given = answers(ws, release)
    return still_awaited(given) if given else None


def still_awaited(given: Answered) -> Waiting | None:
    """The same of answers that have been read: to read them means to verify every signature again."""
    return waiting(given.request, given.verdicts, given.round, today())


def remarks(ws: Workspace, release: str) -> tuple[Remark, ...]:
    """What reviewers have last said of cells; it stays to be read while the clerk mends the data."""
    if not ws.has(release, Kind.VERDICT):
        return ()
    last = ws.load(release, Kind.VERDICT, Verdicts, void=True)
    said = [dsse.verify(envelope, Verdict, Kind.VERDICT) for envelope in last]
    return tuple(Remark(v.signer.name, v.at, comment) for v in said for comment in v.comments)


def _check_places(ws: Workspace, release: str, comments: Sequence[Comment]) -> None:
    """Raises ParameterInvalid for a comment that says nothing, or on a cell that is not there."""
    for table_kind in {comment.table for comment in comments}:
        table = ws.load_table(release, Kind(table_kind))
        for comment in comments:
            if comment.table == table_kind:
                _check_place(comment, table)


def _check_place(comment: Comment, table: Table) -> None:
    reason = None
    if comment.column not in table.columns:
        reason = Text("没有“{column}”列", "there is no column “{column}”")
    elif not 0 <= comment.row <= table.rows:
        reason = Text("没有第 {row} 行", "there is no row {row}")
    elif not comment.text.strip():
        reason = Text("没有内容", "it says nothing")
    if reason is not None:
        told = reason.format(column=comment.column, row=comment.row)
        raise ParameterInvalid(name=Text("批注", "comment"), reason=told)
