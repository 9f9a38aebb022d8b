"""Codes of regions, GB/T 2260 in six digits, and the longer ones of towns and villages that continue them."""

from typing import Literal, TypeAlias

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from app.core import resources
from app.core.regions import known_codes

CodeLevel: TypeAlias = Literal["town", "county", "city", "province", "area"]
CODE_LEVELS: tuple[CodeLevel, ...] = ("town", "county", "city", "province", "area")

_DIGITS = {"town": 9, "county": 6, "city": 4, "province": 2}
_FORM = r"^\d{6}(?:\d{3}(?:\d{3})?)?$"


def region_code_of(texts: pa.StringArray, level: CodeLevel) -> pa.StringArray:
    """The code of the region of a level that a code lies in: 330106 is of the city 330100.

    A code keeps its length; an area (大区) has a name. Null for what is no code that was ever in force
    since 1980 (a postcode, say).
    """
    texts = pc.utf8_trim_whitespace(texts)
    known = pa.array(_known(texts))
    if level == "area":
        areas = resources.pack("region-codes").data["areas"]
        first = pc.index_in(pc.utf8_slice_codeunits(texts, 0, 1), value_set=pa.array(list(areas)))
        return pc.if_else(known, pa.array(list(areas.values())).take(first), None)
    found = texts
    for length in (6, 9, 12):
        cut = pc.utf8_rpad(pc.utf8_slice_codeunits(texts, 0, _DIGITS[level]), length, "0")
        these = pc.equal(pc.utf8_length(texts), length)
        found = pc.if_else(these, cut, found)
    return pc.if_else(known, found, None)


def _known(texts: pa.StringArray) -> npt.NDArray[np.bool_]:
    formed = pc.match_substring_regex(texts, _FORM)
    listed = pc.is_in(pc.utf8_slice_codeunits(texts, 0, 6), value_set=known_codes())
    known: npt.NDArray[np.bool_] = pc.fill_null(pc.and_(formed, listed), False).to_numpy(
        zero_copy_only=False
    )
    return known
