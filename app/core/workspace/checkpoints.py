"""The checkpoints of this workspace's log: signed with every sign-off and delivery, kept beside it."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

from sqlite_utils import Database

from app.core.errors import ChainBroken
from app.core.model import Card, Envelope, Problem
from app.core.pipeline import ACTS
from app.core.text import Text
from app.core.trust import canonical, dsse
from app.core.trust.checkpoint import LINK, MOST, Checkpoint, Position
from app.core.trust.identity import Identity
from app.core.trust.roster import Roster, moment

WITNESSED = frozenset(act.id for act in ACTS.values() if act.signed) | {"deliver"}
"""The acts with whose event a checkpoint is signed."""

_REVOKED = Text(
    "签名人的证件已被吊销，且没有别人为此处的日志签过字",
    "its signer's card is revoked, and nobody else has signed for this part of the log",
)


def sign(
    db: Database,
    origin: str,
    stand: Position,
    signer: Identity,
    at: str,
    since: int | None = None,
) -> Envelope:
    """Sign where the log of this ``origin`` stands, within the caller's transaction, and keep it.

    ``since``: name the checkpoints from this size on, for a reader who has seen that one.
    """
    earlier = () if since is None else tuple(_positions(db, since, stand.size))
    checkpoint = Checkpoint(origin, stand.size, stand.head, earlier[-MOST:], signer.card, at)
    envelope = dsse.sign(checkpoint, signer)
    row = {"size": stand.size, "head": stand.head, "envelope": canonical.encode(envelope).decode()}
    db.table("checkpoints").insert(row)
    return envelope


def kept(db: Database) -> tuple[Envelope, ...]:
    """Every checkpoint, oldest first. Raises :class:`DocumentInvalid` for a forged row."""
    rows = db.query("SELECT envelope FROM checkpoints ORDER BY id")
    return tuple(canonical.decode(row["envelope"].encode(), Envelope, LINK) for row in rows)


def size_of(db: Database, heads: Collection[str]) -> int:
    """The size of the latest checkpoint with one of these heads; 0 if there is none."""
    rows = db.query("SELECT size, head FROM checkpoints")
    return max((row["size"] for row in rows if row["head"] in heads), default=0)


class Opened(NamedTuple):
    """Checkpoints by what they are worth.

    ``aside``: of cards that were revoked since, where only checkpoints of later than that vouch for what
    they signed; they count for nothing, and are no fault of the log.
    """

    vouched: list[Checkpoint]
    aside: list[Checkpoint]
    problems: list[Problem]


def opened(envelopes: Iterable[Envelope], trusted: Collection[Card]) -> Opened:
    """The checkpoints whose signatures hold, and a problem for each of the others.

    What a revoked card has signed counts where, before the revocation, a card in good standing has
    signed for as much of the log or more: no stolen key could slip it in since.
    """
    vouched: list[Checkpoint] = []
    doubtful: list[tuple[int, Envelope, Checkpoint]] = []
    problems: list[Problem] = []
    for number, envelope in enumerate(envelopes, 1):
        try:
            vouched.append(dsse.verify(envelope, Checkpoint, LINK, trusted))
        except ChainBroken as error:
            one = _once_good(envelope, trusted)
            if one is not None:
                doubtful.append((number, envelope, one))
            else:
                told = error.message.format(**error.params)
                problems.append(Problem(f"checkpoint {number}", "checkpoint-invalid", told))
    standing, aside = tuple(vouched), []
    for number, envelope, one in doubtful:
        others = [moment(each.at) for each in standing if each.size >= one.size]
        if not others:
            problems.append(Problem(f"checkpoint {number}", "checkpoint-revoked", _REVOKED))
        elif isinstance(trusted, Roster) and _good(envelope, replace(trusted, seen=min(others))):
            vouched.append(one)
        else:
            aside.append(one)
    return Opened(vouched, aside, problems)


def _once_good(envelope: Envelope, trusted: Collection[Card]) -> Checkpoint | None:
    """A checkpoint that only a later revocation speaks against."""
    if not isinstance(trusted, Roster):
        return None
    try:
        one = dsse.content(envelope, Checkpoint, LINK)
        return _good(envelope, replace(trusted, seen=moment(one.at)))
    except (ChainBroken, ValueError):
        return None


def _good(envelope: Envelope, trusted: Roster) -> Checkpoint | None:
    try:
        return dsse.verify(envelope, Checkpoint, LINK, trusted)
    except ChainBroken:
        return None


def compare(
    checkpoints: Iterable[Checkpoint], heads: Mapping[int, str], size: int
) -> Iterator[Problem]:
    """What checkpoints say otherwise than a log of ``size`` events.

    ``heads``: the hashes of the first event and of those that a checkpoint names, by number.
    """
    for one in checkpoints:
        said = [*one.earlier, Position(one.size, one.head), Position(1, one.origin)]
        if any(heads.get(each.size, each.head) != each.head for each in said):
            told = Text("日志与签过字的检查点不符", "the log is not the one that was signed for")
            yield Problem(f"event {one.size}", "forked", told)
        elif one.size > size:
            told = Text("检查点见过的事件已不在", "an event that a checkpoint saw is gone")
            yield Problem(f"event {size + 1}", "truncated", told)


def missing(acts: Mapping[int, str], checkpoints: Collection[Checkpoint]) -> Iterator[Problem]:
    """The sign-offs without a checkpoint, from the first one on that has any.

    ``acts``: the witnessed acts by the number of their event. A log of an earlier build has none.
    """
    signed = {each.size for each in checkpoints}
    first = min((seq for seq in acts if seq in signed), default=None)
    for seq, act in acts.items():
        if first is not None and seq > first and seq not in signed:
            told = Text(f"“{ACTS[act].title.zh}”缺少检查点", f"“{act}” has no checkpoint")
            yield Problem(f"event {seq}", "checkpoint-missing", told)


def _positions(db: Database, since: int, until: int) -> Iterator[Position]:
    """Where the log stood at each checkpoint from ``since`` until before ``until``."""
    rows = db.query(
        "SELECT DISTINCT size, head FROM checkpoints WHERE size >= ? AND size < ? ORDER BY size",
        [since, until],
    )
    return (Position(row["size"], row["head"]) for row in rows)
