"""准确性: values that stand twice in a column whose values tell rows apart."""

from collections.abc import Iterator

from app.core.quality.check import Check, Fault, checks
from app.core.quality.keys import declared_keys, meant_as_key
from app.core.quality.subject import Column, Subject
from app.core.text import Text


@checks.register
class RepeatedKeys(Check):
    """A key is what the entry calls one, or a numbered column with hardly a value twice."""

    id = "repeated-keys"
    title = Text("主键重复", "keys that stand twice")
    dimension = "accuracy"
    source = "GB/T 36344-2018 (唯一性)"

    def of_column(self, column: Column, subject: Subject) -> Iterator[Fault]:
        if declared_keys(subject.entry) != [column.name] and not meant_as_key(column):
            return
        distinct = column.distinct
        twice = distinct.counts > 1
        if twice.any():
            rows = distinct.rows(twice)
            text = Text("{n} 个值不唯一", "{n} values are not unique")
            yield Fault(column.name, text.format(n=int(twice.sum())), rows)
