"""What hides in an Office Open XML workbook is told with its place and its text."""

import base64
import io
import struct
import zipfile
from pathlib import Path

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation

from app.core.errors import Cancelled, FileUnreadable
from app.core.intake.hidden import concealed, parts
from app.core.intake.hidden.package import hidden_in_package
from app.core.intake.hidden.readable import bare, runs
from app.core.jobs import Job
from tests.core.intake.hidden.packages import (
    BOOK_RELS,
    MAIN,
    SHEET,
    SHEET_RELS,
    R,
    packed,
    parts_of,
    plain,
    texts,
    tie,
    told,
    walked,
)
from tests.core.intake.hidden.pictures import jpeg, png
from tests.core.intake.hidden.vba_project import project_file


def test_what_a_program_writes(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "名单"
    sheet["B2"].comment = Comment("请勿外传", "张三")
    sheet["A3"].hyperlink = "http://10.1.2.3/内网"
    sheet.oddHeader.center.text = "内部资料"
    sheet.evenFooter.left.text = "经办：李四"
    rule = DataValidation(type="list", formula1='"困难户,五保户"', prompt="只填在册的")
    rule.add("C2:C9")
    sheet.add_data_validation(rule)
    sheet.auto_filter.ref = "A1:C9"
    sheet.auto_filter.add_filter_column(0, ["王五"])
    book.defined_names["价目"] = DefinedName("价目", attr_text='"底价三百"')
    sheet.defined_names["本地"] = DefinedName("本地", attr_text="名单!$A$1", localSheetId=0)
    book.properties.creator = "赵六"
    book.properties.keywords = "试点"
    found = walked(parts_of(book, tmp_path), tmp_path)
    expected = {
        ("comment", "名单!B2"): "请勿外传",
        ("link", "名单!A3"): "http://10.1.2.3/内网",
        ("header-footer", "名单!oddHeader"): "内部资料",
        ("header-footer", "名单!evenFooter"): "经办：李四",
        ("validation", "名单!C2:C9"): "困难户,五保户\n只填在册的",
        ("filter", "名单!A1:C9"): "王五",
        ("name", "价目"): '"底价三百"',
        ("name", "名单!本地"): "名单!$A$1",
        ("property", "creator"): "赵六",
        ("property", "keywords"): "试点",
    }
    assert expected.items() <= told(found).items()
    assert "张三" in texts(found, "comment")
    assert ("名单!oddHeader", "内部资料") in [(w.zh, t) for w, t in found.surroundings]


def test_a_plain_workbook_tells_nothing_but_times(tmp_path: Path) -> None:
    found = told(walked(plain(tmp_path), tmp_path))
    assert {where for _, where in found} <= {"created", "modified"}


def test_threaded_comments_with_persons(tmp_path: Path) -> None:
    made = plain(tmp_path)
    tie(made, SHEET_RELS, "threadedComment", "../threadedComments/threadedComment1.xml")
    tie(made, BOOK_RELS, "person", "persons/person.xml")
    made["xl/threadedComments/threadedComment1.xml"] = (
        '<ThreadedComments><threadedComment ref="B7" dT="2024-05-01T08:00:00" personId="{1}">'
        "<text>这户已死亡</text></threadedComment></ThreadedComments>"
    ).encode()
    made["xl/persons/person.xml"] = (
        '<personList><person displayName="张三" id="{1}" userId="zhang@example.cn"/></personList>'
    ).encode()
    found = walked(made, tmp_path)
    assert told(found)["comment", "Sheet!B7"] == "张三 2024-05-01T08:00:00：这户已死亡"
    assert "zhang@example.cn" in texts(found, "comment")


def test_external_link_with_cached_values(tmp_path: Path) -> None:
    made = plain(tmp_path)
    tie(made, BOOK_RELS, "externalLink", "externalLinks/externalLink1.xml")
    rels = "xl/externalLinks/_rels/externalLink1.xml.rels"
    tie(made, rels, "externalLinkPath", "file:///D:/张三/工资表.xlsx", external=True)
    made["xl/externalLinks/externalLink1.xml"] = (
        f'<externalLink {MAIN}><externalBook {R} r:id="x0"><sheetNames><sheetName val="一月"/>'
        '</sheetNames><sheetDataSet><sheetData sheetId="0"><row r="1"><cell r="A1" t="str"><v>李四</v>'
        '</cell><cell r="B1"><v>8231.5</v></cell></row></sheetData></sheetDataSet></externalBook>'
        "</externalLink>"
    ).encode()
    found = told(walked(made, tmp_path))
    assert found["link", "externalLink1.xml"] == "file:///D:/张三/工资表.xlsx"
    assert found["link", "externalLink1.xml [工资表.xlsx]一月!A1:B1"] == "李四\n8231.5"


def test_pivot_cache_with_its_records(tmp_path: Path) -> None:
    made = plain(tmp_path)
    tie(made, SHEET_RELS, "pivotTable", "/xl/pivotTables/pivotTable1.xml")
    made["xl/pivotTables/pivotTable1.xml"] = b"<pivotTableDefinition/>"
    rels = "xl/pivotTables/_rels/pivotTable1.xml.rels"
    tie(made, rels, "pivotCacheDefinition", "../pivotCache/pivotCacheDefinition1.xml")
    rels = "xl/pivotCache/_rels/pivotCacheDefinition1.xml.rels"
    tie(made, rels, "pivotCacheRecords", "pivotCacheRecords1.xml")
    made["xl/pivotCache/pivotCacheDefinition1.xml"] = (
        f'<pivotCacheDefinition {MAIN} refreshedBy="王五"><cacheSource><worksheetSource ref="A1:B9" '
        'sheet="底稿"/></cacheSource><cacheFields><cacheField name="姓名"><sharedItems><s v="钱七"/>'
        '<s v="孙八"/></sharedItems></cacheField></cacheFields></pivotCacheDefinition>'
    ).encode()
    made["xl/pivotCache/pivotCacheRecords1.xml"] = (
        f'<pivotCacheRecords {MAIN}><r><x v="0"/><s v="330199194912310020"/><n v="77"/></r></pivotCacheRecords>'
    ).encode()
    found = told(walked(made, tmp_path))
    definition = "Sheet xl/pivotCache/pivotCacheDefinition1.xml"
    assert found["pivot-cache", definition] == "姓名\n钱七\n孙八"
    assert "王五" in found["pivot-cache", f"{definition} 来源 source"]
    records = found["pivot-cache", "Sheet xl/pivotCache/pivotCacheRecords1.xml"]
    assert records == "330199194912310020\n77"


def test_pictures_shapes_and_descriptions(tmp_path: Path) -> None:
    made = plain(tmp_path)
    tie(made, SHEET_RELS, "drawing", "../drawings/drawing1.xml")
    rels = "xl/drawings/_rels/drawing1.xml.rels"
    picture = tie(made, rels, "image", "../media/image1.jpeg")
    made["xl/media/image1.jpeg"] = jpeg()
    anchor = "<from><col>1</col><row>6</row></from>"
    made["xl/drawings/drawing1.xml"] = (
        f'<wsDr xmlns:a="urn:a" {R}><twoCellAnchor>{anchor}<pic><nvPicPr><cNvPr name="图片 1" '
        f'descr="C:\\照片\\张三身份证.jpg"/></nvPicPr><a:blip r:embed="{picture}"/></pic></twoCellAnchor>'
        f'<twoCellAnchor>{anchor}<sp><cNvPr name="框"/><a:p><a:r><a:t>看得见的话</a:t></a:r></a:p></sp>'
        f'</twoCellAnchor><twoCellAnchor>{anchor}<sp><cNvPr name="暗" hidden="1"/><a:p><a:t>看不见的话'
        "</a:t></a:p></sp></twoCellAnchor></wsDr>"
    ).encode()
    found = walked(made, tmp_path)
    assert told(found)["image", "Sheet!B7 图片 1"] == r"C:\照片\张三身份证.jpg"
    assert told(found)["object", "Sheet!B7 暗"] == "看不见的话"
    assert texts(found, "name").split("\n") == ["框", "暗"]
    assert [t for _, t in found.surroundings] == ["看得见的话"]
    metadata = told(found)["image", "xl/media/image1.jpeg Sheet"]
    assert {"GPS: 30.508333, 120.250000", "Artist: 张三", "Comment: 内部照片"} <= set(
        metadata.split("\n")
    )


def test_wps_pictures_in_cells(tmp_path: Path) -> None:
    made = plain(tmp_path)
    tie(made, BOOK_RELS, "cellImage", "cellimages.xml")
    picture = tie(made, "xl/_rels/cellimages.xml.rels", "image", "media/image1.png")
    made["xl/media/image1.png"] = png(Author="张三", Comment="二代证")
    made["xl/cellimages.xml"] = (
        f'<cellImages {R}><cellImage><pic><cNvPr name="ID_1F" descr="户口本"/><blip r:embed="{picture}"/>'
        "</pic></cellImage></cellImages>"
    ).encode()
    found = told(walked(made, tmp_path))
    assert found["image", "xl/cellimages.xml ID_1F"] == "户口本"
    assert found["image", "xl/media/image1.png"] == "Author: 张三\nComment: 二代证"


def test_macros_with_their_source(tmp_path: Path) -> None:
    made = plain(tmp_path)
    tie(made, BOOK_RELS, "vbaProject", "vbaProject.bin")
    source = 'Attribute VB_Name = "模块1"\r\nSub 传()\r\n密码 = "abc123"\r\nEnd Sub\r\n' * 40
    made["xl/vbaProject.bin"] = project_file({"模块1": source})
    text = told(walked(made, tmp_path))["macro", "xl/vbaProject.bin 模块1"]
    assert text.count('密码 = "abc123"') == 40


def test_connections_custom_xml_queries_and_printers(tmp_path: Path) -> None:
    made = plain(tmp_path)
    tie(made, BOOK_RELS, "connections", "connections.xml")
    made["xl/connections.xml"] = (
        f'<connections {MAIN}><connection id="1" name="人口库"><dbPr connection="Server=10.1.2.3;'
        'Pwd=abc123" command="select * from t"/></connection></connections>'
    ).encode()
    tie(made, BOOK_RELS, "customXml", "../customXml/item1.xml")
    made["customXml/item1.xml"] = "<a b='登记人'><c>张三</c></a>".encode()
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as inner:
        inner.writestr("Formulas/Section1.m", 'File.Contents("D:\\底稿.csv")')
    mashup = base64.b64encode(struct.pack("<II", 0, len(archive.getvalue())) + archive.getvalue())
    made["customXml/item2.xml"] = b"<DataMashup>" + mashup + b"</DataMashup>"
    made["xl/printerSettings/printerSettings1.bin"] = r"\\局办服务器\HP".encode("utf-16-le")
    found = told(walked(made, tmp_path))
    assert "Server=10.1.2.3;Pwd=abc123" in found["connection", "xl/connections.xml 人口库"]
    assert found["custom-xml", "customXml/item1.xml"] == "张三\n登记人"
    assert "底稿.csv" in found["connection", "customXml/item2.xml Formulas/Section1.m"]
    assert found["property", "xl/printerSettings/printerSettings1.bin"] == r"\\局办服务器\HP"


def test_properties_of_every_kind(tmp_path: Path) -> None:
    made = plain(tmp_path)
    made["docProps/app.xml"] = (
        "<Properties><Application>WPS</Application><Company>清溪县民政局</Company><Manager>张三</Manager>"
        "</Properties>"
    ).encode()
    tie(made, "_rels/.rels", "custom-properties", "docProps/custom.xml")
    made["docProps/custom.xml"] = (
        b'<Properties xmlns:vt="urn:vt"><property name="ICV"><vt:lpwstr>45BD1D</vt:lpwstr></property>'
        b'<property name="KSOProductBuildVer"><vt:lpwstr>2052-12.1.0.1</vt:lpwstr></property></Properties>'
    )
    made["xl/workbook.xml"] = made["xl/workbook.xml"].replace(
        b"<sheets>", rb'<absPath url="C:\Users\zhangsan\"/><sheets>'
    )
    found = told(walked(made, tmp_path))
    assert found["property", "Company"] == "清溪县民政局"
    assert found["property", "Manager"] == "张三"
    assert found["property", "ICV"] == "45BD1D"
    assert found["property", "KSOProductBuildVer"] == "2052-12.1.0.1"
    assert found["property", "absPath"] == "C:\\Users\\zhangsan\\"
    assert ("property", "Application") not in found


def test_revisions_and_users(tmp_path: Path) -> None:
    made = plain(tmp_path)
    tie(made, BOOK_RELS, "revisionHeaders", "revisions/revisionHeaders.xml")
    tie(made, "xl/revisions/_rels/revisionHeaders.xml.rels", "revisionLog", "revisionLog1.xml")
    made["xl/revisions/revisionHeaders.xml"] = (
        '<headers><header userName="张三" dateTime="2024-01-02T03:04:05"/></headers>'
    ).encode()
    made["xl/revisions/revisionLog1.xml"] = (
        '<revisions><rcc sId="1"><oc r="B2" t="inlineStr"><is><t>旧姓名</t></is></oc>'
        '<nc r="B2"><v>7</v></nc></rcc></revisions>'
    ).encode()
    found = walked(made, tmp_path)
    assert {"张三", "旧姓名", "7"} <= set(texts(found, "revision").split("\n"))


def test_embedded_objects_are_opened(tmp_path: Path) -> None:
    made = plain(tmp_path)
    tie(made, SHEET_RELS, "package", "../embeddings/Microsoft_Excel.xlsx")
    inner = openpyxl.Workbook()
    inner.active.append(["被嵌入的秘密"])
    inner.active.title = "内部表"
    book = io.BytesIO()
    inner.save(book)
    made["xl/embeddings/Microsoft_Excel.xlsx"] = book.getvalue()
    told_words = texts(walked(made, tmp_path), "object")
    assert "被嵌入的秘密" in told_words
    assert "内部表" in told_words


def test_charts_slicers_extensions_tables(tmp_path: Path) -> None:
    made = plain(tmp_path)
    tie(made, SHEET_RELS, "chart", "../charts/chart1.xml")
    tie(made, BOOK_RELS, "slicerCache", "slicerCaches/slicerCache1.xml")
    tie(made, "_rels/.rels", "webextension", "xl/webextensions/webextension1.xml")
    tie(made, SHEET_RELS, "table", "../tables/table1.xml")
    made["xl/charts/chart1.xml"] = "<c><strCache><pt><v>旧甲</v></pt></strCache></c>".encode()
    made["xl/slicerCaches/slicerCache1.xml"] = '<s name="切"><i n="[户].[李四]"/></s>'.encode()
    made["xl/webextensions/webextension1.xml"] = b'<w><property value="https://a.example"/></w>'
    made["xl/tables/table1.xml"] = (
        '<table ref="A1:B2" comment="不公开"><filters><filter val="某甲"/></filters></table>'.encode()
    )
    found = walked(made, tmp_path)
    assert texts(found, "chart") == "旧甲"
    assert "[户].[李四]" in texts(found, "pivot-cache")
    assert "https://a.example" in texts(found, "object")
    assert told(found)["comment", "Sheet!A1:B2"] == "不公开"
    assert texts(found, "filter") == "某甲"


def test_parts_that_nothing_refers_to_are_told(tmp_path: Path) -> None:
    made = plain(tmp_path)
    made["xl/worksheets/sheet9.xml"] = (
        "<worksheet><c><is><t>没有登记的表</t></is></c></worksheet>".encode()
    )
    made["秘密.txt"] = "夹带的话".encode("gb18030")
    made["xl/blob.dat"] = bytes(range(256))
    found = walked(made, tmp_path)
    assert told(found)["sheet", "xl/worksheets/sheet9.xml"] == "没有登记的表"
    assert told(found)["object", "秘密.txt"] == "夹带的话"
    assert ("object", "xl/blob.dat") in told(found)


def test_strict_namespaces_and_prefixes(tmp_path: Path) -> None:
    made = plain(tmp_path)
    made[SHEET] = (
        '<x:worksheet xmlns:x="http://purl.oclc.org/ooxml/spreadsheetml/main"><x:sheetData><x:row/>'
        '</x:sheetData><x:headerFooter><x:oddFooter>&amp;L&amp;"宋体"&amp;9密级：内部&amp;R第&amp;P页'
        "</x:oddFooter></x:headerFooter></x:worksheet>"
    ).encode()
    strict = "http://purl.oclc.org/ooxml/officeDocument/relationships"
    for name in ("_rels/.rels", BOOK_RELS):
        made[name] = made[name].replace(
            b"http://schemas.openxmlformats.org/officeDocument/2006/relationships", strict.encode()
        )
    found = walked(made, tmp_path)
    assert texts(found, "header-footer").split("\n") == ["密级：内部", "第页"]


# ── files that are broken or mean harm ───────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "bad",
    [
        b"<!DOCTYPE a [<!ENTITY e 'x'>]><comments>&e;</comments>",
        b"<comments><commentList>",
        b"<a>" * 300,
        b"\xff\xfe\x00",
        b"<comments xmlns:x='\xff'/>",
        b'<?xml version="1.0" encoding="no-such"?><comments/>',
    ],
)
def test_damaged_part_is_told_not_dropped(bad: bytes, tmp_path: Path) -> None:
    made = plain(tmp_path)
    tie(made, SHEET_RELS, "comments", "../comments1.xml")
    made["xl/comments1.xml"] = bad
    found = walked(made, tmp_path)
    assert "未检查" in texts(found, "comment")


