"""Apache Parquet: every value as exact text, a batch of rows at a time."""

import json
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from app.core.errors import FileProtected, FileTooLarge, FileUnreadable, Where
from app.core.intake.display.number_format import EXACT_LIMIT
from app.core.intake.sheet import (
    NO_WISH,
    WARNINGS,
    Notices,
    Row,
    Sheet,
    Signature,
    Wish,
    Workbook,
    readers,
)
from app.core.jobs import Job
from app.core.model import Hidden
from app.core.text import Text

if TYPE_CHECKING:
    import pyarrow.parquet as pq

BATCH = 8192  # rows
MAX_COLUMNS = 16_384
PROTECTED = b"PARE"  # an encrypted footer

Texts = list[str | None]


@readers.register
class ParquetReader:
    """Text columns keep their dictionaries, so that a text that repeats is held once."""

    id = "parquet"
    title = Text("Parquet", "Parquet")
    version = "1"
    last_resort = False

    def accepts(self, signature: Signature) -> bool:
        return signature.head.startswith((b"PAR1", PROTECTED))

    def open(self, path: Path, job: Job, wish: Wish = NO_WISH) -> Workbook:
        with path.open("rb") as raw:
            if raw.read(4) == PROTECTED:
                raise FileProtected(name=path.name)
        with _open(path) as file:
            schema, metadata = file.schema_arrow, file.metadata
            if len(schema) > MAX_COLUMNS:
                reason = Text(f"列数超过 {MAX_COLUMNS}", f"more than {MAX_COLUMNS} columns")
                raise FileTooLarge(Where(path.name), name=path.name, reason=reason)
            try:
                hidden = tuple(_properties(schema, metadata))
            except (pa.ArrowException, UnicodeDecodeError) as error:
                raise _damaged(path) from error
            total = metadata.num_rows
        notices = Notices()
        texts = tuple(f.name for f in schema if _is_string(f.type))

        def rows() -> Iterator[Row]:
            yield tuple(schema.names)
            done = 0
            with _open(path, texts) as file:
                for batch in _batches(file, path):
                    job.report(done, total)
                    columns = [
                        _texts(column, field, path, notices)
                        for column, field in zip(batch.columns, batch.schema, strict=True)
                    ]
                    yield from zip(*columns, strict=True)
                    done += batch.num_rows

        sheet = Sheet(path.stem, "visible", rows, headed=True)
        return Workbook("parquet", (sheet,), notices, hidden=hidden)


def _open(path: Path, dictionaries: tuple[str, ...] = ()) -> "pq.ParquetFile":
    import pyarrow.parquet as pq

    try:
        # Mapped into memory: a file object would be read in another thread while we close it.
        return pq.ParquetFile(
            path,
            read_dictionary=list(dictionaries),
            memory_map=True,
            page_checksum_verification=True,
        )
    except (pa.ArrowException, OSError, ValueError) as error:
        raise _damaged(path) from error


def _batches(file: "pq.ParquetFile", path: Path) -> Iterator[pa.RecordBatch]:
    try:
        yield from file.iter_batches(BATCH)
    except (pa.ArrowException, OSError, ValueError) as error:
        raise _damaged(path) from error


def _damaged(path: Path) -> FileUnreadable:
    reason = Text("不是完整的 Parquet 文件", "it is not a whole Parquet file")
    return FileUnreadable(Where(path.name), name=path.name, reason=reason)


def _texts(column: pa.Array, field: pa.Field, path: Path, notices: Notices) -> Texts:
    """A column of one batch as text."""
    try:
        column.validate(full=True)  # Arrow itself trusts what a file says
        if isinstance(column, pa.ExtensionArray):
            column = column.storage
        if pa.types.is_dictionary(column.type):
            values = _texts(column.dictionary, field, path, notices)
            return [
                None if place is None else values[place] for place in column.indices.to_pylist()
            ]
        if pa.types.is_float64(column.type) and _is_rounded(column):
            notices.tell("precision-lost", WARNINGS["precision-lost"], path.stem, field.name)
        if _is_bytes(column.type):
            return _bytes(column, field.name, path.stem, notices)
        return _exact(column)
    except (pa.ArrowException, UnicodeDecodeError, ValueError, OverflowError) as error:
        where = Where(path.name, column=field.name)
        reason = Text("有一列的内容已损坏", "the content of a column is damaged")
        raise FileUnreadable(where, name=path.name, reason=reason) from error


def _exact(column: pa.Array) -> Texts:
    kind = column.type
    if _is_string(kind):
        return [text or None for text in column.to_pylist()]
    if pa.types.is_boolean(kind):
        return _each(column, lambda value: "TRUE" if value else "FALSE")
    if pa.types.is_integer(kind):
        return _list(column.cast(pa.string()))
    if pa.types.is_floating(kind):
        return _floats(column)
    if pa.types.is_decimal(kind):
        return _each(column, lambda value: format(value, "f"))
    if pa.types.is_timestamp(kind):
        return _timestamps(column)
    if pa.types.is_date(kind):
        return _list(column.cast(pa.date32()).cast(pa.string()))
    if pa.types.is_time(kind):
        return _list(_without_zeros(column.cast(pa.string())))
    if pa.types.is_duration(kind):
        return [n and f"{n} {kind.unit}" for n in _list(column.cast(pa.int64()).cast(pa.string()))]
    if pa.types.is_null(kind):
        return [None] * len(column)
    return _each(column, _nested)


