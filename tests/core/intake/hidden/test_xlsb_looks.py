"""Cells of a binary workbook that their style hides."""

import struct
from pathlib import Path

import pytest

from app.core.intake.table import import_file
from app.core.jobs import Job
from tests.core.intake.biff12 import Page, number, record, row, text, wide, write_xlsb

AUTOMATIC = struct.pack("<BBhI", 0, 0, 0, 0)
NO_FILL = struct.pack("<I", 0) + AUTOMATIC * 2


def rgb(colour: str) -> bytes:
    return struct.pack("<BBh", 2 << 1 | 1, 0, 0) + bytes.fromhex(colour) + b"\xff"


def numbered(kind: int, index: int, tint: int = 0) -> bytes:
    return struct.pack("<BBhI", kind << 1 | 1, index, tint, 0)


def solid(colour: bytes) -> bytes:
    return struct.pack("<I", 1) + colour + AUTOMATIC


def told(ink: bytes, fill: bytes, size: float, code: str, folder: Path) -> set[tuple[str, ...]]:
    font = (
        struct.pack("<HHHHBBBB", int(size * 20), 0, 400, 0, 0, 2, 134, 0) + ink + b"\0" + wide("宋")
    )
    plain = struct.pack("<HHHHBBBB", 220, 0, 400, 0, 0, 2, 134, 0) + AUTOMATIC + b"\0" + wide("宋")
    cells = (
        struct.pack("<HHHHHBBHH", 0, format, place, place, 0, 0, 0, 0, 0)
        for place, format in enumerate((0, 200))
    )
    styles = b"".join(
        (
            record(278),
            record(44, struct.pack("<H", 200) + wide(code)),
            record(43, plain) + record(43, font),
            record(45, NO_FILL) + record(45, fill),
            record(617) + b"".join(record(47, cell) for cell in cells) + record(618),
            record(279),
        )
    )
    page = Page(
        rows=[
            row(0, text(0, "名称"), text(1, "数")),
            row(1, text(0, "甲"), number(1, 99.0, 1)),
            row(2, text(0, "乙"), number(1, 98.0)),
        ]
    )
    path = write_xlsb(folder / "a.xlsb", page, parts={"xl/styles.bin": styles})
    table = import_file(path, Job())
    assert table.rows == 2
    kinds = ("white-text", "tiny-text", "no-format")
    return {(h.kind, h.where, h.text) for h in table.hidden if h.kind in kinds}


@pytest.mark.parametrize(
    ("ink", "fill", "size", "code", "reason"),
    [
        (rgb("FFFFFF"), NO_FILL, 11, "0", "white-text"),
        (rgb("FF0000"), solid(rgb("FF0000")), 11, "0", "white-text"),
        (numbered(3, 0), NO_FILL, 11, "0", "white-text"),
        (numbered(1, 9), NO_FILL, 11, "0", "white-text"),
        (numbered(3, 1, 32700), NO_FILL, 11, "0", "white-text"),
        (AUTOMATIC, NO_FILL, 1, "0", "tiny-text"),
        (AUTOMATIC, NO_FILL, 11, ";;;", "no-format"),
    ],
)
def test_what_a_style_hides(
    ink: bytes, fill: bytes, size: float, code: str, reason: str, tmp_path: Path
) -> None:
    assert told(ink, fill, size, code, tmp_path) == {(reason, "数据!B2", "99")}


@pytest.mark.parametrize(
    ("ink", "fill"),
    [
        (AUTOMATIC, NO_FILL),
        (rgb("FFFFFF"), solid(rgb("0000FF"))),
        (rgb("FFFFFF"), struct.pack("<I", 0x28) + AUTOMATIC * 2),
        (numbered(3, 99), NO_FILL),
    ],
)
def test_what_can_be_read_is_not_told(ink: bytes, fill: bytes, tmp_path: Path) -> None:
    assert told(ink, fill, 11, "0", tmp_path) == set()
