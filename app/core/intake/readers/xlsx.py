"""Excel and WPS workbooks in the Office Open XML format (.xlsx, .xlsm, new .et)."""

import datetime
import zipfile
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.utils.datetime import CALENDAR_MAC_1904, to_excel

from app.core.errors import FileTooLarge, FileUnreadable, Where
from app.core.intake.number_format import CHINESE_BUILTIN, is_damaged, number_text
from app.core.intake.sheet import Merge, Notices, Row, Sheet, Workbook, readers
from app.core.jobs import Job
from app.core.model import Hidden
from app.core.text import Text

MAX_PART = 1 << 30  # bytes of one part, inflated
MAX_TOTAL = 2 << 30
MAX_ENTRIES = 10_000
MAX_RATIO = 200  # inflated : packed, for parts above 10 MB
MAX_CELLS = 200_000_000  # rows × columns of a sheet's bounding box

STATES = {"visible": "visible", "hidden": "hidden", "veryHidden": "very-hidden"}


@readers.register
class XlsxReader:
    """Values, number formats, merges and hidden parts through openpyxl."""

    id = "xlsx"
    title = Text("Excel 工作簿", "Excel workbook")
    version = "1"

    def accepts(self, head: bytes) -> bool:
        return head.startswith(b"PK\x03\x04")

    def open(self, path: Path, job: Job) -> Workbook:
        check_archive(path)
        book = _load(path, values=True)
        formulas = _load(path, values=False) if _has_formulas(path) else None
        if not book.worksheets:
            raise FileUnreadable(name=path.name, reason=Text("没有工作表", "it has no worksheet"))
        notices = Notices()
        mac = book.epoch == CALENDAR_MAC_1904
        sheets = []
        for sheet in book.worksheets:
            if sheet.max_row * sheet.max_column > MAX_CELLS:
                reason = Text("已用区域过大", "the used range is too large")
                raise FileTooLarge(Where(path.name, sheet.title), name=path.name, reason=reason)
            shadow = formulas[sheet.title] if formulas is not None else None
            sheets.append(_Sheet(sheet, shadow, mac, notices, job).view())
        return Workbook("xlsx", tuple(sheets), notices, hidden=tuple(_properties(book)))


class _Sheet:
    """One worksheet; a second look (``shadow``) tells formulas apart from values."""

    def __init__(self, sheet: Any, shadow: Any, mac: bool, notices: Notices, job: Job) -> None:
        self._sheet, self._shadow, self._mac = sheet, shadow, mac
        self._notices, self._job = notices, job

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
        for number, cells in enumerate(self._sheet.iter_rows(), 1):
            if number % 500 == 0:
                self._job.report(number, self._sheet.max_row)
            yield tuple(self._text(cell) for cell in cells)

    def _text(self, cell: Any) -> str | None:
        value = cell.value
        if value is None:
            if self._shadow is not None and self._shadow[cell.coordinate].data_type == "f":
                self._warn("formula-without-value", cell)
            return None
        if isinstance(value, str):
            return _unescape(value) or None
        if isinstance(value, bool):
            return "TRUE" if value else "FALSE"
        if isinstance(value, (datetime.datetime, datetime.date, datetime.time, datetime.timedelta)):
            value = to_excel(value)  # type: ignore[no-untyped-call]
        style = CHINESE_BUILTIN.get(cell._style.numFmtId, cell.number_format)
        if is_damaged(float(value)):
            self._warn("precision-lost", cell)
            return format(Decimal(repr(value)), "f")
        return number_text(value, style, epoch_1904=self._mac) or None

    def _warn(self, code: str, cell: Any) -> None:
        self._notices.add(code, self._sheet.title, cell.column_letter, cell.row)

    def _comments(self) -> Iterator[Hidden]:
        for row in self._sheet.iter_rows():
            for cell in row:
                if cell.comment is not None:
                    yield Hidden(
                        "comment", f"{self._sheet.title}!{cell.coordinate}", cell.comment.text
                    )


def check_archive(path: Path) -> None:
    """Refuse archives that would inflate without bound; counts what the directory declares."""
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, OSError) as error:
        raise FileUnreadable(
            name=path.name, reason=Text("文件不完整", "it is incomplete")
        ) from error
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


def _load(path: Path, *, values: bool) -> Any:
    try:
        return openpyxl.load_workbook(path, data_only=values)
    except Exception as error:
        reason = Text("不是完整的工作簿", "it is not a whole workbook")
        raise FileUnreadable(name=path.name, reason=reason) from error


def _has_formulas(path: Path) -> bool:
    """Whether any sheet holds a formula, told from the raw XML in constant memory."""
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            if not name.startswith("xl/worksheets/sheet"):
                continue
            tail = b""
            with archive.open(name) as part:
                while block := part.read(1 << 20):
                    if b"<f>" in tail + block or b"<f " in tail + block:
                        return True
                    tail = block[-3:]
    return False


def _hidden_columns(sheet: Any) -> Iterator[int]:
    for dimension in sheet.column_dimensions.values():
        if dimension.hidden:
            yield from range(dimension.min, min(dimension.max, sheet.max_column) + 1)


def _headers_and_footers(sheet: Any) -> Iterator[tuple[str, str]]:
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
                yield f"{sheet.title}!{part}", text


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
    """Excel's own escape for control characters, which openpyxl leaves as it is."""
    return text.replace("_x000D_", "") if "_x" in text else text
