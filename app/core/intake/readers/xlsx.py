"""Excel and WPS workbooks in the Office Open XML format (.xlsx, .xlsm, new .et)."""

import datetime
import re
import warnings
import zipfile
import zlib
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

from openpyxl.reader.excel import ExcelReader
from openpyxl.utils.cell import range_boundaries
from openpyxl.utils.datetime import CALENDAR_MAC_1904, to_excel

from app.core.errors import FileTooLarge, FileUnreadable, Where
from app.core.intake.number_format import CHINESE_BUILTIN, is_damaged, number_text
from app.core.intake.sheet import (
    NO_WISH,
    Merge,
    Notices,
    Row,
    Sheet,
    Signature,
    Wish,
    Workbook,
    readers,
)
from app.core.jobs import Job
from app.core.model import Hidden
from app.core.text import Text

MAX_PART = 1 << 30  # bytes of one part, inflated
MAX_TOTAL = 2 << 30
MAX_ENTRIES = 10_000
MAX_RATIO = 200  # inflated : packed, for parts above 10 MB
MAX_CELLS = 200_000_000  # rows × columns of a sheet's bounding box
MAX_MERGED = 2_000_000  # cells in merged ranges; openpyxl makes an object of each

_MERGE = re.compile(rb'<(?:\w+:)?mergeCell\s+ref="([A-Z]+\d+:[A-Z]+\d+)"')
_FORMULA = re.compile(rb"<(?:\w+:)?f[>\s/]")
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")

INCOMPLETE = Text("文件不完整", "it is incomplete")
STATES = {"visible": "visible", "hidden": "hidden", "veryHidden": "very-hidden"}


@readers.register
class XlsxReader:
    """Values, number formats, merges and hidden parts through openpyxl."""

    id = "xlsx"
    title = Text("Excel 工作簿", "Excel workbook")
    version = "1"
    last_resort = False

    def accepts(self, signature: Signature) -> bool:
        return signature.is_zip and (
            not signature.parts or "xl/workbook.bin" not in signature.parts
        )

    def open(self, path: Path, job: Job, wish: Wish = NO_WISH) -> Workbook:
        check_archive(path)
        has_formulas = _look_ahead(path)
        book = _load(path, values=True)
        formulas = _load(path, values=False) if has_formulas else None
        if not book.worksheets:
            raise FileUnreadable(name=path.name, reason=Text("没有工作表", "it has no worksheet"))
        notices = Notices()
        mac = book.epoch == CALENDAR_MAC_1904
        sheets = []
        for sheet in book.worksheets:
            shadow = formulas[sheet.title] if formulas is not None else None
            one = _Sheet(sheet, shadow, mac, notices, job)
            if one.height * one.width > MAX_CELLS:
                reason = Text("已用区域过大", "the used range is too large")
                raise FileTooLarge(Where(path.name, sheet.title), name=path.name, reason=reason)
            sheets.append(one.view())
        return Workbook("xlsx", tuple(sheets), notices, hidden=tuple(_properties(book)))


class _Sheet:
    """One worksheet; a second look (``shadow``) tells formulas apart from values.

    Only cells that hold something are walked: asking openpyxl for a rectangle would make them all.
    """

    def __init__(self, sheet: Any, shadow: Any, mac: bool, notices: Notices, job: Job) -> None:
        self._sheet, self._mac = sheet, mac
        self._notices, self._job = notices, job
        self._formulas = _formula_places(shadow) if shadow is not None else frozenset()
        self._cells: dict[int, list[Any]] = defaultdict(list)
        for place, cell in sheet._cells.items():
            if cell.value is not None or place in self._formulas:
                self._cells[place[0]].append(cell)
        self.height = max(self._cells, default=0)
        self.width = max((cell.column for row in self._cells.values() for cell in row), default=0)

    def view(self) -> Sheet:
        sheet = self._sheet
        return Sheet(
            name=sheet.title,
            state=STATES[sheet.sheet_state],
            rows=self.rows,
            merges=tuple(
                Merge(m.min_row, m.min_col, m.max_row, m.max_col) for m in sheet.merged_cells.ranges
            ),
            hidden_rows=frozenset(n for n, d in sheet.row_dimensions.items() if d.hidden),
            hidden_columns=frozenset(_hidden_columns(sheet)),
            hidden=tuple(self._comments()),
            surroundings=tuple(_headers_and_footers(sheet)),
        )

    def rows(self) -> Iterator[Row]:
        for number in range(1, self.height + 1):
            if number % 500 == 0:
                self._job.report(number, self.height)
            cells = self._cells.get(number, ())
            row: list[str | None] = [None] * max((cell.column for cell in cells), default=0)
            for cell in cells:
                row[cell.column - 1] = self._text(cell)
            yield tuple(row)

    def _text(self, cell: Any) -> str | None:
        value = cell.value
        if value is None:
            self._warn("formula-without-value", cell)
            return None
        if cell.data_type == "e":
            self._warn("error-value", cell)
        if isinstance(value, str):
            return _unescape(value) or None
        if isinstance(value, bool):
            return "TRUE" if value else "FALSE"
        if isinstance(value, (datetime.datetime, datetime.date, datetime.time, datetime.timedelta)):
            value = to_excel(value, self._sheet.parent.epoch)  # type: ignore[no-untyped-call]
        if is_damaged(value):
            self._warn("precision-lost", cell)
            return format(Decimal(repr(value)), "f")
        style = CHINESE_BUILTIN.get(cell._style.numFmtId, cell.number_format)
        return number_text(value, style, epoch_1904=self._mac) or None

    def _warn(self, code: str, cell: Any) -> None:
        self._notices.add(code, self._sheet.title, cell.column_letter, cell.row)

    def _comments(self) -> Iterator[Hidden]:
        for cell in self._sheet._cells.values():
            if getattr(cell, "comment", None) is not None:
                yield Hidden("comment", f"{self._sheet.title}!{cell.coordinate}", cell.comment.text)


