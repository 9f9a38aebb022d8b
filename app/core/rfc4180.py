"""CSV bytes, and the one digest of a table's content.

RFC 4180 in UTF-8 without BOM, CRLF line ends, quotes only where needed; a blank cell is empty. A
table's digest is the SHA-256 of these bytes, so the published CSV file carries it unchanged.
"""

from collections.abc import Iterator
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from app.core.csv_lines import END, Lines
from app.core.escaping import Numbers, edged, raw, replaced, with_bytes
from app.core.row_form import Escape, Escaped, Frame, RowForm
from app.core.row_text import RowText, nothing_whole
from app.core.trust.canonical import digest_bytes

_SPACE = 0x20
_COMMA = 0x2C  # the last of the bytes that ask for quotes


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
    return (",".join(texts) + END).encode()


def rows(columns: int, change: Escape = Escaped) -> RowText:
    """What writes the lines of a table with so many columns; ``change`` comes before the quotes."""
    after = [","] * (columns - 1) + [END]
    blank = ['""' + END] if columns == 1 else after  # a blank line would vanish on reading
    quote = _quoted_alone if columns == 1 else quoted

    def escape(values: pa.Array) -> Escaped:
        changed = change(values)
        cells = quote(changed.values)
        return Escaped(cells.values, cells.wrapped, changed.marked)

    frames = [Frame(("",), end, empty) for end, empty in zip(after, blank, strict=True)]
    form = RowForm("CSV", frames if columns else [], wrap=('"', '"'))
    return RowText(
        form, escape, Lines(quoted) if change is Escaped and columns > 1 else nothing_whole
    )


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
