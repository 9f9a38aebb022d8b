"""Days of the Gregorian calendar, many at once."""

from typing import TypeAlias

import numpy as np
import numpy.typing as npt

Whole: TypeAlias = npt.NDArray[np.integer]
Mask: TypeAlias = npt.NDArray[np.bool_]

_LENGTHS = np.array(
    [0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
)  # by month; no month has none


def exist(years: Whole, months: Whole, days: Whole) -> Mask:
    """Whether the calendar has each day. Months and days are 0 or more."""
    leap = (years % 4 == 0) & ((years % 100 != 0) | (years % 400 == 0))
    last = _LENGTHS[np.where(months <= 12, months, 0)]
    mask: Mask = (days >= 1) & (days <= np.where((months == 2) & ~leap, 28, last))
    return mask
