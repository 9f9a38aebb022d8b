"""What a column holds, told from its distinct values; the text itself is never changed."""

import re

import pyarrow as pa
import pyarrow.compute as pc

from app.core.model import ColumnProfile, ColumnType

_KINDS: tuple[tuple[ColumnType, str], ...] = (
    ("integer", r"^[-+]?(0|[1-9]\d{0,17})$"),
    ("decimal", r"^[-+]?(\d{1,3}(,\d{3})+|\d+)(\.\d+)?%?$"),
    (
        "date",
        r"^(19|20)\d{2}([-/.年](0?[1-9]|1[0-2])([-/.月](0?[1-9]|[12]\d|3[01])日?|月)?|年|"
        r"(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01]))$",
    ),
)


def profile(data: pa.Table) -> tuple[ColumnProfile, ...]:
    """The profile of every column."""
    return tuple(profile_column(name, data[name]) for name in data.column_names)


def profile_column(name: str, column: pa.ChunkedArray) -> ColumnProfile:
    """Type, blanks, distinct values and the most frequent ones."""
    counts = pc.value_counts(column.combine_chunks().drop_null())
    values = counts.field("values").cast(pa.string())
    order = pc.sort_indices(counts.field("counts"), sort_keys=[("", "descending")])
    sample = values.take(order[:5]).to_pylist()
    return ColumnProfile(name, type_of(values), column.null_count, len(values), tuple(sample))


def type_of(values: pa.StringArray) -> ColumnType:
    """The narrowest type that every value has. A leading zero makes a code, which is text."""
    if len(values) == 0:
        return "empty"
    trimmed = pc.utf8_trim_whitespace(values)
    if pc.any(pc.match_substring_regex(trimmed, r"^0\d")).as_py():
        return "text"
    by_date = sorted(_KINDS, key=lambda kind: kind[0] != "date")
    # 20240301 is a date and an integer: eight digits that all are dates are dates.
    for kind, pattern in by_date:
        if pc.all(pc.match_substring_regex(trimmed, pattern)).as_py():
            return kind
    return "text"


def is_value(text: str) -> bool:
    """Whether a cell is a number or a date rather than words."""
    return any(re.match(pattern, text.strip()) for _, pattern in _KINDS)
