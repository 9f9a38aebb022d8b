"""Workbooks: exact text, hidden content, and files that mean harm."""

import datetime
import io
import re
import time
import zipfile
from pathlib import Path

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.workbook.defined_name import DefinedName

from app.core.errors import FileProtected, FileTooLarge, FileUnreadable, GongkaiError
from app.core.intake import archive
from app.core.intake.signature import signature
from app.core.intake.table import import_file
from app.core.jobs import Job
from app.core.model import Table
from tests.core.intake.books import write_xlsx


def imported(book: openpyxl.Workbook, folder: Path, **options: object) -> Table:
    path = folder / "book.xlsx"
    book.save(path)
    return import_file(path, Job(), **options)  # type: ignore[arg-type]


def book_of(*rows: list[object]) -> openpyxl.Workbook:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    return book


def rewritten(path: Path, part: str, change: object) -> Path:
    """The workbook with one part's XML changed by ``change``."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts[part] = change(parts[part].decode()).encode()  # type: ignore[operator]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


SHEET = "xl/worksheets/sheet1.xml"


def formatted(value: object, number_format: str, folder: Path) -> str | None:
    book = book_of(["名称", "数值"], ["甲", value])
    book.active["B2"].number_format = number_format
    return imported(book, folder).data["数值"][0].as_py()


# ── values ───────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("value", "number_format", "text"),
    [
        (28310, "000000", "028310"),
        (0.1234, "0.00%", "12.34%"),
        (1234.5, "#,##0.00", "1,234.50"),
        (42, "General", "42"),
        (42.0, "General", "42"),
        (True, "General", "TRUE"),
        ("000123", "@", "000123"),
        ("330199194912310020", "@", "330199194912310020"),
        ("#N/A 不详", "General", "#N/A 不详"),
        ("NA", "General", "NA"),
        ("𠮷䶮", "General", "𠮷䶮"),
        ("第一行\n第二行", "General", "第一行\n第二行"),
        (" 前后 ", "General", " 前后 "),
        (datetime.datetime.fromisoformat("2024-03-05"), "yyyy-mm-dd", "2024-03-05"),
        (datetime.date(2024, 3, 5), "mm-dd-yy", "2024/3/5"),
        (
            datetime.datetime.fromisoformat("2024-03-05 18:30"),
            "yyyy-mm-dd hh:mm",
            "2024-03-05 18:30",
        ),
        (datetime.time(8, 5), "h:mm", "8:05"),
        (datetime.timedelta(hours=36), "[h]:mm:ss", "36:00:00"),
        (60, "yyyy-mm-dd", "1900-02-29"),
    ],
)
def test_value_as_the_clerk_sees_it(
    value: object, number_format: str, text: str, tmp_path: Path
) -> None:
    assert formatted(value, number_format, tmp_path) == text


def test_a_date_that_no_date_format_shows_stands_as_it_is_written(tmp_path: Path) -> None:
    book = book_of(["名称", "日期"], ["甲", "2024-03-05T10:00:00"])
    book.active["B2"].number_format = "0.00"
    path = tmp_path / "book.xlsx"
    book.save(path)
    iso = '<c r="B2" s="1" t="d"><v>2024-03-05T10:00:00</v></c>'
    rewritten(path, SHEET, lambda xml: re.sub(r'<c r="B2".*?</c>', iso, xml))
    table = import_file(path, Job())
    assert table.data["日期"].to_pylist() == ["2024-03-05T10:00:00"]
    assert "display-rounded" not in [warning.code for warning in table.warnings]


def test_chinese_builtin_date_format(tmp_path: Path, job: Job) -> None:
    """numFmtId 31 carries no format text in the file; openpyxl alone says 45356."""
    path = write_xlsx(tmp_path / "a.xlsx", [["名称", "日期"], ["甲", 45356]])
    rewritten(
        path,
        "xl/styles.xml",
        lambda text: re.sub(
            r"(<cellXfs.*?)</cellXfs>",
            r'\1<xf numFmtId="31" fontId="0" fillId="0" borderId="0" applyNumberFormat="1"/></cellXfs>',
            text,
            flags=re.S,
        ),
    )
    rewritten(path, SHEET, lambda text: text.replace('<c r="B2"', '<c r="B2" s="1"'))
    assert import_file(path, job).data["日期"][0].as_py() == "2024年3月5日"


@pytest.mark.parametrize(
    "day",
    [datetime.datetime.fromisoformat("2024-03-05"), datetime.datetime.fromisoformat("1950-01-01")],
)
def test_1904_epoch(day: datetime.datetime, tmp_path: Path) -> None:
    book = book_of(["名称", "日期"], ["甲", day])
    book.epoch = CALENDAR_MAC_1904
    book.active["B2"].number_format = "yyyy-mm-dd"
    assert imported(book, tmp_path).data["日期"][0].as_py() == day.date().isoformat()


def test_identity_number_stored_as_number(tmp_path: Path) -> None:
    """Digits that Excel rounded are flagged; int(float) would make up others (…009984)."""
    book = book_of(["姓名", "身份证号"], ["甲", 440524188001010014], ["乙", "44052418800101001X"])
    table = imported(book, tmp_path)
    assert table.data["身份证号"].to_pylist() == ["440524188001010000", "44052418800101001X"]
    lost = [notice for notice in table.warnings if notice.code == "precision-lost"]
    assert [notice.where for notice in lost] == ["Sheet!B2"]


def test_error_cells_stay_and_warn(tmp_path: Path) -> None:
    book = book_of(["名称", "比例"], ["甲", "#DIV/0!"], ["乙", "0.5"])
    table = imported(book, tmp_path)
    assert table.data["比例"].to_pylist() == ["#DIV/0!", "0.5"]
    assert [notice.code for notice in table.warnings] == ["error-value"]


def test_formula_without_value_warns(tmp_path: Path) -> None:
    book = book_of(["名称", "合价"], ["甲", "=1+1"], ["乙", 3])
    table = imported(book, tmp_path)
    assert table.data["合价"].to_pylist() == [None, "3"]
    assert [(n.code, n.where) for n in table.warnings] == [("formula-without-value", "Sheet!B2")]


def test_formula_with_value_is_its_value(tmp_path: Path, job: Job) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", [["名称", "合价"], ["甲", "=1+1"]])
    rewritten(
        path,
        SHEET,
        lambda text: (
            text.replace("<v></v>", "<v>2</v>")
            .replace("<v/>", "<v>2</v>")
            .replace("<v />", "<v>2</v>")
        ),
    )
    table = import_file(path, job)
    assert table.data["合价"].to_pylist() == ["2"]
    assert table.warnings == ()


def test_rich_text(tmp_path: Path) -> None:
    rich = CellRichText("东", TextBlock(InlineFont(b=True), "门"), "公厕")
    assert (
        imported(book_of(["名称", "数"], [rich, 1]), tmp_path).data["名称"][0].as_py() == "东门公厕"
    )


@pytest.mark.parametrize(
    ("stored", "text"),
    [
        ("甲_x000D_\n乙", "甲\n乙"),
        ("甲_x0009_乙", "甲\t乙"),
        ("_x005F_x000D_", "_x000D_"),
        ("a_xyz_", "a_xyz_"),
    ],
)
def test_escapes_of_excel(stored: str, text: str, tmp_path: Path) -> None:
    assert imported(book_of(["名称", "数"], [stored, 1]), tmp_path).data["名称"][0].as_py() == text


def test_false_dimension_does_not_hide_rows(tmp_path: Path, job: Job) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", [["名称", "数"], *(["甲", n] for n in range(50))])
    rewritten(
        path, SHEET, lambda text: re.sub(r'<dimension ref="[^"]*"', '<dimension ref="A1"', text)
    )
    assert import_file(path, job).rows == 50


# ── hidden content ───────────────────────────────────────────────────────────────────────────


def test_hidden_rows_and_columns_are_not_published_but_told(tmp_path: Path) -> None:
    book = book_of(["名称", "底价", "数量"], *(["甲", f"价{n}", n] for n in range(300)))
    book.active.row_dimensions[3].hidden = True
    book.active.column_dimensions["B"].hidden = True
    table = imported(book, tmp_path)
    assert table.columns == ("名称", "数量")
    assert table.rows == 299
    assert [row.reason for row in table.layout.dropped] == ["hidden"]
    told = {hidden.kind: hidden.text for hidden in table.hidden if hidden.kind != "property"}
    assert "价1" in told["row"]
    assert "价299" in told["column"]


def test_hidden_sheets_comments_names_and_properties_are_told(tmp_path: Path) -> None:
    book = book_of(["名称", "数"], ["甲", 1])
    book.active["A2"].comment = Comment("请勿外传", "张三")
    hidden = book.create_sheet("底稿")
    for number in range(400):
        hidden.append([f"行{number}", "机密"])
    hidden.sheet_state = "veryHidden"
    book.properties.creator = "张三"
    book.defined_names["价目"] = DefinedName("价目", attr_text="底稿!$A$1")
    told = {(h.kind, h.where): h.text for h in imported(book, tmp_path).hidden}
    assert told["comment", "Sheet!A2"] == "请勿外传"
    assert {"行0", "行399", "机密"} <= set(told["sheet", "底稿"].split("\n"))
    assert told["property", "creator"] == "张三"
    assert told["name", "价目"] == "底稿!$A$1"


def test_other_sheets_headers_and_strays_surround_the_table(tmp_path: Path) -> None:
    book = book_of(["名称", "数"], *(["甲", n] for n in range(300)))
    book.active.cell(290, 9, "表外的话")
    book.active.oddHeader.center.text = "内部资料"
    book.create_sheet("说明").append(["第二页的话"])
    table = imported(book, tmp_path)
    texts = [text for _, text in table.surroundings]
    assert {"表外的话", "内部资料", "第二页的话", "说明", "book.xlsx"} <= set(texts)
    assert "cells-outside" in [notice.code for notice in table.warnings]


def test_first_visible_sheet_with_a_table_is_taken(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active["A1"] = "封面"
    hidden = book.create_sheet("隐藏")
    hidden.append(["名称", "数"])
    hidden.append(["乙", 9])
    hidden.sheet_state = "hidden"
    shown = book.create_sheet("数据")
    shown.append(["名称", "数"])
    shown.append(["甲", 1])
    assert imported(book, tmp_path).layout.sheet == "数据"
    assert imported(book, tmp_path, sheet="隐藏").data["名称"].to_pylist() == ["乙"]


# ── names that lie, and files that are broken or mean harm ───────────────────────────────────


def test_suffix_lies(tmp_path: Path, job: Job) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", [["名称", "数"], ["甲", 1]])
    table = import_file(path.rename(tmp_path / "a.xls"), job)
    assert (table.source.kind, table.rows) == ("xlsx", 1)


@pytest.mark.parametrize("keep", [100, 2000, -200])
def test_truncated(keep: int, tmp_path: Path, job: Job) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", [["名称", "数"], ["甲", 1]])
    path.write_bytes(path.read_bytes()[:keep])
    with pytest.raises(FileUnreadable):
        import_file(path, job)


def test_damaged_part(tmp_path: Path, job: Job) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", [["名称", "数"], ["甲", 1]])
    rewritten(path, SHEET, lambda text: text[: len(text) // 2])
    with pytest.raises(FileUnreadable):
        import_file(path, job)


def test_document_that_is_no_workbook(tmp_path: Path, job: Job) -> None:
    path = tmp_path / "a.docx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", "<w/>")
    with pytest.raises(FileUnreadable):
        import_file(path, job)


def test_password(tmp_path: Path, job: Job) -> None:
    """An encrypted workbook is an OLE file with a stream called EncryptedPackage."""
    path = tmp_path / "a.xlsx"
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(2 << 20, b"\0")
    path.write_bytes(head + "EncryptedPackage".encode("utf-16-le"))
    with pytest.raises(FileProtected):
        import_file(path, job)


def quickly_refused(path: Path) -> None:
    start = time.perf_counter()
    with pytest.raises(FileTooLarge):
        import_file(path, Job())
    assert time.perf_counter() - start < 5


def test_zip_bomb(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", [["名称", "数"], ["甲", 1]])
    with (
        zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive,
        archive.open("xl/media/x.xml", "w") as part,
    ):
        for _ in range(40):
            part.write(bytes(1 << 20))
    quickly_refused(path)


def test_too_many_parts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MAX_ENTRIES", 3)
    quickly_refused(write_xlsx(tmp_path / "a.xlsx", [["名称", "数"], ["甲", 1]]))


@pytest.mark.parametrize("far", ["XFD1048576", "A150000"])
def test_far_cell(far: str, tmp_path: Path) -> None:
    book = book_of(["名称", "数"], ["甲", 1])
    book.active[far] = "x"
    path = tmp_path / "a.xlsx"
    book.save(path)
    if far.startswith("XFD"):
        quickly_refused(path)
    else:
        start = time.perf_counter()
        assert import_file(path, Job()).rows == 2
        assert time.perf_counter() - start < 15


def test_far_cell_that_is_only_formatted(tmp_path: Path) -> None:
    book = book_of(["名称", "数"], ["甲", 1])
    book.active["XFD1048576"].number_format = "0.00"
    assert imported(book, tmp_path).rows == 1


def test_vast_merge(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", [["名称", "数"], ["甲", 1]], ["C1:D2"])
    rewritten(path, SHEET, lambda text: text.replace("C1:D2", "C1:XFD1048576"))
    quickly_refused(path)


def test_many_repeated_strings(tmp_path: Path, job: Job) -> None:
    rows = [["名称", "数"], *([["甲" * 200, n] for n in range(2000)])]
    table = import_file(write_xlsx(tmp_path / "a.xlsx", rows), job)
    assert len(table.data["名称"].combine_chunks().dictionary) == 1


def test_random_bytes_after_the_magic(tmp_path: Path, job: Job) -> None:
    for magic in (b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        path = tmp_path / "a.bin"
        path.write_bytes(magic + io.BytesIO(b"\x07\x00rubbish" * 500).read())
        with pytest.raises(GongkaiError):
            import_file(path, job)


# ── packages that programs forgive ───────────────────────────────────────────────────────────


def two_sheets(folder: Path) -> Path:
    book = book_of(["姓名", "数量"], ["甲", 1], ["乙", 2])
    second = book.create_sheet("第二")
    for row in (["品名", "价格"], ["笔", 3], ["纸", 4]):
        second.append(row)
    path = folder / "book.xlsx"
    book.save(path)
    return path


@pytest.mark.parametrize(("lost", "left"), [(1, "第二"), (2, "Sheet")])
def test_a_sheet_without_a_part_is_told_and_the_others_are_read(
    lost: int, left: str, tmp_path: Path
) -> None:
    path = two_sheets(tmp_path)
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    del parts[f"xl/worksheets/sheet{lost}.xml"]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    table = import_file(path, Job())
    assert (table.layout.sheet, table.rows) == (left, 2)
    missing = [warning.where for warning in table.warnings if warning.code == "sheet-missing"]
    assert missing == ["Sheet!" if left == "第二" else "第二!"]


def test_warnings_of_another_sheet_are_not_those_of_this_one(tmp_path: Path) -> None:
    path = two_sheets(tmp_path)
    rewritten(path, "xl/worksheets/sheet2.xml", lambda xml: re.sub(
        r'<c r="B2".*?</c>', '<c r="B2" t="e"><v>#N/A</v></c>', xml))  # fmt: skip
    assert not import_file(path, Job(), "Sheet").warnings
    assert [w.code for w in import_file(path, Job(), "第二").warnings] == ["error-value"]


def test_bytes_before_the_archive_are_passed_over_and_told(tmp_path: Path) -> None:
    path = two_sheets(tmp_path)
    path.write_bytes("张三的文件\r\n".encode() + path.read_bytes())
    table = import_file(path, Job())
    assert table.data["姓名"].to_pylist() == ["甲", "乙"]
    assert any("张三的文件" in hidden.text for hidden in table.hidden)


def test_text_before_an_archive_of_another_kind_is_text(tmp_path: Path) -> None:
    other = io.BytesIO()
    with zipfile.ZipFile(other, "w") as archive:
        archive.writestr("a.txt", "甲")
    path = tmp_path / "a.csv"
    path.write_bytes("姓名,数量\n甲,1\n".encode() + other.getvalue())
    assert not signature(path).is_zip
