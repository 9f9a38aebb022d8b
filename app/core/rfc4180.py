"""CSV bytes, and the one digest of a table's content.

RFC 4180 in UTF-8 without BOM, CRLF line ends, quotes only where needed; a blank cell is empty. A
table's digest is the SHA-256 of these bytes, so the published CSV file carries it unchanged.
"""

from collections.abc import Iterator

import pyarrow as pa
import pyarrow.compute as pc

from app.core.trust.canonical import digest_bytes

BATCH = 64 * 1024  # rows


def encode(data: pa.Table) -> Iterator[bytes]:
    """The table as CSV, a batch of rows at a time, header first."""
    header = pa.array(data.column_names, pa.large_string())
    yield (",".join(_quoted(header).to_pylist()) + "\r\n").encode()
    for batch in data.to_batches(max_chunksize=BATCH):
        yield _lines(batch)


def digest(data: pa.Table) -> str:
    """SHA-256 of the table as CSV, in hex."""
    return digest_bytes(encode(data))


def _lines(batch: pa.RecordBatch) -> bytes:
    """A batch as one text: cells joined by commas, every line ended by CRLF."""
    comma, end = pa.scalar(",", pa.large_string()), pa.scalar("\r\n", pa.large_string())
    cells = [_cells(column) for column in batch.columns]
    if len(cells) == 1:  # a blank line would vanish on reading
        blank = pc.equal(cells[0], "")
        cells = [pc.if_else(blank, pa.scalar('""', pa.large_string()), cells[0])]
    lines = pc.binary_join_element_wise(*cells, comma) if len(cells) > 1 else cells[0]
    ended = pc.binary_join_element_wise(lines, pa.scalar("", pa.large_string()), end)
    whole = pa.LargeListArray.from_arrays(pa.array([0, len(ended)], pa.int64()), ended)
    text = pc.binary_join(whole, pa.scalar("", pa.large_string()))[0]
    return bytes(text.as_buffer())


def _cells(column: pa.Array) -> pa.Array:
    if pa.types.is_dictionary(column.type):
        values = _quoted(column.dictionary.cast(pa.large_string())).take(column.indices)
    else:
        values = _quoted(column.cast(pa.large_string()))
    return pc.fill_null(values, "")


def _quoted(values: pa.Array) -> pa.Array:
    special = pc.match_substring_regex(values, '[,"\r\n]|^ | $')
    if not pc.any(special).as_py():
        return values
    doubled = pc.replace_substring(values, '"', '""')
    mark = pa.scalar('"', pa.large_string())
    empty = pa.scalar("", pa.large_string())
    return pc.if_else(special, pc.binary_join_element_wise(mark, doubled, mark, empty), values)
