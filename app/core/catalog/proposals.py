"""What a table tells of its catalog entry beyond names and types, each with its reason and how sure it is.

A proposal is only made where the data speak for it; what is left is for a person to say.
"""

import datetime
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from app.core import resources
from app.core.catalog import schema
from app.core.model import ColumnProfile, Table
from app.core.text import Text
from app.core.text_column import compact, is_coded
from app.core.written_days import days

_REGION = re.compile(
    r"(?:[\u4e00-\u9fff]{1,8}?(?:自治区|自治州|自治县|省|市(?!场)|盟|县|旗|区(?!域)))+"
)
_IN_BRACKETS = re.compile(r"[（(]([^（）()]+)[)）]$")
_DAYS = 1 << 16  # distinct texts up to which a column of dates is looked through
_SERIES, _REGULAR = 5, 0.8  # days of a series, and the share of its steps that are alike
_TIMES = 3  # releases from which on they tell a cycle
_KEYED = 10  # rows of which a key can be told
_LISTED, _LONGEST = 20, 128  # values of a list, and its characters
_KEYWORDS = 5


@dataclass(frozen=True)
class Proposal:
    """``field``: of the entry; with ``item``, an attribute of that information item. ``confidence``:
    between 0 and 1, by how directly the data say it.
    """

    field: str
    value: str | bool
    reason: Text
    confidence: float
    item: str = ""


def entry_proposals(table: Table, provider: str) -> Iterator[Proposal]:
    """Keywords, spatial and temporal scope, update cycle."""
    words = _keywords(table)
    if words:
        reason = Text("名称与列名中的词", "words of the name and the columns")
        yield Proposal("keywords", ";".join(words), reason, 0.6)
    if region := _REGION.match(provider):
        reason = Text("提供方名称中的地区", "the region in the provider's name")
        yield Proposal("spatial_scope", region.group(), reason, 0.5)
    for column in table.profile:
        found = _days_of(column, table)
        if len(found):
            yield _span(column, found)
            yield from _cycle(column, found, table.rows)
            return


def proposals_of_history(came: Sequence[datetime.date]) -> Iterator[Proposal]:
    """The update cycle by the days on which a resource came so far, the first of them first."""
    if len(came) >= _TIMES and (cycle := _cycle_of(came)):
        reason = Text(
            "至今 {times} 期大多相隔 {n:g} 天", "{times} releases so far, {n:g} days apart"
        )
        told = reason.format(times=len(came), n=_usual_step(came))
        yield Proposal("update_cycle", cycle, told, 0.8)


def item_proposals(table: Table) -> Iterator[Proposal]:
    """Key, timestamp, unit, range or list of values, and code table of the information items."""
    yield from _key(table)
    yield from _timestamp(table)
    counted = (*resources.pack("quality").data["serial_columns"], *schema.data()["guesses"]["keys"])
    for column in table.profile:
        yield from _unit(column, table)
        if not column.name.endswith(counted):
            yield from _values(column, table)
        yield from _code_table(column)


def texts(column: str, table: Table) -> Iterator[pa.StringArray]:
    """The texts of a column, part by part; of coded parts the distinct ones."""
    for chunk in map(compact, table.data[column].chunks):
        yield chunk.dictionary if is_coded(chunk) else chunk.drop_null()


def _keywords(table: Table) -> list[str]:
    named = table.name + "、" + "、".join(table.columns)
    guesses: dict[str, list[str]] = schema.data()["guesses"]["domain"]
    every = (word for words in guesses.values() for word in words if not word.isascii())
    return [word for word in every if word in named][:_KEYWORDS]