def test_words_of_a_damaged_part_are_kept(tmp_path: Path) -> None:
    made = plain(tmp_path)
    made["docProps/custom.xml"] = "<Properties><a>张三的话</b></Properties>".encode()
    assert "张三的话" in texts(walked(made, tmp_path), "property")


@pytest.mark.parametrize("target", ["../../../../etc/passwd", "missing.xml", "", "sheet1.xml", "/"])
def test_targets_that_lead_nowhere(target: str, tmp_path: Path) -> None:
    made = plain(tmp_path)
    tie(made, SHEET_RELS, "comments", target)
    walked(made, tmp_path)


def test_relationships_in_a_circle(tmp_path: Path) -> None:
    made = plain(tmp_path)
    tie(made, SHEET_RELS, "drawing", "../drawings/drawing1.xml")
    tie(made, "xl/drawings/_rels/drawing1.xml.rels", "drawing", "drawing1.xml")
    tie(made, "xl/drawings/_rels/drawing1.xml.rels", "officeDocument", "../workbook.xml")
    made["xl/drawings/drawing1.xml"] = b"<wsDr/>"
    walked(made, tmp_path)


def test_external_targets_of_any_part_are_told(tmp_path: Path) -> None:
    made = plain(tmp_path)
    tie(made, BOOK_RELS, "attachedTemplate", "file://server/模板.xltx", external=True)
    assert "file://server/模板.xltx" in texts(walked(made, tmp_path), "link")


