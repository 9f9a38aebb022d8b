"""No output carries what hides in its source, whichever writer writes it."""

import zipfile
from pathlib import Path

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.styles import Font
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation

from app.core.intake.table import import_file
from app.core.intake.writer import write_table, writers
from app.core.jobs import Job
from tests.core.intake.hidden.packages import BOOK_RELS, SHEET_RELS, packed, parts_of, tie
from tests.core.intake.hidden.pictures import jpeg
from tests.core.intake.hidden.vba_project import project_file

TOKEN = "ZX9PLANTED"


def planted(folder: Path) -> Path:
    """A workbook with the token in every place that is not a visible cell of its table."""
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (["名称", "数量"], ["甲", 1], ["乙", 2], ["丙", 3]):
        sheet.append(row)
    sheet["A2"].comment = Comment(TOKEN, TOKEN)
    sheet["A3"].hyperlink = f"http://example.cn/{TOKEN}"
    sheet["A3"].font = Font(color="FFFFFFFF")
    sheet.oddHeader.center.text = TOKEN
    sheet.append([TOKEN, 9])
    sheet.row_dimensions[5].hidden = True
    rule = DataValidation(type="list", formula1=f'"{TOKEN}"', prompt=TOKEN)
    rule.add("B2:B4")
    sheet.add_data_validation(rule)
    hidden = book.create_sheet(f"表{TOKEN}")
    hidden.append([TOKEN, TOKEN])
    hidden.sheet_state = "veryHidden"
    book.defined_names["价目"] = DefinedName("价目", attr_text=f'"{TOKEN}"')
    book.properties.creator = book.properties.title = book.properties.keywords = TOKEN
    parts = parts_of(book, folder)
    tie(parts, BOOK_RELS, "vbaProject", "vbaProject.bin")
    parts["xl/vbaProject.bin"] = project_file({"M": f'x = "{TOKEN}"'})
    tie(parts, SHEET_RELS, "image", "../media/image1.jpeg")
    parts["xl/media/image1.jpeg"] = jpeg(tail=TOKEN.encode())
    parts["customXml/item1.xml"] = f"<a>{TOKEN}</a>".encode()
    parts["xl/printerSettings/printerSettings1.bin"] = TOKEN.encode("utf-16-le")
    return packed(parts, folder)


@pytest.mark.parametrize("id", sorted(writers.all()))
def test_no_planted_word_reaches_an_output(id: str, tmp_path: Path) -> None:
    table = import_file(planted(tmp_path), Job())
    path = tmp_path / f"out.{id}"
    write_table(table.data, path, Job())
    content = path.read_bytes()
    assert "甲".encode() in content or zipfile.is_zipfile(path) or id == "parquet"
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            content += b"".join(archive.read(name) for name in archive.namelist())
    for encoding in ("utf-8", "utf-16-le", "gb18030"):
        assert TOKEN.encode(encoding) not in content
