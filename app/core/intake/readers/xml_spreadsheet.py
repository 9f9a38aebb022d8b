"""Excel 2003 "XML Spreadsheet" files, which other systems like to write and to name .xls.

One pass finds the sheets and what hides in them; another yields the rows of a sheet.
Source: Microsoft, XML Spreadsheet Reference (Office XP and 2003).
"""

import datetime
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from app.core.errors import FileTooLarge, FileUnreadable, Where
from app.core.intake.archive import BLOCK
from app.core.intake.column_letters import column_letters
from app.core.intake.content import Content
from app.core.intake.display.number_format import (
    general_text,
    is_damaged,
    is_date_format,
    number_text,
)
from app.core.intake.display.stored_number import stored_number
from app.core.intake.markup.kind import kind
from app.core.intake.markup.stream import feed, local_name
from app.core.intake.sheet import (
    NO_WISH,
    Merge,
    Notices,
    Row,
    Sheet,
    Shown,
    Signature,
    Wish,
    Workbook,
    readers,
)
from app.core.jobs import Job
from app.core.model import Hidden
from app.core.text import Text

MAX_ROWS, MAX_COLUMNS = 1 << 20, 1 << 14
MAX_CELLS = 200_000_000  # cells yielded by one sheet, blanks between others included
MAX_MERGES = 1_000_000
MAX_SHEETS = 2_000  # each is found anew from the start of the file

_URN = "urn:schemas-microsoft-com:office:"
SS, EXCEL, OFFICE = f"{_URN}spreadsheet ", f"{_URN}excel ", f"{_URN}office "

# What Excel's named formats stand for on a Chinese system. Source: the reference, NumberFormat.
NAMED = {
    "General": "General", "General Number": "General", "Fixed": "0.00", "Standard": "#,##0.00",
    "Percent": "0.00%", "General Date": "yyyy/m/d h:mm", "Short Date": "yyyy/m/d",
    "Medium Date": "d-mmm-yy", "Long Date": 'yyyy"年"m"月"d"日"', "Long Time": "h:mm:ss",
    "Medium Time": "h:mm AM/PM", "Short Time": "h:mm", "Currency": '"¥"#,##0.00',
    "Euro Currency": '"€"#,##0.00',
}  # fmt: skip
STATES = {"SheetHidden": "hidden", "SheetVeryHidden": "very-hidden"}
PROPERTIES = (
    "Title", "Subject", "Author", "LastAuthor", "Keywords", "Description", "Category", "Company",
    "Manager",
)  # fmt: skip
_EPOCH_1900, _EPOCH_1904 = datetime.datetime(1899, 12, 30), datetime.datetime(1904, 1, 1)  # noqa: DTZ001
_MARCH_1900 = 60  # days; before it Excel counts a 1900-02-29 that never was
_MOMENT = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d):(\d\d)(?:\.(\d{1,6})\d*)?)?Z?")


@readers.register
class XmlSpreadsheetReader:
    """Own reader: no library reads this format, and its number formats must be kept."""

    id = "xml_spreadsheet"
    title = Text("XML 电子表格 2003", "XML Spreadsheet 2003")
    version = "1"
    last_resort = False

    def accepts(self, signature: Signature) -> bool:
        return kind(signature.head) == "spreadsheet-2003"

    def open(self, path: Content, job: Job, wish: Wish = NO_WISH) -> Workbook:
        notices = Notices()
        survey = _Reading(path, notices, None)
        for _ in _fed(path, survey, job):
            pass
        if not survey.pages:
            raise FileUnreadable(name=path.name, reason=Text("没有工作表", "it has no worksheet"))
        sheets = tuple(_sheet(path, job, notices, page, n) for n, page in enumerate(survey.pages))
        return Workbook("xml_spreadsheet", sheets, notices, hidden=tuple(survey.hidden))


def _fed(path: Content, reading: "_Reading", job: Job) -> Iterator[None]:
    with path.open("rb") as file:
        size = file.seek(0, 2)
        file.seek(0)
        for read in feed(iter(lambda: file.read(BLOCK), b""), reading, path):
            job.report(read, size)
            yield


@dataclass
class _Page:
    """What the first pass finds of one sheet; rows and columns count from 1."""

    name: str
    state: str = "visible"
    is_filled: bool = False
    merges: list[Merge] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    hidden: list[Hidden] = field(default_factory=list)
    printed: list[tuple[Text, str]] = field(default_factory=list)
    row_style: str = ""
    column_styles: dict[int, str] = field(default_factory=dict)


