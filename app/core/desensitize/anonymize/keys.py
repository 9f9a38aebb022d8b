"""Whether a column is a key, in which no value comes twice although by chance some would.

Of n rows over m values that there may be, n²/2m pairs agree by chance. How many there may be the
hierarchy tells, if it was not made for the very values of the column. Days and amounts are therefore
counted from the least to the greatest: sixty birthdays may well differ, sixty running numbers never agree.
"""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from app.core.desensitize import dates, number_cells

_COLLISIONS = 5.0  # pairs expected by chance, without one of which a column is a key
_MANY = 30  # rows from which a column is judged; in a few, anything may differ
_MOST = 0.9  # of the values, from which on what they are is what the column is
_AMOUNT = 1e6  # whole numbers from here on are rather those of phones, cards and papers


def is_key(values: pa.StringArray, rows: int, known: int) -> bool:
    """``values``: the distinct ones of a column; ``known``: how many its hierarchy has."""
    if not len(values) == rows >= _MANY:
        return False
    return bool(rows**2 / (2 * max(known, _span(values))) >= _COLLISIONS)


def _span(values: pa.StringArray) -> float:
    """How many days, or amounts of the finest decimals, lie between the values; 0 for anything else."""
    read = dates.read(values)
    days = read.ordinals[read.complete]
    if len(days) >= _MOST * len(values):
        return float(np.ptp(days)) + 1
    numbers = number_cells.read(values)
    coded = pc.match_substring_regex(values, r"\A\s*0[0-9]").to_numpy(zero_copy_only=False)
    amounts = numbers.found & ~coded
    amounts &= (numbers.decimals > 0) | (np.abs(np.nan_to_num(numbers.values)) < _AMOUNT)
    if not amounts.any() or amounts.sum() < _MOST * len(values):
        return 0.0
    return float(np.ptp(numbers.values[amounts]) * 10.0 ** numbers.decimals[amounts].max()) + 1
