"""The cells that a style hides, found by a search for bytes: no other cell is taken apart.

Source: ECMA-376 Part 1, 18.3.1.4 (c), 18.4.8 (si).
"""

import html
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from app.core.intake.hidden.concealed import CUT
from app.core.intake.hidden.conditional import Rule, column_number
from app.core.intake.hidden.parts import Package, Part
from app.core.intake.hidden.sheet_frame import MAX_SHEET
from app.core.intake.hidden.styles import Hiding, Look, Reason, Styles, styled
from app.core.intake.hidden.xml_tags import Tag, index

Run: TypeAlias = tuple[Look, str]  # within the text of a cell: its own looks, its words

BLOCK = 1 << 18  # bytes
MAX_CELL = 1 << 20  # bytes of one cell's XML
MAX_CELLS = 20_000  # of one sheet
MAX_ROWS = 1 << 20

_ATTRIBUTE = re.compile(rb"\b(r|s|t)=[\"']([^\"']*)[\"']")
_REFERENCE = re.compile(rb"\br=[\"']([A-Z]{1,3})(\d{1,7})[\"']")
_VALUE = re.compile(rb"<(?:\w+:)?v(?:\s[^<>]*)?>([^<]*)</")
_TEXT = re.compile(rb"<(?:\w+:)?t(?:\s[^<>]*)?>([^<]*)</")
_CELL = re.compile(rb"<(?:\w+:)?c\s[^<>]*>")
_CELL_END = re.compile(rb"</(?:\w+:)?c>")
_ITEM_END = re.compile(rb"</(?:\w+:)?si>|<(?:\w+:)?si\s*/>")
_RUN = re.compile(
    rb"<(?:\w+:)?rPr>((?:<[^<>]*>|\s)*?)</(?:\w+:)?rPr>\s*<(?:\w+:)?t(?:\s[^<>]*)?>([^<]*)<"
)
_LOOK = re.compile(rb"<(?:\w+:)?(color|sz)\s([^<>]*)>")
_ANY = re.compile(rb"(\w+)=[\"']([^\"']*)[\"']")
_EMPTY_ITEM = re.compile(rb"<si\s*/>")
_PHONETIC = re.compile(rb"<(?:\w+:)?rPh\b[^<>]*>|</(?:\w+:)?rPh>")


@dataclass(frozen=True)
class Cell:
    """A cell: its ``text`` as it is stored, or the index of a shared string.

    ``runs``: those of a text that stands in the cell itself.
    """

    reference: str
    style: int
    type: str
    text: str
    runs: tuple[Run, ...] = ()

    @property
    def value(self) -> float | str:
        """The number, or any text for a text."""
        try:
            return float(self.text) if self.type == "n" else "text"
        except ValueError:
            return self.text


def using(styles: Mapping[int, Hiding]) -> re.Pattern[bytes]:
    """What occurs in a sheet's XML where one of the styles is used.

    It begins with plain letters, for the search is ten times as fast so; it may match too much.
    """
    numbers = b"|".join(str(index).encode() for index in styles)
    return re.compile(rb"s=[\"'](?:" + numbers + rb")[\"']")


def tell_cells(part: Part, styles: Mapping[int, Hiding], shared: str | None) -> None:
    """Tell what the cells of one sheet hold that these styles hide. Raises Damaged."""
    found = [(cell, styles[cell.style].reasons) for cell in hidden_cells(part, styles)]
    _tell(part, found, shared)


def tell_ruled(part: Part, rules: Sequence[Rule], shared: str | None) -> None:
    """Tell what the cells of one sheet hold that a conditional format may hide. Raises Damaged."""
    bottom = max(area.bottom for rule in rules for area in rule.areas)
    found = [
        (cell, rule.hiding.reasons)
        for cell, row, column in _placed_cells(part, bottom)
        for rule in rules
        if rule.holds(row, column) and rule.may_hide(cell.value, is_error=cell.type == "e")
    ]
    _tell(part, found[:MAX_CELLS], shared)


def tell_runs(part: Part, styles: Styles, runs: Mapping[int, Sequence[Run]]) -> None:
    """Tell what single runs within the texts of cells hide. ``runs``: by shared string.

    Raises Damaged.
    """
    for cell, _, _ in _placed_cells(part, MAX_ROWS):
        for look, text in runs.get(index(cell.text), ()) if cell.type == "s" else cell.runs:
            hiding = styles.hiding_run(look, cell.style)
            for reason in hiding.reasons if hiding is not None else ():
                part.add(text, part.cell(cell.reference), reason)


def _tell(part: Part, found: Sequence[tuple[Cell, tuple[Reason, ...]]], shared: str | None) -> None:
    wanted = {index(cell.text) for cell, _ in found if cell.type == "s"}
    words = shared_strings(part.package, shared, wanted) if shared and wanted else {}
    for cell, reasons in found:
        text = words.get(index(cell.text), "") if cell.type == "s" else cell.text
        for reason in reasons:
            part.add(text, part.cell(cell.reference), reason)
    if len(found) >= MAX_CELLS:
        for reason in dict.fromkeys(reason for _, reasons in found for reason in reasons):
            part.into.remark(reason, part.where, CUT)


def _placed_cells(part: Part, bottom: int) -> Iterator[tuple[Cell, int, int]]:
    """The cells that hold something, down to a row, each with its row and column from 1."""
    for block in _blocks(part, _CELL_END):
        for opened in _CELL.finditer(block):
            place = _REFERENCE.search(opened[0])
            if place is None or opened[0].endswith(b"/>"):
                continue
            if int(place[2]) > bottom:
                return
            end = _CELL_END.search(block, opened.end())
            cell = _cell(opened[0], block[opened.end() : end.start()]) if end else None
            if cell is not None:
                yield cell, int(place[2]), column_number(place[1].decode())


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
    style, words = index(attributes.get(b"s", "0")), html.unescape(text.decode("utf-8", "replace"))
    runs = tuple(_run(*match) for match in _RUN.findall(inner)) if type == "inlineStr" else ()
    return Cell(attributes.get(b"r", "?"), style, type, words, runs)


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


def telling_runs(package: Package, name: str, styles: Styles) -> dict[int, list[Run]]:
    """The runs whose own looks may hide them, by shared string, at most :data:`MAX_CELLS`.

    Raises Damaged.
    """
    found: dict[int, list[Run]] = {}
    number = 0
    for block in _blocks(Part(package, name, "white-text"), _ITEM_END):
        if b"rPr" not in block and b":si" not in block:  # which is counted many times as fast
            number += block.count(b"</si>") + len(_EMPTY_ITEM.findall(block))
            continue
        start = 0
        for end in _ITEM_END.finditer(block):
            runs = [_run(*match) for match in _RUN.findall(block, start, end.start())]
            if runs := [run for run in runs if styles.may_hide_run(run[0])]:
                found[number] = runs
            number += 1
            start = end.end()
        if len(found) >= MAX_CELLS:
            package.into.remark("white-text", name, CUT)
            break
    return found


def _run(properties: bytes, text: bytes) -> Run:
    look, around = Look(), Tag("rPr", {}, None)
    for name, told in _LOOK.findall(properties):
        attributes = {
            key.decode(): value.decode(errors="replace") for key, value in _ANY.findall(told)
        }
        styled(look, Tag(name.decode(), attributes, around))
    return look, html.unescape(text.decode("utf-8", "replace"))


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
