"""Tables as Arrow IPC streams; what a table knows of itself travels in the schema's metadata."""

import io
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import msgspec
import pyarrow as pa

from app.core.model import Table
from app.core.trust import canonical, stream

BATCH = 64 * 1024  # rows
_META = b"gongkai"


def encode(table: Table) -> Iterator[memoryview]:
    """The table as an IPC stream, a batch at a time."""
    meta = canonical.encode(replace(table, data=None))
    data = table.data.replace_schema_metadata({_META: meta})
    sink = _Drain()
    with pa.ipc.new_stream(pa.PythonFile(sink, mode="w"), data.schema) as writer:
        for batch in data.to_batches(max_chunksize=BATCH):
            writer.write_batch(batch)
            yield from sink.taken()
    yield from sink.taken()


def decode(content: pa.Buffer | bytes) -> Table:
    """The table that :func:`encode` wrote; its columns lie in ``content``."""
    with pa.ipc.open_stream(content) as reader:
        return _with_meta(reader.read_all())


def decode_front(chunks: Iterator[bytes]) -> Table:
    """The same table without its rows; no more than its beginning is read."""
    file = pa.PythonFile(io.BufferedReader(stream.Reader(chunks)), mode="r")
    with pa.ipc.open_stream(file) as reader:
        return _with_meta(reader.schema.empty_table())


def _with_meta(data: pa.Table) -> Table:
    meta = msgspec.json.decode(data.schema.metadata[_META])
    meta["data"] = data.replace_schema_metadata(None)
    return msgspec.convert(meta, Table, dec_hook=_as_it_is)


def _as_it_is(kind: type, value: object) -> object:
    """Arrow data inside a document needs no conversion."""
    return value


class _Drain(io.RawIOBase):
    """Keeps what a writer writes, as it lies in memory, until it is taken away."""

    def __init__(self) -> None:
        super().__init__()
        self._pieces: list[memoryview] = []

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        piece = memoryview(data).cast("B")
        self._pieces.append(piece)
        return piece.nbytes

    def taken(self) -> list[memoryview]:
        pieces, self._pieces = self._pieces, []
        return pieces
