"""日期偏移: all dates of a person move by the same number of days, which nobody else knows.

What lies between two dates of one person stays, weekdays and seasons within the bound are lost. A date
that is known from elsewhere gives away the shift of its person, and with it all their other dates.
"""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from app.core.desensitize import dates
from app.core.desensitize.keyed import Draws
from app.core.desensitize.operation import Context, RowOperator, Unfit, operators
from app.core.text import Text


@dataclass(frozen=True)
class DateShiftParams:
    """``by``: the column that tells persons apart. ``days``: the most that a date moves, either way."""

    by: str
    days: int = 30

    def __post_init__(self) -> None:
        if not self.by.strip():
            raise Unfit("by 应为能区分个人的列", "by must be the column that tells persons apart")
        if not 1 <= self.days <= 3660:
            raise Unfit("days 应在 1 至 3660 之间", "days must be 1 to 3660")


@operators.register
class DateShiftOperator(RowOperator):
    """Never by no day. What is no day of the calendar, and where the person is blank, becomes null."""

    id = "date-shift"
    title = Text("日期偏移", "shift dates")
    version = "1"
    strength = "reversible"
    keyed = True
    keeps = Text("同一人各日期的间隔", "the days between dates of one person")
    source = (
        "GB/T 37964-2019 (随机化), by its title and secondary sources; Hripcsak et al., Preserving "
        "temporal relations in clinical data while maintaining privacy, JAMIA 23(6), 2016 (recalled)"
    )
    Params = DateShiftParams
    examples = ({"by": "编号"}, {"by": "编号", "days": 365})

    def beside(self, params: DateShiftParams) -> tuple[str, ...]:
        return (params.by,)

    def apply(
        self,
        values: pa.StringArray,
        beside: tuple[pa.StringArray, ...],
        params: DateShiftParams,
        context: Context,
    ) -> pa.StringArray:
        persons = pc.dictionary_encode(beside[0])
        draws = Draws(persons.dictionary, context.key, "date-shift")
        ahead = draws.below(2 * params.days) - params.days
        shifts = pa.array(np.where(ahead >= 0, ahead + 1, ahead)).take(persons.indices)
        found = dates.read(values)
        moved = found.ordinals + pc.fill_null(shifts, 0).to_numpy(zero_copy_only=False)
        known = pc.and_(shifts.is_valid(), pa.array(found.complete))
        return pc.if_else(known, dates.written(moved, found), None)

    def describe(self, params: DateShiftParams) -> Text:
        return Text(
            "日期按“{by}”各自整体偏移，不超过 {n} 天",
            "all dates of one {by} move together, by {n} days at most",
        ).format(by=params.by, n=params.days)
