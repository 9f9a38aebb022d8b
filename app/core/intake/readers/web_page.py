"""Tables in web pages, which many systems offer as "Excel" and name .xls.

Each ``<table>`` is a sheet, also one inside another's cell. What a browser does not show is kept
apart as hidden. Small pages are kept in memory; large ones are read anew for each table.
Source: HTML Living Standard 4.9 (tables), 15.3 (what is displayed).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

from app.core.errors import EncodingUnknown, FileTooLarge, FileUnreadable, Where
from app.core.intake.column_letters import column_letters
from app.core.intake.content import Content, size_of
from app.core.intake.display.number_format import is_damaged
from app.core.intake.display.stored_number import stored_number
from app.core.intake.encoding.decide import is_text, survey
from app.core.intake.encoding.text_file import encoding_of, open_text
from app.core.intake.markup.kind import kind
from app.core.intake.markup.stream import text_codec
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

BLOCK = 1 << 16  # characters read at a time
MAX_TAG = 1 << 22  # characters of one tag, comment or style sheet
MAX_CUT = 1 << 16  # of one that the file ends in: the parser looks at its rest again and again
MAX_COLUMNS = 1 << 14
MAX_CELLS = 200_000_000  # of all tables, blanks between others included
MAX_MERGES = 1_000_000
MAX_NESTED, MAX_TABLES, MAX_STREAMED = 50, 2_000, 100  # tables
SMALL = 1 << 22  # bytes of a page that is kept in memory
WIDEST, TALLEST = 1_000, 65_534  # what browsers cut colspan and rowspan to

NO_TABLE = Text("网页中没有表格", "it has no table")
UNFINISHED = Text(
    "网页没有结束标记，文件可能不完整，请核对行数",
    "The page has no end; it may be cut short, so check the number of rows",
)
ERRORS = ("#N/A", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#NULL!")
VOID = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr")
)
BLOCKS = frozenset(
    ("p", "div", "li", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "dt", "dd", "section")
)
SILENT = frozenset(("script", "style", "title", "template"))
STRUCTURE = frozenset(("table", "tr", "td", "th", "thead", "tbody", "tfoot", "colgroup", "col"))

_BLOCK = "\x01"  # the edge of a paragraph, for a moment; HTML forbids the character
_CHARSET = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_UNSEEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE
)
_SPACES = re.compile(r"[ \t\r\n\f]+")
_EDGES = re.compile(r" *\n *")
_RUN = re.compile(r"  +")
_BLOCKS = re.compile(rf"[ {_BLOCK}]*{_BLOCK}[ {_BLOCK}]*")
_COUNT = re.compile(r"\s*\+?(\d{1,9})")
_SHEET_NAME = re.compile(r"<x:Name>([^<]+)</x:Name>", re.IGNORECASE)


@readers.register
class WebPageReader:
    """Own reader on the standard library's parser: the text that a browser shows."""

    id = "web_page"
    title = Text("网页表格", "tables in a web page")
    version = "1"
    last_resort = False

    def accepts(self, signature: Signature) -> bool:
        return is_text(signature.head) and kind(signature.head) == "page"

    def open(self, path: Content, job: Job, wish: Wish = NO_WISH) -> Workbook:
        book = tables_of(path, job, wish, Notices())
        if not book.sheets:
            raise FileUnreadable(name=path.name, reason=NO_TABLE)
        return book


def tables_of(path: Content, job: Job, wish: Wish, notices: Notices) -> Workbook:
    """The tables of a page, if there are any. Raises what :meth:`Reader.open` raises."""
    page = _Page(path, _encoding(path, wish, job), wish, job)
    is_small = size_of(path) <= SMALL
    found = _Reading(path, None, keeps=is_small)
    for _ in page.read(found):
        pass
    if not is_small and len(found.tables) > MAX_STREAMED:
        reason = Text("网页中表格过多", "the page has too many tables")
        raise FileTooLarge(name=path.name, reason=reason)
    if found.tables and found.is_unfinished:
        notices.tell("page-unfinished", UNFINISHED, found.name(0), "A1")
    sheets = tuple(
        _sheet(page, notices, found, place, is_small) for place in range(len(found.tables))
    )
    return Workbook("web_page", sheets, notices, page.encoding, tuple(found.hidden))


