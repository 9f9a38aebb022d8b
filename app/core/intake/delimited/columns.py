"""Columns of delimited text: decoded, without guards against Excel, with odd rows put in."""

from collections.abc import Iterable

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from app.core.text_column import TextColumn, blank, chunked, coded, is_coded, whole

GUARD = b'="'
_SEPARATOR = "\x1f"  # US, which no text holds but by accident


def unguard(cell: str) -> str:
    """A cell without the guards that people use to stop Excel from reformatting: ="001", tab."""
    if cell.startswith('="') and cell.endswith('"') and len(cell) > 2:
        cell = cell[2:-1]
    return cell.strip("\t")


def column_of(texts: Iterable[str | None], *, guarded: bool) -> pa.DictionaryArray:
    """A column of cells as the csv module reads them; ``guarded``: guards may be among them."""
    column = pa.array(texts, pa.string()).dictionary_encode()
    has_blank = pc.index(column.dictionary, "").as_py() >= 0
    return unguarded(column) if guarded or has_blank else column


def unguarded(column: TextColumn) -> TextColumn:
    """The column with its texts unguarded: distinct texts that become equal become one."""
    if not is_coded(column):
        return _unguarded(column)
    new = _unguarded(column.dictionary).dictionary_encode()
    return pa.DictionaryArray.from_arrays(new.indices.take(column.indices), new.dictionary)


def _unguarded(texts: pa.StringArray) -> pa.StringArray:
    told = _bytes(texts)
    if b"\t" in told or GUARD in told:
        texts = pa.array([cell and unguard(cell) for cell in texts.to_pylist()], pa.string())
    return pc.if_else(pc.equal(texts, ""), pa.scalar(None, pa.string()), texts)


def decoded(column: pa.Array, codec: str) -> TextColumn:
    """A column of bytes, each cell's or each distinct cell's, as text. Raises UnicodeDecodeError."""
    if is_coded(column):
        texts = _decoded(column.dictionary, codec)
        return pa.DictionaryArray.from_arrays(column.indices, texts)
    return _decoded(column, codec)


def _decoded(values: pa.BinaryArray, codec: str) -> pa.StringArray:
    told = _bytes(values)
    if told.isascii():
        return values.cast(pa.string())
    if _SEPARATOR.encode() in told:
        cells = [None if value is None else value.decode(codec) for value in values.to_pylist()]
        return pa.array(cells, pa.string())
    # All at once is twice as fast.
    line = pa.ListArray.from_arrays(pa.array([0, len(values)], pa.int32()), values.fill_null(b""))
    joined = pc.binary_join(line, _SEPARATOR.encode())[0].as_py().decode(codec)
    texts = pc.split_pattern(pa.array([joined], pa.string()), _SEPARATOR).flatten()
    if not values.null_count:
        return texts
    return pc.if_else(values.is_valid(), texts, pa.scalar(None, pa.string()))


def _bytes(texts: pa.Array) -> bytes:
    """All texts of an array, one after the other."""
    return bytes(texts.buffers()[2] or b"")


def with_rows(columns: list[TextColumn], rows: dict[int, list[str]]) -> list[TextColumn]:
    """The columns with more rows put in; ``rows``: by the place, from 0, that each shall have."""
    count = len(columns[0])
    order = np.empty(count + len(rows), np.int64)
    is_new = np.zeros(len(order), bool)
    is_new[list(rows)] = True
    order[~is_new] = np.arange(count)
    order[is_new] = np.arange(count, len(order))
    width = max(len(columns), *map(len, rows.values()))
    result = []
    for n in range(width):
        texts = [(cells[n] if n < len(cells) else None) or None for cells in rows.values()]
        column = columns[n] if n < len(columns) else blank(count)
        both = chunked([column, coded(pa.array(texts, pa.string()))])
        joined = whole(both) if is_coded(both) else both.combine_chunks()
        result.append(joined.take(pa.array(order)))
    return result