def test_huge_part_is_cut_and_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts, "MAX_PART", 100_000)
    made = plain(tmp_path)
    tie(made, SHEET_RELS, "comments", "../comments1.xml")
    comment = "<comment ref='A1'><text><t>话</t></text></comment>"
    made["xl/comments1.xml"] = f"<comments>{comment * 10_000}</comments>".encode()
    text = texts(walked(made, tmp_path), "comment")
    assert "话" in text
    assert "其后未检查" in text


def test_many_places_are_summed_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(concealed, "MAX_ITEMS", 5)
    book = openpyxl.Workbook()
    for number in range(1, 20):
        book.active.cell(number, 1).comment = Comment(f"话{number}", "某")
    found = walked(parts_of(book, tmp_path), tmp_path)
    comments = [h for h in found.hidden if h.kind == "comment"]
    assert len(comments) == 6
    assert {f"话{n}" for n in range(1, 20)} <= set(texts(found, "comment").split("\n"))


def test_too_much_text_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(concealed, "MAX_TOTAL", 200)
    book = openpyxl.Workbook()
    for number in range(1, 20):
        book.active.cell(number, 1).comment = Comment("话" * 100, "某")
    assert "其后未检查" in texts(walked(parts_of(book, tmp_path), tmp_path), "comment")


