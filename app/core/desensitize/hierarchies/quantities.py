"""Numbers as they are written in tables, read exactly: no binary fraction moves a value to another range."""

from dataclasses import dataclass
from decimal import Decimal
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

Whole: TypeAlias = npt.NDArray[np.int64]

_FORM = (
    r"^(?P<sign>[-+]?)(?P<whole>\d+)(?:\.(?P<part>\d+))?"
    r"(?P<times>[万亿]?)(?P<unit>周岁|岁|元|人|户|件|个|%|平方米|公里|米|吨)?$"
)
_SHIFTS = {"": 0, "万": 4, "亿": 8}
_DIGITS = 18  # that an int64 surely holds


@dataclass(frozen=True, eq=False)
class Quantities:
    """Numbers in steps of 10 to the power -``places``; ``known`` says which texts are numbers."""

    steps: Whole
    known: npt.NDArray[np.bool_]
    places: int

    @property
    def are_whole(self) -> bool:
        """Whether all are whole numbers and none is negative."""
        return self.places == 0 and bool((self.steps >= 0).all())

    def at(self, places: int) -> "Quantities":
        """The same numbers with at least so many decimal places.

        Numbers that would no longer fit into 18 digits are no longer known.
        """
        more = max(places - self.places, 0)
        fits = np.abs(self.steps) < 10 ** max(_DIGITS - more, 0)
        known = self.known & fits
        return Quantities(np.where(known, self.steps, 0) * 10**more, known, self.places + more)

    def steps_of(self, number: Decimal) -> int:
        """A number that has no more decimal places than these, in their steps."""
        return int(number.scaleb(self.places))


def quantities(texts: pa.StringArray) -> Quantities:
    """The numbers of texts such as 1,234.5, 35岁, 1.2万元 (12000), -3; nulls are none.

    A unit is read and left out. Numbers of more than 18 digits, decimals included, are unknown.
    """
    texts = pc.utf8_normalize(texts, form="NFKC")
    texts = pc.replace_substring_regex(texts, r"[,\s]", "")
    parts = pc.extract_regex(texts, _FORM)
    sign, whole, part, times = (
        pc.fill_null(pc.struct_field(parts, name), "")
        for name in ("sign", "whole", "part", "times")
    )
    part = pc.utf8_rtrim(part, "0")
    shift = np.zeros(len(texts), np.int64)
    for word, power in _SHIFTS.items():
        shift[_mask(pc.equal(times, word))] = power
    places = max(int((_lengths(part) - shift).max(initial=0)), 0)
    known = _mask(pc.is_valid(parts)) & (_lengths(whole) + places + shift <= _DIGITS)
    steps = np.zeros(len(texts), np.int64)
    for power in _SHIFTS.values():
        these = known & (shift == power)
        if these.any():
            at = pa.array(these)
            padded = pc.utf8_rpad(part.filter(at), places + power, "0")
            steps[these] = pc.cast(
                pc.binary_join_element_wise(whole.filter(at), padded, ""), pa.int64()
            )
    return Quantities(np.where(_mask(pc.equal(sign, "-")), -steps, steps), known, places)


def written(steps: int, places: int) -> str:
    """A number of so many steps, without trailing zeros."""
    return f"{Decimal(steps).scaleb(-places).normalize():f}"


def _lengths(texts: pa.StringArray) -> Whole:
    lengths: Whole = pc.utf8_length(texts).to_numpy().astype(np.int64)
    return lengths


def _mask(flags: pa.BooleanArray) -> npt.NDArray[np.bool_]:
    mask: npt.NDArray[np.bool_] = pc.fill_null(flags, False).to_numpy(zero_copy_only=False)
    return mask
