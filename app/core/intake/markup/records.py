"""Plain records of an XML table: elements that hold nothing but simple fields.

``<row><人数>5</人数><备注/></row>`` or ``<row><cell name="人数">5</cell></row>``; a run is records of
one name, one behind the other.
"""

import re
from collections.abc import Iterator

from app.core.intake.markup.plain_rows import QUOTED, TEXT

NAMING = ("name", "field", "column", "key")  # attributes that name a field

_NAME = r"[A-Za-z_\x80-\xff][\w.:\-\x80-\xff]*"
_NAMED = rf'(?: (?:{"|".join(NAMING)})="{QUOTED}")?'


def _fields(group: int) -> str:
    return rf"\s*(?:<({_NAME}){_NAMED}(?:/>|>{TEXT}</\{group}>)\s*)+"


RUN = re.compile(rf"<({_NAME})>{_fields(2)}</\1>(?:\s*<\1>{_fields(3)}</\1>)*".encode())
# A field: its element, the attribute that names it and its value, the text, whether it is the last.
_FIELDS = re.compile(
    rf'<([^\s<>/]+)(?: ({"|".join(NAMING)})="([^"]*)")?(?:/>|>([^<]*)</[^<>]+>)\s*(</)?'
)

Field = tuple[str, str, str, str]


def record_name(run: str) -> str:
    """The element of the records of a run, with its prefix."""
    return run[1 : run.index(">")]


def records(run: str) -> Iterator[list[Field]]:
    """The fields of each record, as (element, naming attribute, its value, text), as written."""
    fields: list[Field] = []
    for name, naming, value, text, last in _FIELDS.findall(run):
        fields.append((name, naming, value, text))
        if last:
            yield fields
            fields = []
