"""The rows of the log as the database holds them, read ahead while those before are looked at.

A row at a time, Python's lock would be taken and given back for each, and pages would be decrypted while nothing
else is done. So a block of rows is one answer of SQLite, which makes it without that lock, on a thread of its own.
"""

from collections.abc import Iterator
from itertools import count
from typing import Any, TypeAlias

import msgspec
from sqlite_utils import Database

from app.core.errors import WorkspaceDamaged
from app.core.jobs import in_order
from app.core.text import Text

Row: TypeAlias = tuple[int, Any, bytes, Any, Any]
"""Number, release, body, hash of the event before, hash. A forged one may hold anything."""

BLOCK = 8192  # rows: some 5 MB


def rows(db: Database) -> Iterator[Row]:
    """All rows in the order of their numbers. The connection must be one that threads may share, and is in use
    until the last row. Raises WorkspaceDamaged for a column that is no text.
    """
    reader = _Reader(db)
    for block in in_order(reader.next, count(), workers=1):
        if block is None:
            return
        facts, bodies = block
        start = 0
        for seq, release, size, before, digest in _told(facts):
            yield seq, release, bodies[start : start + size], before, digest
            start += size


class _Reader:
    """Blocks of rows, one after another: what stands in their columns as JSON, and their bodies joined."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._last = -(2**63)  # whatever numbers a forger has given them

    def next(self, _: int) -> tuple[bytes, bytes] | None:
        """The next block; None after the last."""
        last, facts, bodies = self._db.execute(_QUERY, [self._last, BLOCK]).fetchone()
        if last is None:
            return None
        self._last = last
        return facts, bodies


def _told(facts: bytes) -> list[tuple[int, str | None, int, str | None, str | None]]:
    try:
        return _decode(facts)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        reason = Text("事件的编号、发布或摘要无法读取", "an event's columns cannot be read")
        raise WorkspaceDamaged(name="workspace.db", reason=reason) from error


# A body is hashed as the bytes that lie there; beside the others it would have to be escaped.
_QUERY = """
SELECT max(seq),
    CAST(json_group_array(json_array(
        seq, CAST(release AS TEXT), length(body), CAST(previous AS TEXT), CAST(hash AS TEXT)
    )) AS BLOB),
    CAST(group_concat(body, '') AS BLOB)
FROM (
    SELECT seq, release, ifnull(CAST(body AS BLOB), x'') AS body, previous, hash
    FROM events WHERE seq > ? ORDER BY seq LIMIT ?
)
"""
_decode = msgspec.json.Decoder(list[tuple[int, str | None, int, str | None, str | None]]).decode
