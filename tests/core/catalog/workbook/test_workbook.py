"""The import workbook: written and read again, and every wrong cell named."""

import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet

from app.core.catalog import schema
from app.core.catalog.workbook.marks import marked_workbook
from app.core.catalog.workbook.reader import read_workbook
from app.core.catalog.workbook.template import template
from app.core.catalog.workbook.writer import write_workbook
from app.core.errors import CatalogUnreadable, FileMissing
from app.core.model import Entry, InfoItem
from tests.core.catalog.test_validate import GOOD

FILLED = {
    "business_object": "地/学校",
    "matter": "学校备案",
    "spatial_scope": "全市",
    "temporal_scope": "2025/01/01-至今",
    "data_level": "1级",
}


def entry(number: int, items: int = 3) -> Entry:
    """An invented entry that the template's rules take."""
    made = tuple(
        InfoItem(
            f"列{n}", "C", 10 + n, technical_name=f"c{n}", share="无条件共享", open="无条件开放"
        )
        for n in range(items)
    )
    return replace(GOOD, fields=GOOD.fields | FILLED | {"name": f"名录{number}"}, items=made)


def written(path: Path, entries: list[Entry]) -> Path:
    path.write_bytes(write_workbook(entries))
    return path


def test_two_hundred_entries_come_back(tmp_path: Path) -> None:
    entries = [entry(n) for n in range(200)]
    filled = read_workbook(written(tmp_path / "a.xlsx", entries))
    assert filled.misfits == ()
    assert [filled_in(one) for one in filled.entries] == [filled_in(one) for one in entries]


WRONG = {  # sheet, cell, what is written there, the problem
    ("entries", "K5", "每时", "not-in-list"),
    ("entries", "M6", "长" * 256, "too-long"),
    ("entries", "D7", None, "required"),
    ("entries", "B8", "名录（8）", "wrong-form"),
    ("items", "F9", "字符", "not-in-list"),
    ("items", "L10", "涉密", "secret"),
    ("items", "B13", None, "required"),
    ("items", "B14", None, "required"),
    ("items", "A22", "名录九十九", "entry-unknown"),
}


def test_exactly_the_wrong_cells_are_named(tmp_path: Path) -> None:
    path = written(tmp_path / "a.xlsx", [entry(n) for n in range(20)])
    book = openpyxl.load_workbook(path)
    form = template()
    names = {"entries": form.entries.sheet, "items": form.items.sheet}
    for sheet, cell, text, _ in WRONG:
        book[names[sheet]][cell] = text
    for row in book[names["items"]].iter_rows(min_row=3, max_col=1):
        if row[0].value == "名录4":  # its entry is called otherwise now
            row[0].value = "名录（8）"
    book.save(path)
    found = {(m.sheet, m.cell, m.problem.code) for m in read_workbook(path).misfits}
    assert found == {(names[sheet], cell, code) for sheet, cell, _, code in WRONG}
    marked = openpyxl.load_workbook(
        io.BytesIO(marked_workbook(path, read_workbook(path).misfits, "zh"))
    )
    for sheet, cell, _, _ in WRONG:
        assert marked[names[sheet]][cell].comment is not None
    assert marked["问题清单"].max_row == len(WRONG) + 1
    assert "是否“字符型”？" in marked[names["items"]]["F9"].comment.text


SLIPS = (
    ("entries", "K5", "每时"),
    ("entries", "M17", None),
    ("entries", "B60", "名录3"),  # another has this name
    ("entries", "T100", "无条件开"),
    ("items", "F120", "字符"),
    ("items", "A150", "名录xx"),
    ("items", "L180", "涉密"),
)


def test_seven_slips_in_two_hundred_entries_are_seven_cells(tmp_path: Path) -> None:
    one_item = [replace(entry(n), items=entry(n).items[:1]) for n in range(200)]
    path = written(tmp_path / "a.xlsx", one_item)
    book = openpyxl.load_workbook(path)
    names = {"entries": template().entries.sheet, "items": template().items.sheet}
    for sheet, cell, text in SLIPS:
        book[names[sheet]][cell] = text
    book.save(path)
    filled = read_workbook(path)
    assert len(filled.entries) == 200
    found = [(one.sheet, one.cell) for one in filled.misfits]
    assert sorted(found) == sorted((names[sheet], cell) for sheet, cell, _ in SLIPS)


def altered(tmp_path: Path, alter: Callable[[Worksheet], object]) -> Path:
    """A workbook of three entries whose first sheet was changed by hand."""
    path = written(tmp_path / "a.xlsx", [entry(n) for n in range(3)])
    book = openpyxl.load_workbook(path)
    alter(book[template().entries.sheet])
    book.save(path)
    return path


@pytest.mark.parametrize(
    "alter",
    [
        lambda sheet: setattr(sheet, "title", "我局的目录"),
        lambda sheet: sheet.insert_cols(3),
        lambda sheet: sheet.insert_rows(5),
        lambda sheet: sheet.cell(200, 2, "  "),
        lambda sheet: sheet.delete_rows(1),
    ],
)
def test_what_offices_change_without_harm_is_read(
    tmp_path: Path, alter: Callable[[Worksheet], object]
) -> None:
    filled = read_workbook(altered(tmp_path, alter))
    assert (len(filled.entries), filled.misfits) == (3, ())


