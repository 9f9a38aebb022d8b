"""What values have become, kept for the batches to come: most columns say the same things again.

Arrow looks a whole batch up at once. Where the values hardly come again, or are treated as fast as
they are looked up, that is found out soon, and the column is treated without a look from then on.
"""

from collections.abc import Callable
from dataclasses import dataclass
from time import perf_counter

import pyarrow as pa
import pyarrow.compute as pc

Treat = Callable[[pa.StringArray], "pa.StringArray | None"]

MOST = 1 << 17  # values that are kept; to look among more costs more than most operators
ENOUGH = 1 << 15  # cells after which a column is judged


@dataclass(frozen=True, eq=False)
class _Known:
    """Distinct values, and beside each what it has become."""

    values: pa.StringArray
    treated: pa.StringArray


class Memo:
    """``treat`` over batch after batch of a column; it must treat each value by itself alone.

    Threads may share it: what one has learnt may get lost, never mixed up.
    """

    def __init__(self, treat: Treat) -> None:
        self._treat = treat
        nothing = pa.array([], pa.string())
        self._known: _Known | None = _Known(nothing, nothing)
        self._looked = 0  # cells
        self._price = 0.0  # seconds that a value took to treat, when one last did
        self._spared = self._spent = 0.0  # seconds: of treating, by looking

    def __call__(self, values: pa.StringArray) -> "pa.StringArray | None":
        """What the values become, in their order; None drops the column."""
        known = self._known
        if known is None:
            return self._treat(values)
        begun = perf_counter()
        places = pc.index_in(values, value_set=known.values, skip_nulls=True)
        is_unknown = pc.and_(places.is_null(), values.is_valid())
        unknown = values.filter(is_unknown).dictionary_encode()
        new = unknown.dictionary
        found = perf_counter()
        treated = self._treat(new)
        if treated is None:
            return None
        if len(new):
            self._price = (perf_counter() - found) / len(new)
        both = _Known(
            pa.concat_arrays([known.values, new]), pa.concat_arrays([known.treated, treated])
        )
        self._looked += len(values)
        self._spared += (len(values) - len(new)) * self._price
        self._spent += found - begun
        if self._looked > ENOUGH and self._spared < self._spent:
            self._known = None
        elif len(new) and len(both.values) <= MOST:
            self._known = both
        if len(new):
            behind = pa.scalar(len(known.values), pa.int32())
            places = pc.replace_with_mask(places, is_unknown, pc.add(unknown.indices, behind))
        return both.treated.take(places)
