"""Numbers as they stand in cells: with separators of thousands, full-width digits, a unit behind.

They are read as IEEE doubles, exact to 15 digits, and written with the decimals and the unit that
they had.
"""

from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from app.core.desensitize.characters import joined
from app.core.text_bytes import holding, offsets_and_bytes

Floats = npt.NDArray[np.float64]
Counts = npt.NDArray[np.int64]

LARGEST = 1e15  # from which on a double does not hold every whole number with a decimal
MOST_DECIMALS = 12
_NEARLY = 1 + 2.0**-50  # a half that no double holds is still a half: 2.675 to 0.01

_UNITS = (
    "周岁|岁|亿元|万元|千元|元|亿|万|人次|人|次|个|户|件|吨|公斤|千克|克|平方公里|平方米|公里|"
    "米|公顷|亩|小时|分钟|天|年|月|℃|°C|㎡|m²|km|kg|%|％|‰"
)
_NUMBER = (
    r"\A\s*(?P<sign>[-−－+＋]?)\s*(?P<digits>(?:\p{Nd}[\p{Nd},，\s]*)?)(?P<fraction>(?:[.．]\p{Nd}*)?)"
    rf"(?P<power>(?:[eE][-+]?[0-9]{{1,3}})?)\s*(?P<unit>(?:{_UNITS})?)\s*\z"
)
# Digits of other scripts are numbers to Unicode, but not to Arrow.
_PLAIN = r"\A-?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]+)?\z"


@dataclass(frozen=True, eq=False)
class Numbers:
    """What stands in texts. ``values``: NaN where there is no number; ``texts``: the numbers in plain
    digits, null where there is none; ``units`` as written.
    """

    values: Floats
    texts: pa.StringArray
    units: pa.StringArray

    @cached_property
    def decimals(self) -> Counts:
        """How many decimals each number is written with; 0 where there is none."""
        ends = pc.binary_length(self.texts)
        for power in "eE":
            place = pc.find_substring(self.texts, power)
            ends = pc.if_else(pc.less(place, 0), ends, place)
        point = pc.find_substring(self.texts, ".")
        behind = pc.if_else(pc.less(point, 0), 0, pc.subtract(ends, pc.add(point, 1)))
        counts: Counts = behind.fill_null(0).to_numpy(zero_copy_only=False).astype(np.int64)
        return counts

    @property
    def found(self) -> npt.NDArray[np.bool_]:
        """Which texts are numbers."""
        return ~np.isnan(self.values)

    @property
    def have_units(self) -> bool:
        """Whether a unit stands behind any of them."""
        return bool(len(offsets_and_bytes(self.units)[1]))


def read(texts: pa.StringArray) -> Numbers:
    """The numbers that texts are, whole and by themselves: 约40 is none."""
    plain = _may_be_plain(texts)
    if plain.any():
        try:
            if plain.all():
                return _plain(texts)
            mask = pa.array(plain)
            return _merged(plain, _plain(texts.filter(mask)), _any(texts.filter(pc.invert(mask))))
        except pa.ArrowInvalid:  # 2024-05-01, 1.2.3
            pass
    return _any(texts)


def _may_be_plain(texts: pa.StringArray) -> npt.NDArray[np.bool_]:
    """Which texts are of digits, signs and points of ASCII only, or null."""
    offsets, content = offsets_and_bytes(texts)
    filled = np.diff(offsets) > 0
    if texts.null_count:
        filled |= texts.is_null().to_numpy(zero_copy_only=False)
    other = content - np.uint8(ord("-")) > ord("9") - ord("-")
    return filled & ~holding(offsets, other) if other.any() else filled


def _plain(texts: pa.StringArray) -> Numbers:
    """Numbers that Arrow reads as they are: what the expressions below would find, at a tenth of the
    time. Raises ArrowInvalid where one of the texts is none.
    """
    values = texts.cast(pa.float64()).to_numpy(zero_copy_only=False)
    return Numbers(
        np.where(np.isfinite(values), values, np.nan),
        texts,
        pa.repeat(pa.scalar("", pa.string()), len(texts)),
    )


def _merged(mask: npt.NDArray[np.bool_], some: Numbers, others: Numbers) -> Numbers:
    """Numbers of texts that were read apart: ``some`` where the mask is true."""
    order = np.where(mask, np.cumsum(mask) - 1, len(some.values) + np.cumsum(~mask) - 1)
    taken = pa.array(order)
    return Numbers(
        np.concatenate([some.values, others.values])[order],
        pa.concat_arrays([some.texts, others.texts]).take(taken),
        pa.concat_arrays([some.units, others.units]).take(taken),
    )


def _any(texts: pa.StringArray) -> Numbers:
    """Numbers however they are written."""
    parts = pc.extract_regex(texts, _NUMBER)
    sign, digits, fraction, power, unit = (
        pc.struct_field(parts, name) for name in ("sign", "digits", "fraction", "power", "unit")
    )
    minus = pc.if_else(pc.is_in(sign, pa.array(["-", "−", "－"])), "-", "")
    digits = pc.replace_substring_regex(digits, r"[,，\s]", "")
    number = joined(minus, pc.utf8_normalize(joined(digits, fraction), "NFKC"), power)
    number = pc.if_else(pc.match_substring_regex(number, _PLAIN), number, None)
    values = number.cast(pa.float64()).to_numpy(zero_copy_only=False)
    return Numbers(
        np.where(np.isfinite(values), values, np.nan),
        number,
        pc.fill_null(unit, ""),
    )


def multiples(found: Numbers, unit: float) -> Floats:
    """How many whole units there are in each number, rounded down; NaN where there is none.

    Where a double cannot tell on which side of a bound a number lies, its decimals do.
    """
    shares = found.values / unit
    steps = np.floor(shares)
    nearest = np.rint(shares)
    doubtful = np.abs(shares - nearest) <= 1e-9 * np.maximum(np.abs(nearest), 1)
    if float(unit).is_integer():
        doubtful &= found.values != np.rint(found.values)  # doubles divide whole numbers exactly
    doubtful &= np.isfinite(steps)
    if doubtful.any():
        exact = Decimal(str(unit))
        texts = found.texts.filter(pa.array(doubtful)).to_pylist()
        steps[doubtful] = [
            float((Decimal(text) / exact).to_integral_value(ROUND_FLOOR)) for text in texts
        ]
    return steps


def half_up(values: Floats) -> Floats:
    """四舍五入: whole numbers, halves away from zero."""
    rounded: Floats = np.copysign(np.floor(np.abs(values) * _NEARLY + 0.5), values)
    return rounded


def written(values: Floats, decimals: Counts | int) -> pa.StringArray:
    """Numbers as texts with so many decimals; null for NaN and what is beyond :data:`LARGEST`."""
    places = np.minimum(np.broadcast_to(decimals, values.shape), MOST_DECIMALS)
    fit = np.abs(values) < LARGEST  # NaN is not
    texts = pa.nulls(len(values), pa.string())
    for count in np.unique(places[fit]).tolist():
        mask = fit & (places == count)
        rounded = half_up(values[mask] * 10.0**count) / 10.0**count
        exact = pa.array(rounded).cast(pa.decimal128(38, count)).cast(pa.string())
        texts = pc.replace_with_mask(texts, pa.array(mask), _without_minus_zero(exact))
    return texts


def _without_minus_zero(texts: pa.StringArray) -> pa.StringArray:
    return pc.replace_substring_regex(texts, r"\A-(0(?:\.0*)?)\z", r"\1")
