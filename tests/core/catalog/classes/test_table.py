"""The class tree as a table: edited by hand, read back, and every wrong cell named."""

import csv
import io
from pathlib import Path

import openpyxl
import pytest

from app.core.catalog.classes import editing
from app.core.catalog.classes.table import (
    HEADERS,
    Listed,
    parse_csv,
    read_classes,
    write_csv,
    write_xlsx,
)
from app.core.catalog.classes.tree import ClassTree, shipped
from app.core.errors import CatalogUnreadable, ClassTableMissing
from tests.core.catalog.classes.test_editing import SMALL, names

NONE = ClassTree(())


def read(tmp_path: Path, *rows: str, before: ClassTree = NONE, encoding: str = "utf-8") -> Listed:
    """Rows as code,类,项,目,细目,状态 with one comma a column."""
    path = tmp_path / "分类.csv"
    path.write_text("\r\n".join((",".join(HEADERS), *rows)), encoding=encoding)
    return read_classes(path, before)


def wrong(listed: Listed) -> list[tuple[str, str, str]]:
    return [(one.cell, one.column, one.problem.code) for one in listed.misfits]


@pytest.mark.parametrize("tree", [SMALL, shipped(), editing.remove(SMALL, "301001", ())])
def test_a_tree_comes_back_as_it_was(tmp_path: Path, tree: ClassTree) -> None:
    assert parse_csv(write_csv(tree)) == Listed(tree, ())
    path = tmp_path / "分类.xlsx"
    path.write_bytes(write_xlsx(tree))
    assert read_classes(path, NONE) == Listed(tree, ())


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_text_is_read_as_offices_write_it(tmp_path: Path, encoding: str) -> None:
    rows = list(csv.reader(io.StringIO(write_csv(SMALL))))[1:]
    found = read(tmp_path, *map(",".join, rows), encoding=encoding)
    assert found == Listed(SMALL, ())


def test_rows_without_a_code_get_the_next_one_below_the_row_above(tmp_path: Path) -> None:
    gone = editing.remove(SMALL, "301001", ())
    found = read(
        tmp_path,
        "3,部门,,,,", "301,,省级及以下,,,", ",,,教育,,", ",,,,学校,", ",,,卫生,,", "302,,计划单列市,,,",
        before=gone,
    )  # fmt: skip
    assert wrong(found) == []
    assert names(found.tree) == {
        "3": "部门", "301": "省级及以下", "301002": "教育", "301002001": "学校", "301003": "卫生",
        "302": "计划单列市",
    }  # fmt: skip


def test_a_class_without_a_row_is_given_up_and_stays_known(tmp_path: Path) -> None:
    found = read(tmp_path, "3,部门,,,,", "301,,省级及以下,,,", "", before=SMALL)
    assert names(found.tree) == {"3": "部门", "301": "省级及以下"}
    assert len(found.tree.classes) == len(SMALL.classes)


@pytest.mark.parametrize(
    ("rows", "cells"),
    [
        (["3,部门,省级,,,"], [("C2", "项", "one-name")]),
        (["3,,,,,"], [("B2", "类", "one-name")]),
        (["3,部/门,,,,"], [("B2", "类", "wrong-form")]),
        (["3,部门,,,,作废"], [("F2", "状态", "not-in-list")]),
        (["30,部门,,,,"], [("A2", "分类码", "wrong-form")]),
        (["301,部门,,,,"], [("A2", "分类码", "level-differs")]),
        (["3,部门,,,,", "3,主题,,,,"], [("A3", "分类码", "code-taken")]),
        (["3,部门,,,,", "2,部门,,,,"], [("B3", "类", "repeated")]),
        (["3,部门,,,,", "201,,教育,,,"], [("A3", "分类码", "parent-missing")]),
        (["3,部门,,,,停用", "301,,教育,,,"], [("A3", "分类码", "parent-missing")]),
        ([",,教育,,,"], [("C2", "项", "parent-missing")]),
        (["3,部门,,,,", ",,教育,,,", ",,教育,,,"], [("C4", "项", "repeated")]),
        (["30,部门,,,,", "3,部门,,,,", "3,甲/乙,,,,是"],
         [("A2", "分类码", "wrong-form"), ("A4", "分类码", "code-taken"), ("B4", "类", "wrong-form"),
          ("F4", "状态", "not-in-list")]),
    ],
)  # fmt: skip
def test_every_wrong_cell_is_named(
    tmp_path: Path, rows: list[str], cells: list[tuple[str, str, str]]
) -> None:
    assert wrong(read(tmp_path, *rows)) == cells


def test_a_code_given_up_comes_back_to_its_own_class_only(tmp_path: Path) -> None:
    gone = editing.remove(SMALL, "302", ())
    rows = ["3,部门,,,,", "301,,省级及以下,,,"]
    other = read(tmp_path, *rows, "302,,教育,,,", before=gone)
    assert wrong(other) == [("A4", "分类码", "code-taken")]
    assert "计划单列市" in other.misfits[0].problem.message.zh
    assert "302" in names(read(tmp_path, *rows, "302,,计划单列市,,,", before=gone).tree)


def test_the_table_is_found_where_it_lies(tmp_path: Path) -> None:
    path = tmp_path / "分类.xlsx"
    book = openpyxl.Workbook()
    book.worksheets[0].append(["封面"])
    sheet = book.create_sheet("表")
    for row in (
        [],
        ["目录分类"],
        ["名次", "分类码", "类", "项"],
        [1, 3, "部门"],
        [],
        [2, 301, None, "省级"],
    ):
        sheet.append(row)
    book.save(path)
    assert names(read_classes(path, NONE).tree) == {"3": "部门", "301": "省级"}


def test_what_is_no_table_of_classes_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    for content in (b"", "名称,代码\n部门,3\n".encode(), (",".join(HEADERS)).encode()):
        path.write_bytes(content)
        with pytest.raises(ClassTableMissing):
            read_classes(path, NONE)
    path.write_bytes(b"\xff\xff\xff")
    with pytest.raises(CatalogUnreadable):
        read_classes(path, NONE)
