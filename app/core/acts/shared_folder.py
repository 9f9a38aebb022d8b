"""A shared folder: what waits is put into others' boxes, what lies in ours is taken over."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from app.core.acts.correspondents import address_of, correspondents, letter_key
from app.core.acts.handed_over import (
    ASSIGNED,
    already_sent,
    assigned,
    home_of,
    signed_here,
)
from app.core.acts.handing_over import note_sent, request_letter, verdict_letter
from app.core.acts.originals_policy import granted, settled
from app.core.acts.taking_over import TakenOver, take_over
from app.core.approval.round import Signature
from app.core.errors import FileMissing, GongkaiError, InputError, Refusal
from app.core.handover import boxes
from app.core.handover.errors import RequestOutdated
from app.core.handover.letter import SUFFIXES, Letter
from app.core.jobs import Job
from app.core.model import Card, Kind
from app.core.pipeline import State
from app.core.trust.identity import Identity, fingerprint
from app.core.trust.recipients import public_text
from app.core.workspace.answers import answered
from app.core.workspace.store import Workspace

_UNDER_REVIEW = (State.SUBMITTED, State.APPROVED, State.RETURNED)


@dataclass(frozen=True)
class Refused:
    """A letter that stays in its box, or one that was taken away as outdated, and why."""

    name: str
    reason: GongkaiError


@dataclass(frozen=True)
class Synced:
    """What one round through the shared folder has done."""

    sent: tuple[Letter, ...]
    received: tuple[TakenOver, ...]
    refused: tuple[Refused, ...]


def assign(
    ws: Workspace, actor: Identity, release: str, to: Sequence[str], *, original: bool = False
) -> None:
    """From now on these get a release through the shared folder, each when it is their turn.

    ``original``: with the data as it came in. Said again, the last word counts.

    Raises CorrespondentUnknown, AddressMissing, ReleaseUnknown, OriginalsStay.
    """
    ws.release(release)
    original = granted(ws, original)
    cards = [fingerprint(address_of(ws, name).signer) for name in to]
    with ws.recording(ASSIGNED, actor.card, release, to=cards, original=original):
        pass


def sync(ws: Workspace, actor: Identity, folder: Path, job: Job) -> Synced:
    """Take over what lies in our boxes, then send what waits. Once more does nothing more.

    A letter leaves its box once it is filed; one that is refused stays, but for an outdated one. Whoever
    is killed in between sends or receives the same again, which changes nothing. Raises FileMissing for a
    folder that is not there, MediumFailed.
    """
    if not folder.is_dir():
        raise FileMissing(name=str(folder))
    received, refused = [], []
    for card in ws.identities().values():
        for path in boxes.waiting(folder, public_text(letter_key(ws, card))):
            try:
                received.append(take_over(ws, actor, path, job))
            except FileMissing:
                continue  # another program has taken it
            except (Refusal, InputError) as reason:
                refused.append(Refused(path.name, reason))
                if not isinstance(reason, RequestOutdated):
                    continue
            path.unlink(missing_ok=True)
    sent = tuple(_post(ws, actor, folder, release, card, job) for release, card in _waiting(ws))
    return Synced(sent, tuple(received), tuple(refused))


def _waiting(ws: Workspace) -> Iterator[tuple[str, Card]]:
    """The releases that wait to be sent, and to whom."""
    cards = {fingerprint(one.card): one.card for one in correspondents(ws) if one.address}
    for release in ws.releases():
        if release.state not in _UNDER_REVIEW:
            continue
        home = home_of(ws, release.id)
        if home is None:
            due = [card for card in assigned(ws, release.id) if _is_awaited(ws, release.id, card)]
        else:
            due = [home.sender] if _has_answer(ws, release.id) else []
        for card in due:
            if card in cards and not already_sent(ws, release.id, card):
                yield release.id, cards[card]


def _has_answer(ws: Workspace, release: str) -> bool:
    return Kind.VERDICT in ws.standing(release) and signed_here(ws, release)


def _is_awaited(ws: Workspace, release: str, card: str) -> bool:
    """Whether somebody could sign now."""
    if ws.release(release).state is not State.SUBMITTED:
        return False
    known = {fingerprint(each): each for each in ws.trusted()}
    try:
        answered(ws, release).round.sign(Signature.by(known[card], "公开"))
    except Refusal:
        return False
    return True


def _post(
    ws: Workspace, actor: Identity, folder: Path, release: str, card: Card, job: Job
) -> Letter:
    """Only what lies in the other's box counts as sent."""
    to, home = fingerprint(card), home_of(ws, release)
    path = ws.scratch() / f"letter{SUFFIXES['verdict' if home else 'request']}"
    try:
        if home:
            written = verdict_letter(ws, actor, release, path, job, overwrite=True)
        else:
            whole = assigned(ws, release)[to]
            written = request_letter(
                ws, actor, release, [to], path, job, original=settled(ws, whole), overwrite=True
            )
        boxes.post(folder, written.to[0].key, written.letter.id, path, job)
    finally:
        path.unlink(missing_ok=True)
    note_sent(ws, actor, written)
    return written.letter
