"""The rows of the log as the database holds them, read ahead while those before are looked at.

A row at a time, Python's lock would be taken and given back for each, and pages would be decrypted while nothing
else is done. So a block of rows is one answer of SQLite, which makes it without that lock, on a thread of its own.
"""

from collections.abc import Iterable, Iterator
from itertools import accumulate, count, islice, pairwise
from time import sleep
from typing import Any, TypeAlias

import msgspec
from sqlite_utils import Database

from app.core.errors import WorkspaceDamaged
from app.core.jobs import in_order
from app.core.text import Text

Row: TypeAlias = tuple[int, Any, bytes, Any, Any]
"""Number, release, body, hash of the event before, hash. A forged one may hold anything."""

READ = 8192  # rows in an answer, some 5 MB: the threads seldom wait for Python's lock, or for each other
BLOCK = 128  # rows that are looked at together, so few that they still lie in the processor's cache


class Block(msgspec.Struct):
    """Some rows of the log, by columns."""

    seqs: list[int]
    releases: list[Any]
    befores: list[Any]
    digests: list[Any]
    bodies: list[bytes]
    lines: bytes  # the bodies, each with a line feed after it

    @property
    def rows(self) -> Iterator[Row]:
        """The same, one by one."""
        return zip(self.seqs, self.releases, self.bodies, self.befores, self.digests, strict=True)


def in_blocks(rows: Iterable[Row]) -> Iterator[Block]:
    """Rows that come one by one."""
    left = iter(rows)
    while some := list(islice(left, BLOCK)):
        seqs, releases, bodies, befores, digests = map(list, zip(*some, strict=True))
        yield Block(seqs, releases, befores, digests, bodies, b"\n".join((*bodies, b"")))


def blocks(db: Database) -> Iterator[Block]:
    """All rows in the order of their numbers. The connection must be one that threads may share, and is in use
    until the last block. Raises WorkspaceDamaged for a column that is no text.
    """
    reader = _Reader(db)
    for answer in in_order(reader.next, count(), workers=1):
        if answer is None:
            return
        for block in _told(*answer):
            yield block
            sleep(
                0
            )  # the reader may have its answer, and waits for Python's lock: 5 ms, if nobody gives it


class _Reader:
    """Answers of many rows, one after another: what stands in their columns as JSON, and their bodies as lines."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._query = _QUERY.format(rows=READ)
        self._last = -(2**63)  # whatever numbers a forger has given them

    def next(self, _: int) -> tuple[bytes, bytes] | None:
        """The next answer; None after the last."""
        last, facts, lines = self._db.execute(self._query, [self._last]).fetchone()
        if last is None:
            return None
        self._last = last
        return facts, lines


class _Facts(msgspec.Struct, array_like=True):
    seqs: list[int]
    releases: list[str | None]
    befores: list[str | None]
    digests: list[str | None]
    lengths: list[int]  # of the lines


def _told(text: bytes, lines: bytes) -> Iterator[Block]:
    try:
        facts = _decode(text)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        reason = Text("事件的编号、发布或摘要无法读取", "an event's columns cannot be read")
        raise WorkspaceDamaged(name="workspace.db", reason=reason) from error
    places = list(accumulate(facts.lengths, initial=0))
    for start in range(0, len(facts.seqs), BLOCK):
        part = slice(start, start + BLOCK)
        ends = places[start : start + BLOCK + 1]
        yield Block(
            facts.seqs[part],
            facts.releases[part],
            facts.befores[part],
            facts.digests[part],
            [lines[begin : end - 1] for begin, end in pairwise(ends)],
            lines[ends[0] : ends[-1] - 1] + b"\n",
        )


# A body is hashed as the bytes that lie there; beside the others it would have to be escaped. The limit is no
# parameter: for each value of one, the statement would be compiled anew, and the connection's authorizer asked for
# each name in it, under Python's lock.
_QUERY = """
SELECT max(seq),
    CAST(json_array(
        json_group_array(seq), json_group_array(CAST(release AS TEXT)),
        json_group_array(CAST(previous AS TEXT)), json_group_array(CAST(hash AS TEXT)),
        json_group_array(length(body) + 1)
    ) AS BLOB),
    CAST(group_concat(body, x'0a') AS BLOB)
FROM (
    SELECT seq, release, ifnull(CAST(body AS BLOB), x'') AS body, previous, hash
    FROM events WHERE seq > ? ORDER BY seq LIMIT {rows}
)
"""
_decode = msgspec.json.Decoder(_Facts).decode
