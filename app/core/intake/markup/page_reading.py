"""The tables of a web page, row by row, as the standard library's parser tells of them.

Source: HTML Living Standard 4.9 (tables), 15.3 (what is displayed).
"""

import re
from html.parser import HTMLParser

from app.core.errors import FileTooLarge, FileUnreadable, Where
from app.core.intake.column_letters import column_letters
from app.core.intake.content import Content
from app.core.intake.markup.page_table import PageTable, is_unseen, span
from app.core.intake.markup.page_text import EDGE, SPACES, joined
from app.core.intake.sheet import Merge
from app.core.model import Hidden
from app.core.text import Text

MAX_CUT = (
    1 << 16
)  # characters of a tag that the file ends in: the parser looks at its rest again and again
MAX_COLUMNS = 1 << 14
MAX_CELLS = 200_000_000  # of all tables, blanks between others included
MAX_MERGES = 1_000_000
MAX_NESTED, MAX_TABLES = 50, 2_000
WIDEST, TALLEST = 1_000, 65_534  # what browsers cut colspan and rowspan to

VOID = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr")
)
BLOCKS = frozenset(
    ("p", "div", "li", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "dt", "dd", "section")
)
SILENT = frozenset(("script", "style", "title", "template"))
STRUCTURE = frozenset(("table", "tr", "td", "th", "thead", "tbody", "tfoot", "colgroup", "col"))

_SHEET_NAME = re.compile(r"<x:Name>([^<]+)</x:Name>", re.IGNORECASE)


class PageReading(HTMLParser):
    """Follows a page: the rows of table ``wanted``, or (None) what lies around all rows.

    ``keeps``: the rows of all tables are kept on the way.
    """

    def __init__(self, path: Content, wanted: int | None, *, keeps: bool = False) -> None:
        super().__init__(convert_charrefs=True)
        self._path, self._wanted, self._keeps = path, wanted, keeps
        self.tables: list[PageTable] = []
        self.hidden: list[Hidden] = []
        self.is_done = False
        self._open: list[PageTable] = []
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
                self._add(EDGE)
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
            self._add(EDGE)
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
                data = SPACES.sub(" ", data.replace(EDGE, ""))
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
        elif not self._unseen and tag not in VOID and is_unseen(said):
            self._unseen = (tag, 1, len(self._open))

    def _end_outside(self) -> None:
        """What stands above a table is told with it, what stands below all with the last."""
        text = joined(self._outside)
        self._outside = []
        if text and self.tables:
            self.tables[-1].outside.append(f"{EDGE}{text}")
        unseen = joined(self._unseen_outside)
        if unseen and self._wanted is None:
            self.hidden.append(Hidden("white-text", self._path.name, unseen))
        for table in self.tables[-1:]:
            table.outside = [said for said in (joined(table.outside),) if said]

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
            table.columns = min(table.columns + span(said, "span", WIDEST), MAX_COLUMNS)
            if is_unseen(said):
                table.hidden_columns.update(range(first, table.columns + 1))
        elif tag == "tr":
            self._start_row(table, said)
        elif tag in ("td", "th"):
            self._start_cell(table, said)
        elif tag != "colgroup":
            self._end_row(table)
            table.is_group_unseen = is_unseen(said)

    def _start_table(self, said: dict[str, str]) -> None:
        if len(self._open) == MAX_NESTED or len(self.tables) == MAX_TABLES:
            raise self._too_large(Text("表格过多或嵌套过深", "too many tables, or nested too deep"))
        table = PageTable(len(self.tables))
        around = self._open[-1] if self._open else None
        if self._unseen or is_unseen(said) or (around and around.state != "visible"):
            table.state = "hidden"
        if not around:
            above, self._outside = joined(self._outside), []
            table.outside = [above, EDGE] if above else []
        self.tables.append(table)
        self._open.append(table)

    def _end_table(self, table: PageTable) -> None:
        self._end_row(table)
        table.outside = [said for said in (joined(table.outside),) if said]
        while table.rows and not any(table.rows[-1]):
            table.rows.pop()
        self._open.pop()
        if self._unseen and self._unseen[2] > len(self._open):
            self._unseen = None
        self.is_done = self.is_done or table.place == self._wanted

    def _start_row(self, table: PageTable, said: dict[str, str]) -> None:
        self._end_row(table)
        table.in_row = True
        table.row += 1
        table.column, table.cells = 0, []
        if table.is_group_unseen or is_unseen(said):
            table.hidden_rows.add(table.row)

    def _end_row(self, table: PageTable) -> None:
        if not table.in_row:
            return
        self._end_cell(table)
        table.in_row = False
        if self._keeps or self._wanted == table.place:
            table.rows.append(tuple(table.cells))
        self._counted += table.column
        if self._counted > MAX_CELLS:
            raise self._too_large(Text("单元格过多", "it has too many cells"))

    def _start_cell(self, table: PageTable, said: dict[str, str]) -> None:
        self._end_cell(table)
        if not table.in_row:
            self._start_row(table, {})
        column = table.next_column()
        if column > MAX_COLUMNS:
            raise self._too_large(Text("列数过多", "it has too many columns"))
        table.column = column
        table.cell, table.words, table.unseen = said, [], []

    def _end_cell(self, table: PageTable) -> None:
        if table.cell is None:
            return
        said, table.cell = table.cell, None
        if self._unseen and self._unseen[2] >= len(self._open):
            self._unseen = None  # begun in this cell and never ended
        wide, tall = span(said, "colspan", WIDEST), span(said, "rowspan", TALLEST)
        wide = min(wide, MAX_COLUMNS - table.column + 1)
        if tall > 1:
            table.take(wide, tall)
        if self._wanted is None:
            self._look_around(table, said, wide, tall)
        is_taken = self._keeps or self._wanted == table.place
        text = table.text(said) if is_taken else None
        if text is not None:
            table.cells += [None] * (table.column - 1 - len(table.cells)) + [text]
        table.column += wide - 1

    def _look_around(self, table: PageTable, said: dict[str, str], wide: int, tall: int) -> None:
        """What the cell merges and hides."""
        if wide > 1 or tall > 1:
            bottom, right = table.row + tall - 1, table.column + wide - 1
            table.merges.append(Merge(table.row, table.column, bottom, right))
            if len(table.merges) > MAX_MERGES:
                raise self._too_large(Text("合并区域过多", "it has too many merged ranges"))
        if is_unseen(said):
            table.unseen_columns.add(table.column)
        else:
            table.seen_columns.update(range(table.column, table.column + wide))
        unseen = joined(table.unseen)
        if unseen:
            table.hidden.append((f"{column_letters(table.column)}{table.row}", unseen))

    def _where(self) -> Where:
        table = self._open[-1] if self._open else None
        if table is None:
            return Where(self._path.name)
        return Where(self._path.name, self.name(table.place), table.row)

    def _too_large(self, reason: Text) -> FileTooLarge:
        return FileTooLarge(self._where(), name=self._path.name, reason=reason)
