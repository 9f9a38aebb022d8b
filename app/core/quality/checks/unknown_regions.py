"""规范性: codes of regions that never were in force."""

from collections.abc import Iterator

from app.core.quality.check import Check, Fault, checks
from app.core.quality.region_codes import region_codes
from app.core.quality.subject import Column, Subject
from app.core.text import Text


@checks.register
class UnknownRegions(Check):
    """A code of another form in such a column is none either."""

    id = "unknown-regions"
    title = Text("行政区划代码不存在", "region codes that do not exist")
    dimension = "validity"
    source = "GB/T 2260, every code since 1980 (pack region-codes)"

    def of_column(self, column: Column, subject: Subject) -> Iterator[Fault]:
        found = region_codes(column)
        if found is not None and not found.known.all():
            text = Text("{n} 个行政区划代码不存在", "{n} codes of regions do not exist")
            wrong = ~found.known
            yield Fault(column.name, text.format(n=column.cells(wrong)), column.rows(wrong))
