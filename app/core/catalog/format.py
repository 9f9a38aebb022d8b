"""What every export format of the catalog offers."""

from dataclasses import replace
from typing import Protocol

from app.core.catalog import schema
from app.core.errors import EntryInvalid
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
        """The whole document. The entry has every field of the schema, be it blank."""


formats: Registry[CatalogFormat] = Registry(
    "formats", Text("目录格式", "catalog format"), "app.core.catalog.formats"
)


def render(id: str, entry: Entry, files: tuple[PackedFile, ...] = ()) -> bytes:
    """An entry in a format, also one that is not yet filled in.

    Raises PluginUnknown, and EntryInvalid for items of a type that the Guide does not know.
    """
    unknown = [f"items.{item.name}" for item in entry.items if item.type not in schema.item_types()]
    if unknown:
        raise EntryInvalid(count=len(unknown), fields=", ".join(unknown))
    blank = {field.id: "" for field in schema.fields()}
    return formats.get(id).render(replace(entry, fields=blank | entry.fields), files)
