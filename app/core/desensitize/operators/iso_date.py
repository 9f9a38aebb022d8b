"""规范日期: 2024年3月1日, 2024/3/1, 2024.3.1 and 20240301 become 2024-03-01 (GB/T 7408)."""

from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from app.core.desensitize import dates
from app.core.desensitize.operation import Context, ValueOperator, operators
from app.core.text import Text

_STEPS = (
    (r"(?s)^\s*(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?((?:[\sT].*)?)$", r"\1-\2-\3\4"),
    (r"^\s*(\d{4})(\d{2})(\d{2})\s*$", r"\1-\2-\3"),
    (r"^(\d{4})-(\d)-", r"\1-0\2-"),
    (r"(?s)^(\d{4}-\d{2})-(\d)((?:[\sT].*)?)$", r"\1-0\2\3"),
)  # fmt: skip


@dataclass(frozen=True)
class IsoDateParams:
    """There is one way only."""


@operators.register
class IsoDateOperator(ValueOperator):
    """Days of the calendar that begin with their year; the time behind one stays. All else stays as it is:
    01/02/2024 may be of two days, and 2023-02-30 is none.
    """

    id = "iso-date"
    title = Text("规范日期", "dates in one form")
    version = "1"
    strength = "none"
    leaves = True
    keeps = Text("全部", "everything")
    source = "GB/T 7408 (ISO 8601)"
    Params = IsoDateParams

    def apply(
        self, values: pa.StringArray, params: IsoDateParams, context: Context
    ) -> pa.StringArray:
        written = values
        for form, like in _STEPS:
            written = pc.replace_substring_regex(written, form, like)
        return pc.if_else(pa.array(dates.read(values).complete), written, values)

    def describe(self, params: IsoDateParams) -> Text:
        return Text("日期统一写作 2024-03-01", "all dates as 2024-03-01")
