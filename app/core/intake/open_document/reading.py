"""The sheets of an OpenDocument spreadsheet, row by row, as the parser tells of them.

Source: OASIS OpenDocument 1.3 Part 3, section 9.1 (tables).
"""

from collections.abc import Callable
from typing import Literal, TypeVar

from app.core.errors import FileTooLarge, FileUnreadable, Where
from app.core.intake.column_letters import column_letters
from app.core.intake.content import Content
from app.core.intake.markup.open_document_rows import (
    CELLS,
    DRAW,
    KIND,
    OFFICE,
    PARAGRAPHS,
    REPEATED,
    ROW_END,
    STYLE,
    TABLE,
    WORDS,
    Looks,
    count,
)
from app.core.intake.markup.plain_rows import unescaped
from app.core.intake.open_document.cell_text import (
    NumberUnreadable,
    Valued,
    number_text,
    value_text,
)
from app.core.intake.open_document.page import Page
from app.core.intake.open_document.white_space import BREAK, SPACE, TAB, displayed
from app.core.intake.sheet import Merge, Notices, Row
from app.core.model import Hidden
from app.core.text import Text

T = TypeVar("T")

MAX_ROWS, MAX_COLUMNS = 1 << 20, 1 << 14
MAX_MERGES = 1_000_000
MAX_SHEETS = 2_000  # each is found anew from the start of the file


