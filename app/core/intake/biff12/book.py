"""What the sheets of a binary workbook share: names, strings, formats, the day that dates count from."""

import posixpath
import struct
from collections.abc import Iterator
from functools import partial

from app.core.errors import FileUnreadable, Where
from app.core.intake.archive import part_blocks, part_size
from app.core.intake.biff12.records import (
    BEGIN_XFS,
    BOOK,
    BOOK_PROPERTIES,
    BUNDLE,
    DAMAGED,
    DIFFERENCE,
    END_BOOK,
    END_SHARED,
    END_STYLES,
    END_XFS,
    FILL,
    FONT,
    FORMAT,
    NAME,
    NOT_WHOLE,
    SHARED_ITEM,
    XF,
    cell_text,
    records,
    string,
)
from app.core.intake.content import Content
from app.core.intake.display.builtin_formats import format_code
from app.core.intake.hidden.styles import Hiding
from app.core.intake.hidden.xlsb_looks import Looks
from app.core.intake.markup.stream import small_part
from app.core.intake.sheet import Notices
from app.core.jobs import Job
from app.core.model import Hidden
from app.core.text import Text

REPORT_EVERY = 20_000  # records between two reports
STATES = {0: "visible", 1: "hidden", 2: "very-hidden"}

PROPERTIES = (
    "title", "subject", "creator", "lastModifiedBy", "keywords", "description", "category",
)  # fmt: skip


class Book:
    """What the sheets share: strings, number formats, the day that dates count from."""

    def __init__(self, path: Content, parts: frozenset[str], job: Job) -> None:
        self.path, self.parts, self.job = path, parts, job
        self.notices = Notices()
        self.epoch_1904 = False
        self.names: list[Hidden] = []
        self.sheets: list[tuple[str, str, str]] = []  # name, state, part
        self._read_book()
        self.strings = self._read_strings()
        self.hiding: dict[int, Hiding] = {}
        self.formats = self._read_formats()

    def records(
        self, part: str, end: int, where: Where | None = None
    ) -> Iterator[tuple[int, bytes]]:
        """The records of a part up to the one that ends it, telling of progress on the way."""
        size = part_size(self.path, part)
        seen = 0
        for number, (kind, data) in enumerate(records(part_blocks(self.path, part), self.path)):
            seen += len(data) + 2
            if number % REPORT_EVERY == 0:
                self.job.report(min(seen, size), size)
            if kind == end:
                return
            yield kind, data
        raise FileUnreadable(
            where, name=self.path.name, reason=Text("文件不完整", "it is incomplete")
        )

    def damaged(self, sheet: str | None = None, row: int | None = None) -> FileUnreadable:
        return FileUnreadable(
            Where(self.path.name, sheet, row), name=self.path.name, reason=NOT_WHOLE
        )

    def _read_book(self) -> None:
        links = self.links(BOOK)
        try:
            for kind, data in self.records(BOOK, END_BOOK):
                if kind == BOOK_PROPERTIES:
                    self.epoch_1904 = bool(data[0] & 1)
                elif kind == NAME:
                    self.names.append(Hidden("name", string(data, 9)[0], ""))
                elif kind == BUNDLE:
                    self._add_sheet(data, links)
        except DAMAGED as error:
            raise self.damaged() from error

    def _add_sheet(self, data: bytes, links: dict[str, tuple[str, str]]) -> None:
        """BrtBundleSh, 2.4.304; chart sheets hold no cells."""
        (state,) = struct.unpack_from("<I", data)
        link, at = string(data, 8)
        name, _ = string(data, at)
        kind, part = links[link]
        if kind in ("worksheet", "xlMacrosheet", "xlIntlMacrosheet"):
            self.sheets.append((name, STATES.get(state, "very-hidden"), part))

    def _read_strings(self) -> list[str]:
        """The shared strings; the counts that the part declares are not believed."""
        part = "xl/sharedStrings.bin"
        if part not in self.parts:
            return []
        try:
            return [
                cell_text(data, 1)
                for kind, data in self.records(part, END_SHARED)
                if kind == SHARED_ITEM
            ]
        except DAMAGED as error:
            raise self.damaged() from error

    def _read_formats(self) -> list[str]:
        """The number format of each cell style."""
        codes: dict[int, str] = {}
        styles: list[bytes] = []
        looks, inside = Looks(), False
        self.hiding_by = partial(looks.rule, codes=codes)
        part = "xl/styles.bin"
        if part not in self.parts:
            return []
        try:
            for kind, data in self.records(part, END_STYLES):
                if kind in (BEGIN_XFS, END_XFS):
                    inside = kind == BEGIN_XFS
                elif kind == XF and inside:
                    styles.append(data)
                elif kind == FORMAT:
                    codes[struct.unpack_from("<H", data)[0]] = string(data, 2)[0]
                elif kind == FONT:
                    looks.font(data)
                elif kind == FILL:
                    looks.fill(data)
                elif kind == DIFFERENCE:
                    looks.difference(data)
            numbers = [struct.unpack_from("<H", data, 2)[0] for data in styles]
            formats = [format_code(number, codes.get(number)) for number in numbers]
            self.hiding = looks.hiding(styles, formats)
        except DAMAGED as error:
            raise self.damaged() from error
        return formats

    def links(self, part: str) -> dict[str, tuple[str, str]]:
        """The relationships of a part: its kind and target by id. Source: ECMA-376 Part 2, 8."""
        folder, base = posixpath.split(part)
        relations = f"{folder}/_rels/{base}.rels"
        if relations not in self.parts:
            return {}
        found = {}
        for link in small_part(part_blocks(self.path, relations), self.path):
            said = link.attributes
            target = posixpath.normpath(posixpath.join(f"/{folder}", said.get("Target", "")))
            kind = said.get("Type", "").rpartition("/")[2]
            found[said.get("Id", "")] = kind, target.lstrip("/")
        return found


def properties(path: Content, parts: frozenset[str]) -> Iterator[Hidden]:
    part = "docProps/core.xml"
    if part not in parts:
        return
    for element in small_part(part_blocks(path, part), path):
        if element.name in PROPERTIES and element.text.strip():
            yield Hidden("property", element.name, element.text)
