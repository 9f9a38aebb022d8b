"""Checkpoints of an event log: where it stood, signed, so that it cannot be told anew afterwards.

In the manner of C2SP's tlog-checkpoint: who keeps one (a platform, a reviewer, an auditor) can tell
a later log that was cut off, or rebuilt. The log is a hash chain, so that a head stands for every event
before it; whether a later checkpoint goes on from an earlier one is told by ``earlier``, the signer's word
where the log stood before. A false word is found when the log itself is laid open.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from app.core.errors import ChainBroken
from app.core.model import Card

LINK = "checkpoint"
MOST = 10_000
"""Positions that one checkpoint names: about a megabyte; the last ones of a longer history."""


@dataclass(frozen=True)
class Position:
    """The hash of a log's event number ``size``."""

    size: int
    head: str


@dataclass(frozen=True)
class Checkpoint:
    """A log of ``size`` events whose last has the hash ``head``.

    ``origin`` names the log: the hash of its first event. ``earlier``: where it stood at checkpoints
    before, for a reader who knows one of these.
    """

    origin: str
    size: int
    head: str
    earlier: tuple[Position, ...]
    signer: Card
    at: str


def goes_on(checkpoint: Checkpoint, known: Mapping[int, str]) -> dict[int, str]:
    """All heads that are known by their size, once ``checkpoint`` agrees with those known before.

    One that was signed before the last known is good if it is among them: packages may overtake
    each other. Raises :class:`ChainBroken` for a fork, and for what does not reach back to the last known.
    """
    shown = {each.size: each.head for each in checkpoint.earlier}
    shown[checkpoint.size] = checkpoint.head
    if any(known.get(size, head) != head for size, head in shown.items()):
        raise ChainBroken.at(
            LINK, "日志与以前见证的不同", "the log is not the one that was witnessed", rule="log"
        )
    last = max(known, default=0)
    if checkpoint.size < last and checkpoint.size not in known:
        raise ChainBroken.at(
            LINK, "日志比以前见证的更早", "the log is older than what was witnessed", rule="log"
        )
    if last and checkpoint.size > last and last not in shown:
        raise ChainBroken.at(
            LINK,
            "日志没有接上以前见证的位置",
            "the log does not reach back to what was witnessed",
            rule="log",
        )
    return {**known, **shown}
