"""Columns of codes of regions, by what GB/T 2260 knows of them."""

from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from app.core import resources
from app.core.quality.check import words
from app.core.quality.subject import Column, Mask
from app.core.regions import known_codes

_FORM = r"\d{6}(?:\d{3}(?:\d{3})?)?"  # the longer ones, of towns and villages, continue it
_MEANT = 0.8  # share of cells of that form from which on the header is believed
_KNOWN = 0.5  # share of these that are known; with fewer it is a list of another kind


@dataclass(frozen=True, eq=False)
class RegionCodes:
    """Of each text, whether it has the form of a code, and whether its region was ever in force."""

    formed: Mask
    known: Mask


def region_codes(column: Column) -> RegionCodes | None:
    """The codes of a column whose header and content say that it holds them; None for another."""
    if not column.name.endswith(words("region_code_columns")):
        return None
    formed = column.mostly(_FORM, column.all_but(_MEANT))
    if formed is None or not formed.any():
        return None
    known = formed & column.each_stripped(_known)
    if column.cells(known) < _KNOWN * column.cells(formed):
        return None
    return RegionCodes(formed, known)


def six_digits(texts: pa.StringArray) -> pa.StringArray:
    """The part of codes that GB/T 2260 assigns; ``texts``: without blanks around them."""
    return pc.utf8_slice_codeunits(texts, 0, 6)


def _known(texts: pa.StringArray) -> Mask:
    codes = six_digits(texts)
    return _among(codes, known_codes()) | _collective(codes)


def _collective(codes: pa.StringArray) -> Mask:
    """Which stand for a part of a city that is no county: its districts together, a development zone."""
    data: dict[str, Any] = resources.pack("quality").data["collective_regions"]
    ends = _among(pc.utf8_slice_codeunits(codes, 4, 6), pa.array(data["last"]))
    return ends & _among(pc.utf8_slice_codeunits(codes, 0, 4), _cities())


@cache
def _cities() -> pa.StringArray:
    return pc.unique(pc.utf8_slice_codeunits(known_codes(), 0, 4))


def _among(texts: pa.StringArray, known: pa.StringArray) -> Mask:
    return np.asarray(pc.is_in(texts, value_set=known)).astype(np.bool_)
