"""Rows counted by one or two columns, and counts as a table that can be published."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from app.core.contingency import Counts, contingency
from app.core.errors import ColumnUnknown, ParameterInvalid
from app.core.jobs import Job
from app.core.text import Text

TOTAL = "合计"
COUNT = "计数"
TITLE = Text("计数表", "table of counts")

_MOST = 4_000_000  # cells


@dataclass(frozen=True, eq=False)
class Tabulated:
    """``counts`` by the values of each dimension; ``labels``: these values, ascending, a blank last as
    None, where there is one."""

    dimensions: tuple[str, ...]
    labels: tuple[tuple[str | None, ...], ...]
    counts: Counts

    def published(self, counts: npt.NDArray[Any]) -> pa.Table:
        """Counts with their totals, hidden ones as None, one row each: the values, then the count.

        A total is told from a value of its name by a number behind it.
        """
        labels = [(*axis, _free(axis)) for axis in self.labels]
        places = np.indices(counts.shape).reshape(counts.ndim, -1)
        columns = {
            name: pa.array([axis[place] for place in along], pa.string())
            for name, axis, along in zip(self.dimensions, labels, places.tolist(), strict=True)
        }
        texts = [None if count is None else str(count) for count in counts.reshape(-1).tolist()]
        return pa.table(columns | {COUNT: pa.array(texts, pa.string())})


def tabulate(data: pa.Table, dimensions: Sequence[str], job: Job) -> Tabulated:
    """The rows of ``data`` by one or two of its columns; combinations that do not occur count 0.

    Raises ColumnUnknown, ParameterInvalid.
    """
    for name in dimensions:
        if name not in data.column_names:
            raise ColumnUnknown(column=name, known=", ".join(data.column_names))
    if not 1 <= len(set(dimensions)) == len(dimensions) <= 2 or COUNT in dimensions:
        reason = Text("须为一列或两列不同的列", "one column, or two that differ")
        raise ParameterInvalid(name=TITLE, reason=reason)
    if not data.num_rows:
        reason = Text("表中没有数据行，没有可计数的内容", "the table has no rows to be counted")
        raise ParameterInvalid(name=TITLE, reason=reason)
    table = contingency(data, dimensions, job)
    labels, places = [], []
    for texts, codes in zip(table.values, table.codes, strict=True):
        ordered = np.argsort(np.array(texts.to_pylist(), dtype=object), kind="stable")
        blank = len(texts)
        ranks = np.append(np.argsort(ordered), blank)
        found = ranks[codes]
        occurs = bool((codes == blank).any())
        labels.append((*texts.take(pa.array(ordered)).to_pylist(), *([None] if occurs else [])))
        places.append(found)
    shape = tuple(len(axis) for axis in labels)
    if int(np.prod(shape)) > _MOST:
        reason = Text("单元格过多，请先归并取值", "too many cells; merge values first")
        raise ParameterInvalid(name=TITLE, reason=reason)
    counts = np.zeros(shape, np.int64)
    counts[tuple(places)] = table.counts
    return Tabulated(tuple(dimensions), tuple(labels), counts)


def _free(axis: Sequence[str | None]) -> str:
    """What the total is called beside these values."""
    name, number = TOTAL, 2
    while name in axis:
        name, number = f"{TOTAL}（{number}）", number + 1
    return name
