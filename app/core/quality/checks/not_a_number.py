"""准确性: words in a column of numbers."""

from collections.abc import Iterator

from app.core.quality.check import Check, Fault, checks
from app.core.quality.subject import Column, Subject
from app.core.text import Text

_NUMBER = r"[-+]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?%?"
_ODD = 0.05  # of the cells; more than that is a column of words


@checks.register
class NotANumber(Check):
    """A few words in a column of numbers are slips; of many, the column is one of words."""

    id = "not-a-number"
    title = Text("数值列中的文字", "words among numbers")
    dimension = "accuracy"
    source = "GB/T 36344-2018 (准确性)"

    def of_column(self, column: Column, subject: Subject) -> Iterator[Fault]:
        numbers = column.mostly(_NUMBER, _ODD * max(column.filled, 1))
        if numbers is None or numbers.all():
            return
        odd = ~numbers
        cells = column.cells(odd)
        text = Text("{n} 个值不是数字", "{n} values are not numbers").format(n=cells)
        yield Fault(column.name, text, column.rows(odd))
