"""Cell suppression: the fewest cells are blanked until every row stands among k that agree with it.

A blank matches only a blank. That is the strict reading: whoever counts blanks as matching anything
calls a table safe in which a person who knows the blanked values still stands alone. The task (local
suppression; minimal sets of cells: Meyerson & Williams, PODS 2004, NP-hard) is done greedily: sets of
columns are tried from the least important on, and rows that become alike in at least k are done.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from math import comb

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from app.core.contingency import Contingency, Counts, contingency, ranks
from app.core.desensitize.anonymize.local.limits import Limits, Mask
from app.core.desensitize.anonymize.local.recoded import Recoded, recoded
from app.core.errors import ParameterInvalid
from app.core.jobs import Job
from app.core.text import Text
from app.core.text_column import compact, whole

_PATTERNS = 4096  # sets of columns that are tried one by one


def suppress_cells(
    data: pa.Table,
    columns: Sequence[str],
    k: int,
    job: Job,
    importance: Mapping[str, float] | None = None,
) -> Recoded:
    """The table with cells of the quasi-identifiers ``columns`` blanked, its rows in their order.

    ``importance``: what a cell of a column is worth, above 0; 1 where it is not said. Raises
    ColumnUnknown, ParameterInvalid, AnonymityUnreached.
    """
    names = list(columns)
    limits = Limits(k)
    limits.check(data, names)
    worth = np.array([(importance or {}).get(name, 1.0) for name in names])
    if not (np.isfinite(worth) & (worth > 0)).all():
        raise ParameterInvalid(
            name=Text("局部抑制", "cell suppression"),
            reason=Text("重要性须大于 0", "importance must be above 0"),
        )
    table = contingency(data, names, job)
    blanked = _Blanking(table, worth, k).run(job)
    rows = table.class_of_rows()
    cells = {}
    for place, name in enumerate(names):
        job.report(place, len(names))
        cells[name] = _without(data[name], blanked[place][rows])
    return recoded(data, cells, limits, job)


class _Blanking:
    """``hidden``: by column and class of the table, whether its cells are to be blank; ``blank``: whether
    they have always been. ``unsafe``: classes that are alike in fewer than k rows so far.
    """

    def __init__(self, table: Contingency, worth: np.ndarray, k: int) -> None:
        self.counts, self.k, self.worth = table.counts, k, worth
        self.radices = [len(values) + 1 for values in table.values]
        self.codes = [codes.astype(np.int64) for codes in table.codes]
        self.blank = np.array(
            [codes == radix - 1 for codes, radix in zip(self.codes, self.radices, strict=True)]
        )
        self.hidden = np.zeros_like(self.blank)
        self.unsafe: Mask = table.counts < k

    def run(self, job: Job) -> Mask:
        """Blank until no class has fewer than k rows."""
        while self.unsafe.any():
            for number, pattern in enumerate(_patterns(self.worth, self.radices)):
                if not self.unsafe.any():
                    break
                job.report(number)
                self._hide(pattern)
            if self.unsafe.any():
                self._join_rest()
            everything = self._ranks(np.arange(len(self.counts)), ())
            self.unsafe = np.bincount(everything, self.counts)[everything] < self.k
        return self.hidden

    def _hide(self, pattern: tuple[int, ...]) -> None:
        """Blank these columns in the unsafe classes that this makes alike in k rows."""
        shown = self.blank | self.hidden
        ready = ~self.unsafe & shown[list(pattern)].all(axis=0)
        among = np.flatnonzero(self.unsafe | ready)
        numbers = self._ranks(among, pattern)
        safe = np.bincount(numbers, self.counts[among])[numbers] >= self.k
        saved = among[safe & self.unsafe[among]]
        for place in pattern:
            self.hidden[place, saved] = True
        self.unsafe[saved] = False

    def _join_rest(self) -> None:
        """Fewer than k rows are left when all is blank: blank as many more as cost least.

        Either classes that those like them can do without, or all that are alike.
        """
        rest = int(self.counts[self.unsafe].sum())
        shown = self.blank | self.hidden
        everything = self._ranks(np.arange(len(self.counts)), ())
        numbers = np.where(self.unsafe, everything.max() + 1, everything)
        sizes = np.bincount(numbers, self.counts)
        cost = self.counts * (self.worth[:, None] * ~shown).sum(axis=0)
        spare = ~self.unsafe & (self.counts >= self.k - rest)
        spare &= sizes[numbers] - self.counts >= self.k
        together = np.where(sizes > 0, np.bincount(numbers, cost), np.inf)
        together[-1] = np.inf  # the rest itself
        cheapest = int(np.where(spare, cost, np.inf).argmin())
        if spare.any() and cost[cheapest] <= together.min():
            joining = np.arange(len(self.counts)) == cheapest
        else:
            joining = numbers == together.argmin()
        self.hidden[:, joining | self.unsafe] = True

    def _ranks(self, classes: Counts, pattern: tuple[int, ...]) -> Counts:
        """A number for what each class reads as once the columns of the pattern are blank in it."""
        codes = []
        for place, (values, radix) in enumerate(zip(self.codes, self.radices, strict=True)):
            read = np.where(self.hidden[place, classes], radix - 1, values[classes])
            codes.append(np.full(len(classes), radix - 1) if place in pattern else read)
        return ranks(codes, self.radices)


def _patterns(worth: np.ndarray, radices: Sequence[int]) -> Iterator[tuple[int, ...]]:
    """Sets of columns, the least worth first, at last all; of equal worth those of more values first.

    Of many columns all small sets are tried, then one set that grows.
    """
    order = sorted(range(len(worth)), key=lambda place: (worth[place], -radices[place]))
    found: list[tuple[int, ...]] = []
    for size in range(1, len(order) + 1):
        if len(found) + comb(len(order), size) > _PATTERNS:
            break
        found += combinations(order, size)
    yield from sorted(found, key=lambda pattern: sum(worth[list(pattern)]))
    for size in range(len(found[-1]) + 1, len(order) + 1):
        yield tuple(order[:size])


def _without(column: pa.ChunkedArray, hidden: Mask) -> pa.Array:
    """A column with some cells blank, and without the texts that stood only there."""
    joined = whole(column)
    left = pc.if_else(pa.array(hidden), None, joined.indices)
    return compact(pa.DictionaryArray.from_arrays(left, joined.dictionary))
