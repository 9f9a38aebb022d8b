"""A tiny writer of Excel binary workbooks, after the record layouts of [MS-XLSB].

No program that can be had here writes .xlsb; python-calamine reading back what this writes keeps
it honest.
"""

import struct
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

MAIN = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def record(kind: int, data: bytes = b"") -> bytes:
    """One record: its type in up to two bytes, its length in up to four."""
    head = bytes([kind]) if kind < 0x80 else bytes([kind & 0x7F | 0x80, kind >> 7])
    length, tail = len(data), b""
    while True:
        more = length > 0x7F
        tail += bytes([length & 0x7F | (0x80 if more else 0)])
        length >>= 7
        if not more:
            return head + tail + data


def wide(text: str) -> bytes:
    units = text.encode("utf-16-le", "surrogatepass")
    return struct.pack("<I", len(units) // 2) + units


def cell(kind: int, column: int, body: bytes, style: int = 0) -> bytes:
    return record(kind, struct.pack("<II", column, style) + body)


def number(column: int, value: float, style: int = 0) -> bytes:
    return cell(5, column, struct.pack("<d", value), style)


def rk(column: int, bits: int, style: int = 0) -> bytes:
    return cell(2, column, struct.pack("<I", bits & 0xFFFFFFFF), style)


def text(column: int, value: str) -> bytes:
    return cell(6, column, wide(value))


def shared(column: int, place: int) -> bytes:
    return cell(7, column, struct.pack("<I", place))


def row(place: int, *cells: bytes, hidden: bool = False) -> bytes:
    flags = bytes([0, 0x10 if hidden else 0, 0])
    return record(0, struct.pack("<IIH", place, 0, 300) + flags + struct.pack("<I", 0)) + b"".join(
        cells
    )


@dataclass
class Page:
    """One sheet; ``merges`` are (top, bottom, left, right) and ``columns`` (first, last), from 0."""

    name: str = "数据"
    rows: Sequence[bytes] = ()
    state: int = 0
    merges: Sequence[tuple[int, int, int, int]] = ()
    hidden_columns: Sequence[tuple[int, int]] = ()
    comments: Sequence[tuple[int, int, str]] = ()  # row, column, text
    header: str = ""
    rules: bytes = b""
    tail: bytes = field(default_factory=lambda: record(130))

    def part(self) -> bytes:
        columns = b"".join(
            record(60, struct.pack("<IIIIH", first, last, 2048, 0, 1))
            for first, last in self.hidden_columns
        )
        merges = b"".join(record(176, struct.pack("<IIII", *merge)) for merge in self.merges)
        absent = struct.pack("<I", 0xFFFFFFFF)
        return b"".join(
            (
                record(129),
                record(148, struct.pack("<IIII", 0, 0, 0, 0)),
                record(390) + columns + record(391) if columns else b"",
                record(145),
                *self.rows,
                record(146),
                record(177, struct.pack("<I", len(self.merges))) + merges + record(178)
                if merges
                else b"",
                self.rules,
                record(479, struct.pack("<H", 0) + wide(self.header) + absent * 5) + record(480)
                if self.header
                else b"",
                self.tail,
            )
        )

    def comment_part(self) -> bytes:
        notes = b"".join(
            record(635, struct.pack("<IIIII", 0, place, place, column, column) + bytes(16))
            + record(637, b"\0" + wide(note))
            + record(636)
            for place, column, note in self.comments
        )
        return record(628) + record(633) + notes + record(634) + record(629)


def write_xlsb(
    path: Path,
    *pages: Page,
    strings: Sequence[str] = (),
    formats: Sequence[int | str] = (0,),
    epoch_1904: bool = False,
    names: Sequence[str] = (),
    parts: dict[str, bytes] | None = None,
) -> Path:
    """A workbook; ``formats``: the number format of each style, by its built-in id or its code."""
    bundle = b"".join(
        record(156, struct.pack("<II", page.state, n) + wide(f"rId{n}") + wide(page.name))
        for n, page in enumerate(pages, 1)
    )
    defined = b"".join(
        record(39, struct.pack("<IBI", 0, 0, 0xFFFFFFFF) + wide(name) + bytes(12)) for name in names
    )
    book = (
        record(131)
        + record(153, struct.pack("<III", int(epoch_1904), 0, 0))
        + (record(143) + bundle + record(144) + defined + record(132))
    )
    whole = {
        "[Content_Types].xml": b"<Types/>",
        "xl/workbook.bin": book,
        "xl/_rels/workbook.bin.rels": _links(
            [(f"{MAIN}/worksheet", f"worksheets/sheet{n}.bin") for n in range(1, len(pages) + 1)]
        ),
        "xl/styles.bin": _styles(formats),
    }
    if strings:
        items = b"".join(record(19, b"\0" + wide(item)) for item in strings)
        counts = struct.pack("<II", len(strings), len(strings))
        whole["xl/sharedStrings.bin"] = record(159, counts) + items + record(160)
    for n, page in enumerate(pages, 1):
        whole[f"xl/worksheets/sheet{n}.bin"] = page.part()
        if page.comments:
            links = _links([(f"{MAIN}/comments", f"../comments{n}.bin")])
            whole[f"xl/worksheets/_rels/sheet{n}.bin.rels"] = links
            whole[f"xl/comments{n}.bin"] = page.comment_part()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in (whole | (parts or {})).items():
            archive.writestr(name, data)
    return path


def _links(links: Sequence[tuple[str, str]]) -> bytes:
    inside = "".join(
        f'<Relationship Id="rId{n}" Type="{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(links, 1)
    )
    return f'<Relationships xmlns="{PACKAGE}">{inside}</Relationships>'.encode()


def _styles(formats: Sequence[int | str]) -> bytes:
    codes = {code: 164 + n for n, code in enumerate(formats) if isinstance(code, str)}
    known = b"".join(record(44, struct.pack("<H", n) + wide(code)) for code, n in codes.items())
    styles = b"".join(
        record(47, struct.pack("<HHHHHBBHH", 0, _id(code, codes), 0, 0, 0, 0, 0, 0, 0))
        for code in formats
    )
    base = record(47, struct.pack("<HHHHHBBHH", 0xFFFF, 0, 0, 0, 0, 0, 0, 0, 0))
    return b"".join(
        (
            record(278),
            record(615, struct.pack("<I", len(codes))) + known + record(616),
            record(626, struct.pack("<I", 1)) + base + record(627),
            record(617, struct.pack("<I", len(formats))) + styles + record(618),
            record(279),
        )
    )


def _id(code: int | str, codes: dict[str, int]) -> int:
    return code if isinstance(code, int) else codes[code]
