"""What the events of a log say, one after another, and what is wrong with it."""

from collections.abc import Sequence
from typing import Any

import msgspec

from app.core.model import Problem
from app.core.workspace import checkpoints, event_body
from app.core.workspace.event_body import Actor, Event
from app.core.workspace.log_chain import ALTERED, problem
from app.core.workspace.log_rows import Block, values
from app.core.workspace.replay import Replay
from app.core.workspace.standing import Standing

PART = 128  # events looked at together, so few that they stay in the processor's cache


class Tale:
    """``signed``: the acts that want a checkpoint. ``set_back``: whether a clock had been, by the log's own word."""

    def __init__(self, problems: list[Problem], standing: Standing | None) -> None:
        self.replay = Replay()
        self.signed: dict[int, str] = {}
        self.set_back = False
        self._standing = standing
        self._problems = problems
        self._time = ""

    def hear(self, seqs: Sequence[int], block: Block) -> None:
        """Take in events whose numbers and hashes are right, and tell what is wrong with the rest."""
        releases = values(block.releases)
        for start in range(0, len(seqs), PART):
            part = slice(start, start + PART)
            if not self._take(seqs[part], releases[part], block.bodies[part]):
                for each in zip(seqs[part], releases[part], block.bodies[part], strict=True):
                    self.read(*each)

    def _take(self, seqs: Sequence[int], releases: Sequence[Any], bodies: Sequence[bytes]) -> bool:
        """Take in events if all are canonical, stand where they say they do, and follow in time; else none."""
        events, actors = event_body.read_all(bodies)
        if [event.seq for event in events] != [*seqs]:
            return False
        if [event.release for event in events] != [*releases]:
            return False
        times = [self._time, *[event.at for event in events]]
        if times != sorted(times):
            return False
        self._judge(seqs, events, actors)
        return True

    def read(self, seq: int, release: Any, body: bytes) -> None:
        """Take in one event, and tell all that is wrong with it."""
        try:
            event, actor, is_canonical = event_body.read(body)
        except _UNREADABLE:
            self._tell(seq, *_NOT_READ)
            return
        if event.seq != seq or event.release != release:
            self._tell(seq, *ALTERED)
        if not is_canonical:
            self._tell(seq, "not-canonical", "不是规范形式", "it is not in canonical form")
        if event.at < self._time:
            self._tell(
                seq, "back-dated", "时间早于前一事件", "its time is before that of the event before"
            )
        self._judge([seq], [event], [actor])

    def _judge(self, seqs: Sequence[int], events: Sequence[Event], actors: Sequence[Actor]) -> None:
        """Tell which were not allowed."""
        self._time = events[-1].at
        self.set_back |= any(event.clock for event in events)
        acts = zip(seqs, [event.act for event in events], strict=True)
        self.signed |= {seq: act for seq, act in acts if act in checkpoints.WITNESSED}
        for seq, event, actor in zip(seqs, events, actors, strict=True):
            try:
                if self._standing:
                    self._standing.follow(event)
                if not self.replay.admits(event, actor):
                    self._tell(seq, "not-allowed", "当时不允许该操作", "it was not allowed")
            except _UNREADABLE:
                self._tell(seq, *_NOT_READ)

    def _tell(self, seq: int, code: str, zh: str, en: str) -> None:
        self._problems.append(problem(seq, code, zh, en))


_UNREADABLE = msgspec.DecodeError, ValueError, KeyError, TypeError
_NOT_READ = "unreadable", "内容无法解读", "it cannot be read"
