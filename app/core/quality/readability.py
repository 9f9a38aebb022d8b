"""机器可读性: what stood between a program and the table in the file that came in.

Most of it the import has mended, and says so; the rest is for a person. None of it is a fault of the data.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from app.core.model import Layout, Table
from app.core.quality.check import Repair
from app.core.text import Text

Kind = Literal["header-rows", "outside-rows", "group-rows", "total-rows", "unit", "hidden",
               "encoding", "cross-table", "warning", "cells"]  # fmt: skip
_OUTSIDE = ("title", "note", "blank", "repeated-header", "column-numbers", "hidden", "unit")
_MODERN = ("utf-8", "utf-8-sig", None)  # None: the format settles it


@dataclass(frozen=True)
class Obstacle:
    """``mended``: the import has taken it away already."""

    kind: Kind
    message: Text
    mended: bool


def obstacles(table: Table, repairs: Sequence[Repair] = ()) -> tuple[Obstacle, ...]:
    """Everything in the way, as the file's layout and its warnings tell, and what could be repaired."""
    layouts = table.layout.members or (table.layout,)
    found = [*_layouts(layouts), *_rows(table.layout), *_around(table), *of_cells(repairs)]
    return tuple(dict.fromkeys(found))


def _layouts(layouts: tuple[Layout, ...]) -> Iterator[Obstacle]:
    deep = max((len(layout.header_rows) for layout in layouts), default=0)
    if deep > 1:
        text = Text("表头有 {n} 行，已合并为一行", "the header took {n} rows and is one now")
        yield Obstacle("header-rows", text.format(n=deep), mended=True)
    if any(layout.units for layout in layouts):
        text = Text(
            "单位写在表上，已记入各列", "units stood above the table and are the columns' now"
        )
        yield Obstacle("unit", text, mended=True)
    for layout in layouts:
        if layout.offer is not None and not (layout.plan and layout.plan.unpivot):
            text = Text(
                "“{columns}”等列名是数据，可转为行",
                "names of columns such as {columns} are data: they could become rows",
            )
            named = "、".join(layout.offer.values[:3])
            yield Obstacle("cross-table", text.format(columns=named), mended=False)


def _rows(layout: Layout) -> Iterator[Obstacle]:
    count: Counter[str] = Counter(row.reason for row in layout.dropped)
    outside = sum(count[reason] for reason in _OUTSIDE)
    if outside:
        text = Text(
            "{n} 行标题、说明、空行等，已去除", "rows of titles, notes and blanks left out: {n}"
        )
        yield Obstacle("outside-rows", text.format(n=outside), mended=True)
    if count["group"]:
        text = Text("{n} 行分组标题，已去除", "rows that name groups left out: {n}")
        yield Obstacle("group-rows", text.format(n=count["group"]), mended=True)
    if count["total"]:
        text = Text("{n} 行合计，已去除", "rows of totals left out: {n}")
        yield Obstacle("total-rows", text.format(n=count["total"]), mended=True)


def of_cells(repairs: Iterable[Repair]) -> Iterator[Obstacle]:
    """What stands in the way inside cells, and could be repaired."""
    for one in repairs:
        text = Text("“{column}”：{what}，可修复", "“{column}”: {what}, which can be repaired")
        told = text.format(column=one.treatment.column, what=one.obstacle)
        yield Obstacle("cells", told, mended=False)


def _around(table: Table) -> Iterator[Obstacle]:
    if table.hidden:
        text = Text("{n} 处隐藏内容，不会带出", "hidden contents not carried over: {n}")
        yield Obstacle("hidden", text.format(n=len(table.hidden)), mended=True)
    encodings = {source.encoding for source in (table.source, *table.source.members)}
    for encoding in sorted(found for found in encodings if found and found not in _MODERN):
        text = Text(
            "编码为 {encoding}，已转为 UTF-8", "its encoding was {encoding}, and is UTF-8 now"
        )
        yield Obstacle("encoding", text.format(encoding=encoding), mended=True)
    for warning in table.warnings:
        yield Obstacle("warning", warning.message, mended=False)