def _formula_places(shadow: Any) -> frozenset[tuple[int, int]]:
    return frozenset(place for place, cell in shadow._cells.items() if cell.data_type == "f")


def check_archive(path: Path) -> None:
    """Refuse archives that would inflate without bound; counts what the directory declares."""
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, OSError) as error:
        raise FileUnreadable(name=path.name, reason=INCOMPLETE) from error
    too_large = (
        len(parts) > MAX_ENTRIES
        or sum(part.file_size for part in parts) > MAX_TOTAL
        or any(part.file_size > MAX_PART for part in parts)
        or any(
            part.file_size > 10_000_000 and part.file_size > MAX_RATIO * max(part.compress_size, 1)
            for part in parts
        )
    )
    if too_large:
        raise FileTooLarge(name=path.name, reason=Text("解压后过大", "it inflates beyond bound"))


class _ExactReader(ExcelReader):
    """Leaves dates as the serial numbers that the file holds.

    openpyxl's own dates lose 1900-02-29, and turn what lies outside the calendar into an error.
    """

    def read_worksheets(self) -> None:
        self.wb._date_formats = set()  # type: ignore[attr-defined]
        self.wb._timedelta_formats = set()  # type: ignore[attr-defined]
        super().read_worksheets()


def _load(path: Path, *, values: bool) -> Any:
    try:
        with path.open("rb") as file, warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about parts that are not cells
            reader = _ExactReader(file, data_only=values)
            reader.read()
            return reader.wb
    except Exception as error:
        reason = Text("不是完整的工作簿", "it is not a whole workbook")
        raise FileUnreadable(name=path.name, reason=reason) from error


def _look_ahead(path: Path) -> bool:
    """Whether any sheet holds a formula, told from the raw XML in constant memory.

    Raises FileTooLarge where merged ranges would swell beyond bound.
    """
    formulas, merged = False, 0
    try:
        with zipfile.ZipFile(path) as archive:
            for name in archive.namelist():
                if not name.startswith("xl/worksheets/") or not name.endswith(".xml"):
                    continue
                with archive.open(name) as part:
                    for block in _overlapping(part):
                        formulas = formulas or _FORMULA.search(block) is not None
                        merged += sum(_area(ref.decode()) for ref in _MERGE.findall(block))
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError) as error:
        raise FileUnreadable(name=path.name, reason=INCOMPLETE) from error
    if merged > MAX_MERGED:
        reason = Text("合并区域过大", "its merged ranges are too large")
        raise FileTooLarge(name=path.name, reason=reason)
    return formulas


def _overlapping(part: Any) -> Iterator[bytes]:
    """Blocks that end where a tag ends, so that none is cut in two."""
    rest = b""
    while block := part.read(1 << 20):
        whole, close, rest = (rest + block).rpartition(b">")
        yield whole + close


def _area(ref: str) -> int:
    left, top, right, bottom = (int(edge or 0) for edge in range_boundaries(ref))
    return (right - left + 1) * (bottom - top + 1)


def _hidden_columns(sheet: Any) -> Iterator[int]:
    for dimension in sheet.column_dimensions.values():
        if dimension.hidden:
            yield from range(dimension.min, min(dimension.max, sheet.max_column) + 1)


def _headers_and_footers(sheet: Any) -> Iterator[tuple[Text, str]]:
    for part in (
        "oddHeader",
        "oddFooter",
        "evenHeader",
        "evenFooter",
        "firstHeader",
        "firstFooter",
    ):
        for side in ("left", "center", "right"):
            text = getattr(getattr(sheet, part), side).text
            if text:
                yield Text.plain(f"{sheet.title}!{part}"), text


def _properties(book: Any) -> Iterator[Hidden]:
    for name in (
        "title",
        "subject",
        "creator",
        "lastModifiedBy",
        "keywords",
        "description",
        "category",
    ):
        text = getattr(book.properties, name)
        if text and text != "openpyxl":
            yield Hidden("property", name, str(text))
    for name, defined in book.defined_names.items():
        yield Hidden("property", f"name {name}", defined.attr_text or "")


def _unescape(text: str) -> str:
    """Excel's own escapes for characters that XML forbids, which openpyxl leaves as they are.

    A carriage return is dropped: a cell breaks its lines with line feeds.
    """
    if "_x" not in text:
        return text
    return _ESCAPE.sub(lambda m: _character(int(m[1], 16), m[0]), text)


def _character(code: int, escape: str) -> str:
    if code == ord("\r"):
        return ""
    return escape if 0xD800 <= code < 0xE000 else chr(code)