def _sheet(path: Content, job: Job, notices: Notices, page: _Page, place: int) -> Sheet:
    def rows() -> Iterator[Row]:
        if not page.is_filled:
            return
        reading = _Reading(path, notices, place)
        done = cells = 0
        for _ in _fed(path, reading, job):
            for number, row in reading.taken():
                for _ in range(number - 1 - done):
                    yield ()
                yield row
                done = number
                cells += len(row)
                if cells > MAX_CELLS:
                    where = Where(path.name, page.name, number)
                    reason = Text("单元格过多", "it has too many cells")
                    raise FileTooLarge(where, name=path.name, reason=reason)
            if reading.is_done:
                return

    return Sheet(
        name=page.name,
        state=page.state,
        rows=rows,
        merges=tuple(page.merges),
        hidden_rows=frozenset(page.hidden_rows),
        hidden_columns=frozenset(page.hidden_columns),
        hidden=tuple(page.hidden),
        surroundings=tuple(page.printed),
    )


class _Reading:
    """Follows a file: the rows of sheet ``wanted``, or (None) what lies around all rows."""

    def __init__(self, path: Content, notices: Notices, wanted: int | None) -> None:
        self._path, self._notices, self._wanted = path, notices, wanted
        self.pages: list[_Page] = []
        self.hidden: list[Hidden] = []
        self.is_done = False
        self._rows: list[tuple[int, Row]] = []
        self._formats: dict[str, str] = {}
        self._style = ""
        self._epoch_1904 = False
        self._page: _Page | None = None
        self._row = self._column = self._span = 0  # of the cell at hand, from 1
        self._cells: list[str | None] = []
        self._cell: dict[str, str] = {}
        self._type = ""
        self._has_data = False
        self._words: list[str] | None = None  # of the element whose text is taken
        self._in_comment = False

    def taken(self) -> list[tuple[int, Row]]:
        """The rows read since the last call, by their numbers from 1."""
        rows, self._rows = self._rows, []
        return rows

    @property
    def _is_taking(self) -> bool:
        return self._wanted == len(self.pages) - 1

    # ── what the parser tells ────────────────────────────────────────────────────────────────

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name in _STARTS:
            _STARTS[name](self, attributes)
        elif name in _TEXTS or (name.startswith(OFFICE) and local_name(name) in PROPERTIES):
            self._words = []

    def end(self, name: str) -> None:
        if name in _ENDS:
            _ENDS[name](self)
        elif name in _TEXTS:
            _TEXTS[name](self, self._said())
        elif name.startswith(OFFICE) and local_name(name) in PROPERTIES:
            text = self._said().strip()
            if text and self._wanted is None:
                self.hidden.append(Hidden("property", local_name(name), text))

    def text(self, data: str) -> None:
        if self._words is not None:
            self._words.append(data)

    def _said(self) -> str:
        words, self._words = "".join(self._words or ()), None
        return words

    # ── styles and names ─────────────────────────────────────────────────────────────────────

    def _start_style(self, attributes: dict[str, str]) -> None:
        self._style = attributes.get(f"{SS}ID", "")
        parent = attributes.get(f"{SS}Parent", "Default")
        self._formats[self._style] = self._formats.get(parent, "General")

    def _start_format(self, attributes: dict[str, str]) -> None:
        code = attributes.get(f"{SS}Format", "General")
        self._formats[self._style] = NAMED.get(code, code)

    def _start_name(self, attributes: dict[str, str]) -> None:
        if self._wanted is None:
            formula = attributes.get(f"{SS}RefersTo", "")
            self.hidden.append(Hidden("name", attributes.get(f"{SS}Name", ""), formula))

    def _start_1904(self, attributes: dict[str, str]) -> None:
        self._epoch_1904 = True

    # ── sheets, columns, rows ────────────────────────────────────────────────────────────────

    def _start_sheet(self, attributes: dict[str, str]) -> None:
        if len(self.pages) == MAX_SHEETS:
            raise self._too_large(Text("工作表过多", "it has too many sheets"))
        self._page = _Page(attributes.get(f"{SS}Name", ""))
        self.pages.append(self._page)
        self._row = self._column = 0

    def _end_sheet(self) -> None:
        self.is_done = self._is_taking

    def _start_column(self, attributes: dict[str, str]) -> None:
        first = _next(attributes, self._column)
        self._column = first + _count(attributes, "Span")
        if self._page and self._column > MAX_COLUMNS:
            raise self._too_large(Text("列数过多", "it has too many columns"))
        if self._page and attributes.get(f"{SS}Hidden") == "1":
            self._page.hidden_columns.update(range(first, self._column + 1))
        if self._page and f"{SS}StyleID" in attributes:
            columns = range(first, self._column + 1)
            self._page.column_styles |= dict.fromkeys(columns, attributes[f"{SS}StyleID"])

    def _start_row(self, attributes: dict[str, str]) -> None:
        first = _next(attributes, self._row)
        last = first + _count(attributes, "Span")
        if last > MAX_ROWS:
            raise self._too_large(Text("行数过多", "it has too many rows"))
        if self._page and attributes.get(f"{SS}Hidden") == "1":
            self._page.hidden_rows.update(range(first, last + 1))
        if self._page:
            self._page.row_style = attributes.get(f"{SS}StyleID", "")
        self._row, self._column, self._cells = first, 0, []
        self._span = last - first

    def _end_row(self) -> None:
        if self._cells and self._is_taking:
            self._rows.append((self._row, tuple(self._cells)))
        self._row += self._span

    # ── cells ────────────────────────────────────────────────────────────────────────────────

    def _start_cell(self, attributes: dict[str, str]) -> None:
        self._cell, self._has_data = attributes, False
        self._column = _next(attributes, self._column)
        if self._column > MAX_COLUMNS:
            raise self._too_large(Text("列数过多", "it has too many columns"))

    def _end_cell(self) -> None:
        across, down = _count(self._cell, "MergeAcross"), _count(self._cell, "MergeDown")
        right, bottom = self._column + across, self._row + down
        if right > MAX_COLUMNS or bottom > MAX_ROWS:
            raise self._too_large(Text("合并区域过大", "its merged ranges are too large"))
        if self._page and self._wanted is None and (across or down):
            self._page.merges.append(Merge(self._row, self._column, bottom, right))
            if len(self._page.merges) > MAX_MERGES:
                raise self._too_large(Text("合并区域过多", "it has too many merged ranges"))
        if f"{SS}Formula" in self._cell and not self._has_data:
            self._warn("formula-without-value")
            if self._page:
                self._page.is_filled = True
        self._column = right

    def _start_data(self, attributes: dict[str, str]) -> None:
        self._words = []
        if not self._in_comment:
            self._type, self._has_data = attributes.get(f"{SS}Type", "String"), True
            if self._page:
                self._page.is_filled = True

    def _end_data(self) -> None:
        words = self._said()
        if self._in_comment:
            if self._page and self._wanted is None and words:
                place = f"{self._page.name}!{column_letters(self._column)}{self._row}"
                self._page.hidden.append(Hidden("comment", place, words))
            return
        if self._page is None or not self._is_taking:
            return
        text = self._value(words, self._page)
        if text is not None:
            # Two values in one cell, or a cell left of the last, are damage.
            if self._column <= len(self._cells):
                raise self._unreadable(Text("单元格顺序错误", "its cells are out of order"))
            self._cells += [None] * (self._column - 1 - len(self._cells)) + [text]

    def _start_comment(self, attributes: dict[str, str]) -> None:
        self._in_comment = True

    def _end_comment(self) -> None:
        self._in_comment = False

    def _value(self, words: str, page: _Page) -> str | None:
        """The text of a cell as it is shown."""
        if self._type == "Number" and words.strip():
            return self._number(words, self._format(page))
        if self._type == "DateTime" and words.strip():
            return self._date(words.strip(), self._format(page))
        if self._type == "Boolean":
            return "TRUE" if words.strip() in ("1", "true") else "FALSE"
        if self._type == "Error":
            self._warn("error-value")
        return words.replace("\r\n", "\n").replace("\r", "\n") or None

    def _format(self, page: _Page) -> str:
        """The number format of the cell, else of its row, else of its column."""
        style = (
            self._cell.get(f"{SS}StyleID")
            or page.row_style
            or page.column_styles.get(self._column, "Default")
        )
        return self._formats.get(style, "General")

    def _number(self, words: str, code: str) -> str | None:
        number = stored_number(words)
        if number is None:
            raise self._unreadable(Text("数值无法解读", "a number cannot be read"))
        value, raw = number
        if is_damaged(value):
            self._warn("precision-lost")
            return Shown(raw, raw, code)
        text = number_text(value, code, epoch_1904=self._epoch_1904)
        return Shown(text, raw, code) if text else None

    def _date(self, words: str, code: str) -> str:
        """A date through its format, else as it is written; 1899-12-31 is a time of day alone."""
        match = _MOMENT.fullmatch(words)
        if match is None:
            raise self._unreadable(Text("日期无法解读", "a date cannot be read"))
        if not is_date_format(code):
            return words.removesuffix("Z").removesuffix(".000").removesuffix("T00:00:00")
        numbers = [int(part or 0) for part in match.groups()[:6]]
        year, month, day, hour, minute, second = numbers
        micro = int((match[7] or "0").ljust(6, "0"))
        moment = datetime.datetime(year, month, day, hour, minute, second, micro)  # noqa: DTZ001
        elapsed = moment - (_EPOCH_1904 if self._epoch_1904 else _EPOCH_1900)
        serial = elapsed / datetime.timedelta(days=1)
        if not self._epoch_1904 and 0 < elapsed.days <= _MARCH_1900:
            serial -= 1
        if serial < 0 or moment.date() == datetime.date(1899, 12, 31):
            serial %= 1
        return Shown(
            number_text(serial, code, epoch_1904=self._epoch_1904), general_text(serial), code
        )

    # ── what surrounds ───────────────────────────────────────────────────────────────────────

    def _start_printed(self, attributes: dict[str, str]) -> None:
        text = attributes.get(f"{EXCEL}Data", "")
        if text and self._page:
            where = Text("页眉页脚", "header or footer")
            self._page.printed.append((where, text))

    def _end_visible(self, words: str) -> None:
        if self._page:
            self._page.state = STATES.get(words.strip(), "visible")

    def _warn(self, code: str) -> None:
        if self._is_taking and self._page:
            self._notices.add(code, self._page.name, column_letters(self._column), self._row)

    def _where(self) -> Where:
        return Where(self._path.name, self._page.name if self._page else None, self._row)

    def _unreadable(self, reason: Text) -> FileUnreadable:
        return FileUnreadable(self._where(), name=self._path.name, reason=reason)

    def _too_large(self, reason: Text) -> FileTooLarge:
        return FileTooLarge(self._where(), name=self._path.name, reason=reason)


