"""The same cells in other forms."""

import csv
import json
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from app.sandbox.portal.conversions import converted, forms

CELL = st.text(
    st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff"), max_size=8
)
TABLE = st.integers(1, 4).flatmap(
    lambda n: st.lists(st.lists(CELL, min_size=n, max_size=n), min_size=1, max_size=5)
)


def write(path: Path, lines: list[list[str]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, quoting=csv.QUOTE_ALL).writerows(lines)
    return path


@given(TABLE)
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_cell_is_there_as_text(tmp_path: Path, lines: list[list[str]]) -> None:
    data = write(tmp_path / "data.csv", lines)
    with converted(data, "xml") as file:
        rows = ET.parse(file).getroot()  # noqa: S314 — our own
    assert [[cell.text or "" for cell in row] for row in rows] == lines[1:]
    with converted(data, "json") as file:
        assert json.load(file) == [dict(zip(lines[0], line, strict=True)) for line in lines[1:]]


def test_a_workbook_holds_texts_and_no_formulas(tmp_path: Path) -> None:
    lines = [["a", "b"], ["=1+1", "007"], ["<b>&", "x\x01y"]]
    with converted(write(tmp_path / "data.csv", lines), "xlsx") as file:
        sheet = load_workbook(file)["data"]
        cells = [[cell.value for cell in row] for row in sheet.iter_rows()]
        assert {cell.data_type for row in sheet.iter_rows() for cell in row} == {"s"}
    assert cells == [["a", "b"], ["=1+1", "007"], ["<b>&", "x\ufffdy"]]


def test_an_empty_table_is_valid_too(tmp_path: Path) -> None:
    data = write(tmp_path / "data.csv", [["a"]])
    with converted(data, "json") as file:
        assert json.load(file) == []


@pytest.mark.parametrize(("rows", "there"), [(1_048_575, True), (1_048_576, False)])
def test_no_workbook_of_more_rows_than_a_sheet_has(rows: int, there: bool) -> None:
    assert ("xlsx" in forms(rows)) is there
