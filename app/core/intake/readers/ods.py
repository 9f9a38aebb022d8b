"""OpenDocument spreadsheets (.ods, and the flat .fods) of LibreOffice, WPS and others.

One pass finds the sheets and what hides in them; another yields the rows of a sheet. Both are
streams: a row that says "repeated a million times" is kept once.
"""

from collections.abc import Iterator

from app.core.errors import FileTooLarge, FileUnreadable, Where
from app.core.intake.content import Content
from app.core.intake.markup.kind import kind
from app.core.intake.open_document.document import CONTENT, SEALED, Document
from app.core.intake.open_document.reading import Reading
from app.core.intake.sheet import NO_WISH, Notices, Row, Sheet, Signature, Wish, Workbook, readers
from app.core.jobs import Job
from app.core.text import Text

MAX_CELLS = 200_000_000  # cells yielded by one sheet, blanks between others included


@readers.register
class OdsReader:
    """Own reader: the text as it was displayed, with the value behind it."""

    id = "ods"
    title = Text("OpenDocument 电子表格", "OpenDocument spreadsheet")
    version = "1"
    last_resort = False

    def accepts(self, signature: Signature) -> bool:
        if signature.is_zip:
            return bool(signature.parts & {CONTENT, SEALED})
        return kind(signature.head) == "open-document"

    def open(self, path: Content, job: Job, wish: Wish = NO_WISH) -> Workbook:
        document = Document(path, job)
        notices = Notices()
        survey = Reading(path, notices, None)
        for _ in document.read(survey):
            pass
        if not survey.pages:
            raise FileUnreadable(name=path.name, reason=Text("没有工作表", "it has no worksheet"))
        printed = tuple(document.headers_and_footers())
        sheets = tuple(
            _sheet(document, notices, survey, place, printed) for place in range(len(survey.pages))
        )
        return Workbook("ods", sheets, notices, hidden=(*document.properties(), *survey.hidden))


def _sheet(
    document: Document,
    notices: Notices,
    survey: Reading,
    place: int,
    printed: tuple[tuple[Text, str], ...],
) -> Sheet:
    page = survey.pages[place]

    def rows() -> Iterator[Row]:
        if not page.height:
            return
        reading = Reading(document.path, notices, place)
        done = cells = 0
        for _ in document.read(reading):
            for number, row, repeated in reading.taken():
                cells += len(row) * repeated
                if cells > MAX_CELLS:
                    reason = Text("单元格过多", "it has too many cells")
                    name = document.path.name
                    raise FileTooLarge(Where(name, page.name, number + 1), name=name, reason=reason)
                for _ in range(number - done):
                    yield ()
                for _ in range(repeated):
                    yield row
                done = number + repeated
            if reading.is_done:
                return

    hidden_rows = (
        range(first + 1, min(behind, page.height) + 1) for first, behind in page.hidden_rows
    )
    return Sheet(
        name=page.name,
        state="hidden" if page.style in survey.hidden_styles else "visible",
        rows=rows,
        merges=tuple(page.merges),
        hidden_rows=frozenset(number for some in hidden_rows for number in some),
        hidden_columns=frozenset(page.hidden_columns),
        hidden=tuple(page.hidden),
        surroundings=(*((Text.plain(page.name), text) for text in page.seen), *printed),
    )
