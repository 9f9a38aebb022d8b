"""The parts of an OpenDocument spreadsheet, be it an archive or one flat file."""

from collections.abc import Iterator

from app.core.errors import FileProtected
from app.core.intake.archive import BLOCK, check_archive, part_blocks, part_names, part_size
from app.core.intake.content import Content
from app.core.intake.markup.kind import kind
from app.core.intake.markup.open_document_rows import NEEDS, RUN
from app.core.intake.markup.plain_rows import PlainRows
from app.core.intake.markup.stream import Element, feed, small_part
from app.core.intake.open_document.page_starts import PageStarts
from app.core.intake.open_document.reading import Reading
from app.core.intake.sheet import Notices
from app.core.intake.signature import HEAD
from app.core.jobs import Job
from app.core.model import Hidden
from app.core.text import Text

CONTENT, MANIFEST, SEALED = "content.xml", "META-INF/manifest.xml", "encrypted-package"
PROPERTIES = (
    "title", "subject", "initial-creator", "creator", "keyword", "description",
)  # fmt: skip


class Document:
    """The parts of a document, be it an archive or one flat file."""

    def __init__(self, path: Content, job: Job) -> None:
        self.path, self._job = path, job
        with path.open("rb") as file:
            self._is_flat = kind(file.read(HEAD)) == "open-document"
            self._size = file.seek(0, 2)
        self._parts: frozenset[str] = frozenset()
        if not self._is_flat:
            check_archive(path)
            self._parts = part_names(path)
            self._refuse_encrypted()
            self._size = part_size(path, CONTENT)
        self._starts = PageStarts(PlainRows(RUN, NEEDS))
        self._skips = False

    def survey(self, notices: Notices) -> Reading:
        """What lies around the rows of all sheets."""
        survey = Reading(self.path, notices, None)
        for _ in self._fed(self._starts.watched(self._content()), survey):
            pass
        self._skips = self._starts.are_of(len(survey.pages))
        return survey

    def page(self, notices: Notices, place: int) -> Iterator[Reading]:
        """The reading of sheet ``place``, counted from 0, each time that it has gone on; after :meth:`survey`."""
        content = self._content()
        if self._skips:
            content, place = self._starts.from_page(content, place), 0
        reading = Reading(self.path, notices, place)
        for _ in self._fed(content, reading):
            yield reading
            if reading.is_done:
                return

    def _content(self) -> Iterator[bytes]:
        return _blocks(self.path) if self._is_flat else part_blocks(self.path, CONTENT)

    def _fed(self, blocks: Iterator[bytes], reading: Reading) -> Iterator[None]:
        plain = PlainRows(RUN, NEEDS, reading.plain_rows)
        for read in feed(blocks, reading, self.path, plain):
            self._job.report(read, self._size)
            yield

    def properties(self) -> Iterator[Hidden]:
        for element in self._small("meta.xml"):
            if element.name in PROPERTIES and element.text.strip():
                yield Hidden("property", element.name, element.text)

    def headers_and_footers(self) -> Iterator[tuple[Text, str]]:
        """What prints on every page: the only text that the styles hold."""
        for element in self._small("styles.xml"):
            if element.name in ("p", "span") and element.text.strip():
                yield Text("页眉页脚", "header or footer"), element.text.strip()

    def _small(self, part: str, *, may_name_type: bool = False) -> list[Element]:
        if part not in self._parts:
            return []
        blocks = part_blocks(self.path, part)
        return small_part(blocks, self.path, may_name_type=may_name_type)

    def _refuse_encrypted(self) -> None:
        # OpenOffice up to 3.1 names the document type of its manifest, which lies in no package.
        manifest = self._small(MANIFEST, may_name_type=True)
        if SEALED in self._parts or any(e.name == "encryption-data" for e in manifest):
            raise FileProtected(name=self.path.name)


def _blocks(path: Content) -> Iterator[bytes]:
    with path.open("rb") as file:
        while block := file.read(BLOCK):
            yield block
