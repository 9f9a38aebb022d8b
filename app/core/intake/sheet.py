"""What every reader yields: sheets of exact text, with what surrounds and hides in them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from app.core.jobs import Job
from app.core.model import Hidden, Notice
from app.core.registry import Registry
from app.core.text import Text

Row = tuple[str | None, ...]


@dataclass(frozen=True)
class Merge:
    """A merged range; rows and columns count from 1, both ends included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True)
class Sheet:
    """One sheet. ``rows()`` may be called more than once; a blank cell is None.

    ``surroundings``: texts that print around the cells (headers and footers), as (where, text).
    """

    name: str
    state: str  # "visible", "hidden" or "very-hidden"
    rows: Callable[[], Iterator[Row]]
    merges: tuple[Merge, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    hidden: tuple[Hidden, ...] = ()
    surroundings: tuple[tuple[Text, str], ...] = ()


class Notices:
    """What a reader has to warn of: each kind once a column, at its first cell."""

    def __init__(self) -> None:
        self._first: dict[tuple[str, str, str], Notice] = {}

    def add(self, code: str, sheet: str, column: str, row: int) -> None:
        """Warn of one of :data:`WARNINGS` at a cell; ``column`` by its letters."""
        notice = Notice(code, WARNINGS[code], f"{sheet}!{column}{row}")
        self._first.setdefault((code, sheet, column), notice)

    def all(self) -> tuple[Notice, ...]:
        return tuple(self._first.values())


WARNINGS = {
    "formula-without-value": Text(
        "公式没有保存计算结果，按空白导入", "A formula has no stored result; imported as blank"
    ),
    "error-value": Text(
        "单元格是错误值（如 #N/A），按文字导入", "A cell holds an error such as #N/A; kept as text"
    ),
    "precision-lost": Text(
        "超过 15 位的数字已被 Excel 舍入，末位不可信",
        "Numbers of more than 15 digits were rounded by Excel; their last digits are not reliable",
    ),
}


@dataclass(frozen=True)
class Workbook:
    """A file that has been opened. ``kind`` is told by the bytes, not by the suffix.

    ``notices`` grows while the sheets are read.
    """

    kind: str
    sheets: tuple[Sheet, ...]
    notices: Notices
    encoding: str | None = None
    hidden: tuple[Hidden, ...] = ()


class Reader(Protocol):
    """Reads one family of file formats."""

    id: str
    title: Text
    version: str

    def accepts(self, head: bytes) -> bool:
        """Whether the first 4 KiB look like this format."""

    def open(self, path: Path, job: Job) -> Workbook:
        """Open a file. Raises FileUnreadable, FileProtected, FileTooLarge, EncodingUnknown."""


readers: Registry[Reader] = Registry("readers", Text("读取器", "reader"), "app.core.intake.readers")
