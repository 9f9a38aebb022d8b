"""What the events of a log say, one after another, and what is wrong with it."""

from collections.abc import Sequence

import msgspec

from app.core.model import Problem
from app.core.workspace import checkpoints, event_body
from app.core.workspace.event_body import Actor, Event
from app.core.workspace.log_chain import ALTERED, problem
from app.core.workspace.log_rows import Block, Row
from app.core.workspace.replay import Replay
from app.core.workspace.standing import Standing


class Tale:
    """``signed``: the acts that want a checkpoint. ``set_back``: whether a clock had been, by the log's own word."""

    def __init__(self, problems: list[Problem], standing: Standing | None) -> None:
        self.replay = Replay()
        self.signed: dict[int, str] = {}
        self.set_back = False
        self._standing = standing
        self._problems = problems
        self._time = ""

    def flow(self, block: Block) -> tuple[list[Event], list[Actor]]:
        """The events of a block, and who acted, if all are canonical, stand where they say they do, and follow
        in time; else none. Nothing is taken in yet.
        """
        events, actors = event_body.read_all(block.lines, len(block.seqs))
        if [event.seq for event in events] != block.seqs:
            return [], []
        if [event.release for event in events] != block.releases:
            return [], []
        times = [self._time, *[event.at for event in events]]
        return (events, actors) if times == sorted(times) else ([], [])

    def hear(self, seqs: Sequence[int], events: Sequence[Event], actors: Sequence[Actor]) -> None:
        """Take in such events, and tell which were not allowed."""
        self._time = events[-1].at
        for seq, event, actor in zip(seqs, events, actors, strict=True):
            if event.clock:
                self.set_back = True
            if event.act in checkpoints.WITNESSED:
                self.signed[seq] = event.act
            try:
                if self._standing:
                    self._standing.follow(event)
                if not self.replay.admits(event, actor):
                    self._tell(seq, "not-allowed", "当时不允许该操作", "it was not allowed")
            except _UNREADABLE:
                self._tell(seq, *_NOT_READ)

    def read(self, row: Row) -> None:
        """Take in one event, and tell all that is wrong with it."""
        seq, release, body, _, _ = row
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
        self.hear([seq], [event], [actor])

    def _tell(self, seq: int, code: str, zh: str, en: str) -> None:
        self._problems.append(problem(seq, code, zh, en))


_UNREADABLE = msgspec.DecodeError, ValueError, KeyError, TypeError
_NOT_READ = "unreadable", "内容无法解读", "it cannot be read"
