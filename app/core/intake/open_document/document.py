"""The parts of an OpenDocument spreadsheet, be it an archive or one flat file."""

from collections.abc import Iterator

from app.core.errors import FileProtected
from app.core.intake.archive import BLOCK, check_archive, part_blocks, part_names, part_size
from app.core.intake.content import Content
from app.core.intake.markup.kind import kind
from app.core.intake.markup.open_document_rows import NEEDS, RUN
from app.core.intake.markup.plain_rows import PlainRows
from app.core.intake.markup.stream import Element, feed, small_part
from app.core.intake.open_document.reading import Reading
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

    def read(self, reading: Reading) -> Iterator[None]:
        """Feed the content to ``reading``, a block at a time."""
        blocks = _blocks(self.path) if self._is_flat else part_blocks(self.path, CONTENT)
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

    def _small(self, part: str) -> list[Element]:
        return small_part(part_blocks(self.path, part), self.path) if part in self._parts else []

    def _refuse_encrypted(self) -> None:
        manifest = self._small(MANIFEST)
        if SEALED in self._parts or any(e.name == "encryption-data" for e in manifest):
            raise FileProtected(name=self.path.name)


def _blocks(path: Content) -> Iterator[bytes]:
    with path.open("rb") as file:
        while block := file.read(BLOCK):
            yield block