def test_a_cell_that_only_looks_filled_says_why(tmp_path: Path) -> None:
    def merge(sheet: Worksheet) -> None:
        sheet.merge_cells("D4:D5")
        sheet["M6"] = '="全县"&"名录"'

    merged, formula = read_workbook(altered(tmp_path, merge)).misfits
    assert (merged.cell, formula.cell) == ("D5", "M6")
    assert "D4:D5" in merged.problem.message.zh
    assert "公式" in formula.problem.message.zh


def test_a_renamed_header_is_named_with_its_row_and_what_it_was(tmp_path: Path) -> None:
    path = altered(tmp_path, lambda sheet: sheet.cell(3, 2, "*目录名称"))
    with pytest.raises(CatalogUnreadable, match=r"数据资源目录名称.*\*目录名称") as caught:
        read_workbook(path)
    assert caught.value.where.row == 3


def test_drop_down_lists_and_groups_are_the_templates(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(written(tmp_path / "a.xlsx", [entry(1)]))
    first, second = (book[sheet.sheet] for sheet in (template().entries, template().items))
    assert [cell.value for cell in first[3]] == [c.header for c in template().entries.columns]
    assert len(first[3]) == 25
    assert len(second[2]) == 14
    assert {str(area) for area in first.merged_cells.ranges} >= {"B2:M2", "N2:P2", "Q2:U2", "V2:Y2"}
    lists = {str(v.sqref).split(":")[0]: v.formula1 for v in first.data_validations.dataValidation}
    assert lists["K4"] == '"实时,每日,每周,每月,每季度,每半年,每年,其他"'
    assert lists["T4"] == '"无条件开放,有条件开放,不予开放"'
    lists = {str(v.sqref).split(":")[0]: v.formula1 for v in second.data_validations.dataValidation}
    assert lists["F3"].count(",") == 8
    assert lists["K3"] == '"敏感,非敏感"'


def test_without_the_third_sheet_it_is_the_template(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(write_workbook([entry(1)], whole=False))
    assert len(openpyxl.load_workbook(path).sheetnames) == 2
    assert read_workbook(path).misfits == ()


def test_headers_are_found_wherever_they_stand(tmp_path: Path) -> None:
    path = written(tmp_path / "a.xlsx", [entry(1)])
    book = openpyxl.load_workbook(path)
    sheet = book[template().items.sheet]
    sheet.unmerge_cells("A1:N1")
    sheet.insert_rows(1, 3)
    book.save(path)
    assert read_workbook(path).misfits == ()


def test_what_is_no_such_workbook_is_said_so(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with pytest.raises(FileMissing):
        read_workbook(path)
    for content in (b"", b"PK\x03\x04", b"a,b\n1,2\n"):
        path.write_bytes(content)
        with pytest.raises(CatalogUnreadable):
            read_workbook(path)
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("a", "b")
    with pytest.raises(CatalogUnreadable):
        read_workbook(path)
    path.write_bytes(write_workbook([]))
    with pytest.raises(CatalogUnreadable):
        read_workbook(path)
    other = openpyxl.Workbook()
    other.save(path)
    with pytest.raises(CatalogUnreadable) as caught:
        read_workbook(path)
    assert template().entries.sheet in caught.value.told("zh")


def test_missing_column_is_named(tmp_path: Path) -> None:
    path = written(tmp_path / "a.xlsx", [entry(1)])
    book = openpyxl.load_workbook(path)
    book[template().items.sheet]["I2"] = "随便"
    book.save(path)
    with pytest.raises(CatalogUnreadable) as caught:
        read_workbook(path)
    assert "共享属性" in caught.value.told("zh")


TEXT = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn", "Zs", "Zl", "Zp"]),
    min_size=1,
    max_size=20,
).filter(lambda text: text == text.strip() and not text.startswith("_x"))
ITEMS = st.builds(
    InfoItem,
    name=TEXT,
    type=st.sampled_from(list(schema.item_types())),
    length=st.integers(1, 65535),
    sensitive=st.booleans(),
    description=st.just("") | TEXT,
    technical_name=st.just("") | TEXT,
    unit=st.just("") | TEXT,
    value_range=st.just("") | TEXT,
    code_table=st.just("") | TEXT,
    standard=st.just("") | TEXT,
    share=st.sampled_from(["", *schema.codes("share_type")]),
    open=st.sampled_from(["", *schema.codes("open_type")]),
    secret=st.booleans(),
    key=st.booleans(),
    timestamp=st.booleans(),
)


def filled_in(told: Entry) -> Entry:
    """Without the fields that say nothing: a workbook knows no difference."""
    return replace(told, fields={id: value for id, value in told.fields.items() if value})


@st.composite
def entries(draw: st.DrawFn) -> Entry:
    ids = [field.id for field in schema.fields()]
    told = draw(st.dictionaries(st.sampled_from(ids), TEXT, max_size=12)) | {"name": draw(TEXT)}
    items = draw(st.lists(ITEMS, max_size=4, unique_by=lambda item: item.name))
    inferred = tuple(draw(st.lists(st.sampled_from(ids), max_size=3, unique=True)))
    return Entry("guide-2017", told, tuple(items), inferred)


@settings(max_examples=40)
@given(told=entries())
def test_nothing_is_lost_on_the_way(told: Entry, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = written(tmp_path_factory.mktemp("book") / "a.xlsx", [told])
    (again,) = read_workbook(path).entries
    assert again == told