def _days_of(column: ColumnProfile, table: Table) -> list[datetime.date]:
    """The days of a column that tells when something happened, each once; none of another column."""
    if column.type != "date" or column.confidence < 1 or column.distinct > _DAYS:
        return []
    if any(word in column.name for word in schema.data()["guesses"]["not_of_the_period"]):
        return []
    numbers = [np.unique(days(part)) for part in texts(column.name, table)]
    found = []
    for number in np.unique(np.concatenate(numbers)).tolist() if numbers else ():
        try:
            found.append(datetime.date(number // 10_000, number // 100 % 100, number % 100))
        except ValueError:  # a month without its day, or a day that no calendar has
            return []
    return found


def _span(column: ColumnProfile, found: list[datetime.date]) -> Proposal:
    reason = Text("“{column}”最早与最晚的日期", "the first and the last day of “{column}”")
    value = f"{found[0]:%Y/%m/%d}-{found[-1]:%Y/%m/%d}"
    return Proposal("temporal_scope", value, reason.format(column=column.name), 0.6)


def _cycle(column: ColumnProfile, found: list[datetime.date], rows: int) -> Iterator[Proposal]:
    """The cycle of a series, which has a row a day of its own; a roster's dates tell nothing of it."""
    if len(found) < _SERIES or len(found) != rows:
        return
    if cycle := _cycle_of(found):
        reason = Text("“{column}”大多相隔 {n:g} 天", "“{column}” goes by {n:g} days")
        told = reason.format(column=column.name, n=_usual_step(found))
        yield Proposal("update_cycle", cycle, told, 0.7)


def _cycle_of(found: Sequence[datetime.date]) -> str:
    """The cycle that most steps between these days keep to; "" where they keep to none."""
    steps = np.diff([day.toordinal() for day in found])
    cycles: dict[str, int] = schema.data()["update_cycle_days"]
    for cycle, longest in cycles.items():
        alike = (steps <= longest) & (steps >= 0.8 * longest)
        if cycle != "实时" and alike.mean() >= _REGULAR:
            return cycle
    return ""


def _usual_step(found: Sequence[datetime.date]) -> float:
    return float(np.median(np.diff([day.toordinal() for day in found])))


def _key(table: Table) -> Iterator[Proposal]:
    """The first column whose name means a key and whose values all differ, else the first identifier."""
    words = tuple(schema.data()["guesses"]["keys"])
    apart = [
        column
        for column in table.profile
        if column.exact and column.distinct == table.rows >= _KEYED and not column.nulls
    ]
    meant = [column for column in apart if column.name.endswith(words)]
    for column in (meant or [one for one in apart if one.type == "identifier"])[:1]:
        reason = Text("每行一个不同的值", "each row has a value of its own")
        yield Proposal("key", True, reason, 0.9 if meant else 0.6, column.name)


def _timestamp(table: Table) -> Iterator[Proposal]:
    words = tuple(schema.data()["guesses"]["timestamps"])
    for column in table.profile:
        if column.type == "date" and column.name.endswith(words):
            reason = Text("列名说明是更新的时间", "its name says that it is the time of a change")
            yield Proposal("timestamp", True, reason, 0.9, column.name)
            return


def _unit(column: ColumnProfile, table: Table) -> Iterator[Proposal]:
    known = resources.pack("quality").data["units"]
    bracketed = _IN_BRACKETS.search(column.name)
    if unit := table.layout.units.get(column.name, ""):
        reason = Text("表上写明的单位", "the unit that the table states")
        yield Proposal("unit", unit, reason, 0.9, column.name)
    elif bracketed and bracketed.group(1) in known:
        reason = Text("列名中的单位", "the unit in its name")
        yield Proposal("unit", bracketed.group(1), reason, 0.9, column.name)


def _values(column: ColumnProfile, table: Table) -> Iterator[Proposal]:
    if column.type in ("integer", "decimal") and column.confidence == 1 and not column.format:
        ends = [pc.min_max(_as_numbers(part)).as_py() for part in texts(column.name, table)]
        told = [end for end in ends if end["min"] is not None]
        if told:
            low, high = min(end["min"] for end in told), max(end["max"] for end in told)
            reason = Text("数据中的最小值与最大值", "the least and the greatest in the data")
            yield Proposal("value_range", f"{low:.15g}–{high:.15g}", reason, 0.5, column.name)
    elif column.type in ("category", "boolean") and column.distinct <= _LISTED and column.exact:
        each = dict.fromkeys(
            text for part in texts(column.name, table) for text in part.to_pylist()
        )
        listed = "；".join(each)
        if len(listed) <= _LONGEST:
            reason = Text("数据中仅有这些值", "the data hold these values only")
            yield Proposal("value_range", listed, reason, 0.7, column.name)


def _as_numbers(part: pa.StringArray) -> pa.DoubleArray:
    """Numbers in their plain writing, which the profile has found all of them to be."""
    return pc.utf8_ltrim(pc.utf8_trim_whitespace(part), "+").cast(pa.float64())


def _code_table(column: ColumnProfile) -> Iterator[Proposal]:
    """The standard that a column of this name keeps to, if its most frequent values have its form."""
    for known in schema.data()["guesses"]["code_tables"]:
        if column.name.endswith(tuple(known["columns"])) and column.sample:
            sample = pa.array(column.sample)
            if pc.all(pc.match_substring_regex(sample, f"^(?:{known['form']})$")).as_py():
                reason = Text("列名与取值的形式", "its name, and the form of its values")
                yield Proposal("code_table", known["table"], reason, 0.8, column.name)
                return
