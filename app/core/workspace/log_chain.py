"""The chain of the log: an event's hash is SHA-256(0x00 ‖ hash of the one before ‖ body), body in canonical JSON."""

import re
from hashlib import sha256

from app.core.model import Problem
from app.core.text import Text
from app.core.workspace.log_rows import Block, Row

START = "0" * 64
ALTERED = "altered", "内容被改动", "it was altered"


def chained(previous: str, body: bytes) -> str:
    """An event's hash in hex; ``previous`` is 64 hex digits, and anything else gives a hash that fits nothing."""
    return sha256(b"\0" + _bytes(previous) + body).hexdigest()


def problem(seq: int, code: str, zh: str, en: str) -> Problem:
    """What is wrong with an event."""
    return Problem(f"event {seq}", code, Text(zh, en))


class Chain:
    """Numbers and hashes, one event after another. ``size``: the number of the last."""

    def __init__(self, problems: list[Problem]) -> None:
        self.size = 0
        self._head = START
        self._link = bytes(32)
        self._problems = problems

    def join(self, block: Block) -> bool:
        """Take in a block in which all is well; of any other nothing, and False."""
        size = self.size + len(block.seqs)
        if block.seqs != list(range(self.size + 1, size + 1)):
            return False
        if block.befores != [self._head, *block.digests[:-1]]:
            return False
        link, links = self._link, []
        for body in block.bodies:
            link = sha256(b"\0" + link + body).digest()
            links.append(link)
        if block.digests != [*map(bytes.hex, links)]:
            return False
        self.size, self._head, self._link = size, block.digests[-1], link
        return True

    def follow(self, row: Row) -> None:
        """Take in one event, and tell what is wrong with its place."""
        seq, _, body, before, digest = row
        if seq != self.size + 1:
            self._tell(self.size + 1, "event-missing", "事件缺失", "an event is missing")
        if before != self._head:
            self._tell(seq, "out-of-order", "与前一事件不相接", "it does not follow")
            self._link = _bytes(str(before))
        self._link = sha256(b"\0" + self._link + body).digest()
        if digest != self._link.hex():
            self._tell(seq, *ALTERED)
            self._link = _bytes(str(digest))
        self.size, self._head = seq, digest

    def _tell(self, seq: int, code: str, zh: str, en: str) -> None:
        self._problems.append(problem(seq, code, zh, en))


def _bytes(digits: str) -> bytes:
    return bytes.fromhex(digits) if _HASH.fullmatch(digits) else b""


_HASH = re.compile("[0-9a-f]{64}")
