"""准确性: values that stand twice in a column whose values tell rows apart."""

from collections.abc import Iterator

import numpy as np

from app.core.quality.check import Check, Fault, checks, words
from app.core.quality.subject import Column, Subject
from app.core.text import Text

_UNIQUE = 0.98  # share of cells with a value of their own, from which on a column is meant as a key
_CELLS = 50  # in a column of fewer, chance may look like intent


@checks.register
class RepeatedKeys(Check):
    """A key is what the entry calls one, or a numbered column with hardly a value twice."""

    id = "repeated-keys"
    title = Text("主键重复", "keys that stand twice")
    dimension = "accuracy"
    source = "GB/T 36344-2018 (唯一性)"

    def of_column(self, column: Column, subject: Subject) -> Iterator[Fault]:
        declared = [item.name for item in subject.entry.items if item.key]
        if declared != [column.name] and not _is_meant_as_key(column):
            return
        twice = column.counts[:-1] > 1
        if twice.any():
            rows = column.rows(twice)
            text = Text("{n} 个值不唯一", "{n} values are not unique")
            yield Fault(column.name, text.format(n=int(twice.sum())), rows)


def _is_meant_as_key(column: Column) -> bool:
    if column.filled < _CELLS or not column.name.endswith(words("keys")):
        return False
    return bool(np.count_nonzero(column.counts[:-1] == 1) >= _UNIQUE * column.filled)
