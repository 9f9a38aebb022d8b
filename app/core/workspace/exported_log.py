"""The event log as a file, for someone on another machine who trusts none of us.

JSON Lines, each line an object with one key, in this order: ``log`` (version, origin, size, head), every
``card``, ``checkpoint`` and ``receipt``, then every ``event`` as [number, release, body, hash of the one
before, hash]. It is not encrypted: events name people, acts and digests, never what a table holds.
"""

import dataclasses
from collections.abc import Collection, Iterable, Iterator
from itertools import chain, takewhile
from pathlib import Path

import msgspec

from app.core.errors import ChainBroken, DocumentInvalid, FileMissing
from app.core.model import Card, Check, Envelope, Kind, Problem, Receipt
from app.core.text import Text
from app.core.trust import dsse
from app.core.workspace import checkpoints, log
from app.core.workspace.log import History
from app.core.workspace.log_rows import in_blocks

MAGIC = b'{"log":'
VERSION = 1
_TITLE = Text("事件日志", "event log")


@dataclasses.dataclass(frozen=True)
class Front:
    """What the file says it holds; believed only as far as checkpoints bear it out."""

    version: int
    origin: str
    size: int
    head: str


class _Line(msgspec.Struct, omit_defaults=True, forbid_unknown_fields=True):
    log: Front | None = None
    card: Card | None = None
    checkpoint: Envelope | None = None
    receipt: Envelope | None = None
    event: tuple[int, str | None, str, str, str] | None = None


_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder(_Line).decode


def lines(
    past: History, origin: str, stand: tuple[int, str], receipts: Iterable[Envelope]
) -> Iterator[bytes]:
    """A log that stands at this number and hash, with the ``receipts`` that have seen it."""
    front = _Line(log=Front(VERSION, origin, *stand))
    cards = (_Line(card=card) for card in past.cards)
    signed = (_Line(checkpoint=envelope) for envelope in past.checkpoints)
    seen = (_Line(receipt=envelope) for envelope in receipts)
    events = (
        _Line(event=(seq, release, body.decode(), before, digest))
        for block in past.blocks
        for seq, release, body, before, digest in block.rows()
    )
    for line in chain([front], cards, signed, seen, events):
        yield _encode(line) + b"\n"


def is_exported_log(path: Path) -> bool:
    """Whether a file begins like an exported log."""
    with path.open("rb") as file:
        return file.read(len(MAGIC)) == MAGIC


def verify(
    path: Path, trusted: Collection[Card] | None = None, receipts: Iterable[Envelope] = ()
) -> Check:
    """Replay an exported log with nothing but the file, and ``receipts`` that came another way.

    ``trusted``: who may sign checkpoints. Without them the cards in the file are taken at their word;
    ``unchecked`` says so, and whether there are events that no checkpoint has signed for, or checkpoints
    that do not count since their signers' cards were revoked. Raises
    FileMissing, DocumentInvalid.
    """
    if not path.is_file():
        raise FileMissing(name=path.name)
    front, past, enclosed = _read(path)
    heads, problems = _seen(chain(enclosed, receipts))
    cards = past.cards if trusted is None else trusted
    told = log.verify_history(
        dataclasses.replace(past, cards=cards, witnesses=(front.head, *heads))
    )
    vouched, aside, _ = checkpoints.opened(past.checkpoints, cards)
    unchecked = [*told.unchecked]
    unchecked += ["signers"] if trusted is None else []
    unchecked += (
        ["unsigned-events"] if front.size > max((c.size for c in vouched), default=0) else []
    )
    unchecked += ["revoked-checkpoints"] if aside else []
    problems = [*told.problems, *problems]
    return Check(not problems, tuple(problems), told.checked, tuple(unchecked))


def _read(path: Path) -> tuple[Front, History, list[Envelope]]:
    """What stands before the events, and the events as they are asked for."""
    cards: list[Card] = []
    signed: list[Envelope] = []
    receipts: list[Envelope] = []
    front: Front | None = None
    for line in takewhile(lambda line: line.event is None, _lines(path)):
        front = line.log or front
        cards += [line.card] if line.card else []
        signed += [line.checkpoint] if line.checkpoint else []
        receipts += [line.receipt] if line.receipt else []
    if front is None or front.version != VERSION:
        reason = Text("不是本版本能读的日志", "not a log that this version can read")
        raise DocumentInvalid(name=path.name, kind=_TITLE, reason=reason)
    events = (line.event for line in _lines(path) if line.event is not None)
    rows = (
        (seq, release, body.encode(), before, digest)
        for seq, release, body, before, digest in events
    )
    return front, History(in_blocks(rows), signed, cards), receipts


def _lines(path: Path) -> Iterator[_Line]:
    with path.open("rb") as file:
        for number, text in enumerate(file, 1):
            try:
                yield _decode(text)
            except (msgspec.DecodeError, UnicodeDecodeError) as error:
                reason = Text(f"第 {number} 行：{error}", f"line {number}: {error}")
                raise DocumentInvalid(name=path.name, kind=_TITLE, reason=reason) from error


def _seen(receipts: Iterable[Envelope]) -> tuple[list[str], list[Problem]]:
    """The heads that receipts have returned, and a problem for each receipt that does not hold."""
    heads: list[str] = []
    problems: list[Problem] = []
    for envelope in receipts:
        try:
            heads.append(dsse.verify(envelope, Receipt, Kind.RECEIPT).log_head)
        except ChainBroken as error:
            told = error.message.format(**error.params)
            problems.append(Problem(Kind.RECEIPT, error.code, told))
    return heads, problems