def _list(column: pa.Array) -> Texts:
    texts: Texts = column.to_pylist()
    return texts


def _each(column: pa.Array, text: Callable[[Any], str]) -> Texts:
    return [None if value is None else text(value) for value in column.to_pylist()]


def _floats(column: pa.Array) -> Texts:
    """The shortest text that gives the same number back, written out: 0.1, 12345678.9, 1."""
    numbers = column.to_numpy(zero_copy_only=False)
    blanks = column.is_null().to_numpy(zero_copy_only=False)
    return [
        None if blank else np.format_float_positional(number, unique=True, trim="-")
        for number, blank in zip(numbers, blanks, strict=True)
    ]


def _is_rounded(column: pa.Array) -> bool:
    """Whether a column of doubles holds whole numbers beyond those that a double holds exactly."""
    numbers = column.drop_null().to_numpy(zero_copy_only=False)
    large = numbers[np.isfinite(numbers) & (np.abs(numbers) >= EXACT_LIMIT)]
    return bool((large % 1 == 0).any())


def _timestamps(column: pa.Array) -> Texts:
    """ISO 8601 with a blank in its middle; an instant, whose zone the file states, in UTC with Z."""
    zoned = column.type.tz is not None
    plain = column.cast(pa.timestamp(column.type.unit))
    texts = _list(_without_zeros(plain.cast(pa.string())))
    return [text and f"{text}Z" for text in texts] if zoned else texts


def _without_zeros(texts: pa.Array) -> pa.Array:
    """A time without the zeros at the end of its fraction."""
    return pc.replace_substring_regex(texts, r"(\.\d*?[1-9])0+$|\.0+$", r"\1").cast(pa.string())


def _bytes(column: pa.Array, name: str, sheet: str, notices: Notices) -> Texts:
    """Bytes that are UTF-8 are text that was not marked as such; others are written in hex."""
    texts: Texts = []
    for data in column.to_pylist():
        try:
            texts.append((data.decode() or None) if data is not None else None)
        except UnicodeDecodeError:
            message = Text(
                "二进制内容按十六进制文字导入", "Binary content is imported as hexadecimal text"
            )
            notices.tell("binary-value", message, sheet, name)
            texts.append(data.hex().upper())
    return texts


def _nested(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=_inner)


def _inner(value: Any) -> str:
    if isinstance(value, bytes):
        return value.hex().upper()
    return format(value, "f") if isinstance(value, Decimal) else str(value)


def _is_string(kind: pa.DataType) -> bool:
    return bool(pa.types.is_string(kind) or pa.types.is_large_string(kind))


def _is_bytes(kind: pa.DataType) -> bool:
    return bool(
        pa.types.is_binary(kind)
        or pa.types.is_large_binary(kind)
        or pa.types.is_fixed_size_binary(kind)
    )


def _properties(schema: pa.Schema, metadata: "pq.FileMetaData") -> Iterator[Hidden]:
    """What the file says beside its rows: notes of programs, and the bounds of its columns."""
    if metadata.created_by:
        yield Hidden("property", "created_by", metadata.created_by)
    yield from _notes("", schema.metadata)
    for field in schema:
        yield from _notes(f"{field.name} ", field.metadata)
    for key, value in (metadata.metadata or {}).items():
        # Arrow's own copy of the schema holds the notes that have just been given.
        if key != b"ARROW:schema" and key not in (schema.metadata or {}):
            yield Hidden("property", _readable(key), _readable(value))
    bounds = "\n".join(_bounds(metadata))
    if bounds:
        yield Hidden("property", "statistics", bounds)


def _notes(prefix: str, notes: dict[bytes, bytes] | None) -> Iterator[Hidden]:
    for key, value in (notes or {}).items():
        if key != b"PARQUET:field_id":
            yield Hidden("property", prefix + _readable(key), _readable(value))


def _bounds(metadata: "pq.FileMetaData") -> Iterator[str]:
    """The least and the greatest value of each column; programs keep them when rows are removed."""
    seen: dict[str, None] = {}
    for group in range(metadata.num_row_groups):
        for place in range(metadata.num_columns):
            column = metadata.row_group(group).column(place)
            statistics = column.statistics
            if statistics is not None and statistics.has_min_max:
                low, high = statistics.min, statistics.max
                seen[f"{column.path_in_schema}: {_bound(low)} … {_bound(high)}"] = None
    return iter(seen)


def _bound(value: object) -> str:
    return _readable(value) if isinstance(value, bytes) else str(value)


def _readable(data: bytes) -> str:
    return data.decode("utf-8", "backslashreplace")
