"""The chain of the log: an event's hash is SHA-256(0x00 ‖ hash of the one before ‖ body), body in canonical JSON."""

import re
from collections.abc import Iterable, Set
from hashlib import sha256

import msgspec

from app.core.model import Problem
from app.core.text import Text
from app.core.workspace.log_rows import Block, Row, values

START = "0" * 64
ALTERED = "altered", "内容被改动", "it was altered"


def chained(previous: str, body: bytes) -> str:
    """An event's hash in hex; ``previous`` is 64 hex digits, and anything else gives a hash that fits nothing."""
    return sha256(b"\0" + _bytes(previous) + body).hexdigest()


def problem(seq: int, code: str, zh: str, en: str) -> Problem:
    """What is wrong with an event."""
    return Problem(f"event {seq}", code, Text(zh, en))


class Chain:
    """Numbers and hashes, one event after another. ``size``: the number of the last; ``heads``: the hashes of the
    events that are ``wanted``; ``unseen``: the hashes that no event has had yet.
    """

    def __init__(self, problems: list[Problem], wanted: Set[int], unseen: Iterable[str]) -> None:
        self.size = 0
        self.heads: dict[int, str] = {}
        self.unseen = set(unseen)
        self._wanted = wanted
        self._head = START
        self._link = bytes(32)
        self._problems = problems

    def join(self, block: Block) -> range | None:
        """Take in a block in which all is well, and tell its numbers; of any other nothing, and None."""
        seqs = range(self.size + 1, self.size + 1 + len(block.bodies))
        if block.seqs != _encode([*seqs]):
            return None
        link, links = self._link, []
        for body in block.bodies:
            hash = _LEAF.copy()
            hash.update(link)
            hash.update(body)
            link = hash.digest()
            links.append(link)
        digests = _in_hex(links)
        if block.digests != digests or block.befores != _in_hex([self._link, *links[:-1]]):
            return None
        if self.unseen:
            self.unseen.difference_update(values(digests))
        if not self._wanted.isdisjoint(seqs):
            pairs = zip(seqs, links, strict=True)
            self.heads |= {seq: digest.hex() for seq, digest in pairs if seq in self._wanted}
        self.size, self._head, self._link = seqs[-1], link.hex(), link
        return seqs

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
        self.unseen.discard(digest)
        if seq in self._wanted:
            self.heads[seq] = digest

    def _tell(self, seq: int, code: str, zh: str, en: str) -> None:
        self._problems.append(problem(seq, code, zh, en))


def _in_hex(links: Iterable[bytes]) -> bytes:
    """As a list in JSON."""
    return b'["%b"]' % b"".join(links).hex(",", 32).encode().replace(b",", b'","')


def _bytes(digits: str) -> bytes:
    return bytes.fromhex(digits) if _HASH.fullmatch(digits) else b""


_HASH = re.compile("[0-9a-f]{64}")
_LEAF = sha256(b"\0")
_encode = msgspec.json.Encoder().encode
