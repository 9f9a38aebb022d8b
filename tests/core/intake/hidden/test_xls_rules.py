"""Cells of an old workbook that a conditional format hides.

No library writes such formats, so their records are put into what xlwt writes; xlrd, which walks
over them and minds their sizes, keeps that honest.
"""

import struct
from pathlib import Path

import pytest
import xlwt

from app.core.intake.table import import_file
from app.core.jobs import Job
from tests.core.intake.hidden.compound_file import compound_file

WHITE, BLUE = 9, 12  # in the palette
GREATER, LESS = 5, 6
FONT, PATTERN, NUMBER = 1 << 26, 1 << 29, 1 << 25
KEPT = 7 << 16  # pattern, foreground and background stay as they are
TRUE = b"\x1d\x01"
THREE = b"\x1e\x03\x00"
MINUS_HALF = b"\x1f" + struct.pack("<d", 0.5) + b"\x13"
A1 = b"\x4c" + struct.pack("<hh", 0, 0)


def record(kind: int, body: bytes) -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


def ranges(bottom: int = 4) -> bytes:
    """B2 down to a row."""
    area = struct.pack("<4H", 1, bottom - 1, 1, 1)
    return struct.pack("<HH", 1, 0) + area + struct.pack("<H", 1) + area


def ink(colour: int) -> bytes:
    return struct.pack("<IH64xi12xi34x", FONT | KEPT, 0, -1, colour)


def filled(ink_: int, ground: int) -> bytes:
    font = struct.pack("<64xi12xi34x", -1, ink_)
    return struct.pack("<IH", FONT | PATTERN, 0) + font + struct.pack("<HH", 1 << 10, ground << 7)


def numbered(code: str) -> bytes:
    text = struct.pack("<HB", len(code), 0) + code.encode()
    told = struct.pack("<H", 2 + len(text)) + text
    return struct.pack("<IH", NUMBER | KEPT, 1) + told


def rule(format: bytes, formula: bytes, type: int = 2, operator: int = 0) -> bytes:
    head = struct.pack("<BBHH", type, operator, len(formula), 0)
    return record(0x1B0, ranges()) + record(0x1B1, head + format + formula)


def later(format: bytes, formula: bytes) -> bytes:
    """As Excel 2007 writes what the older rule cannot hold."""
    head = struct.pack("<BBHHI", 2, 0, len(formula), 0, len(format))
    first = struct.pack("<HH8x", 0x879, 1) + ranges()
    second = struct.pack("<HH8x", 0x87A, 0) + head + format + formula + bytes(21)
    return record(0x879, first) + record(0x87A, second)


def told(records: bytes, folder: Path) -> set[tuple[str, str, str]]:
    """What is told of 5, -1 and a word in B2 to B4, and of the rule."""
    book = xlwt.Workbook(encoding="utf-8")
    book.add_sheet("前").write(0, 0, "空")
    sheet = book.add_sheet("名单")
    for row, cells in enumerate((("名称", "数"), ("甲", 5), ("乙", -1), ("丙", "底价"))):
        for column, value in enumerate(cells):
            sheet.write(row, column, value)
    stream = book.get_biff_data()
    assert stream.endswith(b"\x0a\0\0\0")
    path = folder / "a.xls"
    path.write_bytes(compound_file({"Workbook": stream[:-4] + records + stream[-4:]}))
    table = import_file(path, Job())
    assert table.rows == 3
    assert not [w for w in table.warnings if w.code == "values-only"]
    kinds = ("white-text", "tiny-text", "no-format", "object")
    return {(h.kind, h.where, h.text) for h in table.hidden if h.kind in kinds}


@pytest.mark.parametrize(
    ("records", "kind", "hidden"),
    [
        (rule(ink(WHITE), TRUE), "white-text", {"5", "-1", "底价"}),
        (rule(ink(WHITE), THREE, 1, GREATER), "white-text", {"5", "底价"}),
        (rule(ink(WHITE), MINUS_HALF, 1, LESS), "white-text", {"-1"}),
        (rule(ink(WHITE), A1, 1, LESS), "white-text", {"5", "-1", "底价"}),
        (rule(filled(BLUE, BLUE), TRUE), "white-text", {"5", "-1", "底价"}),
        (rule(filled(WHITE, BLUE), TRUE), "white-text", set()),
        (rule(ink(BLUE), TRUE), "white-text", set()),
        (later(ink(WHITE), TRUE), "white-text", {"5", "-1", "底价"}),
        (later(numbered(";;"), TRUE), "no-format", {"5", "-1"}),
        (later(b"", TRUE), "no-format", set()),
    ],
)
def test_what_a_rule_hides(records: bytes, kind: str, hidden: set[str], tmp_path: Path) -> None:
    places = {"5": "名单!B2", "-1": "名单!B3", "底价": "名单!B4"}
    assert told(records, tmp_path) == {(kind, places[text], text) for text in hidden}


def test_words_in_the_formula(tmp_path: Path) -> None:
    wide = "内定".encode("utf-16-le")
    formula = A1 + b"\x17\x02\x01" + wide + b"\x0b"
    assert told(rule(ink(BLUE), formula), tmp_path) == {("object", "名单!cfRule", "内定")}


def test_a_rule_cut_short_is_told_as_unread(tmp_path: Path) -> None:
    (found,) = told(later(ink(WHITE)[:60], TRUE), tmp_path)
    assert found[:2] == ("white-text", "名单!cfRule")
    assert "未检查" in found[2]
