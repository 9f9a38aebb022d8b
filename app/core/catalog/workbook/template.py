"""The sheets of the import workbook and their columns, from the ``catalog-template`` pack.

Two sheets are the template's own. A third holds what the template has no column for, so that an entry
comes back whole; platforms read the first two.
"""

from dataclasses import dataclass
from functools import cache
from typing import Any

import msgspec

from app.core import resources


@dataclass(frozen=True)
class Column:
    """``header`` as it is written, with its * where the template asks for a value."""

    header: str
    field: str
    group: str = ""

    @property
    def name(self) -> str:
        """The header without its mark."""
        return self.header.lstrip("*").strip()


@dataclass(frozen=True)
class Sheet:
    """``note``: how to fill it in."""

    sheet: str
    note: str
    columns: tuple[Column, ...]


@dataclass(frozen=True)
class Template:
    """``item_types``: the Guide's code of each type word; ``written_types``: the other way.

    ``flags``: by attribute of an item, the words for yes and no.
    """

    entries: Sheet
    items: Sheet
    more: Sheet
    item_types: dict[str, str]
    written_types: dict[str, str]
    flags: dict[str, tuple[str, str]]


@cache
def template() -> Template:
    """The template of the pack."""
    data: dict[str, Any] = resources.pack("catalog-template").data
    told = {name: data[name] for name in Template.__dataclass_fields__}
    return msgspec.convert(told, Template)
