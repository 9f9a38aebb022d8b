"""What every export format of the catalog offers."""

from typing import Protocol

from app.core.model import Entry, PackedFile
from app.core.registry import Registry
from app.core.text import Text


class CatalogFormat(Protocol):
    """Renders an entry, with the files that it describes, for another system."""

    id: str
    title: Text
    version: str
    file_name: str

    def render(self, entry: Entry, files: tuple[PackedFile, ...]) -> bytes:
        """The whole document."""


formats: Registry[CatalogFormat] = Registry(
    "formats", Text("目录格式", "catalog format"), "app.core.catalog.formats"
)
