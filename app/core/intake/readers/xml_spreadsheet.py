"""Excel 2003 "XML Spreadsheet" files, which other systems like to write and to name .xls.

One pass finds the sheets and what hides in them; another yields the rows of a sheet.
Source: Microsoft, XML Spreadsheet Reference (Office XP and 2003).
"""

from collections.abc import Iterator

from app.core.errors import FileTooLarge, FileUnreadable, Where
from app.core.intake.archive import BLOCK
from app.core.intake.content import Content
from app.core.intake.markup.kind import kind
from app.core.intake.markup.stream import feed
from app.core.intake.sheet import (
    NO_WISH,
    Notices,
    Row,
    Sheet,
    Signature,
    Wish,
    Workbook,
    readers,
)
from app.core.intake.spreadsheet_2003.reading import Page, Reading
from app.core.jobs import Job
from app.core.text import Text

MAX_CELLS = 200_000_000  # cells yielded by one sheet, blanks between others included


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
        survey = Reading(path, notices, None)
        for _ in _fed(path, survey, job):
            pass
        if not survey.pages:
            raise FileUnreadable(name=path.name, reason=Text("没有工作表", "it has no worksheet"))
        sheets = tuple(_sheet(path, job, notices, page, n) for n, page in enumerate(survey.pages))
        return Workbook("xml_spreadsheet", sheets, notices, hidden=tuple(survey.hidden))


def _fed(path: Content, reading: Reading, job: Job) -> Iterator[None]:
    with path.open("rb") as file:
        size = file.seek(0, 2)
        file.seek(0)
        for read in feed(iter(lambda: file.read(BLOCK), b""), reading, path):
            job.report(read, size)
            yield


def _sheet(path: Content, job: Job, notices: Notices, page: Page, place: int) -> Sheet:
    def rows() -> Iterator[Row]:
        if not page.is_filled:
            return
        reading = Reading(path, notices, place)
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
