"""The workbook part: its sheets, defined names, and whoever and wherever it mentions.

Source: ECMA-376 Part 1, 18.2; MS-XLSB 2.4.304 (BrtBundleSh), 2.4.711 (BrtName) for the binary form.
"""

import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass

from app.core.intake.hidden.concealed import lines
from app.core.intake.hidden.parts import Part
from app.core.intake.hidden.readable import wide_runs
from app.core.intake.hidden.xml_tags import index

_MORE_THAN_PLACES = re.compile(r"[\[\](){}\"#]")
LONG_RECORD = 1 << 16  # bytes; a record of words is far shorter
_BUNDLE_SHEET = 156
_NAME = 39


@dataclass(frozen=True)
class SheetPart:
    """A sheet of the workbook: its name, and the part that holds it."""

    name: str
    part: str


def book(part: Part) -> list[SheetPart]:
    """The sheets in order; tells names, users and paths. Raises Malformed, Damaged."""
    sheets: list[SheetPart] = []
    for tag in part.closed():
        if tag.name == "sheet":
            relation = part.relations.get(tag.get("r:id"))
            sheets.append(SheetPart(tag.get("name"), relation.target if relation else ""))
        elif tag.name == "definedName":
            scope = tag.get("localSheetId")
            local = sheets[int(scope)].name if _is_index(scope, sheets) else ""
            _tell_name(part, tag.get("name"), local, tag.text, tag.get("comment"))
        elif tag.name == "absPath":
            part.add(tag.get("url"), "absPath", "property")
        elif tag.name == "fileSharing":
            part.add(tag.get("userName"), "fileSharing", "property")
        elif tag.name == "customWorkbookView":
            part.add(tag.get("name"), "customWorkbookView", "property")
    return sheets


def _is_index(text: str, items: list[SheetPart]) -> bool:
    return 0 <= index(text) < len(items)


def _tell_name(part: Part, name: str, sheet: str, formula: str, comment: str) -> None:
    """A defined name. Print areas and the like are told only where they hold more than places."""
    if name.startswith("_xlnm.") and not _MORE_THAN_PLACES.search(formula):
        return
    part.add(lines((formula, comment)), f"{sheet}!{name}" if sheet else name, "name")


def binary_book(part: Part) -> list[SheetPart]:
    """The same for ``workbook.bin``; formulas of names are told by the words in them."""
    sheets: list[SheetPart] = []
    for kind, body in records(part.data()):
        if kind == _BUNDLE_SHEET:
            id, place = _wide(body, 8)
            name, _ = _wide(body, place)
            relation = part.relations.get(id)
            sheets.append(SheetPart(name, relation.target if relation else ""))
        elif kind == _NAME:
            name, place = _wide(body, 9)
            if not name.startswith("_xlnm."):
                part.add(lines((name, *wide_runs(body[place:]))), name, "name")
    return sheets


def records(data: bytes) -> Iterator[tuple[int, bytes]]:
    """The records of a BIFF12 part: (type, body). One that is cut short ends them."""
    position = 0
    while position < len(data):
        kind, position = _variable(data, position, 2)
        size, position = _variable(data, position, 4)
        if position + size > len(data):
            return
        yield kind, data[position : position + size]
        position += size


def _variable(data: bytes, position: int, most: int) -> tuple[int, int]:
    """A number in bytes of seven bits; a record's type keeps all bits of its first byte."""
    value = shift = 0
    for _ in range(most):
        if position >= len(data):
            break
        byte = data[position]
        position += 1
        value |= (byte & 0x7F) << shift
        shift += 7
        if not byte & 0x80:
            break
    return value, position


def _wide(body: bytes, position: int) -> tuple[str, int]:
    """A string that its length in characters precedes; one that is cut short is ""."""
    if position + 4 > len(body):
        return "", position
    (length,) = struct.unpack_from("<I", body, position)
    end = position + 4 + 2 * length
    if length == 0xFFFFFFFF or end > len(body):
        return "", position + 4
    return body[position + 4 : end].decode("utf-16-le", "replace"), end


def binary_part(part: Part) -> None:
    """A part of the binary form, such as comments: the strings that its records hold."""
    texts: list[str] = []
    for _, body in records(part.data()):
        part.into.job.report(len(texts))
        texts += strings(body) if len(body) < LONG_RECORD else wide_runs(body)
    part.add(lines(texts))


def strings(body: bytes) -> list[str]:
    """The counted strings of a record, wherever they stand, as far as they are words."""
    found, position = [], 0
    while position + 6 <= len(body):
        text, end = _wide(body, position)
        if text and text.isprintable():
            found.append(text)
            position = end
        else:
            position += 1
    return found