def _encoding(path: Content, wish: Wish, job: Job) -> str:
    """What a person says, what the whole file tells, or else what the page declares.

    The file goes before its declaration: pages are often saved anew in another encoding.
    """
    try:
        return encoding_of(path, wish, job)
    except EncodingUnknown:
        with path.open("rb") as file:
            declared = _CHARSET.search(file.read(4096))
        name = text_codec(declared[1].decode("ascii")) if declared else None
        if name is None:
            raise
        said = survey(path, name, job)
        if said.name is None or said.bad:
            raise
        return said.name


@dataclass
class _Page:
    """A page that can be read more than once."""

    path: Content
    encoding: str
    wish: Wish
    job: Job

    def read(self, reading: "_Reading") -> Iterator[None]:
        """Feed the page to ``reading``, a block at a time."""
        size = size_of(self.path)
        read = 0
        with open_text(self.path, self.encoding, self.wish) as file:
            while block := file.read(BLOCK):
                read += len(block)
                self.job.report(min(read, size), size)
                reading.feed(block)
                if len(reading.rawdata) > MAX_TAG:
                    reason = Text("标签过长", "a tag is too long")
                    raise FileTooLarge(name=self.path.name, reason=reason)
                yield
        reading.finish()
        yield


@dataclass
class _Table:
    """One table: what lies around its rows, and the row at hand. Places count from 1."""

    place: int
    state: str = "visible"
    merges: list[Merge] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    hidden: list[tuple[str, str]] = field(default_factory=list)  # cell, text that is not seen
    outside: list[str] = field(default_factory=list)  # its caption, and what stands above it
    rows: list[Row] = field(default_factory=list)
    row: int = 0
    column: int = 0
    columns: int = 0  # that <col> elements have described
    cells: list[str | None] = field(default_factory=list)
    in_row: bool = False
    taken: dict[int, int] = field(default_factory=dict)  # column → last row of a cell from above
    cell: dict[str, str] | None = None  # attributes of the open cell
    words: list[str] = field(default_factory=list)
    unseen: list[str] = field(default_factory=list)
    unseen_columns: set[int] = field(default_factory=set)  # with a cell that is not displayed
    seen_columns: set[int] = field(default_factory=set)
    is_group_unseen: bool = False  # the <tbody> at hand
    warnings: list[tuple[str, str, int]] = field(default_factory=list)  # code, column, row


def _sheet(page: _Page, notices: Notices, found: "_Reading", place: int, is_small: bool) -> Sheet:
    table, name = found.tables[place], found.name(place)

    def rows() -> Iterator[Row]:
        for code, column, row in table.warnings:
            notices.add(code, name, column, row)
        if is_small:
            yield from table.rows
            return
        reading = _Reading(page.path, place)
        for _ in page.read(reading):
            if len(reading.tables) > place:
                part = reading.tables[place]
                for code, column, row in part.warnings:
                    notices.add(code, name, column, row)
                taken, part.rows, part.warnings = part.rows, [], []
                yield from taken
            if reading.is_done:
                return

    merges = (Merge(m.top, m.left, min(m.bottom, table.row), m.right) for m in table.merges)
    unseen = table.unseen_columns - table.seen_columns
    return Sheet(
        name=name,
        state=table.state,
        rows=rows,
        merges=tuple(m for m in merges if m.bottom > m.top or m.right > m.left),
        hidden_rows=frozenset(table.hidden_rows),
        hidden_columns=frozenset(table.hidden_columns | unseen),
        hidden=tuple(Hidden("white-text", f"{name}!{at}", text) for at, text in table.hidden),
        surroundings=tuple((Text("表外文字", "text outside"), text) for text in table.outside),
    )


