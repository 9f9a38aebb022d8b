"""准确性: rows that stand twice."""

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from app.core.contingency import Contingency, contingency
from app.core.fingerprints import come_again, of_rows
from app.core.jobs import Job
from app.core.quality.check import Check, Fault, checks, words
from app.core.quality.subject import Subject
from app.core.text import Text

_MEANT = (
    0.9  # distinct texts a row, of the column that has most, from which on rows are meant to differ
)


@checks.register
class DuplicateRows(Check):
    """Looked for in all columns but the serial number; the first of its kind is no fault.

    Where no column tells most rows apart, rows may well be alike: after anonymization they have to be.
    """

    id = "duplicate-rows"
    title = Text("重复行", "duplicate rows")
    dimension = "accuracy"
    source = "GB/T 36344-2018 (准确性, 唯一性)"

    def of_table(self, subject: Subject) -> Iterator[Fault]:
        names = [name for name in subject.names if name not in words("serial_columns")]
        apart = max(map(subject.told_apart, names), default=0.0)
        if subject.rows < 2 or apart == 1 or apart < _MEANT - 1 / subject.rows:
            return
        data = subject.table.data.select(names)
        again = come_again([of_rows(data.columns)])
        if not again.any():
            return
        classes = contingency(data.filter(pa.array(again)), names, Job())
        repeated = again
        repeated[np.flatnonzero(again)[_firsts(classes)]] = False
        if repeated.any():
            text = Text("{n} 行重复", "{n} rows stand twice")
            yield Fault("", text.format(n=int(repeated.sum())), repeated)


def _firsts(classes: Contingency) -> npt.NDArray[np.int64]:
    """The first row of each class."""
    return np.unique(classes.class_of_rows(), return_index=True)[1]
