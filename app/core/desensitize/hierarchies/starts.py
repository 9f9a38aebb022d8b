"""Where a hierarchy of one's own begins: with a built-in one, or with one made from the column's values.

A beginning is written ``NAME`` or ``NAME=SETTING``, the same on the command line and in the window:
``age``, ``width=10``, ``rare=5,20``.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import TypeAlias

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from app.core.contingency import Counts, code
from app.core.desensitize.hierarchies import generated
from app.core.desensitize.hierarchies.builtin import build, builtins, propose
from app.core.desensitize.hierarchies.hierarchy import Hierarchy
from app.core.errors import ParameterInvalid
from app.core.text import Text

_TITLE = Text("层次的起点", "beginning of a hierarchy")
_ROWS_OF_A_GROUP = 20  # rows below which a value is rare: τ of fully public sharing, GB/T 42460
_CODE = r"^[0-9A-Za-z]{3,}$"

Make: TypeAlias = Callable[[str, pa.StringArray, Counts, str], Hierarchy]


@dataclass(frozen=True)
class Start:
    """One way to make a hierarchy of a column's values. ``setting``: what is asked, with an example."""

    name: str
    title: Text
    setting: Text
    example: str
    make: Make


def suggested(values: pa.StringArray, counts: Counts) -> str:
    """The best beginning for a column: a built-in hierarchy that knows its values, else codes place by
    place, else the rare values together.
    """
    fitting = propose(values)
    if fitting:
        return fitting[0].id
    lengths = pc.min_max(pc.utf8_length(values)).as_py()
    is_short = lengths["min"] == lengths["max"] and (lengths["max"] or 0) <= generated.MOST_LEVELS
    if len(values) and is_short and pc.all(pc.match_substring_regex(values, _CODE)).as_py():
        return "right"
    return f"rare={_ROWS_OF_A_GROUP}" if counts.max(initial=0) >= _ROWS_OF_A_GROUP else "flat"


def begun(column: str, values: pa.StringArray, counts: Counts, written: str) -> Hierarchy:
    """The hierarchy that a written beginning makes of distinct values, none null, with their rows.

    Raises ParameterInvalid, HierarchyInvalid.
    """
    name, _, setting = written.strip().partition("=")
    start = STARTS.get(name)
    if start is not None:
        return start.make(column, values, counts, setting.strip() or start.example)
    if name not in builtins.all():
        reason = Text("没有“{name}”，可用：{known}", "there is no {name}; known: {known}")
        known = ", ".join([*builtins.all(), *STARTS])
        raise ParameterInvalid(name=_TITLE, reason=reason.format(name=name, known=known))
    return build(name, column, values)


def counted(column: pa.ChunkedArray) -> tuple[pa.StringArray, Counts]:
    """The distinct texts of a column, blanks left out, and the rows of each."""
    coded = code(column)
    rows = np.bincount(coded.codes, minlength=coded.radix)[:-1]
    return coded.values, rows.astype(np.int64)


def _flat(column: str, values: pa.StringArray, counts: Counts, setting: str) -> Hierarchy:
    return generated.flat(column, values)


def _width(column: str, values: pa.StringArray, counts: Counts, setting: str) -> Hierarchy:
    return generated.equal_width(column, values, _numbers([setting])[0])


def _ranges(column: str, values: pa.StringArray, counts: Counts, setting: str) -> Hierarchy:
    return generated.equal_frequency(column, values, counts, _whole([setting])[0])


def _cuts(column: str, values: pa.StringArray, counts: Counts, setting: str) -> Hierarchy:
    levels = [_numbers(level.split(",")) for level in setting.replace("，", ",").split("/")]
    return generated.cut(column, values, levels)


def _right(column: str, values: pa.StringArray, counts: Counts, setting: str) -> Hierarchy:
    return generated.redacted(column, values, "right", _whole([setting])[0])


def _left(column: str, values: pa.StringArray, counts: Counts, setting: str) -> Hierarchy:
    return generated.redacted(column, values, "left", _whole([setting])[0])


def _rare(column: str, values: pa.StringArray, counts: Counts, setting: str) -> Hierarchy:
    least = _whole(setting.replace("，", ",").split(","))
    return generated.by_frequency(column, values, counts, least)


def _numbers(written: Sequence[str]) -> list[Decimal]:
    try:
        return [Decimal(one.strip()) for one in written]
    except InvalidOperation:
        reason = Text("“{setting}”不是数", "“{setting}” is no number")
        raise ParameterInvalid(
            name=_TITLE, reason=reason.format(setting=",".join(written))
        ) from None


def _whole(written: Sequence[str]) -> list[int]:
    numbers = _numbers(written)
    if not all(n.is_finite() and n == n.to_integral_value() for n in numbers):
        reason = Text("“{setting}”不是整数", "“{setting}” is no whole number")
        raise ParameterInvalid(name=_TITLE, reason=reason.format(setting=",".join(written)))
    return [int(number) for number in numbers]


STARTS = {
    start.name: start
    for start in (
        Start(
            "width",
            Text("等宽区间，逐级加倍", "ranges of one width, doubled level by level"),
            Text("区间宽度", "width of a range"),
            "10",
            _width,
        ),
        Start(
            "ranges",
            Text("行数相近的区间", "ranges of about as many rows"),
            Text("区间个数", "number of ranges"),
            "8",
            _ranges,
        ),
        Start(
            "cuts",
            Text("指定分界点的区间", "ranges between given cuts"),
            Text("各级分界点，级间用 / 隔开", "cuts, levels parted by /"),
            "18,35,60/18,60",
            _cuts,
        ),
        Start(
            "right",
            Text("代码从右逐位隐去", "codes hidden from the right"),
            Text("每级隐去几位", "characters a level"),
            "1",
            _right,
        ),
        Start(
            "left",
            Text("代码从左逐位隐去", "codes hidden from the left"),
            Text("每级隐去几位", "characters a level"),
            "1",
            _left,
        ),
        Start(
            "rare",
            Text("少见的值归为“其他”", "rare values become “其他”"),
            Text("各级至少几行，逐级增大", "rows at least, level by level"),
            "5,20",
            _rare,
        ),
        Start(
            "flat",
            Text("原值或不区分", "the value, or nothing"),
            Text("无", "none"),
            "",
            _flat,
        ),
    )
}