class _Reading(HTMLParser):
    """Follows a page: the rows of table ``wanted``, or (None) what lies around all rows.

    ``keeps``: the rows of all tables are kept on the way.
    """

    def __init__(self, path: Content, wanted: int | None, *, keeps: bool = False) -> None:
        super().__init__(convert_charrefs=True)
        self._path, self._wanted, self._keeps = path, wanted, keeps
        self.tables: list[_Table] = []
        self.hidden: list[Hidden] = []
        self.is_done = False
        self._open: list[_Table] = []
        self._names: list[str] = []
        self._outside: list[str] = []
        self._unseen_outside: list[str] = []
        self._is_html = False
        self._silent = ""  # the element whose text nobody sees, as <style>
        self._unseen: tuple[str, int, int] | None = None  # element, how often open, tables around
        self._counted = 0

    def name(self, place: int) -> str:
        """The name that Excel gave the sheet, else the file's, numbered where there are more."""
        if len(self._names) == len(self.tables):
            return self._names[place]
        stem = self._path.stem
        return stem if len(self.tables) == 1 else f"{stem}-{place + 1}"

    def finish(self) -> None:
        """The page ends: close what is open. Raises FileUnreadable where a tag is cut."""
        if len(self.rawdata) > MAX_CUT:
            reason = Text("文件不完整", "it is incomplete")
            raise FileUnreadable(name=self._path.name, reason=reason)
        self.close()
        if self._open:
            reason = Text("表格没有结束，文件不完整", "a table never ends; it is incomplete")
            raise FileUnreadable(self._where(), name=self._path.name, reason=reason)
        self._end_outside()

    @property
    def is_unfinished(self) -> bool:
        """Whether the page began as a whole one and never ended: what follows may be lost."""
        return self._is_html

    # ── what the parser tells ────────────────────────────────────────────────────────────────

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._silent:
            return
        said = {name: value or "" for name, value in attrs}
        if tag in SILENT:
            self._silent = tag
        elif tag in STRUCTURE:
            self._start_structure(tag, said)
        elif tag == "html":
            self._is_html = True
        elif tag == "br":
            self._add("\n")
        elif tag == "input":
            self._add_input(said)
        else:
            if tag in BLOCKS:
                self._add(_BLOCK)
            self._watch(tag, said)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if self._silent:
            self._silent = "" if tag == self._silent else self._silent
            return
        table = self._open[-1] if self._open else None
        if tag == "html":
            self._is_html = False
        if tag in BLOCKS or tag == "caption":
            self._add(_BLOCK)
        if self._unseen and tag == self._unseen[0]:
            _, times, around = self._unseen
            self._unseen = (tag, times - 1, around) if times > 1 else None
        elif table is not None and tag in ("td", "th"):
            self._end_cell(table)
        elif table is not None and tag in ("tr", "thead", "tbody", "tfoot"):
            self._end_row(table)
            table.is_group_unseen = table.is_group_unseen and tag == "tr"
        elif table is not None and tag == "table":
            self._end_table(table)

    def handle_data(self, data: str) -> None:
        if not self._silent:
            if not data.isprintable():
                data = _SPACES.sub(" ", data.replace(_BLOCK, ""))
            self._add(data)

    def handle_comment(self, data: str) -> None:
        if "[if" in data or "[endif" in data:
            self._names += (name.strip() for name in _SHEET_NAME.findall(data))
        elif self._wanted is None and data.strip() and not self._silent:
            self.hidden.append(Hidden("comment", self._path.name, data.strip()))

    # ── text ─────────────────────────────────────────────────────────────────────────────────

    def _add(self, text: str) -> None:
        table = self._open[-1] if self._open else None
        # In a table that is hidden as a whole, the cells are told apart as in any other.
        is_unseen = self._unseen is not None and self._unseen[2] >= len(self._open)
        if table and table.cell is not None:
            words = table.unseen if is_unseen else table.words
        elif is_unseen:
            words = self._unseen_outside
        else:
            words = table.outside if table else self._outside
        if text != " " or (words and words[-1] != " "):
            words.append(text)

    def _add_input(self, said: dict[str, str]) -> None:
        kind = said.get("type", "text").lower()
        table = self._open[-1] if self._open else None
        if kind == "hidden" and table and table.cell is not None:
            table.unseen.append(said.get("value", ""))
        elif kind in ("text", "number", "date", "tel", "email"):
            self._add(said.get("value", ""))

    def _watch(self, tag: str, said: dict[str, str]) -> None:
        """Begin to keep text apart, in an element that is not displayed."""
        if self._unseen and tag == self._unseen[0] == "p":
            self._unseen = None  # a paragraph ends where the next begins
        if self._unseen and tag == self._unseen[0]:
            self._unseen = (tag, self._unseen[1] + 1, self._unseen[2])
        elif not self._unseen and tag not in VOID and _is_unseen(said):
            self._unseen = (tag, 1, len(self._open))

    def _end_outside(self) -> None:
        """What stands above a table is told with it, what stands below all with the last."""
        text = _joined(self._outside)
        self._outside = []
        if text and self.tables:
            self.tables[-1].outside.append(f"{_BLOCK}{text}")
        unseen = _joined(self._unseen_outside)
        if unseen and self._wanted is None:
            self.hidden.append(Hidden("white-text", self._path.name, unseen))
        for table in self.tables[-1:]:
            table.outside = [said for said in (_joined(table.outside),) if said]

    # ── tables, rows, cells ──────────────────────────────────────────────────────────────────

    def _start_structure(self, tag: str, said: dict[str, str]) -> None:
        if tag == "table":
            self._start_table(said)
            return
        if not self._open:
            return
        table = self._open[-1]
        if tag == "col":
            first = table.columns + 1
            table.columns = min(table.columns + _span(said, "span", WIDEST), MAX_COLUMNS)
            if _is_unseen(said):
                table.hidden_columns.update(range(first, table.columns + 1))
        elif tag == "tr":
            self._start_row(table, said)
        elif tag in ("td", "th"):
            self._start_cell(table, said)
        elif tag != "colgroup":
            self._end_row(table)
            table.is_group_unseen = _is_unseen(said)

    def _start_table(self, said: dict[str, str]) -> None:
        if len(self._open) == MAX_NESTED or len(self.tables) == MAX_TABLES:
            raise self._too_large(Text("表格过多或嵌套过深", "too many tables, or nested too deep"))
        table = _Table(len(self.tables))
        around = self._open[-1] if self._open else None
        if self._unseen or _is_unseen(said) or (around and around.state != "visible"):
            table.state = "hidden"
        if not around:
            above, self._outside = _joined(self._outside), []
            table.outside = [above, _BLOCK] if above else []
        self.tables.append(table)
        self._open.append(table)

    def _end_table(self, table: _Table) -> None:
        self._end_row(table)
        table.outside = [said for said in (_joined(table.outside),) if said]
        while table.rows and not any(table.rows[-1]):
            table.rows.pop()
        self._open.pop()
        if self._unseen and self._unseen[2] > len(self._open):
            self._unseen = None
        self.is_done = self.is_done or table.place == self._wanted

    def _start_row(self, table: _Table, said: dict[str, str]) -> None:
        self._end_row(table)
        table.in_row = True
        table.row += 1
        table.column, table.cells = 0, []
        if table.is_group_unseen or _is_unseen(said):
            table.hidden_rows.add(table.row)

    def _end_row(self, table: _Table) -> None:
        if not table.in_row:
            return
        self._end_cell(table)
        table.in_row = False
        if self._keeps or self._wanted == table.place:
            table.rows.append(tuple(table.cells))
        self._counted += table.column
        if self._counted > MAX_CELLS:
            raise self._too_large(Text("单元格过多", "it has too many cells"))

    def _start_cell(self, table: _Table, said: dict[str, str]) -> None:
        self._end_cell(table)
        if not table.in_row:
            self._start_row(table, {})
        column = table.column + 1
        while table.taken.get(column, 0) >= table.row:
            column += 1
        if column > MAX_COLUMNS:
            raise self._too_large(Text("列数过多", "it has too many columns"))
        table.column = column
        table.cell, table.words, table.unseen = said, [], []

    def _end_cell(self, table: _Table) -> None:
        if table.cell is None:
            return
        said, table.cell = table.cell, None
        if self._unseen and self._unseen[2] >= len(self._open):
            self._unseen = None  # begun in this cell and never ended
        wide, tall = _span(said, "colspan", WIDEST), _span(said, "rowspan", TALLEST)
        wide = min(wide, MAX_COLUMNS - table.column + 1)
        if tall > 1:
            last = table.row + tall - 1
            table.taken |= dict.fromkeys(range(table.column, table.column + wide), last)
        if self._wanted is None:
            self._look_around(table, said, wide, tall)
        is_taken = self._keeps or self._wanted == table.place
        text = self._text(table, said) if is_taken else None
        if text is not None:
            table.cells += [None] * (table.column - 1 - len(table.cells)) + [text]
        table.column += wide - 1

    def _look_around(self, table: _Table, said: dict[str, str], wide: int, tall: int) -> None:
        """What the cell merges and hides."""
        if wide > 1 or tall > 1:
            bottom, right = table.row + tall - 1, table.column + wide - 1
            table.merges.append(Merge(table.row, table.column, bottom, right))
            if len(table.merges) > MAX_MERGES:
                raise self._too_large(Text("合并区域过多", "it has too many merged ranges"))
        if _is_unseen(said):
            table.unseen_columns.add(table.column)
        else:
            table.seen_columns.update(range(table.column, table.column + wide))
        unseen = _joined(table.unseen)
        if unseen:
            table.hidden.append((f"{column_letters(table.column)}{table.row}", unseen))

    def _text(self, table: _Table, said: dict[str, str]) -> str | None:
        """The text of a cell; Excel writes the number behind it as ``x:num``."""
        shown = _joined(table.words)
        number = stored_number(said["x:num"]) if said.get("x:num") else None
        if shown in ERRORS:
            self._warn("error-value", table)
        if number is None:
            return shown or None
        value, raw = number
        if is_damaged(value):
            self._warn("precision-lost", table)
            return Shown(raw, raw, "")
        return Shown(shown, raw, "") if shown else None

    def _warn(self, code: str, table: _Table) -> None:
        table.warnings.append((code, column_letters(table.column), table.row))

    def _where(self) -> Where:
        table = self._open[-1] if self._open else None
        if table is None:
            return Where(self._path.name)
        return Where(self._path.name, self.name(table.place), table.row)

    def _too_large(self, reason: Text) -> FileTooLarge:
        return FileTooLarge(self._where(), name=self._path.name, reason=reason)


def _is_unseen(said: dict[str, str]) -> bool:
    return bool(said) and ("hidden" in said or _UNSEEN.search(said.get("style", "")) is not None)


def _span(said: dict[str, str], name: str, most: int) -> int:
    """A span as browsers read it: what is no number, and 0, is 1."""
    if name not in said:
        return 1
    match = _COUNT.match(said[name])
    return min(max(int(match[1]) if match else 1, 1), most)


def _joined(words: list[str]) -> str:
    """Text as it is displayed: runs of white space are one space, paragraphs are lines."""
    text = "".join(words).strip(" ")
    if "  " in text or not text.isprintable():  # as marks, line breaks and U+00A0 are not
        text = _EDGES.sub("\n", _RUN.sub(" ", _BLOCKS.sub("\n", text))).strip(" \n")
        text = text.replace("\xa0", " ")
    return text if text.strip() else ""
