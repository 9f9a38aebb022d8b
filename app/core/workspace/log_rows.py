"""The rows of the log as the database holds them, read ahead while those before are looked at.

A row at a time, Python's lock would be taken and given back for each, and pages would be decrypted while nothing
else is done. So a block of rows is one answer of SQLite, which makes it without that lock, on a thread of its own.
"""

from collections.abc import Callable, Iterable, Iterator
from itertools import accumulate, count, islice, pairwise
from typing import Any, TypeAlias

import msgspec
from sqlite_utils import Database

from app.core.jobs import in_order

Row: TypeAlias = tuple[int, Any, bytes, Any, Any]
"""Number, release, body, hash of the event before, hash. A forged one may hold anything."""

READ = 8192  # rows in a block, 5 MB: the threads seldom wait for Python's lock or for each other


class Block(msgspec.Struct):
    """Some rows of the log: each column as a list in JSON, to be compared as one text."""

    seqs: bytes
    releases: bytes
    befores: bytes
    digests: bytes
    bodies: list[bytes]  # where one holds a line feed, those in ``rows`` count
    rows: Callable[[], Iterable[Row]]


def in_blocks(rows: Iterable[Row]) -> Iterator[Block]:
    """Rows that come one by one."""
    left = iter(rows)
    while some := list(islice(left, READ)):
        seqs, releases, bodies, befores, digests = zip(*some, strict=True)
        yield Block(
            _encode(seqs),
            _encode(releases),
            _encode(befores),
            _encode(digests),
            list(bodies),
            some.copy,
        )


def blocks(db: Database) -> Iterator[Block]:
    """All rows in the order of their numbers. The connection must be one that threads may share, and is in use
    until the last block.
    """
    for block in in_order(_Reader(db).next, count(), workers=1):
        if block is None:
            return
        yield block


class _Reader:
    """Blocks, one after another."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._query = _QUERY.format(rows=READ)
        self._last = -(2**63)  # whatever numbers a forger has given them

    def next(self, _: int) -> Block | None:
        """The next block; None after the last."""
        answer = self._db.execute(self._query, [self._last]).fetchone()
        last, seqs, releases, befores, digests, lengths, lines = answer
        if last is None:
            return None
        self._last = last

        def rows() -> Iterator[Row]:
            places = accumulate(values(lengths), initial=0)
            bodies = (lines[start : end - 1] for start, end in pairwise(places))
            columns = values(seqs), values(releases), bodies, values(befores), values(digests)
            return zip(*columns, strict=True)

        return Block(seqs, releases, befores, digests, lines.split(b"\n"), rows)


def values(column: bytes) -> list[Any]:
    """What stands in a column; signs that are no text as question marks."""
    return _decode(column.decode(errors="replace"))


# A body is hashed as the bytes that lie there; beside the others it would have to be escaped. The limit is no
# parameter: for each value of one, the statement would be compiled anew, and the connection's authorizer asked for
# each name in it, under Python's lock.
_QUERY = """
SELECT max(seq),
    CAST(json_group_array(seq) AS BLOB), CAST(json_group_array(CAST(release AS TEXT)) AS BLOB),
    CAST(json_group_array(CAST(previous AS TEXT)) AS BLOB),
    CAST(json_group_array(CAST(hash AS TEXT)) AS BLOB),
    CAST(json_group_array(length(body) + 1) AS BLOB), CAST(group_concat(body, x'0a') AS BLOB)
FROM (
    SELECT seq, release, ifnull(CAST(body AS BLOB), x'') AS body, previous, hash
    FROM events WHERE seq > ? ORDER BY seq LIMIT {rows}
)
"""
_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder(list[Any]).decode
