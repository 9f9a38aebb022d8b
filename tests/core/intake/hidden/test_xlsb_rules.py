"""Cells of a binary workbook that a conditional format hides."""

import struct
from pathlib import Path

import pytest

from app.core.intake.table import import_file
from app.core.jobs import Job
from tests.core.intake.biff12 import Page, number, record, row, text, wide, write_xlsb

GREATER, LESS = 5, 6
TRUE = b"\x1d\x01"
THREE = b"\x1e\x03\x00"
MINUS_HALF = b"\x1f" + struct.pack("<d", 0.5) + b"\x13"
BLANKS, ERRORS = 9, 11


def rgb(colour: str) -> bytes:
    return struct.pack("<BBh", 2 << 1 | 1, 0, 0) + bytes.fromhex(colour) + b"\xff"


def format(**told: bytes) -> bytes:
    kinds = {"pattern": 0, "fore": 1, "back": 2, "shaded": 3, "ink": 5, "size": 36, "code": 38}
    kinds["code_number"] = 41
    properties = b"".join(
        struct.pack("<HH", kinds[name], 4 + len(value)) + value for name, value in told.items()
    )
    return record(507, struct.pack("<HHH", 0, 0, len(told)) + properties)


def code(text: str) -> bytes:
    return struct.pack("<H", len(text)) + text.encode("utf-16-le")


def rule(
    formula: bytes, type: int = 2, operator: int = 0, template: int = 1, words: str = ""
) -> bytes:
    whole = struct.pack("<I", len(formula)) + formula + bytes(4) if formula else b""
    head = struct.pack("<IIIIIIIH", type, template, 0, 1, operator, 0, 0, 0)
    sizes = struct.pack("<III", len(whole), 0, 0)
    told = wide(words) if words else struct.pack("<I", 0xFFFFFFFF)
    places = struct.pack("<IIIIIII", 1, 0, 1, 1, 1 << 18, 1, 1)  # column B from its second row
    return record(461, places) + record(463, head + sizes + told + whole) + record(462)


def told(format: bytes, rules: bytes, folder: Path) -> set[tuple[str, str, str]]:
    """What is told of 5, -1 and a word in B2 to B4, and of the rules."""
    cells = (5.0, -1.0, "底价")
    rows = [row(0, text(0, "名称"), text(1, "数"))]
    for place, cell in enumerate(cells, 1):
        filled = text(1, cell) if isinstance(cell, str) else number(1, cell)
        rows.append(row(place, text(0, f"甲{place}"), filled))
    styles = record(278) + record(617) + record(47, bytes(20)) + record(618)
    styles += record(505, struct.pack("<I", 1)) + format + record(506) + record(279)
    path = write_xlsb(
        folder / "a.xlsb", Page(rows=rows, rules=rules), parts={"xl/styles.bin": styles}
    )
    table = import_file(path, Job())
    assert table.rows == len(cells)
    kinds = ("white-text", "tiny-text", "no-format", "object")
    return {(h.kind, h.where, h.text) for h in table.hidden if h.kind in kinds}


WHITE = format(ink=rgb("FFFFFF"))
ALL = {"5", "-1", "底价"}


@pytest.mark.parametrize(
    ("format", "rule", "kind", "hidden"),
    [
        (WHITE, rule(TRUE), "white-text", ALL),
        (WHITE, rule(THREE, 1, GREATER, 0), "white-text", {"5", "底价"}),
        (WHITE, rule(MINUS_HALF, 1, LESS, 0), "white-text", {"-1"}),
        (WHITE, rule(TRUE, template=BLANKS), "white-text", set()),
        (WHITE, rule(TRUE, template=ERRORS), "white-text", set()),
        (format(ink=rgb("0000FF"), back=rgb("0000FF")), rule(TRUE), "white-text", ALL),
        (format(ink=rgb("FFFFFF"), back=rgb("0000FF")), rule(TRUE), "white-text", set()),
        (format(ink=rgb("FFFFFF"), shaded=bytes(44)), rule(TRUE), "white-text", set()),
        (format(ink=rgb("FF0000")), rule(TRUE), "white-text", set()),
        (format(code=code(";;;")), rule(TRUE), "no-format", ALL),
        (format(code=code(";;")), rule(TRUE), "no-format", {"5", "-1"}),
        (format(code_number=struct.pack("<H", 1)), rule(TRUE), "no-format", set()),
        (format(size=struct.pack("<I", 20)), rule(TRUE), "tiny-text", ALL),
    ],
)
def test_what_a_rule_hides(
    format: bytes, rule: bytes, kind: str, hidden: set[str], tmp_path: Path
) -> None:
    places = {"5": "数据!B2", "-1": "数据!B3", "底价": "数据!B4"}
    assert told(format, rule, tmp_path) == {(kind, places[text], text) for text in hidden}


def test_words_in_a_rule(tmp_path: Path) -> None:
    formula = b"\x44" + bytes(6) + b"\x17" + code("内定") + b"\x0b"
    found = told(format(), rule(formula, words="未公开"), tmp_path)
    assert found == {("object", "数据!cfRule", "内定\n未公开")}


@pytest.mark.parametrize(
    ("format", "rule"),
    [(WHITE, record(463, bytes(20))), (record(507, struct.pack("<HHH", 0, 0, 9)), rule(TRUE))],
)
def test_what_is_cut_short_is_told_as_unread(format: bytes, rule: bytes, tmp_path: Path) -> None:
    (found,) = told(format, rule, tmp_path)
    assert found[:2] == ("white-text", "数据!cfRule")
    assert "未检查" in found[2]
