"""Which of many written numbers are written as everybody would write them, told from their bytes.

Such a text is what a spreadsheet shows of its number under General, and what is stored: no sign but a
minus, no exponent, no zero that could be left out, and no more digits than are shown. A double keeps
fifteen digits, so the shortest text that names the stored number is this very one.
"""

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from app.core.text_bytes import cut, offsets_and_bytes

_DIGITS = 15
_LONGEST = _DIGITS + 2  # with a minus and a point
_ZERO = b".0"

Mask = npt.NDArray[np.bool_]


def plain_digits(written: pa.StringArray) -> tuple[Mask, bool]:
    """Which of the texts are so written, and whether all are and none of them has a point."""
    offsets, data = offsets_and_bytes(written)
    start, end = offsets[:-1], offsets[1:]
    if not len(data) or not (end > start).all():
        return np.zeros(len(written), np.bool_), False
    short = end - start <= _LONGEST
    if 2 * np.count_nonzero(short) < len(written):  # numbers of many digits: not worth their bytes
        some = np.zeros(len(written), np.bool_)
        if short.any():
            some[short], _ = plain_digits(written.filter(pa.array(short)))
        return some, False
    is_digit = _are_digits(data)
    digits = _counted(is_digit, start, end)
    first, last = data[start], data[end - 1]
    negative = first == ord("-")
    begin = start + negative
    first = np.where(negative, data[np.minimum(begin, len(data) - 1)], first)
    other = end - begin - digits
    has_point = other == 1
    plain = (digits <= _DIGITS) & (digits > 0) & (other <= 1) & _are_digits(first)
    zero = first == ord("0")
    if zero.any():
        second = data[np.minimum(begin + 1, len(data) - 1)]
        alone = (end - begin == 1) & ~negative
        plain &= ~zero | alone | (has_point & (second == ord(".")))
    if not has_point.any():
        return plain, bool(plain.all() and not negative.any())
    points = _counted(data == ord("."), start, end)
    plain &= ~has_point | ((points == 1) & (last != ord("0")) & _are_digits(last))
    return plain, False


def without_zero(written: pa.StringArray) -> pa.StringArray:
    """The texts without a point and one zero at the end: some programs write all numbers so."""
    offsets, data = offsets_and_bytes(written)
    end = offsets[1:]
    long = np.diff(offsets) > len(_ZERO)
    at = np.where(long, end - len(_ZERO), 0)
    ends = long & (data[at] == _ZERO[0]) & (data[at + 1] == _ZERO[1]) if long.any() else long
    return cut(data, offsets[:-1], end - len(_ZERO) * ends) if ends.any() else written


def _are_digits(bytes_: npt.NDArray[np.uint8]) -> Mask:
    mask: Mask = bytes_ - np.uint8(ord("0")) < 10
    return mask


def _counted(
    mask: Mask, start: npt.NDArray[np.int64], end: npt.NDArray[np.int64]
) -> npt.NDArray[np.int32]:
    """How many bytes of each text are meant."""
    upto = np.zeros(len(mask) + 1, np.int32)
    np.cumsum(mask, out=upto[1:])
    counts: npt.NDArray[np.int32] = upto[end] - upto[start]
    return counts
