"""Excel binary workbooks (.xlsb): BIFF12 records in a zip archive.

The records are read one by one, so memory holds the shared strings and one row, never a sheet.
"""

from app.core.errors import FileUnreadable
from app.core.intake.archive import check_archive, part_names
from app.core.intake.biff12.records import BOOK
from app.core.intake.content import Content
from app.core.intake.sheet import NO_WISH, Signature, Wish, Workbook, readers
from app.core.jobs import Job
from app.core.text import Text


@readers.register
class XlsbReader:
    """Own reader: no library tells number formats, hidden rows and comments of this format."""

    id = "xlsb"
    title = Text("Excel 二进制工作簿", "Excel binary workbook")
    version = "1"
    last_resort = False

    def accepts(self, signature: Signature) -> bool:
        return signature.is_zip and BOOK in signature.parts

    def open(self, path: Content, job: Job, wish: Wish = NO_WISH) -> Workbook:
        from app.core.intake.biff12.book import Book, properties
        from app.core.intake.biff12.sheet import BinarySheet

        check_archive(path)
        parts = part_names(path)
        book = Book(path, parts, job)
        sheets = tuple(
            BinarySheet(book, name, state, part).view() for name, state, part in book.sheets
        )
        if not sheets:
            raise FileUnreadable(name=path.name, reason=Text("没有工作表", "it has no worksheet"))
        hidden = (*properties(path, parts), *book.names)
        return Workbook("xlsb", sheets, book.notices, hidden=hidden)
