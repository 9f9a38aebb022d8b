"""The cells that a style hides, found by a search for bytes: no other cell is taken apart.

Source: ECMA-376 Part 1, 18.3.1.4 (c), 18.4.8 (si).
"""

import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from app.core.intake.hidden.concealed import CUT
from app.core.intake.hidden.parts import Package, Part
from app.core.intake.hidden.sheet_frame import MAX_SHEET
from app.core.intake.hidden.styles import Hiding
from app.core.intake.hidden.xml_tags import index

BLOCK = 1 << 18  # bytes
MAX_CELL = 1 << 20  # bytes of one cell's XML
MAX_CELLS = 20_000  # of one sheet

_ATTRIBUTE = re.compile(rb"\b(r|s|t)=[\"']([^\"']*)[\"']")
_VALUE = re.compile(rb"<(?:\w+:)?v(?:\s[^<>]*)?>([^<]*)</")
_TEXT = re.compile(rb"<(?:\w+:)?t(?:\s[^<>]*)?>([^<]*)</")
_CELL = re.compile(rb"<(?:\w+:)?c\s[^<>]*>")
_CELL_END = re.compile(rb"</(?:\w+:)?c>")
_ITEM_END = re.compile(rb"</(?:\w+:)?si>|<(?:\w+:)?si\s*/>")
_PHONETIC = re.compile(rb"<(?:\w+:)?rPh\b[^<>]*>|</(?:\w+:)?rPh>")


@dataclass(frozen=True)
class Cell:
    """A cell that a style hides: ``text`` as it is stored, or the index of a shared string."""

    reference: str
    style: int
    type: str
    text: str


def using(styles: Mapping[int, Hiding]) -> re.Pattern[bytes]:
    """What occurs in a sheet's XML where one of the styles is used.

    It begins with plain letters, for the search is ten times as fast so; it may match too much.
    """
    numbers = b"|".join(str(index).encode() for index in styles)
    return re.compile(rb"s=[\"'](?:" + numbers + rb")[\"']")


def tell_cells(part: Part, styles: Mapping[int, Hiding], shared: str | None) -> None:
    """Tell what the cells of one sheet hold that these styles hide. Raises Damaged."""
    found = list(hidden_cells(part, styles))
    wanted = {index(cell.text) for cell in found if cell.type == "s"}
    words = shared_strings(part.package, shared, wanted) if shared and wanted else {}
    for cell in found:
        text = cell.text
        if cell.type == "s":
            text = words.get(index(text), "")
        for reason in styles[cell.style].reasons:
            part.add(text, part.cell(cell.reference), reason)
    if len(found) >= MAX_CELLS:
        for reason in dict.fromkeys(r for cell in found for r in styles[cell.style].reasons):
            part.into.remark(reason, part.where, CUT)


def hidden_cells(part: Part, styles: Mapping[int, Hiding]) -> Iterator[Cell]:
    """The cells, at most :data:`MAX_CELLS`, that hold something and show nothing. Raises Damaged."""
    wanted, count = using(styles), 0
    for block in _blocks(part, _CELL_END):
        done = 0  # where the last cell ended; no cell begins within another
        for match in wanted.finditer(block):
            if match.start() < done:
                continue
            start = block.rfind(b"<", 0, match.start())
            opened = _CELL.match(block, start) if start >= 0 else None
            if opened is None or opened[0].endswith(b"/>"):
                continue
            end = _CELL_END.search(block, opened.end())
            if end is None:
                break
            done = end.end()
            cell = _cell(opened[0], block[opened.end() : end.start()])
            if cell is not None and cell.style in styles and _hides(styles[cell.style], cell):
                yield cell
                count += 1
                if count >= MAX_CELLS:
                    return


def _cell(opened: bytes, inner: bytes) -> Cell | None:
    attributes = {
        name: value.decode(errors="replace") for name, value in _ATTRIBUTE.findall(opened)
    }
    type = attributes.get(b"t", "n")
    if type == "inlineStr":
        text = b"".join(_TEXT.findall(_without_phonetic(inner)))
    else:
        text = b"".join(_VALUE.findall(inner)[:1])
    if not text:
        return None
    style = index(attributes.get(b"s", "0"))
    return Cell(
        attributes.get(b"r", "?"), style, type, html.unescape(text.decode("utf-8", "replace"))
    )


def _hides(hiding: Hiding, cell: Cell) -> bool:
    if cell.type != "n":
        return hiding.text
    if hiding.positive and hiding.negative and hiding.text:
        return True
    try:
        value = float(cell.text)
    except ValueError:
        return True
    return hiding.positive if value > 0 else hiding.negative and value < 0


def shared_strings(package: Package, name: str, wanted: set[int]) -> dict[int, str]:
    """The texts of some of the shared strings, by index. Raises Damaged."""
    found: dict[int, str] = {}
    number, last = 0, max(wanted)
    for block in _blocks(Part(package, name, "white-text"), _ITEM_END):
        start = 0
        for end in _ITEM_END.finditer(block):
            if number in wanted:
                words = b"".join(_TEXT.findall(_without_phonetic(block[start : end.start()])))
                found[number] = html.unescape(words.decode("utf-8", "replace"))
            number += 1
            start = end.end()
        if number > last:
            break
    return found


def _without_phonetic(xml: bytes) -> bytes:
    """Without the readings that stand above the characters: every second piece is one."""
    return b"".join(_PHONETIC.split(xml)[::2])


def _blocks(part: Part, end: re.Pattern[bytes]) -> Iterator[bytes]:
    """The part in blocks, none of which cuts a cell or an item in two."""
    with part.package.open(part.name) as stream:
        bounded = part.package.sheet_stream(stream, MAX_SHEET)
        rest, done = b"", 0
        while block := bounded.read(BLOCK):
            done += len(block)
            part.into.job.report(done)
            seen = rest + block
            # The last end lies near the end of the block, unless one cell is larger than that.
            from_here = max(len(seen) - MAX_CELL, 0)
            ends = [m.end() for m in end.finditer(seen, max(len(seen) - 8192, 0))]
            ends = ends or [m.end() for m in end.finditer(seen, from_here)]
            cut = ends[-1] if ends else 0 if len(seen) < MAX_CELL else len(seen)
            yield seen[:cut]
            rest = seen[cut:]
        yield rest
