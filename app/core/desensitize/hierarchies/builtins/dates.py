"""日期: day, month, quarter, half-year, year, five years, ten years."""

import pyarrow as pa

from app.core.desensitize.hierarchies.builtin import BuiltIn, builtins
from app.core.desensitize.hierarchies.periods import PERIODS, dates_of, label
from app.core.text import Text


@builtins.register
class DateHierarchy(BuiltIn):
    id = "date"
    title = Text("日期（日、月、季、半年、年）", "dates (day, month, quarter, half-year, year)")
    version = "1"
    breadth = 1

    def labels(self, values: pa.StringArray) -> list[pa.StringArray]:
        dates = dates_of(values)
        return [label(dates, period) for period in PERIODS]
