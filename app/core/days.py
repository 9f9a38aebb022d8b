"""Days of the Gregorian calendar, many at once."""

from typing import TypeAlias

import numpy as np
import numpy.typing as npt

Whole: TypeAlias = npt.NDArray[np.integer]
Mask: TypeAlias = npt.NDArray[np.bool_]

# By month; no month has none, and whatever is beyond December is taken for the last one here.
_LENGTHS = np.array([0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31, 0], np.int32)
_FEBRUARY, _LEAP_DAY = 2, 29


def exist(years: Whole, months: Whole, days: Whole) -> Mask:
    """Whether the calendar has each day. Months and days are 0 or more."""
    mask: Mask = (days >= 1) & (days <= np.take(_LENGTHS, months, mode="clip"))
    leaping = np.flatnonzero((days == _LEAP_DAY) & (months == _FEBRUARY))
    mask[leaping] &= _are_leap(years[leaping])
    return mask


def _are_leap(years: Whole) -> Mask:
    mask: Mask = (years % 4 == 0) & ((years % 100 != 0) | (years % 400 == 0))
    return mask
