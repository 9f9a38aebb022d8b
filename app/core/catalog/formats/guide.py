"""The Guide's own table, with a second sheet for what it has no column for."""

from app.core.catalog.format import formats
from app.core.model import Entry, PackedFile
from app.core.text import Text


@formats.register
class GuideFormat:
    """Read again it gives the same entry."""

    id = "guide"
    title = Text("《编制指南》目录表（Excel）", "the Guide's catalog table (Excel)")
    version = "1"
    file_name = "catalog-guide.xlsx"

    def render(self, entry: Entry, files: tuple[PackedFile, ...]) -> bytes:
        from app.core.catalog.workbook.grid_writer import write_grid

        return write_grid([entry])