def test_two_parts_of_one_name(tmp_path: Path) -> None:
    path = packed({**plain(tmp_path), "a.txt": b"first words"}, tmp_path)
    with zipfile.ZipFile(path, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("a.txt", "second words")
    text = texts(hidden_in_package(path, Job()), "object")
    assert {"first words", "second words"} <= set(text.split("\n"))


@pytest.mark.parametrize("keep", [0, 30, 500, -30])
def test_truncated_archive(keep: int, tmp_path: Path) -> None:
    path = packed(plain(tmp_path), tmp_path)
    path.write_bytes(path.read_bytes()[:keep])
    with pytest.raises(FileUnreadable):
        hidden_in_package(path, Job())


def test_cancelled(tmp_path: Path) -> None:
    job = Job()
    job.cancel()
    with pytest.raises(Cancelled):
        hidden_in_package(packed(plain(tmp_path), tmp_path), job)


def test_words_of_markup_are_told_as_they_show() -> None:
    markup = '<sheet name="&#26426;密" id="x7"><t>&#26426;密&amp;1</t><n v="13812345678"/></sheet>'
    assert bare(markup.encode()).split("\n") == ["机密&1", "机密", "13812345678"]


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-8", "gb18030"])
def test_a_secrecy_mark_is_one_run_of_unknown_bytes(encoding: str) -> None:
    noise = bytes((0, 0, 1, 0, 0, 0, 7, 0))
    assert "机密★1年" in runs(noise + "机密★1年".encode(encoding) + noise).split("\n")
