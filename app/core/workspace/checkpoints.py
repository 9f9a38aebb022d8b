"""The checkpoints of this workspace's log: signed with every sign-off and delivery, kept beside it."""

from collections.abc import Collection, Iterable, Iterator, Mapping

from sqlite_utils import Database

from app.core.errors import ChainBroken
from app.core.model import Card, Envelope, Problem
from app.core.pipeline import ACTS
from app.core.text import Text
from app.core.trust import canonical, dsse
from app.core.trust.checkpoint import LINK, MOST, Checkpoint, Position
from app.core.trust.identity import Identity

WITNESSED = frozenset(act.id for act in ACTS.values() if act.signed) | {"deliver"}
"""The acts with whose event a checkpoint is signed."""


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


def opened(
    envelopes: Iterable[Envelope], trusted: Collection[Card]
) -> tuple[list[Checkpoint], list[Problem]]:
    """The checkpoints whose signatures hold, and a problem for each of the others."""
    good: list[Checkpoint] = []
    problems: list[Problem] = []
    for number, envelope in enumerate(envelopes, 1):
        try:
            good.append(dsse.verify(envelope, Checkpoint, LINK, trusted))
        except ChainBroken as error:
            told = error.message.format(**error.params)
            problems.append(Problem(f"checkpoint {number}", "checkpoint-invalid", told))
    return good, problems


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
