"""DCAT 3 as Turtle, in the terms of DCAT-AP 3."""

from app.core.catalog.format import formats
from app.core.model import Entry, PackedFile
from app.core.text import Text


@formats.register
class DcatTurtleFormat:
    id = "dcat-turtle"
    title = Text("DCAT（Turtle）", "DCAT (Turtle)")
    version = "1"
    file_name = "dcat.ttl"

    def render(self, entry: Entry, files: tuple[PackedFile, ...]) -> bytes:
        from app.core.catalog.dcat import dcat_graph

        return dcat_graph(entry, files).serialize(format="turtle", encoding="utf-8")
