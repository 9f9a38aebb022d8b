"""Cells that their own style hides: by colour, by size, by number format."""

from pathlib import Path

import openpyxl
import pytest
from openpyxl.styles import Color, Font, PatternFill

from app.core.intake.hidden import looks
from app.core.intake.hidden.looks import column_is_hidden, hides_by_format, row_is_hidden, tinted
from tests.core.intake.hidden.packages import SHEET, parts_of, texts, told, walked

WHITE = Font(color="FFFFFFFF")


def kinds_of(
    font: Font | None, fill: PatternFill | None, format: str, value: object, folder: Path
) -> set[str]:
    book = openpyxl.Workbook()
    book.active.append(["名称", "数"])
    cell = book.active.cell(2, 2, value)
    if font is not None:
        cell.font = font
    if fill is not None:
        cell.fill = fill
    cell.number_format = format
    found = walked(parts_of(book, folder), folder)
    assert all(
        h.where == "Sheet!B2" and h.text == str(value) for h in found.hidden if h.kind != "property"
    )
    return {h.kind for h in found.hidden if h.kind != "property"}


def solid(colour: object) -> PatternFill:
    return PatternFill("solid", fgColor=colour)


@pytest.mark.parametrize(
    ("font", "fill"),
    [
        (WHITE, None),
        (Font(color="00FFFFFF"), None),
        (Font(color="FFFEFEFE"), None),
        (Font(color=Color(theme=0)), None),
        (Font(color=Color(indexed=9)), None),
        (Font(color=Color(indexed=65)), None),
        (Font(color="FFFF0000"), solid("FFFF0000")),
        (Font(color=Color(theme=4)), solid(Color(theme=4))),
        (Font(color=Color(theme=1, tint=0.99)), None),
        (WHITE, solid("FFFFFFFF")),
    ],
)
def test_colour_on_the_same_colour(font: Font, fill: PatternFill | None, tmp_path: Path) -> None:
    assert kinds_of(font, fill, "General", "底价", tmp_path) == {"white-text"}


@pytest.mark.parametrize(
    ("font", "fill"),
    [
        (WHITE, solid("FF4472C4")),
        (Font(color="FF000000"), None),
        (None, None),
        (Font(color=Color(theme=1)), None),
        (Font(color=Color(theme=0, tint=-0.5)), None),
        (Font(color=Color(theme=77)), None),
        (None, solid("FFFFFF00")),
    ],
)
def test_what_can_be_read_is_not_told(
    font: Font | None, fill: PatternFill | None, tmp_path: Path
) -> None:
    assert kinds_of(font, fill, "General", "底价", tmp_path) == set()


@pytest.mark.parametrize(
    ("format", "value", "hidden"),
    [
        (";;;", 83, True),
        (";;;", "底价", True),
        (";;", 83, True),
        (";;", "底价", False),
        ('"";"";"";""', "底价", True),
        ("**;**;**;**", 83, True),
        ("0;;;@", -5, True),
        ("0;;;@", 5, False),
        ("0;-0;;@", 0, False),
        ("General", 83, False),
        ('"已缴"', 83, False),
        ("yyyy-mm-dd", 45000, False),
    ],
)
def test_number_formats(format: str, value: object, hidden: bool, tmp_path: Path) -> None:
    assert (kinds_of(None, None, format, value, tmp_path) == {"no-format"}) is hidden


def test_tiny_text(tmp_path: Path) -> None:
    assert kinds_of(Font(sz=1), None, "General", "底价", tmp_path) == {"tiny-text"}


def test_inline_strings_prefixes_and_entities(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active["A1"] = "x"
    book.active["A1"].font = WHITE
    made = parts_of(book, tmp_path)
    made[SHEET] = (
        b'<x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><x:sheetData>'
        b"<x:row r='3' s='1'><x:c r='C3' s='1' t='inlineStr'><x:is><x:t>a&amp;b</x:t></x:is></x:c>"
        b"<x:c r='D3' s='1'/><x:c r='E3' t='inlineStr'><x:is><x:t>seen</x:t></x:is></x:c>"
        b"</x:row></x:sheetData></x:worksheet>"
    )
    assert told(walked(made, tmp_path))["white-text", "Sheet!C3"] == "a&b"
    assert "seen" not in texts(walked(made, tmp_path), "white-text")


@pytest.mark.parametrize("size", [300, 4000])
def test_cells_beyond_one_block(size: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No cell is lost where a block ends, wherever that is."""
    monkeypatch.setattr("app.core.intake.hidden.cells.BLOCK", size)
    monkeypatch.setattr("app.core.intake.hidden.sheet_frame.BLOCK", size)
    book = openpyxl.Workbook()
    for number in range(1, 200):
        book.active.cell(number, 1, f"秘{number}").font = WHITE
        book.active.cell(number, 2, number)
    book.active.oddHeader.center.text = "页眉"
    found = walked(parts_of(book, tmp_path), tmp_path)
    cells = {h.where: h.text for h in found.hidden if h.kind == "white-text"}
    assert cells == {f"Sheet!A{n}": f"秘{n}" for n in range(1, 200)}
    assert texts(found, "header-footer") == "页眉"


def test_rows_and_columns_of_no_size() -> None:
    assert row_is_hidden({"hidden": "1"})
    assert row_is_hidden({"ht": "0", "customHeight": "1"})
    assert column_is_hidden({"width": "0.0"})
    assert not row_is_hidden({"ht": "15"})
    assert not column_is_hidden({"width": "x", "hidden": "0"})


def test_tint_as_the_standard_says() -> None:
    """18.8.3: -0.5 of white is a grey of half the lightness; +1 of anything is white."""
    assert tinted((255, 255, 255), -0.5) == (128, 128, 128)
    assert tinted((10, 90, 200), 1.0) == looks.WHITE
    assert tinted((10, 90, 200), 0.0) == (10, 90, 200)


def test_sections_keep_quoted_semicolons() -> None:
    assert looks.sections('0;"a;b";\\;') == ["0", '"a;b"', "\\;"]
    assert hides_by_format("[Red];;;") == (True, True, True)
