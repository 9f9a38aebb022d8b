"""完整性: cells with nothing in them."""

from collections.abc import Iterator

from app.core.quality.check import Check, Fault, checks, words
from app.core.quality.subject import Column, Subject
from app.core.text import Text


@checks.register
class BlankCells(Check):
    """A column of remarks may be blank."""

    id = "blank-cells"
    title = Text("空值", "blank cells")
    dimension = "completeness"
    source = "GB/T 36344-2018 (完整性)"

    def of_column(self, column: Column, subject: Subject) -> Iterator[Fault]:
        blank = subject.rows - column.filled
        if not blank or column.name.endswith(words("may_be_blank")):
            return
        text = Text("{n} 个空值（{share:.1%}）", "{n} blank cells ({share:.1%})")
        yield Fault(column.name, text.format(n=blank, share=blank / subject.rows), column.blank)
