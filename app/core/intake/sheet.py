"""What every reader yields: sheets of exact text, with what surrounds and hides in them."""

from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol, runtime_checkable

import pyarrow as pa

from app.core.jobs import Job
from app.core.model import Hidden, Notice
from app.core.registry import Registry
from app.core.text import Text
from app.core.text_column import TextColumn

# Faulty web applications send a blank line or a byte order mark ahead of the file that they offer.
_BLANKS = b"\xef\xbb\xbf\r\n\t "

Row = tuple[str | None, ...]  # a blank cell is None


class Shown(str):
    """A number's text as the clerk sees it, with what the file stores behind it.

    ``raw``: the stored number, written out in full; ``number_format``: its code.
    """

    __slots__ = ("number_format", "raw")

    raw: str
    number_format: str

    def __new__(cls, text: str, raw: str, number_format: str) -> "Shown":
        shown = super().__new__(cls, text)
        shown.raw, shown.number_format = raw, number_format
        return shown


@dataclass(frozen=True)
class Wish:
    """What a person says of a file; it overrules every guess. ``encoding``: a Python codec name."""

    encoding: str | None = None
    delimiter: str | None = None
    password: str | None = None


NO_WISH = Wish()


@dataclass(frozen=True)
class Signature:
    """What tells a file's format: its first 4 KiB, and the names of the parts of a container.

    ``parts``: the entries of a zip archive or the streams of an OLE file (``/``-joined), else empty.
    """

    head: bytes
    parts: frozenset[str] = frozenset()

    @property
    def is_zip(self) -> bool:
        begins = self.head.lstrip(_BLANKS).startswith(b"PK\x03\x04")
        return begins or (bool(self.parts) and not self.is_ole)

    @property
    def is_ole(self) -> bool:
        return self.head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")


@dataclass(frozen=True)
class Merge:
    """A merged range; rows and columns count from 1, both ends included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True)
class Stored:
    """What the file stores behind the numbers of a block's column, a row each; null elsewhere.

    Two ``dictionary<int32, string>`` arrays: the numbers written out, whose dictionary may hold one
    more than once, and their formats' codes. ``exact``: whether it is known that nothing of any
    number is left out where it is shown.
    """

    raw: pa.DictionaryArray
    number_format: pa.DictionaryArray
    exact: bool = False


@dataclass(frozen=True)
class Block:
    """Consecutive rows of a sheet by columns; ``first`` is the number of the first one, from 1.

    ``columns``: one column of text, coded or plain, for each sheet column from the first on, all of
    one length; a blank is null, columns further right are blank. Dictionaries hold no text twice.
    ``stored``: by place in ``columns``, for those that hold numbers.
    """

    first: int
    columns: tuple[TextColumn, ...]
    rows: int
    stored: Mapping[int, Stored] = field(default_factory=dict)


@dataclass(frozen=True)
class Sheet:
    """One sheet. ``rows()`` may be called more than once; a blank cell is None.

    ``blocks()`` yields the same cells by columns, for readers that can do so faster. ``headed``:
    the format itself says that row 1 holds the names and all else is data. ``surroundings``: texts
    that print around the cells (headers and footers), as (where, text). ``partial``: merges, hidden
    rows and hidden columns have not been sought. ``read``: as ``blocks``, of which only columns of
    some places may be coded, for whoever looks into few of them.
    """

    name: str
    state: str  # "visible", "hidden" or "very-hidden"
    rows: Callable[[], Iterator[Row]]
    merges: tuple[Merge, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    hidden: tuple[Hidden, ...] = ()
    surroundings: tuple[tuple[Text, str], ...] = ()
    headed: bool = False
    blocks: Callable[[], Iterator[Block]] | None = None
    partial: bool = False
    read: Callable[[Container[int]], Iterator[Block]] | None = None


class Notices:
    """What a reader has to warn of: each kind once a column, at its first cell."""

    def __init__(self) -> None:
        self._first: dict[tuple[str, str, str], Notice] = {}

    def add(self, code: str, sheet: str, column: str, row: int) -> None:
        """Warn of one of :data:`WARNINGS` at a cell; ``column`` by its letters."""
        notice = Notice(code, WARNINGS[code], f"{sheet}!{column}{row}")
        self._first.setdefault((code, sheet, column), notice)

    def tell(self, code: str, message: Text, sheet: str, place: str) -> None:
        """Warn in words of the reader's own; ``place``: a record, a field, a path in the file."""
        notice = Notice(code, message, f"{sheet}!{place}")
        self._first.setdefault((code, sheet, place), notice)

    def all(self) -> tuple[Notice, ...]:
        return tuple(self._first.values())

    def of(self, sheet: str, others: Iterable[str]) -> tuple[Notice, ...]:
        """Those of one sheet, and those of no sheet that can be read."""
        mine = f"{sheet}!"
        theirs = tuple(f"{other}!" for other in others if other != sheet)
        return tuple(
            notice
            for notice in self._first.values()
            if notice.where.startswith(mine) or not notice.where.startswith(theirs)
        )


WARNINGS = {
    "formula-without-value": Text(
        "公式没有保存计算结果，按空白导入", "A formula has no stored result; imported as blank"
    ),
    "error-value": Text(
        "单元格是错误值（如 #N/A），按文字导入", "A cell holds an error such as #N/A; kept as text"
    ),
    "precision-lost": Text(
        "超过 15 位的数字已被舍入（Excel 只保留 15 位）：前 15 位可信，第 16 位起不可信",
        "Numbers of more than 15 digits were rounded, as Excel keeps no more: their first 15 digits "
        "are reliable, the 16th and those after it are not",
    ),
}


@dataclass(frozen=True)
class Workbook:
    """A file that has been opened. ``kind`` is told by the bytes, not by the suffix.

    ``notices`` grows while the sheets are read. ``frames``: by its part's name, the XML around the
    rows of a sheet, where the reader knows that no text among them has looks of its own.
    """

    kind: str
    sheets: tuple[Sheet, ...]
    notices: Notices
    encoding: str | None = None
    hidden: tuple[Hidden, ...] = ()
    frames: Mapping[str, bytes] = field(default_factory=dict)


class Reader(Protocol):
    """Reads one family of file formats.

    ``last_resort``: takes whatever no other reader takes, so it is asked last.
    """

    id: str
    title: Text
    version: str
    last_resort: bool = False

    def accepts(self, signature: Signature) -> bool:
        """Whether the file is of this format, told by its bytes, never by its suffix."""

    def open(self, path: Path, job: Job, wish: Wish = NO_WISH) -> Workbook:
        """Open a file. Raises FileUnreadable, FileProtected, FileTooLarge, EncodingUnknown."""


@runtime_checkable
class PeekingReader(Protocol):
    """A reader of files that take long to open."""

    def peek(self, path: Path, job: Job, wish: Wish = NO_WISH) -> Workbook:
        """Open a file without a pass over its large sheets, which are then ``partial``.

        Raises what :meth:`Reader.open` raises.
        """


readers: Registry[Reader] = Registry("readers", Text("读取器", "reader"), "app.core.intake.readers")
