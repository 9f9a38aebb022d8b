"""Columns that tell rows apart: those the entry calls keys, and those that are meant as one."""

from app.core.model import Entry
from app.core.quality.check import words
from app.core.quality.subject import Column

_UNIQUE = 0.98  # share of cells with a value of their own, from which on a column is meant as a key
_CELLS = 50  # in a column of fewer, chance may look like intent


def declared_keys(entry: Entry) -> list[str]:
    """The columns that together are the key, as the entry says."""
    return [item.name for item in entry.items if item.key]


def meant_as_key(column: Column) -> bool:
    """Whether a column is numbered, with hardly a value twice."""
    if column.filled < _CELLS or not column.name.endswith(words("keys")):
        return False
    return column.alone >= _UNIQUE * column.filled
