"""一致性: dates of one column in several writings, and days that no calendar has."""

from collections.abc import Iterator

import numpy as np
import pyarrow as pa

from app.core.days import exist
from app.core.model import Treatment
from app.core.quality.check import Check, Fault, Repair, checks
from app.core.quality.subject import Column, Mask, Subject
from app.core.text import Text
from app.core.written_days import days

_FORMS = {
    "2024-03-01": r"\d{4}-\d{1,2}-\d{1,2}(?:[ T].*)?",
    "2024/3/1": r"\d{4}/\d{1,2}/\d{1,2}(?: .*)?",
    "2024.3.1": r"\d{4}\.\d{1,2}\.\d{1,2}",
    "2024年3月1日": r"\d{4}年\d{1,2}月\d{1,2}日",
    "20240301": r"(?:18|19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])",
    "2024年3月": r"\d{4}年\d{1,2}月",
    "2024-03": r"\d{4}[-/.]\d{1,2}",
}
_WHOLE = tuple(_FORMS.values())[:5]  # those with a day
_DATES = 0.9  # share of cells that are dates, from which on a column is one of dates


@checks.register
class MixedDates(Check):
    """The writing of most cells is the right one; a column of numbers is none of dates."""

    id = "mixed-dates"
    title = Text("日期格式不一致", "dates in several writings")
    dimension = "consistency"
    source = "GB/T 36344-2018 (一致性); GB/T 7408 for dates"

    def of_column(self, column: Column, subject: Subject) -> Iterator[Fault]:
        usual, wrong = _unlike(column)
        if wrong.any():
            text = Text("{n} 个日期不是“{usual}”的写法", "{n} dates are not written as {usual}")
            number = column.cells(wrong)
            yield Fault(column.name, text.format(n=number, usual=usual), column.rows(wrong))

    def repair(self, column: Column, subject: Subject) -> Repair | None:
        """Every whole date in the one form that sorts as it reads."""
        if not _unlike(column)[1].any():
            return None
        reason = Text("日期有几种写法", "dates in several writings")
        return Repair(Treatment(column.name, "iso-date", {}, reason.zh), reason)


def _unlike(column: Column) -> tuple[str, Mask]:
    """How most dates of a column are written, and which texts are dates in another way; in a column that
    is none of dates, none.
    """
    none: Mask = np.zeros(len(column.values), np.bool_)
    if column.profile.type != "date" or not column.filled:
        return "", none
    forms = {name: column.matching(form) for name, form in _FORMS.items()}
    cells = {name: column.cells(mask) for name, mask in forms.items()}
    if sum(cells.values()) < _DATES * column.filled:
        return "", none
    usual = max(cells, key=cells.__getitem__)
    return usual, np.logical_or.reduce([none, *(forms[n] for n in cells if n != usual)])


@checks.register
class ImpossibleDates(Check):
    """2023-02-30 has the form of a date, and is none."""

    id = "impossible-dates"
    title = Text("不存在的日期", "days that do not exist")
    dimension = "validity"
    source = "GB/T 7408 (ISO 8601)"

    def of_column(self, column: Column, subject: Subject) -> Iterator[Fault]:
        if column.profile.type in ("integer", "decimal"):
            return
        whole = column.mostly("|".join(_WHOLE), column.all_but(_DATES))
        if whole is None or not whole.any():
            return
        wrong = whole & ~column.each_stripped(_exist)
        if wrong.any():
            text = Text("{n} 个日期在日历上不存在", "{n} days are in no calendar")
            yield Fault(column.name, text.format(n=column.cells(wrong)), column.rows(wrong))


def _exist(texts: pa.StringArray) -> Mask:
    """Which texts are days that the calendar has."""
    day = days(texts)
    return exist(day // 10_000, day // 100 % 100, day % 100)
