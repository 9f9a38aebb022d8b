"""CSV bytes, and the one digest of a table's content.

RFC 4180 in UTF-8 without BOM, CRLF line ends, quotes only where needed; a blank cell is empty. A
table's digest is the SHA-256 of these bytes, so the published CSV file carries it unchanged.
"""

from collections.abc import Iterator
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pacsv

from app.core.row_text import (
    Escape,
    Escaped,
    Frame,
    Numbers,
    RowForm,
    RowText,
    edged,
    nothing_whole,
    raw,
    replaced,
    with_bytes,
)
from app.core.text_column import PLAIN, is_coded
from app.core.trust.canonical import digest_bytes

_END = "\r\n"
_SPACE = 0x20
_COMMA = 0x2C  # the last of the bytes that ask for quotes
_OPTIONS = pacsv.WriteOptions(include_header=False, quoting_style="none", eol=_END)
_EDGES = (b" ,", b", ", b" \r", b"\n ")  # a cell with a space at an end


def encode(data: pa.Table) -> Iterator[bytes]:
    """The table as CSV, a batch of rows at a time, header first."""
    return map(bytes, _blocks(data))


def digest(data: pa.Table) -> str:
    """SHA-256 of the table as CSV, in hex."""
    return digest_bytes(_blocks(data))


def header(names: list[str]) -> bytes:
    """The line of column names."""
    cells = quoted(pa.array(names, pa.large_string()))
    texts = cells.values.to_pylist()
    for place in _places(cells):
        texts[place] = f'"{texts[place]}"'
    return (",".join(texts) + _END).encode()


def rows(columns: int, change: Escape = Escaped) -> RowText:
    """What writes the lines of a table with so many columns; ``change`` comes before the quotes."""
    after = [","] * (columns - 1) + [_END]
    blank = ['""' + _END] if columns == 1 else after  # a blank line would vanish on reading
    quote = _quoted_alone if columns == 1 else quoted

    def escape(values: pa.Array) -> Escaped:
        changed = change(values)
        cells = quote(changed.values)
        return Escaped(cells.values, cells.wrapped, changed.marked)

    frames = [Frame(("",), end, empty) for end, empty in zip(after, blank, strict=True)]
    form = RowForm("CSV", frames if columns else [], wrap=('"', '"'))
    return RowText(form, escape, _Lines() if change is Escaped and columns > 1 else nothing_whole)


class _Lines:
    """Batches as pyarrow writes them, in a buffer that is kept: one that grows costs as much again."""

    def __init__(self) -> None:
        self._buffer = bytearray()

    def __call__(self, batch: pa.RecordBatch) -> memoryview | None:
        """The lines, if the batch is mostly plain columns: codes cost pyarrow more.

        They stand until the next call.
        """
        if 2 * sum(map(is_coded, batch.columns)) >= batch.num_columns:
            return None
        columns = [column.cast(PLAIN) for column in batch.columns]
        plain = pa.record_batch(columns, names=batch.schema.names)
        if plain.nbytes > len(self._buffer):  # an offset takes more room than what parts two cells
            self._buffer = bytearray(2 * plain.nbytes)
        sink = pa.FixedSizeBufferWriter(pa.py_buffer(self._buffer))
        try:
            pacsv.write_csv(plain, sink, _OPTIONS)
        except pa.ArrowInvalid:  # a cell that must be quoted
            return None
        size = sink.tell()
        if self._buffer.find(b" ", 0, size) >= 0 and (
            self._buffer.startswith(b" ")
            or any(self._buffer.find(edge, 0, size) >= 0 for edge in _EDGES)
        ):
            return None
        return memoryview(self._buffer)[:size]


def quoted(values: pa.Array) -> Escaped:
    """Cells (large_string, no nulls), wrapped where RFC 4180, or a space at an end, asks."""
    _, text = raw(values)
    if not len(text) or text.min() > _COMMA:
        return Escaped(values)
    special = with_bytes(values, b',"\r\n')
    spaced = _spaced(values)
    if len(spaced):
        special = np.union1d(special, spaced)
    marks = with_bytes(values, b'"')
    if len(marks):
        doubled = pc.replace_substring(values.take(pa.array(marks)), '"', '""')
        values = replaced(values, marks, doubled)
    return Escaped(values, wrapped=special)


def _blocks(data: pa.Table) -> Iterator[bytes | memoryview]:
    yield header(data.column_names)
    for _, block in rows(data.num_columns).blocks(data):
        yield block


def _spaced(values: pa.Array) -> Numbers:
    """Indices of the values that begin or end with a space."""
    places = edged(values, below=_SPACE + 1)
    if len(places):
        places = places[_matches(values.take(pa.array(places)), "^ | $")]
    return places


def _quoted_alone(values: pa.Array) -> Escaped:
    """As :func:`quoted`, for the cells of an only column."""
    cells = quoted(values)
    empty = np.flatnonzero(_matches(values, r"^\z"))
    return Escaped(cells.values, wrapped=np.union1d(_places(cells), empty))


def _places(cells: Escaped) -> Any:
    return np.zeros(0, np.int64) if cells.wrapped is None else cells.wrapped


def _matches(values: pa.Array, pattern: str) -> Any:
    return pc.match_substring_regex(values, pattern).to_numpy(zero_copy_only=False)