class Reading:
    """Follows a document: the rows of sheet ``wanted``, or (None) what lies around all rows.

    Text outside cells (notes, shapes, tracked changes) is an *aside*: its paragraphs are taken
    together, whatever elements stand between.
    """

    def __init__(self, path: Content, notices: Notices, wanted: int | None) -> None:
        self._path, self._notices, self._wanted = path, notices, wanted
        self.pages: list[Page] = []
        self.hidden: list[Hidden] = []
        self.hidden_styles: set[str] = set()
        self.is_done = False
        self._rows: list[tuple[int, Row, int]] = []
        self._style = ""
        self._page: Page | None = None
        self._row = self._column = 0  # of the cell at hand, from 0
        self._row_attributes: dict[str, str] = {}
        self._cells: list[str | None] = []
        self._spans: list[tuple[int, int, int]] = []  # column, rows, columns
        self._is_filled = False
        self._cell: dict[str, str] | None = None
        self._is_covered = False
        self._words: list[str] = []  # the paragraphs of the cell
        self._paragraph: list[str] | None = None
        self._spaces = 0
        self._aside = ""
        self._aside_depth = 0
        self._aside_words: list[str] = []
        self._looks: dict[tuple[str, str], Looks] = {}

    def taken(self) -> list[tuple[int, Row, int]]:
        """The rows read since the last call: number from 0, cells, times repeated."""
        rows, self._rows = self._rows, []
        return rows

    def _too_large(self, reason: Text) -> FileTooLarge:
        return FileTooLarge(self._where(), name=self._path.name, reason=reason)

    def _where(self) -> Where:
        return Where(self._path.name, self._page.name if self._page else None, self._row + 1)

    @property
    def _is_taking(self) -> bool:
        """Whether the rows at hand are the ones that are wanted."""
        return self._wanted == len(self.pages) - 1

    # ── what the parser tells ────────────────────────────────────────────────────────────────

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if self._aside_depth:
            self._aside_depth += 1
        elif name in _STARTS and not (name == _TABLE and self._page):
            _STARTS[name](self, attributes)
            return
        elif name in _ASIDES or name == _TABLE or name.startswith(DRAW):
            self._aside, self._aside_depth = _ASIDES.get(name, "shape"), 1
            self._aside_words = []
        if name in _PARAGRAPHS:
            self._paragraph = []
        elif name in _WHITE:
            self._add_white(name, attributes)

    def end(self, name: str) -> None:
        if not self._aside_depth and name in _ENDS:
            _ENDS[name](self)
            return
        if name in _PARAGRAPHS and self._paragraph is not None:
            self._end_paragraph()
        if self._aside_depth:
            self._aside_depth -= 1
            if not self._aside_depth:
                self._end_aside()

    def text(self, data: str) -> None:
        if self._paragraph is not None:
            self._paragraph.append(data)

    def plain_rows(self, run: str) -> None:
        """Rows with nothing special about them, as they are written."""
        if self._aside_depth:  # a table in a cell of another
            self._aside_words += [displayed(unescaped(words)) for words in PARAGRAPHS.findall(run)]
        elif self._page and self._is_taking:
            self._take_plain(run, self._page)
        elif self._page:
            filled = max(run.rfind("<text:p>"), run.rfind(" office:value-type="))
            if filled >= 0:
                self._fill(self._page, self._row + run.count(ROW_END, 0, filled) + 1)
            self._row += run.count(ROW_END)

    def _take_plain(self, run: str, page: Page) -> None:
        is_spaced, is_escaped = "  " in run or not run.isprintable(), "&" in run
        cells: list[str | None] = []
        self._column = 0
        for before, value, after, words, end in CELLS.findall(run):
            if end:
                if cells:
                    self._fill(page, self._row + 1)
                    self._rows.append((self._row, tuple(cells), 1))
                self._row += 1
                self._column, cells = 0, []
                continue
            looks = self._looks.get((before, after))
            if looks is None:
                looks = self._looks[before, after] = Looks(before, after)
            shown = displayed(words) if is_spaced else words.lstrip(" ")
            if is_escaped:
                shown = unescaped(shown)
            if looks.is_number and value:
                text: str | None = self._number(value, shown)
            elif looks.is_text:
                text = shown or None
            else:
                self._words = [shown] if shown else []
                text = self._value(looks.with_value(value))
            if text is not None:
                if self._column + looks.repeated > MAX_COLUMNS:
                    raise self._too_large(Text("列数过多", "it has too many columns"))
                blanks = self._column - len(cells)
                cells += [None] * blanks + [text] * looks.repeated
            self._column += looks.repeated

    def _fill(self, page: Page, behind: int) -> None:
        """A sheet reaches down to a row with something in it."""
        if behind > MAX_ROWS:
            raise self._too_large(Text("行数过多", "it has too many rows"))
        page.height = behind

    # ── paragraphs and asides ────────────────────────────────────────────────────────────────

    def _add_white(self, name: str, attributes: dict[str, str]) -> None:
        if self._paragraph is None:
            return
        times = count(attributes, f"{WORDS}c") if name == f"{WORDS}s" else 1
        self._spaces += times
        if self._spaces > MAX_SPACES:
            raise self._too_large(Text("单元格中空格过多", "a cell has too many spaces"))
        self._paragraph.append(_WHITE[name] * times)

    def _end_paragraph(self) -> None:
        text = displayed("".join(self._paragraph or ()))
        self._paragraph = None
        (self._aside_words if self._aside_depth else self._words).append(text)

    def _end_aside(self) -> None:
        text = "\n".join(word for word in self._aside_words if word)
        self._paragraph = None
        if self._wanted is not None or not text:
            return
        if self._aside == "shape" and self._page:
            self._page.seen.append(text)
        elif self._aside == "comment" and self._page:
            self._page.hidden.append(Hidden("comment", self._place(), text))
        elif self._aside in ("revision", "validation"):
            kind: Literal["revision", "validation"] = (
                "revision" if self._aside == "revision" else "validation"
            )
            self.hidden.append(Hidden(kind, self._path.name, text))

    def _place(self) -> str:
        name = self._page.name if self._page else ""
        return f"{name}!{column_letters(min(self._column, MAX_COLUMNS - 1) + 1)}{self._row + 1}"

    # ── styles, tables, rows ─────────────────────────────────────────────────────────────────

    def _start_style(self, attributes: dict[str, str]) -> None:
        self._style = attributes.get(f"{STYLE}name", "")

    def _start_table_properties(self, attributes: dict[str, str]) -> None:
        if attributes.get(f"{TABLE}display") == "false":
            self.hidden_styles.add(self._style)

    def _start_name(self, attributes: dict[str, str]) -> None:
        if self._wanted is None:
            self.hidden.append(Hidden("name", attributes.get(f"{TABLE}name", ""), ""))

    def _start_table(self, attributes: dict[str, str]) -> None:
        if len(self.pages) == MAX_SHEETS:
            raise self._too_large(Text("工作表过多", "it has too many sheets"))
        name = attributes.get(f"{TABLE}name", "")
        self._page = Page(name, attributes.get(f"{TABLE}style-name", ""))
        self.pages.append(self._page)
        self._row = self._column = 0

    def _end_table(self) -> None:
        self.is_done = self._is_taking
        self._page = None

    def _start_column(self, attributes: dict[str, str]) -> None:
        behind = self._column + count(attributes, f"{TABLE}number-columns-repeated")
        if self._page and attributes.get(f"{TABLE}visibility") in _UNSEEN:
            last = min(behind, MAX_COLUMNS)
            self._page.hidden_columns.update(range(self._column + 1, last + 1))
        self._column = behind

    def _start_row(self, attributes: dict[str, str]) -> None:
        self._row_attributes = attributes
        self._column, self._cells, self._spans, self._is_filled = 0, [], [], False

    def _end_row(self) -> None:
        if not self._page:
            return
        attributes = self._row_attributes
        repeated = count(attributes, f"{TABLE}number-rows-repeated")
        behind = self._row + repeated
        if self._is_filled:
            self._fill(self._page, behind)
            if self._is_taking:
                self._rows.append((self._row, tuple(self._cells), repeated))
        if attributes.get(f"{TABLE}visibility") in _UNSEEN:
            self._page.hidden_rows.append((self._row, behind))
        if self._wanted is None and (self._is_filled or repeated == 1):
            self._add_merges(self._page, repeated)
        self._row = behind

    def _add_merges(self, page: Page, repeated: int) -> None:
        if len(page.merges) + len(self._spans) * repeated > MAX_MERGES:
            raise self._too_large(Text("合并区域过多", "it has too many merged ranges"))
        for column, rows, columns in self._spans:
            for top in range(self._row + 1, self._row + repeated + 1):
                page.merges.append(Merge(top, column + 1, top + rows - 1, column + columns))

    # ── cells ────────────────────────────────────────────────────────────────────────────────

    def _start_cell(self, attributes: dict[str, str]) -> None:
        self._cell, self._is_covered = attributes, False
        self._words, self._spaces = [], 0

    def _start_covered(self, attributes: dict[str, str]) -> None:
        self._start_cell(attributes)
        self._is_covered = True

    def _end_cell(self) -> None:
        attributes, self._cell = self._cell or {}, None
        repeated = count(attributes, REPEATED)
        if self._is_taking or self._is_covered:
            text = self._value(attributes)
        else:  # it matters only whether there is any, not what
            text = "".join(self._words) or attributes.get(KIND)
        if text is not None and text != "" and not self._is_covered:
            behind = self._column + repeated
            if behind > MAX_COLUMNS:
                raise self._too_large(Text("列数过多", "it has too many columns"))
            self._is_filled = True
            if self._is_taking:
                self._cells += [None] * (self._column - len(self._cells)) + [text] * repeated
        elif text and self._wanted is None and self._page:
            # Excel and LibreOffice keep what a merge has covered.
            self._page.hidden.append(Hidden("white-text", self._place(), text))
        rows = count(attributes, _TALL)
        columns = count(attributes, _WIDE)
        if rows > 1 or columns > 1:
            bottom, right = min(rows, MAX_ROWS), min(columns, MAX_COLUMNS)
            self._spans.append((self._column, bottom, right))
        self._column += repeated

    def _value(self, attributes: dict[str, str]) -> str | None:
        shown = "\n".join(self._words).strip("\n") if self._words else ""
        return self._told(value_text, attributes, shown)

    def _number(self, stored: str, shown: str) -> str | None:
        return self._told(number_text, stored, shown)

    def _told(self, text_of: Callable[[T, str], Valued], stored: T, shown: str) -> str | None:
        """The text of a cell, with what there is to warn of."""
        try:
            text, warning = text_of(stored, shown)
        except NumberUnreadable:
            reason = Text("数值无法解读", "a number cannot be read")
            raise FileUnreadable(self._where(), name=self._path.name, reason=reason) from None
        if warning:
            self._warn(warning)
        return text

    def _warn(self, code: str) -> None:
        if self._is_taking and self._page and not self._is_covered:
            letters = column_letters(min(self._column, MAX_COLUMNS - 1) + 1)
            self._notices.add(code, self._page.name, letters, self._row + 1)


