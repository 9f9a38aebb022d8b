"""What hides in a flat OpenDocument spreadsheet: the same as in a package, all in one file."""

import base64
from pathlib import Path

from app.core.intake.hidden.concealed import UNREAD
from app.core.intake.hidden.flat_document import hidden_in_flat_document
from app.core.intake.table import inspect_file
from app.core.jobs import Job
from tests.core.intake.hidden.packages import texts, told
from tests.core.intake.hidden.pictures import jpeg
from tests.core.intake.hidden.test_open_document import NAMES

BEFORE = (
    "<office:meta><meta:initial-creator>张三</meta:initial-creator></office:meta>"
    "<office:settings><config:config-item config:name='PrinterName'>局办打印机</config:config-item>"
    "</office:settings>"
    "<office:scripts><office:script><module name='甲'><source>x = 口令</source></module>"
    "</office:script></office:scripts>"
    "<office:automatic-styles><style:style style:name='c' style:family='table-cell'>"
    "<style:text-properties fo:color='#ffffff'/></style:style></office:automatic-styles>"
    "<office:master-styles><style:master-page><style:header><text:p>内部资料</text:p>"
    "</style:header></style:master-page></office:master-styles>"
)
TABLE = (
    "<table:table table:name='名单'><table:table-row><table:table-cell><text:p>姓名</text:p>"
    "<draw:frame><draw:image><office:binary-data>{picture}</office:binary-data></draw:image>"
    "</draw:frame></table:table-cell><table:table-cell table:style-name='c'><text:p>备注</text:p>"
    "</table:table-cell></table:table-row>"
    "<table:table-row><table:table-cell><text:p>李四</text:p></table:table-cell>"
    "<table:table-cell><text:a xlink:href='file:///D:/底稿.ods'>见底稿</text:a></table:table-cell>"
    "</table:table-row></table:table>"
)
FO = 'xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"'


def flat(folder: Path, before: str = BEFORE, picture: bytes | None = None) -> Path:
    path = folder / "a.fods"
    digits = base64.encodebytes(picture or jpeg()).decode()
    path.write_text(
        f"<office:document {NAMES} {FO}>{before}<office:body><office:spreadsheet>"
        f"{TABLE.format(picture=digits)}</office:spreadsheet></office:body></office:document>",
        encoding="utf-8",
    )
    return path


def test_what_stands_before_the_sheets_and_among_them(tmp_path: Path) -> None:
    found = hidden_in_flat_document(flat(tmp_path), Job())
    assert told(found)["property", "initial-creator"] == "张三"
    assert told(found)["property", "PrinterName"] == "局办打印机"
    assert told(found)["macro", "甲"] == "x = 口令"
    assert texts(found, "header-footer") == "内部资料"
    assert texts(found, "link") == "file:///D:/底稿.ods"
    assert "Artist: 张三" in told(found)["image", "名单!binary-data"]
    assert texts(found, "white-text") == "备注"
    assert "李四" not in str(found)


def test_data_that_are_no_picture_are_told_by_their_words(tmp_path: Path) -> None:
    found = hidden_in_flat_document(flat(tmp_path, picture="内定名单".encode()), Job())
    assert "内定名单" in texts(found, "object")


def test_what_import_sees_of_the_file(tmp_path: Path) -> None:
    inspected = inspect_file(flat(tmp_path), Job())
    assert {"property", "macro", "image", "link"} <= {h.kind for h in inspected.hidden}


def test_what_cannot_be_read_is_remarked(tmp_path: Path) -> None:
    found = hidden_in_flat_document(
        flat(tmp_path, before="<office:meta><broken></office:meta>"), Job()
    )
    assert UNREAD.zh in str(found)
