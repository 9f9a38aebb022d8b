"""What comes in: a file, how its sheet is read, and the table of exact text that it holds."""

from dataclasses import dataclass, field
from typing import Literal

import pyarrow as pa

from app.core.text import Text


@dataclass(frozen=True)
class Source:
    """The file that came in: ``size`` in bytes, ``sha256`` in lower-case hex, all sheets' names.

    Of many files, ``kind`` is "folder", "zip" or "files", ``size`` their sum and ``sha256`` the
    digest of the canonical list of [name, sha256, size] of ``members``.
    """

    name: str
    kind: str
    size: int
    sha256: str
    encoding: str | None = None
    sheets: tuple[str, ...] = ()
    members: "tuple[Source, ...]" = ()


DropReason = Literal[
    "title", "unit", "group", "total", "note", "blank", "repeated-header", "column-numbers",
    "hidden", "by-hand",
]  # fmt: skip

REASON_NAMES: dict[DropReason, Text] = {
    "title": Text("标题", "title"),
    "unit": Text("计量单位", "unit"),
    "group": Text("分组行", "group"),
    "total": Text("合计行", "total"),
    "note": Text("说明", "note"),
    "blank": Text("空行", "blank"),
    "repeated-header": Text("重复的表头", "header again"),
    "column-numbers": Text("列号行", "numbers of columns"),
    "hidden": Text("隐藏行", "hidden"),
    "by-hand": Text("人工排除", "left out by hand"),
}


@dataclass(frozen=True)
class DroppedRow:
    """A sheet row that is not data; ``row`` counts from 1 as in the spreadsheet program.

    ``file``: of a table made of many files, the one that it stands in.
    """

    row: int
    reason: DropReason
    text: str
    file: str = ""


@dataclass(frozen=True)
class Layout:
    """Where the table lies in its sheet; all row numbers count from 1.

    ``columns``: the sheet's columns that it takes. ``units``: by column name. ``plan``: how to read
    the next file like this one; ``drift``: how this one differs from the plan it was read by.
    ``offer``: how its columns could become rows. ``confidence``: 0 to 1. ``members``: of a table
    made of many files, where each lies; ``dropped`` holds all files' rows.
    """

    sheet: str
    header_rows: tuple[int, ...]
    first_row: int
    last_row: int
    dropped: tuple[DroppedRow, ...] = ()
    members: "tuple[Layout, ...]" = ()
    columns: tuple[int, ...] = ()
    units: dict[str, str] = field(default_factory=dict)
    confidence: float = 1.0
    plan: "LayoutPlan | None" = None
    offer: "Unpivot | None" = None
    drift: "tuple[Drift, ...]" = ()


@dataclass(frozen=True)
class Unpivot:
    """Value columns that become rows: each row once a value column, the ``keys`` repeated.

    ``parts``: the new columns, one for each 上级_下级 part of the value columns' names.
    """

    keys: tuple[str, ...]
    values: tuple[str, ...]
    parts: tuple[str, ...]
    value: str = "数值"


@dataclass(frozen=True)
class FileEdits:
    """What a person set by hand for one file only, told by its SHA-256; row numbers count from 1.

    ``header_rows``, ``first_row`` and ``last_row`` overrule what is found; None leaves it.
    """

    source: str
    header_rows: tuple[int, ...] | None = None
    first_row: int | None = None
    last_row: int | None = None
    keep_rows: tuple[int, ...] = ()
    drop_rows: tuple[int, ...] = ()


@dataclass(frozen=True)
class LayoutPlan:
    """How a sheet is read, to be used again on the next file of the same template.

    ``names``: the header's column names, by which it is found again. ``columns``: those kept, in
    order (empty: all). ``stored``: columns taken as stored, not as shown. ``renames``: what a sheet
    may call a column instead, and the name that the table keeps for it. A plan without ``names``
    takes whatever header is found.
    """

    names: tuple[str, ...]
    columns: tuple[str, ...] = ()
    groups: Literal["drop", "column"] = "drop"
    totals: Literal["drop", "keep"] = "drop"
    stored: tuple[str, ...] = ()
    unpivot: Unpivot | None = None
    edits: FileEdits | None = None
    renames: dict[str, str] = field(default_factory=dict)
    version: Literal[1] = 1


@dataclass(frozen=True)
class Drift:
    """How a sheet differs from its plan: ``column`` of the plan (of the sheet if it is added).

    ``now``: the new name of a renamed column.
    """

    kind: Literal["added", "removed", "renamed", "moved"]
    column: str
    now: str = ""


@dataclass(frozen=True)
class Hidden:
    """Content that a clerk does not see when the file is opened."""

    kind: Literal[
        "sheet", "row", "column", "comment", "property", "name", "link", "pivot-cache", "custom-xml",
        "object", "image", "macro", "validation", "header-footer", "white-text", "no-format",
        "revision", "connection", "filter", "tiny-text", "chart",
    ]  # fmt: skip
    where: str
    text: str


@dataclass(frozen=True)
class Notice:
    """Something about the input that a person should know before going on."""

    code: str
    message: Text
    where: str = ""


ColumnType = Literal[
    "integer", "decimal", "date", "time", "boolean", "code", "identifier", "category", "text",
    "empty",
]  # fmt: skip


TYPE_NAMES: dict[ColumnType, Text] = {
    "integer": Text("整数", "integers"),
    "decimal": Text("小数", "decimals"),
    "date": Text("日期", "dates"),
    "time": Text("时间", "times"),
    "boolean": Text("是否", "yes or no"),
    "code": Text("代码", "codes"),
    "identifier": Text("标识码", "identifiers"),
    "category": Text("类别", "categories"),
    "text": Text("文本", "text"),
    "empty": Text("空", "blank"),
}


@dataclass(frozen=True)
class ColumnProfile:
    """What a column holds. ``sample``: up to five distinct values, most frequent first.

    ``confidence``: the share of the distinct values that are of the type (of text: that are of no
    other one); ``counter_examples``: up to five that are not. ``format``: the number formats that
    would write the values, the most frequent first, as ``yyyy-mm-dd; yyyy年m月d日``. ``exact``:
    whether ``distinct`` counts all values; else there are at least so many.
    """

    name: str
    type: ColumnType
    nulls: int
    distinct: int
    sample: tuple[str, ...]
    confidence: float = 1.0
    format: str = ""
    counter_examples: tuple[str, ...] = ()
    exact: bool = True


@dataclass(frozen=True)
class Table:
    """One table of exact text.

    ``data``: columns of text, coded or plain (:mod:`app.core.text_column`); a blank is null, never "".
    ``names``: sheet, file and folder names, titles and notes around the table, as (where, text).
    """

    name: str
    data: pa.Table
    source: Source
    layout: Layout
    profile: tuple[ColumnProfile, ...] = ()
    hidden: tuple[Hidden, ...] = ()
    surroundings: tuple[tuple[Text, str], ...] = ()
    warnings: tuple[Notice, ...] = ()

    @property
    def columns(self) -> tuple[str, ...]:
        return tuple(self.data.column_names)

    @property
    def rows(self) -> int:
        return int(self.data.num_rows)


@dataclass(frozen=True)
class SheetSeen:
    """A sheet and one table in it, or None; a sheet of two tables is told twice."""

    name: str
    state: str
    table: Table | None


@dataclass(frozen=True)
class Inspection:
    """What import sees in a file: every sheet, and what hides beside the cells."""

    source: Source
    sheets: tuple[SheetSeen, ...]
    hidden: tuple[Hidden, ...]