MAX_SPACES = 1_000_000  # in one cell
_TABLE = f"{TABLE}table"
_TALL, _WIDE = f"{TABLE}number-rows-spanned", f"{TABLE}number-columns-spanned"
_UNSEEN = ("collapse", "filter")
_PARAGRAPHS = frozenset((f"{WORDS}p", f"{WORDS}h"))
_WHITE = {f"{WORDS}s": SPACE, f"{WORDS}tab": TAB, f"{WORDS}line-break": BREAK}
_ASIDES = {
    f"{OFFICE}annotation": "comment",
    f"{TABLE}tracked-changes": "revision",
    f"{TABLE}content-validations": "validation",
    f"{TABLE}shapes": "shape",
    f"{OFFICE}forms": "shape",
    f"{TABLE}dde-links": "copy",
}
_STARTS: dict[str, Callable[[Reading, dict[str, str]], None]] = {
    f"{STYLE}style": Reading._start_style,
    f"{STYLE}table-properties": Reading._start_table_properties,
    f"{TABLE}named-range": Reading._start_name,
    f"{TABLE}named-expression": Reading._start_name,
    _TABLE: Reading._start_table,
    f"{TABLE}table-column": Reading._start_column,
    f"{TABLE}table-row": Reading._start_row,
    f"{TABLE}table-cell": Reading._start_cell,
    f"{TABLE}covered-table-cell": Reading._start_covered,
}
_ENDS: dict[str, Callable[[Reading], None]] = {
    _TABLE: Reading._end_table,
    f"{TABLE}table-row": Reading._end_row,
    f"{TABLE}table-cell": Reading._end_cell,
    f"{TABLE}covered-table-cell": Reading._end_cell,
}
