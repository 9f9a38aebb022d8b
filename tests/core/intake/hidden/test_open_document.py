"""What hides in an OpenDocument spreadsheet."""

import zipfile
from pathlib import Path

import pytest

from app.core.errors import FileUnreadable
from app.core.intake.hidden.concealed import Concealed
from app.core.intake.hidden.open_document import hidden_in_open_document
from app.core.jobs import Job
from tests.core.intake.hidden.packages import texts, told
from tests.core.intake.hidden.pictures import jpeg

NAMES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in {
        "office": "office", "table": "table", "text": "text", "style": "style", "meta": "meta",
        "draw": "drawing", "svg": "svg-compatible", "config": "config", "script": "script",
    }.items()
) + ' xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/"'  # fmt: skip


def walked(parts: dict[str, str | bytes], folder: Path) -> Concealed:
    path = folder / "a.ods"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        for name, content in parts.items():
            archive.writestr(name, content)
    return hidden_in_open_document(path, Job())


def content(inner: str) -> str:
    return f"<office:document-content {NAMES}>{inner}</office:document-content>"


def test_metadata_settings_scripts_and_pictures(tmp_path: Path) -> None:
    found = walked(
        {
            "meta.xml": f"<office:document-meta {NAMES}><office:meta><meta:initial-creator>张三"
            "</meta:initial-creator><dc:title>内部</dc:title><meta:generator>LibreOffice/7</meta:generator>"
            '<meta:user-defined meta:name="文号">〔2024〕1号</meta:user-defined></office:meta>'
            "</office:document-meta>",
            "settings.xml": f"<office:document-settings {NAMES}><config:config-item config:name="
            '"PrinterName">局办打印机</config:config-item></office:document-settings>',
            "Basic/Standard/Module1.xml": "<module>Sub Main : x = 口令 : End Sub</module>",
            "Scripts/python/a.py": "password = 'abc'",
            "Pictures/1.jpg": jpeg(),
        },
        tmp_path,
    )
    assert told(found)["property", "initial-creator"] == "张三"
    assert told(found)["property", "title"] == "内部"
    assert told(found)["property", "文号"] == "〔2024〕1号"
    assert told(found)["property", "PrinterName"] == "局办打印机"
    assert ("property", "generator") not in told(found)
    assert "口令" in told(found)["macro", "Basic/Standard/Module1.xml"]
    assert told(found)["macro", "Scripts/python/a.py"] == "password = 'abc'"
    assert "Artist: 张三" in told(found)["image", "Pictures/1.jpg"]


def test_content_beside_the_cells(tmp_path: Path) -> None:
    found = walked(
        {
            "content.xml": content(
                "<table:content-validations><table:content-validation table:name='v' "
                "table:condition='cell-content-is-in-list(&quot;困难户&quot;)'><table:help-message><text:p>"
                "只填在册的</text:p></table:help-message></table:content-validation>"
                "</table:content-validations><table:tracked-changes><table:deletion><text:p>旧姓名</text:p>"
                "</table:deletion></table:tracked-changes><table:table table:name='名单'>"
                "<table:table-source xlink:href='file:///D:/工资表.ods'/><table:shapes><draw:frame>"
                "<draw:text-box><text:p>看得见的话</text:p></draw:text-box><svg:desc>身份证.jpg</svg:desc>"
                "</draw:frame></table:shapes><table:table-row><table:table-cell><text:p>单元格</text:p>"
                "</table:table-cell></table:table-row></table:table><table:named-expressions>"
                "<table:named-range table:name='价目' table:cell-range-address='$底稿.$A$1'/>"
                "</table:named-expressions>"
            ),
            "styles.xml": f"<office:document-styles {NAMES}><style:header><text:p>内部资料</text:p>"
            "</style:header></office:document-styles>",
        },
        tmp_path,
    )
    assert "困难户" in texts(found, "validation")
    assert "只填在册的" in texts(found, "validation")
    assert texts(found, "revision") == "旧姓名"
    assert told(found)["link", "名单!table-source"] == "file:///D:/工资表.ods"
    assert told(found)["image", "名单!desc"] == "身份证.jpg"
    assert told(found)["name", "价目"] == "$底稿.$A$1"
    assert texts(found, "header-footer") == "内部资料"
    assert ("名单!shape", "看得见的话") in [(w.zh, t) for w, t in found.surroundings]
    assert "单元格" not in str(found)


def test_authors_names_of_shapes_forms_and_conditions(tmp_path: Path) -> None:
    inner = (
        "<table:table table:name='名单'><office:forms><form:form form:name='内部登记'/></office:forms>"
        "<table:table-row><table:table-cell><office:annotation><dc:creator>张三</dc:creator>"
        "</office:annotation><draw:frame draw:name='户口本扫描'/><draw:frame draw:name='图片 1'/>"
        "</table:table-cell></table:table-row><calcext:condition calcext:value='formula-is(A1=&quot;内定"
        "&quot;)'/></table:table>"
    )
    names = " ".join(f'xmlns:{name}="{name}"' for name in ("form", "calcext"))
    found = walked({"content.xml": content(inner).replace(NAMES, f"{NAMES} {names}")}, tmp_path)
    assert texts(found, "comment") == "张三"
    assert texts(found, "object").split("\n") == ["内部登记", "内定"]
    assert texts(found, "name") == "户口本扫描"


def test_unknown_parts_and_embedded_objects(tmp_path: Path) -> None:
    found = walked(
        {"Object 1/content.xml": "<a><p>嵌入的话</p></a>", "x.txt": "夹带的话"}, tmp_path
    )
    assert "嵌入的话" in texts(found, "object")
    assert "夹带的话" in texts(found, "object")


@pytest.mark.parametrize("bad", ["<a>", "<!DOCTYPE a [<!ENTITY e 'x'>]><a>&e;</a>", "<a>" * 999])
def test_damaged_part_is_told(bad: str, tmp_path: Path) -> None:
    assert "未检查" in texts(walked({"meta.xml": bad}, tmp_path), "property")


def test_damaged_archive(tmp_path: Path) -> None:
    path = tmp_path / "a.ods"
    path.write_bytes(b"PK\x03\x04nothing")
    with pytest.raises(FileUnreadable):
        hidden_in_open_document(path, Job())
