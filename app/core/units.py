"""Numbers with a unit behind them, as cells state them, and which units turn into each other exactly.

Source: the packs ``units`` (families of units, by powers of ten) and ``quality`` (the units that are known).
"""

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

import pyarrow as pa
import pyarrow.compute as pc

from app.core import resources
from app.core.text_column import CODED, whole

PART = 1 << 16  # texts whose numbers are held at a time by those who want the units alone
_NUMBER = r"[-+]?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?"


@dataclass(frozen=True, eq=False)
class Measures:
    """What texts state. ``numbers``: in plain digits, null where a text is no number; ``units``: "" where
    none stands behind it.
    """

    numbers: pa.StringArray
    units: pa.StringArray


@cache
def known() -> tuple[str, ...]:
    """Every unit that is told from other words, the longest first where one begins like another."""
    listed: list[str] = resources.pack("quality").data["units"]
    return tuple(sorted(listed, key=len, reverse=True))


@cache
def stated_form() -> str:
    """What a number looks like in RE2, a unit behind it or none; blanks around it apart."""
    return rf"{_NUMBER}\s*(?:{'|'.join(map(re.escape, known()))})?"


def stated(texts: pa.StringArray) -> Measures:
    """The numbers that texts are, and their units."""
    units = "|".join(map(re.escape, known()))
    parts = pc.extract_regex(texts, rf"^\s*(?P<number>{_NUMBER})\s*(?P<unit>(?:{units})?)\s*$")
    numbers = pc.utf8_ltrim(pc.replace_substring(pc.struct_field(parts, "number"), ",", ""), "+")
    return Measures(numbers, pc.fill_null(pc.struct_field(parts, "unit"), ""))


def units_of(texts: pa.StringArray) -> pa.DictionaryArray:
    """The unit of each text, each unit held once; "" where none stands behind a number."""
    parts = (texts.slice(at, PART) for at in range(0, len(texts), PART))
    return whole(
        pa.chunked_array([stated(part).units.dictionary_encode() for part in parts], CODED)
    )


def factor(unit: str, to: str) -> Decimal | None:
    """By what a number of one unit is multiplied to be one of another; None if they do not go together.

    Always a power of ten: nothing is rounded.
    """
    if unit == to:
        return Decimal(1)
    for family in resources.pack("units").data["families"]:
        if unit in family and to in family:
            return Decimal(family[unit]) / Decimal(family[to])
    return None


def converted(number: str, by: Decimal) -> str:
    """A number in plain digits multiplied, without zeros that say nothing."""
    product = (Decimal(number) * by).normalize()
    return format(product, "f")
