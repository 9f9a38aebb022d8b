"""准确性: days to come in a column of what has been."""

import datetime
from collections.abc import Iterator

import pyarrow as pa

from app.core.quality.check import Check, Fault, checks, words
from app.core.quality.subject import Column, Mask, Subject
from app.core.text import Text
from app.core.written_days import days

_FAR = datetime.date(2999, 1, 1)  # 9999-12-31 and its like say “for ever”


@checks.register
class FutureDates(Check):
    """Deadlines and plans lie ahead; a column with more than a few such days is one of those."""

    id = "future-dates"
    title = Text("未来日期", "days to come")
    dimension = "accuracy"
    severity = "warn"
    source = "Product policy: what is published has happened"

    def of_column(self, column: Column, subject: Subject) -> Iterator[Fault]:
        if column.profile.type != "date" or any(
            map(column.name.__contains__, words("may_lie_ahead"))
        ):
            return
        today, far = (int(f"{day:%Y%m%d}") for day in (subject.today, _FAR))

        def ahead(texts: pa.StringArray) -> Mask:
            told = days(texts)
            return (told > today) & (told < far)

        wrong = column.each_stripped(ahead)
        cells = column.cells(wrong)
        if 0 < cells <= max(0.05 * column.filled, 1):
            text = Text("{n} 个日期在今天之后", "{n} days lie after today").format(n=cells)
            yield Fault(column.name, text, column.rows(wrong))
