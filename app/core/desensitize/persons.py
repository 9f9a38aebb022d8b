"""What stays of a person's name and number, for the operators that mask them."""

from functools import cache
from typing import Literal

import pyarrow as pa
import pyarrow.compute as pc

from app.core import resources
from app.core.desensitize import stars
from app.core.desensitize.characters import covered, head, joined, length, repeated, rest

IdPart = Literal["region-and-year", "only-region", "only-year"]

_DOTS = "·•・‧"  # between the parts of a name: 阿依古丽·买买提
_ID = r"\A\s*(?P<region>[0-9]{6})(?P<year>[0-9]{4}|[0-9]{2})(?P<hidden>[0-9]{7}[0-9Xx]?)\s*\z"


def surnames(values: pa.StringArray, star: str) -> pa.StringArray:
    """Names with stars for all but the surname; null where nothing would be hidden. A surname of two
    characters needs a given name behind it: 欧阳 alone is 欧 and 阳.
    """

    def quick(names: pa.StringArray) -> pa.StringArray:
        counts = stars.lengths(names, stars.HAN)
        double = doubled(names)
        parts = [((counts > 1) & ~double, 1, 0), (double, 2, 0)]
        return stars.shown(names, stars.HAN, star, parts)

    def doubled(names: pa.StringArray) -> stars.Mask:
        begun = pc.is_in(pc.utf8_slice_codeunits(names, 0, 2), _double_surnames())
        longer = stars.lengths(names, stars.HAN) > 2
        double: stars.Mask = begun.to_numpy(zero_copy_only=False) & longer
        return double

    def surname(names: pa.StringArray, size: int) -> pa.StringArray:
        return joined(head(names, size), covered(rest(names, size), star, _DOTS))

    def slow(names: pa.StringArray) -> pa.StringArray:
        double = pc.fill_null(pc.match_substring_regex(names, _double_surname()), False)
        named = pc.replace_with_mask(surname(names, 1), double, surname(names.filter(double), 2))
        return pc.if_else(pc.greater(length(names), 1), named, None)

    if not star.isascii():
        return slow(values)
    return stars.apart(values, stars.han_rows(values), quick, slow)


@cache
def _double_surnames() -> pa.StringArray:
    return pa.array(resources.pack("surnames").data["double"], pa.string())


@cache
def _double_surname() -> str:
    """One of them, and something behind it."""
    return rf"(?s)\A(?:{'|'.join(_double_surnames().to_pylist())})."


def identity_numbers(values: pa.StringArray, part: IdPart, star: str) -> pa.StringArray:
    """Resident identity numbers with stars for all but a part; null where it is none."""
    found = pc.extract_regex(values, _ID)
    region, year, hidden = (pc.struct_field(found, part) for part in ("region", "year", "hidden"))
    # 18 characters with a year of four digits, 15 with one of two.
    fits = pc.equal(pc.equal(length(year), 4), pc.equal(length(hidden), 8))
    shown_region = region if "region" in part else repeated(star, length(region))
    shown_year = year if "year" in part else repeated(star, length(year))
    return pc.if_else(fits, joined(shown_region, shown_year, repeated(star, length(hidden))), None)
