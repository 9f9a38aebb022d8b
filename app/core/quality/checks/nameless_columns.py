"""可访问性: columns that no program can ask for by name."""

from collections import Counter
from collections.abc import Iterator

from app.core.quality.check import Check, Fault, checks
from app.core.quality.subject import Subject
from app.core.text import Text


@checks.register
class NamelessColumns(Check):
    """Import calls a column without a header 列 and its number."""

    id = "nameless-columns"
    title = Text("列名缺失或重复", "columns without a name of their own")
    dimension = "accessibility"
    source = "The pilot plan of 2018: machine-readable formats"

    def of_table(self, subject: Subject) -> Iterator[Fault]:
        names = Counter(subject.names)
        for name in names:
            if names[name] > 1:
                yield Fault(name, Text("列名重复", "the name stands twice"), cells=subject.rows)
            elif name.startswith("列") and name[1:].isdigit():
                yield Fault(name, Text("没有列名", "the column has no name"), cells=subject.rows)
