"""Web pages in one file (MHTML), which Excel offers to save a workbook as and some systems name .xls.

A message of several parts: each sheet is a page of its own, beside a page of frames that names
them. Source: RFC 2557 (MHTML), RFC 2045 (MIME).
"""

import email.parser
import email.policy
import re
from collections.abc import Iterator

from app.core.errors import FileTooLarge, RecordsMissing
from app.core.intake.content import Content, Held
from app.core.intake.encoding.decide import is_text
from app.core.intake.readers.web_page import NO_TABLE, tables_of
from app.core.intake.sheet import (
    NO_WISH,
    Notices,
    Signature,
    Wish,
    Workbook,
    readers,
)
from app.core.jobs import Job
from app.core.text import Text

MAX_SIZE = 64 << 20  # bytes; a message is held in memory, encoded and decoded
MAX_PAGES = 300

# Header fields from the first byte on, one of which says what follows.
_FIELDS = rb"\s*(?:[!-9;-~]+:[^\n]*\n(?:[ \t][^\n]*\n)*)*?"
_MESSAGE = re.compile(_FIELDS + rb"Content-Type:\s*(?:multipart/related|text/html)", re.IGNORECASE)


@readers.register
class WebArchiveReader:
    """The tables of all pages in the message, in its order."""

    id = "web_archive"
    title = Text("单个文件网页", "web page in one file")
    version = "1"
    last_resort = False

    def accepts(self, signature: Signature) -> bool:
        return _MESSAGE.match(signature.head) is not None and is_text(signature.head)

    def open(self, path: Content, job: Job, wish: Wish = NO_WISH) -> Workbook:
        notices = Notices()
        books = [tables_of(page, job, wish, notices) for page in _pages(path)]
        sheets = tuple(sheet for book in books for sheet in book.sheets)
        if not sheets:
            raise RecordsMissing(name=path.name, reason=NO_TABLE)
        encoding = next(book.encoding for book in books if book.sheets)
        hidden = tuple(item for book in books for item in book.hidden)
        return Workbook("web_archive", sheets, notices, encoding, hidden)


def _pages(path: Content) -> Iterator[Held]:
    """The pages of a message, each under the file's name. Raises FileTooLarge."""
    with path.open("rb") as file:
        data = file.read(MAX_SIZE + 1)
    if len(data) > MAX_SIZE:
        raise FileTooLarge(name=path.name, reason=Text("文件过大", "the file is too large"))
    message = email.parser.BytesParser(policy=email.policy.compat32).parsebytes(data.lstrip())
    pages = [part for part in message.walk() if part.get_content_type() == "text/html"]
    if len(pages) > MAX_PAGES:
        raise FileTooLarge(name=path.name, reason=Text("网页过多", "it has too many pages"))
    for part in pages:
        page = part.get_payload(decode=True)
        if isinstance(page, bytes) and page:
            yield Held(path.name, page)
