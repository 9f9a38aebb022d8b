"""Numbers by the range that they fall in.

The lower end belongs to a range. Ranges of whole numbers are written 20-24, others [20, 25); open ends
<18 and 80+.
"""

from collections.abc import Callable, Sequence
from decimal import Decimal

import numpy as np
import pyarrow as pa

from app.core.desensitize.hierarchies.quantities import Quantities, Whole, quantities, written

_BEYOND = 10**18  # steps: no number that is read has as many


def range_of(
    texts: pa.StringArray,
    width: Decimal,
    *,
    open_from: Decimal | None = None,
    whole: bool = False,
) -> pa.StringArray:
    """Of each text its range of a ``width`` above 0; null for what is no number.

    From ``open_from``, a multiple of the width, on, all numbers are one range. ``whole``: the ranges
    are written as those of whole numbers, which all texts and ends must then be.
    """
    return equal(quantities(texts), width, open_from=open_from, whole=whole)


def cut_of(
    texts: pa.StringArray, cuts: Sequence[Decimal], *, whole: bool = False
) -> pa.StringArray:
    """Of each text its range between ``cuts``, which ascend: open below the first, from the last on."""
    return between(quantities(texts), cuts, whole=whole)


def equal(
    numbers: Quantities, width: Decimal, *, open_from: Decimal | None = None, whole: bool = False
) -> pa.StringArray:
    """As :func:`range_of`, for numbers that have been read."""
    numbers = numbers.at(_places(width))
    step = numbers.steps_of(width)
    ranges = numbers.steps // min(step, _BEYOND)
    top = None
    if open_from is not None:
        top = numbers.steps_of(open_from) // step
        ranges = np.minimum(ranges, top)

    def name(number: int) -> str:
        low = number * step
        if number == top:
            return f"{written(low, numbers.places)}+"
        return _between(low, low + step, numbers.places, whole)

    return _named(ranges, numbers, name)


def between(numbers: Quantities, cuts: Sequence[Decimal], *, whole: bool = False) -> pa.StringArray:
    """As :func:`cut_of`, for numbers that have been read."""
    numbers = numbers.at(max(map(_places, cuts)))
    ends = [numbers.steps_of(cut) for cut in cuts]

    def name(number: int) -> str:
        if number == 0:
            return f"<{written(ends[0], numbers.places)}"
        if number == len(ends):
            return f"{written(ends[-1], numbers.places)}+"
        return _between(ends[number - 1], ends[number], numbers.places, whole)

    within = np.array([max(-_BEYOND, min(end, _BEYOND)) for end in ends])
    return _named(np.searchsorted(within, numbers.steps, "right"), numbers, name)


def _named(ranges: Whole, numbers: Quantities, name: Callable[[int], str]) -> pa.StringArray:
    """The name of each number's range, made once for each range."""
    found, places = np.unique(ranges, return_inverse=True)
    labels = pa.array([name(int(number)) for number in found], pa.string())
    return labels.take(pa.array(places, mask=~numbers.known))


def _between(low: int, high: int, places: int, whole: bool) -> str:
    if whole and places == 0:
        return str(low) if low + 1 == high else f"{low}-{high - 1}"
    return f"[{written(low, places)}, {written(high, places)})"


def _places(number: Decimal) -> int:
    """How many decimal places a finite number has."""
    exponent = number.normalize().as_tuple().exponent
    return max(-int(exponent), 0)
