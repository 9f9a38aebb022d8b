"""A hierarchy as a file: rows separated by semicolons, which other tools read, or a compact JSON.

The rows are those of ARX: a value and what it becomes, level by level. Fields are quoted after RFC
4180 where they hold a semicolon, a quote or a line break, or begin or end with a space.
"""

from collections.abc import Iterator
from itertools import pairwise

import msgspec
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from app.core.desensitize.hierarchies.hierarchy import Hierarchy, from_labels
from app.core.errors import DocumentInvalid
from app.core.text import Text

_QUOTED = r'[;"\r\n\x{feff}]|^ | $|^$'
_KIND = Text("泛化层次", "hierarchy")


class Step(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One level above another: its labels, and of each label below the place of the one above it."""

    labels: list[str]
    above: list[int]


class HierarchyDocument(
    msgspec.Struct, frozen=True, tag_field="version", tag=1, forbid_unknown_fields=True
):
    """A hierarchy as it stands in recipes."""

    column: str
    values: list[str]
    levels: list[Step]


def encode_csv(hierarchy: Hierarchy) -> bytes:
    """UTF-8 rows that end with CRLF, one a value, without a header."""
    columns = [_quoted(hierarchy.labels(level)) for level in range(len(hierarchy.levels))]
    lines = pc.binary_join_element_wise(*columns, ";") if len(columns) > 1 else columns[0]
    return "".join(f"{line}\r\n" for line in lines.to_pylist()).encode()


def to_document(hierarchy: Hierarchy) -> HierarchyDocument:
    """A hierarchy as JSON data: every label once."""
    return HierarchyDocument(
        hierarchy.column, hierarchy.values.to_pylist(), list(_steps(hierarchy))
    )


def from_document(document: HierarchyDocument) -> Hierarchy:
    """A hierarchy from JSON data. Raises DocumentInvalid, HierarchyInvalid."""
    if len(set(document.values)) < len(document.values) or not document.values:
        raise _invalid(document, Text("每个值须恰好出现一次", "each value stands in it once"))
    labels = [pa.array(document.values, pa.string())]
    places = np.arange(len(document.values))
    for step in document.levels:
        above = np.array(step.above, np.int64)
        fits = places.max() < len(above) and above.min() >= 0 and above.max() < len(step.labels)
        if not fits or len(set(step.labels)) < len(step.labels):
            raise _invalid(document, Text("级与级的对应不符", "levels do not fit each other"))
        places = above[places]
        labels.append(pa.array(step.labels, pa.string()).take(pa.array(places)))
    return from_labels(document.column, labels)


def _steps(hierarchy: Hierarchy) -> Iterator[Step]:
    for lower, upper in pairwise(hierarchy.levels):
        above = np.zeros(len(lower.labels), np.int64)
        above[lower.groups] = upper.groups
        yield Step(upper.labels.to_pylist(), above.tolist())


def _quoted(labels: pa.StringArray) -> pa.StringArray:
    special = pc.match_substring_regex(labels, _QUOTED)
    doubled = pc.replace_substring(labels, '"', '""')
    return pc.if_else(special, pc.binary_join_element_wise('"', doubled, '"', ""), labels)


def _invalid(document: HierarchyDocument, reason: Text) -> DocumentInvalid:
    return DocumentInvalid(name=document.column, kind=_KIND, reason=reason)
