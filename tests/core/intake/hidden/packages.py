"""Workbooks whose parts are changed, added and tied together by hand."""

import zipfile
from pathlib import Path

from openpyxl import Workbook

from app.core.intake.hidden.concealed import Concealed
from app.core.intake.hidden.package import hidden_in_package
from app.core.jobs import Job

REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
R = f'xmlns:r="{REL}"'
SHEET = "xl/worksheets/sheet1.xml"
SHEET_RELS = "xl/worksheets/_rels/sheet1.xml.rels"
BOOK_RELS = "xl/_rels/workbook.xml.rels"

Parts = dict[str, bytes]


def parts_of(book: Workbook, folder: Path) -> Parts:
    """The parts of a workbook as openpyxl writes it."""
    path = folder / "made.xlsx"
    book.save(path)
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def plain(folder: Path) -> Parts:
    """A workbook with one sheet of two cells."""
    book = Workbook()
    book.active.append(["名称", "数"])
    return parts_of(book, folder)


def packed(parts: Parts, folder: Path) -> Path:
    path = folder / "book.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def tie(parts: Parts, rels: str, type: str, target: str, external: bool = False) -> str:
    """Add a relationship; its id. ``type``: the last word of its address."""
    mode = ' TargetMode="External"' if external else ""
    text = parts.get(rels, b"<Relationships></Relationships>").decode()
    id = f"x{text.count('Relationship ')}"
    line = f'<Relationship Id="{id}" Type="{REL}/{type}" Target="{target}"{mode}/>'
    text = text.replace("<Relationships/>", "<Relationships></Relationships>")
    parts[rels] = text.replace("</Relationships>", f"{line}</Relationships>").encode()
    return id


def walked(parts: Parts, folder: Path) -> Concealed:
    return hidden_in_package(packed(parts, folder), Job())


def told(found: Concealed) -> dict[tuple[str, str], str]:
    return {(h.kind, h.where): h.text for h in found.hidden}


def texts(found: Concealed, kind: str) -> str:
    """All texts of one kind, one a line."""
    return "\n".join(h.text for h in found.hidden if h.kind == kind)
