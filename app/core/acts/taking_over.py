"""收取: a letter from another computer becomes a release to review here, or verdicts on one of ours."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.core.acts.correspondents import keep_address, letter_key
from app.core.acts.handed_over import Home, keep_heads, known_heads, log_origin, received_as
from app.core.acts.letter_artefacts import Files, put_artefacts
from app.core.acts.merging import Merged, take_verdicts
from app.core.approval.round import Round
from app.core.approval.values import Request
from app.core.delivery.package import read_part
from app.core.errors import ChainBroken
from app.core.handover.errors import NotFromHere, RequestOutdated
from app.core.handover.letter import (
    CHECKPOINT,
    CONVERGENCE,
    REQUEST,
    VERDICTS,
    Letter,
)
from app.core.handover.sealed import open_letter
from app.core.jobs import Job
from app.core.model import Envelope, Kind
from app.core.review.linkage.converge import Convergence
from app.core.trust import canonical, dsse
from app.core.trust.checkpoint import LINK, Checkpoint, goes_on
from app.core.trust.identity import Identity, fingerprint
from app.core.trust.statements import check_claim, follow
from app.core.workspace.answers import Verdicts
from app.core.workspace.store import Workspace


@dataclass(frozen=True)
class TakenOver:
    """What a letter has brought. ``fresh``: a release, or a newer request on one, that was not here before.

    ``proven``: the artefacts whose digests were computed anew and are those of the signed chain;
    ``on_word``: those that were not handed over, and are taken on the word of who signed the request.
    """

    letter: Letter
    release: str
    fresh: bool
    proven: tuple[Kind, ...]
    on_word: tuple[Kind, ...]
    merged: Merged


@dataclass(frozen=True)
class _Answers:
    """What both kinds of letters carry. ``heads``: where the sender's log has stood, by size."""

    verdicts: Verdicts
    report: Convergence
    heads: dict[int, str]
    facts: dict[str, Any]


def take_over(ws: Workspace, actor: Identity, file: Path, job: Job) -> TakenOver:
    """Open a letter and file what it brings; the same letter twice is the same as once.

    Nothing is filed unless its sender's card was compared here, and every digest is that of the signed
    chain. Raises FileMissing, :class:`ChainBroken`, SenderUnknown, :class:`RequestOutdated`,
    :class:`NotFromHere`, and RoleRefused for who may stand on no route. Verdicts that conflict are told in the
    answer.
    """
    keys = [letter_key(ws, card) for card in ws.identities().values()]
    opened = open_letter(file, keys, ws.trusted(), job)
    take = _take_request if opened.letter.kind == "request" else _take_answer
    taken = take(ws, actor, opened.letter, opened.files)
    keep_address(ws, opened.letter.reply)
    return taken


def _take_answer(ws: Workspace, actor: Identity, letter: Letter, files: Files) -> TakenOver:
    if letter.origin != log_origin(ws):
        raise NotFromHere
    ws.release(letter.release)
    answers = _answers(ws, letter, files)
    _all_read(files)
    merged = _merge(ws, actor, letter.release, answers)
    return TakenOver(letter, letter.release, fresh=False, proven=(), on_word=(), merged=merged)


def _take_request(ws: Workspace, actor: Identity, letter: Letter, files: Files) -> TakenOver:
    envelope = _next_document(files, REQUEST, Envelope)
    answers = _answers(ws, letter, files)
    asked = follow(envelope, answers.verdicts, ws.trusted()).request
    check_claim(asked)
    if (canonical.digest(envelope), asked.release) != (letter.request, letter.release):
        raise ChainBroken.at(
            Kind.REQUEST, "不是信中所说的送审单", "it is not the one of the letter"
        )
    if not set(letter.withheld) <= {Kind.SOURCE, Kind.TABLE}:
        raise ChainBroken.at(Kind.OUTPUT, "没有移交", "it was not handed over")
    known = received_as(ws, letter.origin, letter.release)
    fresh = known is None or _is_newer(known[1], letter, answers.facts)
    if fresh:
        release = _file(ws, actor, letter, envelope, asked, answers, files, known)
    else:
        _all_read(files)
        release = known[0] if known else ""
    merged = _merge(ws, actor, release, answers)
    proven = tuple(link.kind for link in asked.links if link.kind not in letter.withheld)
    return TakenOver(letter, release, fresh, proven, letter.withheld, merged)


def _merge(ws: Workspace, actor: Identity, release: str, answers: _Answers) -> Merged:
    merged = take_verdicts(ws, actor, release, answers.verdicts, answers.report, answers.facts)
    keep_heads(ws, answers.facts["log"]["origin"], answers.heads)
    return merged


def _is_newer(home: Home, letter: Letter, facts: dict[str, Any]) -> bool:
    """Whether a letter brings another request than the last; raises :class:`RequestOutdated` for an older."""
    if home.request == letter.request:
        return False
    if facts["log"]["size"] < home.size:
        raise RequestOutdated(release=letter.name)
    return True


def _answers(ws: Workspace, letter: Letter, files: Files) -> _Answers:
    """Raises :class:`ChainBroken`, for a log that is not the one known before too."""
    verdicts = _next_document(files, VERDICTS, Verdicts)
    report = _next_document(files, CONVERGENCE, Convergence)
    envelope = _next_document(files, CHECKPOINT, Envelope)
    stood = dsse.verify(envelope, Checkpoint, LINK, [letter.signer])
    if letter.kind == "request" and stood.origin != letter.origin:
        raise ChainBroken.at(LINK, "是另一份日志的", "it is another log's")
    heads = goes_on(stood, known_heads(ws, stood.origin))
    log = {"origin": stood.origin, "size": stood.size, "head": stood.head}
    return _Answers(verdicts, report, heads, {"letter": letter.id, "log": log})


def _file(
    ws: Workspace,
    actor: Identity,
    letter: Letter,
    envelope: Envelope,
    asked: Request,
    answers: _Answers,
    files: Files,
    known: tuple[str, Home] | None,
) -> str:
    round = Round.asked(asked)
    told = {
        "release": letter.release,
        "sender": fingerprint(letter.signer),
        "handlers": canonical.as_json(sorted(round.handlers)),
    }
    facts = answers.facts | {"asked": told, "route": canonical.as_json(asked.route)}
    release, name = known[0] if known else None, letter.name
    with ws.act("receive", release, actor.card, name=name, **facts) as record:
        record.put(Kind.REQUEST, envelope)
        record.put(Kind.CONVERGENCE, answers.report)
        put_artefacts(record, letter, asked, files)
    return str(record.release)


def _next_document(files: Files, name: str, model: type[canonical.T]) -> canonical.T:
    file, chunks = next(files, (None, iter(())))
    if file is None or file.name != name:
        raise ChainBroken.at(name, "缺失", "it is missing")
    return read_part(b"".join(chunks), model, name)


def _all_read(files: Files) -> None:
    """To its end, where what is cut off shows."""
    for _, chunks in files:
        for _ in chunks:
            pass
