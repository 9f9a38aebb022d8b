"""Columns of delimited text: each distinct text once, decoded, and without guards against Excel."""

from collections.abc import Iterable

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

GUARD = b'="'
_SEPARATOR = "\x1f"  # US, which no text holds but by accident


def unguard(cell: str) -> str:
    """A cell without the guards that people use to stop Excel from reformatting: ="001", tab."""
    if cell.startswith('="') and cell.endswith('"') and len(cell) > 2:
        cell = cell[2:-1]
    return cell.strip("\t")


def _bytes(texts: pa.Array) -> bytes:
    """All texts of an array, one after the other."""
    return bytes(texts.buffers()[2] or b"")


def column_of(texts: Iterable[str | None], *, guarded: bool) -> pa.DictionaryArray:
    """A column of cells as the csv module reads them; ``guarded``: guards may be among them."""
    column = pa.array(texts, pa.string()).dictionary_encode()
    blank = pc.index(column.dictionary, "").as_py() >= 0
    return unguarded(column) if guarded or blank else column


def unguarded(column: pa.DictionaryArray) -> pa.DictionaryArray:
    """The column with its distinct texts unguarded: texts that become equal become one."""
    told = _bytes(column.dictionary)
    if b"\t" in told or GUARD in told:
        texts = pa.array(map(unguard, column.dictionary.to_pylist()), pa.string())
    else:
        texts = column.dictionary
    full = pc.if_else(pc.equal(texts, ""), pa.scalar(None, pa.string()), texts)
    new = full.dictionary_encode()
    return pa.DictionaryArray.from_arrays(new.indices.take(column.indices), new.dictionary)


def decoded(column: pa.DictionaryArray, codec: str) -> pa.DictionaryArray:
    """A column of bytes as text. Raises UnicodeDecodeError."""
    values = column.dictionary
    told = _bytes(values)
    if told.isascii():
        texts = values.cast(pa.string())
    elif _SEPARATOR.encode() in told:
        texts = pa.array([value.decode(codec) for value in values.to_pylist()], pa.string())
    else:  # all at once is twice as fast
        line = pa.ListArray.from_arrays(pa.array([0, len(values)], pa.int32()), values)
        joined = pc.binary_join(line, _SEPARATOR.encode())[0].as_py().decode(codec)
        texts = pc.split_pattern(pa.array([joined], pa.string()), _SEPARATOR).flatten()
    return pa.DictionaryArray.from_arrays(column.indices, texts)


def with_rows(
    columns: list[pa.DictionaryArray], rows: dict[int, list[str]]
) -> list[pa.DictionaryArray]:
    """The columns with more rows put in; ``rows``: by the place, from 0, that each shall have."""
    count = len(columns[0])
    order = np.empty(count + len(rows), np.int64)
    is_new = np.zeros(len(order), bool)
    is_new[list(rows)] = True
    order[~is_new] = np.arange(count)
    order[is_new] = np.arange(count, len(order))
    width = max(len(columns), *map(len, rows.values()))
    blank = pa.DictionaryArray.from_arrays(pa.nulls(count, pa.int32()), pa.array([], pa.string()))
    result = []
    for n in range(width):
        texts = [(cells[n] if n < len(cells) else None) or None for cells in rows.values()]
        new = pa.array(texts, pa.string()).dictionary_encode()
        both = pa.chunked_array([columns[n] if n < len(columns) else blank, new])
        result.append(both.unify_dictionaries().combine_chunks().take(pa.array(order)))
    return result