_STARTS: dict[str, Callable[[_Reading, dict[str, str]], None]] = {
    f"{SS}Style": _Reading._start_style,
    f"{SS}NumberFormat": _Reading._start_format,
    f"{SS}NamedRange": _Reading._start_name,
    f"{EXCEL}Date1904": _Reading._start_1904,
    f"{SS}Worksheet": _Reading._start_sheet,
    f"{SS}Column": _Reading._start_column,
    f"{SS}Row": _Reading._start_row,
    f"{SS}Cell": _Reading._start_cell,
    f"{SS}Data": _Reading._start_data,
    f"{SS}Comment": _Reading._start_comment,
    f"{EXCEL}Header": _Reading._start_printed,
    f"{EXCEL}Footer": _Reading._start_printed,
}
_ENDS: dict[str, Callable[[_Reading], None]] = {
    f"{SS}Worksheet": _Reading._end_sheet,
    f"{SS}Row": _Reading._end_row,
    f"{SS}Cell": _Reading._end_cell,
    f"{SS}Data": _Reading._end_data,
    f"{SS}Comment": _Reading._end_comment,
}
_TEXTS: dict[str, Callable[[_Reading, str], None]] = {
    f"{EXCEL}Visible": _Reading._end_visible,
}


def _count(attributes: dict[str, str], name: str) -> int:
    """A count that is left out where it is 0. Raises ValueError, which the parser reports."""
    count = int(attributes.get(f"{SS}{name}", 0))
    if count < 0:
        raise ValueError(count)
    return count


def _next(attributes: dict[str, str], last: int) -> int:
    """The place of a row, column or cell: the one that it names, else behind the last."""
    place = int(attributes.get(f"{SS}Index", last + 1))
    if place <= last:
        raise ValueError(place)
    return place
