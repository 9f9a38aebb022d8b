"""Cells that a conditional format hides, or a single run of their text, where they show at first."""

from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.formatting.rule import CellIsRule, FormulaRule, Rule
from openpyxl.styles import Font, PatternFill
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.styles.numbers import NumberFormat

from app.core.intake.hidden.conditional import Area, areas
from app.core.intake.hidden.package import hidden_in_package
from app.core.jobs import Job
from tests.core.intake.hidden.packages import SHEET, parts_of, texts, told, walked

WHITE = Font(color="FFFFFFFF")
NOTHING = DifferentialStyle(numFmt=NumberFormat(numFmtId=200, formatCode=";;;"))


def found_by(rule: Rule, folder: Path, places: str = "B2:B4") -> set[tuple[str, str]]:
    """(kind, text) of the cells that are told, for 5, -1 and a word in B2 to B4."""
    book = openpyxl.Workbook()
    for row in (["名称", "数"], ["甲", 5], ["乙", -1], ["丙", "底价"]):
        book.active.append(row)
    book.active.conditional_formatting.add(places, rule)
    found = walked(parts_of(book, folder), folder).hidden
    return {(h.kind, h.text) for h in found if h.where.startswith("Sheet!B")}


@pytest.mark.parametrize(
    ("rule", "hidden"),
    [
        (FormulaRule(["TRUE"], font=WHITE), {"5", "-1", "底价"}),
        (CellIsRule("greaterThan", ["3"], font=WHITE), {"5", "底价"}),
        (CellIsRule("lessThan", ["0"], font=WHITE), {"-1"}),
        (CellIsRule("equal", ["$A$1"], font=WHITE), {"5", "-1", "底价"}),
        (Rule("containsErrors", dxf=DifferentialStyle(font=WHITE)), set()),
        (Rule("containsBlanks", dxf=DifferentialStyle(font=WHITE)), set()),
        (FormulaRule(["TRUE"], font=WHITE, fill=PatternFill(bgColor="FF0000FF")), set()),
        (FormulaRule(["TRUE"], font=Font(color="FFFF0000")), set()),
        (
            FormulaRule(["1"], font=Font(color="FF0000FF"), fill=PatternFill(bgColor="FF0000FF")),
            {"5", "-1", "底价"},
        ),
    ],
)
def test_by_colour(rule: Rule, hidden: set[str], tmp_path: Path) -> None:
    assert found_by(rule, tmp_path) == {("white-text", text) for text in hidden}


def test_by_number_format_and_whole_column(tmp_path: Path) -> None:
    rule = Rule("expression", dxf=NOTHING, formula=["A1=1"])
    assert found_by(rule, tmp_path, "B3:B1048576") == {("no-format", "-1"), ("no-format", "底价")}


def test_words_in_the_formulas(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["名称", "数"])
    book.active.conditional_formatting.add("A1", FormulaRule(['A1="内定"'], font=Font(b=True)))
    assert "内定" in texts(walked(parts_of(book, tmp_path), tmp_path), "object")


def test_rules_of_excel_2010(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["底价"])
    parts = parts_of(book, tmp_path)
    rule = (
        b'<extLst><ext xmlns:x14="x14" xmlns:xm="xm"><x14:conditionalFormattings>'
        b'<x14:conditionalFormatting><x14:cfRule type="expression"><xm:f>TRUE</xm:f><x14:dxf><font>'
        b'<color theme="0"/></font></x14:dxf></x14:cfRule><xm:sqref>A1</xm:sqref>'
        b"</x14:conditionalFormatting></x14:conditionalFormattings></ext></extLst></worksheet>"
    )
    parts[SHEET] = parts[SHEET].replace(b"</worksheet>", rule)
    assert told(walked(parts, tmp_path))["white-text", "Sheet!A1"] == "底价"


@pytest.mark.parametrize("fill", [None, PatternFill("solid", fgColor="FF0000FF")])
def test_one_run_of_a_text(fill: PatternFill | None, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    faint = InlineFont(color="FFFFFFFF")
    book.active["A1"] = "名称"
    book.active["A2"] = CellRichText("甲", TextBlock(faint, "底价"), TextBlock(InlineFont(), "乙"))
    if fill is not None:
        book.active["A2"].fill = fill
    parts = parts_of(book, tmp_path)
    found = told(walked(parts, tmp_path))
    assert found.get(("white-text", "Sheet!A2")) == (None if fill else "底价")


def test_one_run_of_a_shared_text(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("表")
        for row in range(3):
            sheet.write(row, 0, f"甲{row}")
        sheet.write_rich_string(3, 0, "甲", book.add_format({"font_color": "white"}), "底价", "乙")
        tiny = book.add_format({"font_size": 1})
        sheet.write_rich_string(4, 0, "甲", tiny, "内定", "乙")
    found = told(hidden_in_package(path, Job()))
    assert found["white-text", "表!A4"] == "底价"
    assert found["tiny-text", "表!A5"] == "内定"


def test_ranges() -> None:
    assert areas("A1 $B$2:C3 D:E 4:5 x!") == (
        Area(1, 1, 1, 1), Area(2, 2, 3, 3), Area(1, 4, 1 << 20, 5), Area(4, 1, 5, 1 << 14),
    )  # fmt: skip


def test_names_that_a_person_gave(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["名称"])
    book.active.sheet_properties.codeName = "内部名单"
    style = openpyxl.styles.NamedStyle("未公开样式")
    book.add_named_style(style)
    book.active["A1"].style = style
    assert {"内部名单", "未公开样式"} <= set(
        texts(walked(parts_of(book, tmp_path), tmp_path), "name").split("\n")
    )
