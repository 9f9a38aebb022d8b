"""The sheets of an Excel 2003 "XML Spreadsheet", row by row, as the parser tells of them.

Source: Microsoft, XML Spreadsheet Reference (Office XP and 2003).
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from app.core.errors import FileTooLarge, FileUnreadable, Where
from app.core.intake.column_letters import column_letters
from app.core.intake.content import Content
from app.core.intake.display.number_format import is_damaged, number_text
from app.core.intake.display.stored_number import stored_number
from app.core.intake.markup.stream import local_name
from app.core.intake.sheet import Merge, Notices, Row, Shown
from app.core.intake.spreadsheet_2003.dates import date_text
from app.core.intake.spreadsheet_2003.formats import format_code
from app.core.model import Hidden
from app.core.text import Text

MAX_ROWS, MAX_COLUMNS = 1 << 20, 1 << 14
MAX_MERGES = 1_000_000
MAX_SHEETS = 2_000  # each is found anew from the start of the file

_URN = "urn:schemas-microsoft-com:office:"
SS, EXCEL, OFFICE = f"{_URN}spreadsheet ", f"{_URN}excel ", f"{_URN}office "

STATES = {"SheetHidden": "hidden", "SheetVeryHidden": "very-hidden"}
PROPERTIES = (
    "Title", "Subject", "Author", "LastAuthor", "Keywords", "Description", "Category", "Company",
    "Manager",
)  # fmt: skip


@dataclass
class Page:
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


class Reading:
    """Follows a file: the rows of sheet ``wanted``, or (None) what lies around all rows."""

    def __init__(self, path: Content, notices: Notices, wanted: int | None) -> None:
        self._path, self._notices, self._wanted = path, notices, wanted
        self.pages: list[Page] = []
        self.hidden: list[Hidden] = []
        self.is_done = False
        self._rows: list[tuple[int, Row]] = []
        self._formats: dict[str, str] = {}
        self._style = ""
        self._epoch_1904 = False
        self._page: Page | None = None
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
        self._formats[self._style] = format_code(attributes.get(f"{SS}Format", "General"))

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
        self._page = Page(attributes.get(f"{SS}Name", ""))
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

    def _value(self, words: str, page: Page) -> str | None:
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

    def _format(self, page: Page) -> str:
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
        text = date_text(words, code, epoch_1904=self._epoch_1904)
        if text is None:
            raise self._unreadable(Text("日期无法解读", "a date cannot be read"))
        return text

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


_STARTS: dict[str, Callable[[Reading, dict[str, str]], None]] = {
    f"{SS}Style": Reading._start_style,
    f"{SS}NumberFormat": Reading._start_format,
    f"{SS}NamedRange": Reading._start_name,
    f"{EXCEL}Date1904": Reading._start_1904,
    f"{SS}Worksheet": Reading._start_sheet,
    f"{SS}Column": Reading._start_column,
    f"{SS}Row": Reading._start_row,
    f"{SS}Cell": Reading._start_cell,
    f"{SS}Data": Reading._start_data,
    f"{SS}Comment": Reading._start_comment,
    f"{EXCEL}Header": Reading._start_printed,
    f"{EXCEL}Footer": Reading._start_printed,
}
_ENDS: dict[str, Callable[[Reading], None]] = {
    f"{SS}Worksheet": Reading._end_sheet,
    f"{SS}Row": Reading._end_row,
    f"{SS}Cell": Reading._end_cell,
    f"{SS}Data": Reading._end_data,
    f"{SS}Comment": Reading._end_comment,
}
_TEXTS: dict[str, Callable[[Reading, str], None]] = {
    f"{EXCEL}Visible": Reading._end_visible,
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
