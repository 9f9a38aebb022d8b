"""一致性: keys of the last period that this period's table has no more."""

from collections.abc import Iterator

import pyarrow as pa
import pyarrow.compute as pc

from app.core.model import Table
from app.core.quality.check import Check, Fault, Severity
from app.core.quality.keys import declared_keys, meant_as_key
from app.core.quality.subject import Subject
from app.core.text import Text


class LostKeys(Check):
    """Made for one comparison, so it is in no registry. Only a warning: a roster's people come and go."""

    id = "lost-keys"
    title = Text("上期的主键本期没有", "keys of the last period that are gone")
    dimension = "consistency"
    severity: Severity = "warn"
    source = "GB/T 36344-2018 (一致性): what other tables point to stays"

    def __init__(self, before: Table) -> None:
        self._before = before

    def of_table(self, subject: Subject) -> Iterator[Fault]:
        key = _key(subject)
        if not key or not set(key) <= set(self._before.columns):
            return
        was, now = _distinct(self._before, key), _distinct(subject.table, key)
        lost = was.num_rows - was.join(now, key, join_type="inner").num_rows
        if lost:
            text = Text(
                "上期的 {n} 个主键（共 {whole} 个）本期没有了：{columns}",
                "{n} of the last period's {whole} keys are gone: {columns}",
            )
            told = text.format(n=lost, whole=was.num_rows, columns="、".join(key))
            yield Fault(key[0] if len(key) == 1 else "", told)


def _key(subject: Subject) -> list[str]:
    """The key as the entry declares it, else the first column that is meant as one."""
    declared = [name for name in declared_keys(subject.entry) if name in subject.names]
    if declared:
        return declared
    return [name for name in subject.names if meant_as_key(subject.column(name))][:1]


def _distinct(table: Table, key: list[str]) -> pa.Table:
    """The keys of a table, each once; a key with a blank part is none."""
    plain = pa.table({name: table.data[name].cast(pa.string()) for name in key})
    for name in key:
        plain = plain.filter(pc.is_valid(plain[name]))
    return plain.group_by(key).aggregate([])
