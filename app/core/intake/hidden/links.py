"""Other files and servers: external workbooks with their cached values, connections, addresses.

Source: ECMA-376 Part 1, 18.14 (external links), 18.13 (connections); MS-QDEFF (Power Query).
"""

import base64
import io
import struct
import zipfile

from app.core.intake.archive import DAMAGE
from app.core.intake.hidden.concealed import UNREAD, lines
from app.core.intake.hidden.parts import Part
from app.core.intake.hidden.readable import decoded
from app.core.intake.hidden.xml_tags import Tag, index


def external_link(part: Part) -> None:
    """One other workbook: where it lies, its sheets and names, and all cells kept from it."""
    file = part.name.rpartition("/")[2]
    targets = [r.target for r in part.relations.values()]
    part.add(lines(targets), file)
    book = targets[0].replace("\\", "/").rpartition("/")[2] if targets else ""
    sheets: list[str] = []
    cells: list[str] = []
    span: list[str] = []
    for opened, tag in part.tags():
        if opened:
            if tag.name == "ddeLink":
                part.add(lines((tag.get("ddeService"), tag.get("ddeTopic"))), file)
            continue
        if tag.name == "sheetName":
            sheets.append(tag.get("val"))
        elif tag.name == "definedName":
            part.add(lines((tag.get("name"), tag.get("refersTo"))), f"{file} [{book}]")
        elif tag.name in ("v", "val"):
            span.append(_reference(tag))
            cells.append(tag.text)
        elif tag.name in ("sheetData", "ddeItem", "oleItem") and cells:
            first, last = span[0], span[-1]
            name = _nth(sheets, tag.get("sheetId")) or tag.get("name")
            place = first if first == last else f"{first}:{last}"
            part.add(lines(cells), f"{file} [{book}]{name}!{place}")
            cells, span = [], []
    part.add(lines(sheets), f"{file} [{book}]")


def _reference(tag: Tag) -> str:
    return tag.parent.get("r") if tag.parent is not None else ""


def _nth(items: list[str], number: str) -> str:
    place = index(number)
    return items[place] if 0 <= place < len(items) else ""


def connections(part: Part) -> None:
    """Servers, users, passwords and commands: every attribute that holds words."""
    texts: list[str] = []
    for tag in part.closed():
        texts += [value for value in tag.attributes.values() if not _is_switch(value)]
        texts.append(tag.text)
        if tag.parent is None or tag.parent.parent is None:
            part.add(lines(texts), f"{part.where} {tag.get('name')}".strip())
            texts = []


def _is_switch(value: str) -> bool:
    return value.lower() in ("true", "false", "") or value.isdecimal()


def hyperlinks(part: Part, tag: Tag) -> None:
    """The address behind a cell, with its tip. ``tag``: a ``hyperlink`` element."""
    relation = part.relations.get(tag.get("r:id"))
    texts = (relation.target if relation else "", tag.get("location"), tag.get("tooltip"))
    part.add(lines(texts), part.cell(tag.get("ref")), "link")


def custom_xml(part: Part) -> None:
    """Data that a program keeps beside the sheets; Power Query keeps its queries so."""
    texts: list[str] = []
    for tag in part.closed():
        if tag.name == "DataMashup":
            _queries(part, tag.text)
            continue
        texts += [*tag.attributes.values(), tag.text]
    part.add(lines(texts))


def _queries(part: Part, text: str) -> None:
    """The M code of Power Query: base64 of a version, a length and a zip archive."""
    try:
        data = base64.b64decode(text, validate=False)
        (length,) = struct.unpack_from("<I", data, 4)
        with zipfile.ZipFile(io.BytesIO(data[8 : 8 + length])) as archive:
            for entry in archive.infolist():
                if entry.filename.endswith((".m", ".xml")) and entry.file_size < 1 << 22:
                    code = decoded(archive.read(entry)) or ""
                    part.add(code, f"{part.where} {entry.filename}", "connection")
    except DAMAGE:
        part.add(text, kind="connection")
        part.into.remark("connection", part.where, UNREAD)
