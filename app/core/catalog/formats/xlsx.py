"""The workbook that platforms import, with a third sheet for what its template cannot hold."""

from app.core.catalog.format import formats
from app.core.model import Entry, PackedFile
from app.core.text import Text


@formats.register
class XlsxFormat:
    """Read again it gives the same entry."""

    id = "xlsx"
    title = Text("目录导入表（Excel）", "catalog workbook (Excel)")
    version = "1"
    file_name = "catalog.xlsx"

    def render(self, entry: Entry, files: tuple[PackedFile, ...]) -> bytes:
        from app.core.catalog.workbook.writer import write_workbook

        return write_workbook([entry])
