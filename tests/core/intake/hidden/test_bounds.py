"""Hostile content ends soon: no search goes over the same bytes again and again."""

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from app.core.intake.content import Held
from app.core.intake.hidden.biff import tell_workbook
from app.core.intake.hidden.concealed import Gathering
from app.core.intake.hidden.embedded import embedded_text
from app.core.intake.hidden.exif import exif_lines
from app.core.intake.hidden.image_data import image_text
from app.core.intake.hidden.ole import hidden_in_ole
from app.core.intake.hidden.readable import bare, runs
from app.core.jobs import Job
from tests.core.intake.hidden.compound_file import compound_file
from tests.core.intake.hidden.packages import BOOK_RELS, SHEET, SHEET_RELS, plain, tie, walked

SIZE = 400_000  # bytes
SECONDS = 2.0  # a search that is quadratic takes minutes


def soon(work: Callable[[], object]) -> None:
    start = time.process_time()
    work()
    assert time.process_time() - start < SECONDS


@pytest.mark.parametrize(
    "noise", [b"a", b"\xe5\xbc\xa0", b"\xd5\xc5", b"<a ", b"\x81\x40", b"\0", b"a\0", b"<", b"\xe5"]
)
def test_words_out_of_noise(noise: bytes) -> None:
    data = noise * (SIZE // len(noise))
    soon(lambda: runs(data))
    soon(lambda: bare(data))
    soon(lambda: embedded_text(data, "a.bin", Job()))
    soon(lambda: image_text(b"GIF89a" + b"\x21\xfe\x01a" + data))


@pytest.mark.parametrize(
    "piece", ["<v:shape a", '<v:shape ><x ObjectType="', "<v:textbox", 'alt="', "o:title='"]
)
def test_legacy_drawings(piece: str, tmp_path: Path) -> None:
    made = plain(tmp_path)
    tie(made, SHEET_RELS, "vmlDrawing", "../drawings/vmlDrawing1.vml")
    made["xl/drawings/vmlDrawing1.vml"] = (piece * (SIZE // len(piece))).encode()
    soon(lambda: walked(made, tmp_path))


@pytest.mark.parametrize(
    "piece", ["<c s='1' ", "<c s='1'>", "<c s='1'><v ", "<c s='1'><is><t ", "<c s='1'><rPh>"]
)
def test_cells(piece: str, tmp_path: Path) -> None:
    made = plain(tmp_path)
    made["xl/styles.xml"] = (
        b"<styleSheet><fonts><font/><font><color rgb='FFFFFFFF'/></font></fonts><cellXfs><xf/>"
        b"<xf fontId='1'/></cellXfs></styleSheet>"
    )
    rows = piece * (SIZE // len(piece))
    made[SHEET] = f"<worksheet><sheetData><row>{rows}</c></row></sheetData></worksheet>".encode()
    made["xl/sharedStrings.xml"] = b"<si><t " * (SIZE // 7)
    soon(lambda: walked(made, tmp_path))


def test_names(tmp_path: Path) -> None:
    made = plain(tmp_path)
    formula = "a!$A,!" * (SIZE // 6)
    name = f'<definedName name="_xlnm.Print_Area">{formula};</definedName>'
    made["xl/workbook.xml"] = f"<workbook><definedNames>{name}</definedNames></workbook>".encode()
    soon(lambda: walked(made, tmp_path))


def test_numbers_without_end(tmp_path: Path) -> None:
    made = plain(tmp_path)
    long = "9" * 6000
    made["xl/styles.xml"] = (
        f"<styleSheet><fonts><font><color theme='{long}' tint='nan'/><sz val='1e999'/></font></fonts>"
        f"<cellXfs><xf fontId='{long}' numFmtId='{long}'/><xf/></cellXfs></styleSheet>"
    ).encode()
    tie(made, BOOK_RELS, "externalLink", "externalLinks/externalLink1.xml")
    made["xl/externalLinks/externalLink1.xml"] = (
        f"<a><sheetName val='b'/><sheetData sheetId='{'0' * 20}5'><cell r='A1'><v>1</v></cell></sheetData></a>"
    ).encode()
    tie(made, SHEET_RELS, "drawing", "../drawings/drawing1.xml")
    made["xl/drawings/drawing1.xml"] = (
        f"<wsDr><twoCellAnchor><from><col>{long}</col></from><sp><t>话</t></sp></twoCellAnchor></wsDr>"
    ).encode()
    walked(made, tmp_path)


def test_directories_within_directories() -> None:
    """A chain of two thousand, each the next one's only entry."""
    chain = b"".join(
        b"\x01\x00\x69\x87\x04\x00\x01\x00\x00\x00"
        + (8 + 18 * (n + 1)).to_bytes(4, "little")
        + bytes(4)
        for n in range(2000)
    )
    exif_lines(b"II*\0\x08\0\0\0" + chain)


def test_streams_and_records_without_end() -> None:
    soon(lambda: hidden_in_ole(Held("a.xls", compound_file({"Workbook": bytes(SIZE)})), Job()))
    pictures = (b"\xff\xd8\xff" * 2700).ljust(8200, b"\0")
    group = b"\xeb\x00\x08\x20" + pictures
    soon(lambda: tell_workbook(group * 15, Gathering(Job())))
