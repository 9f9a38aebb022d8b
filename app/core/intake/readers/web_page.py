"""Tables in web pages, which many systems offer as "Excel" and name .xls.

Each ``<table>`` is a sheet, also one inside another's cell. What a browser does not show is kept
apart as hidden. Small pages are kept in memory; large ones are read anew for each table.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from app.core.errors import EncodingUnknown, FileTooLarge, RecordsMissing
from app.core.intake.content import Content, size_of
from app.core.intake.encoding.decide import is_text, survey
from app.core.intake.encoding.text_file import encoding_of, open_text
from app.core.intake.markup.kind import kind
from app.core.intake.markup.page_reading import PageReading
from app.core.intake.markup.stream import text_codec
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

BLOCK = 1 << 16  # characters read at a time
MAX_TAG = 1 << 22  # characters of one tag, comment or style sheet
MAX_STREAMED = 100  # tables of a page that is read anew for each
SMALL = 1 << 22  # bytes of a page that is kept in memory

NO_TABLE = Text("网页中没有表格", "it has no table")
UNFINISHED = Text(
    "网页没有结束标记，文件可能不完整，请核对行数",
    "The page has no end; it may be cut short, so check the number of rows",
)

_CHARSET = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)


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
            raise RecordsMissing(name=path.name, reason=NO_TABLE)
        return book


def tables_of(path: Content, job: Job, wish: Wish, notices: Notices) -> Workbook:
    """The tables of a page, if there are any. Raises what :meth:`Reader.open` raises."""
    page = _Page(path, _encoding(path, wish, job), wish, job)
    is_small = size_of(path) <= SMALL
    found = PageReading(path, None, keeps=is_small)
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

    def read(self, reading: PageReading) -> Iterator[None]:
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


def _sheet(page: _Page, notices: Notices, found: PageReading, place: int, is_small: bool) -> Sheet:
    table, name = found.tables[place], found.name(place)

    def rows() -> Iterator[Row]:
        for code, column, row in table.warnings:
            notices.add(code, name, column, row)
        if is_small:
            yield from table.rows
            return
        reading = PageReading(page.path, place)
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
