"""Everything that an Office Open XML workbook (.xlsx, .xlsm, .xlsb) holds beside its cells.

The relationships tell what a part is and which sheet it belongs to; a part that nothing refers to is
told by its folder; a part of no known kind is told as a whole. Formulas are not looked at.
Source: ECMA-376 Parts 1 and 2; MS-XLSX; MS-XLSB.
"""

import re
import zipfile
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from app.core.errors import FileUnreadable
from app.core.intake.archive import DAMAGE, INCOMPLETE
from app.core.intake.content import Content
from app.core.intake.hidden import (
    book,
    cells,
    comments,
    drawings,
    generic,
    links,
    macros,
    pivots,
    properties,
    revisions,
    sheet_frame,
    styles,
)
from app.core.intake.hidden.concealed import UNREAD, Concealed, Gathering, lines
from app.core.intake.hidden.image_data import image_text
from app.core.intake.hidden.parts import Damaged, Package, Part, tell_unread
from app.core.intake.hidden.readable import bare, decoded
from app.core.intake.hidden.xml_tags import Malformed
from app.core.jobs import Job
from app.core.text import Text

PICTURE = Text("图片，其中的文字未检查", "a picture; the words in it were not examined")
PREPENDED = Text("文件开头有不属于工作簿的内容", "there are bytes before the workbook itself")
BEFORE = 1 << 20  # bytes before the workbook that are searched for words
BINARY_SHEET = 16 << 20  # bytes of a binary sheet that are searched for strings


@dataclass(frozen=True)
class _Route:
    """How parts of one kind are told. ``binary``: the handler takes the binary form itself."""

    kind: str
    tell: Callable[[Part], None]
    binary: bool = False


def hidden_in_package(
    path: Content, job: Job, frames: Mapping[str, bytes] = MappingProxyType({})
) -> Concealed:
    """What hides in a zip package, and what shows around its cells.

    ``frames``: see :class:`Workbook`; other sheets are passed over for theirs.
    A part that is damaged is told as such, with the words that can be made out. Raises
    FileUnreadable where the archive itself is damaged, and Cancelled.
    """
    into = Gathering(job)
    try:
        with path.open("rb") as file, zipfile.ZipFile(file) as archive:
            _Walk(Package(archive, into), frames).go()
            into.add("property", "zip", decoded(archive.comment) or "")
            before = min((entry.header_offset for entry in archive.infolist()), default=0)
            if before:
                file.seek(0)
                into.add("object", "zip", bare(file.read(min(before, BEFORE))))
                into.remark("object", "zip", PREPENDED)
    except DAMAGE as error:
        raise FileUnreadable(name=path.name, reason=INCOMPLETE) from error
    return into.concealed()


def _skip(_part: Part) -> None:
    """A part that holds only what the reader yields, or nothing of anybody's."""


def tell_picture(part: Part) -> None:
    """A picture is always told: nobody has read what it shows."""
    data = part.data()
    words = image_text(data)
    if words is None:
        generic.whole(part)
        return
    part.add(words, _picture_place(part))
    if not words:
        part.into.remark("image", _picture_place(part), PICTURE)


def _picture_place(part: Part) -> str:
    return f"{part.name} {part.place}".strip()


def _table(part: Part) -> None:
    """A table's remark, and the values that its filter lets through."""
    for tag in part.closed():
        if tag.name == "table":
            part.add(tag.get("comment"), part.cell(tag.get("ref")), "comment")
        elif tag.name == "tableColumn":
            part.add(tag.get("totalsRowLabel"), part.where, "object")
        elif tag.name in ("filter", "customFilter"):
            part.add(tag.get("val"), part.where, "filter")


def _stray_sheet(part: Part) -> None:
    """A sheet that the workbook does not list."""
    texts = [tag.text for tag in part.closed() if tag.name in ("t", "v", "f")]
    part.add(lines(texts))


_WORDS = _Route("object", generic.all_words)
_WHOLE = _Route("object", generic.whole, binary=True)

ROUTES: dict[str, _Route] = {
    "comments": _Route("comment", comments.comments),
    "threadedComment": _Route("comment", comments.threaded_comments),
    "person": _Route("comment", comments.persons),
    "drawing": _Route("object", drawings.drawing),
    "cellImage": _Route("image", drawings.drawing),
    "vmlDrawing": _Route("object", drawings.legacy_drawing),
    "legacyDrawingHF": _Route("object", drawings.legacy_drawing),
    "chart": _Route("chart", drawings.chart),
    "chartEx": _Route("chart", drawings.chart),
    "chartUserShapes": _Route("object", drawings.words),
    "diagramData": _Route("object", drawings.words),
    "image": _Route("image", tell_picture, binary=True),
    "thumbnail": _Route("image", tell_picture, binary=True),
    "pivotCacheDefinition": _Route("pivot-cache", pivots.cache_definition),
    "pivotCacheRecords": _Route("pivot-cache", pivots.cache_records),
    "slicerCache": _Route("pivot-cache", pivots.slicer_cache),
    "timelineCache": _Route("pivot-cache", pivots.slicer_cache),
    "externalLink": _Route("link", links.external_link),
    "connections": _Route("connection", links.connections),
    "queryTable": _Route("connection", links.connections),
    "volatileDependencies": _Route("connection", generic.all_words),
    "customXml": _Route("custom-xml", links.custom_xml),
    "xmlMaps": _Route("custom-xml", generic.all_words),
    "core-properties": _Route("property", properties.properties),
    "extended-properties": _Route("property", properties.properties),
    "custom-properties": _Route("property", properties.custom_properties),
    "printerSettings": _Route("property", properties.printer_settings, binary=True),
    "customProperty": _Route("property", properties.sheet_property, binary=True),
    "vbaProject": _Route("macro", macros.vba_project, binary=True),
    "xlMacrosheet": _Route("macro", macros.macro_sheet),
    "xlIntlMacrosheet": _Route("macro", macros.macro_sheet),
    "dialogsheet": _Route("object", generic.all_words),
    "extensibility": _Route("macro", macros.ribbon),
    "revisionHeaders": _Route("revision", revisions.revision_headers),
    "revisionLog": _Route("revision", revisions.revision_log),
    "usernames": _Route("revision", revisions.shared_users),
    "table": _Route("filter", _table),
    "stray-sheet": _Route("sheet", _stray_sheet),
    **dict.fromkeys(("slicer", "timeline", "pivotTable", "webextension", "ctrlProp"), _WORDS),
    **dict.fromkeys(("oleObject", "package", "control", "activeXControlBinary"), _WHOLE),
    **dict.fromkeys(
        (
            "officeDocument", "worksheet", "chartsheet", "styles", "sharedStrings", "theme",
            "calcChain", "sheetMetadata", "customXmlProps", "tableSingleCells", "chartStyle",
            "chartColorStyle", "diagramLayout", "diagramQuickStyle", "diagramColors", "relations",
            "themeOverride", "contentTypes",
        ),
        _Route("object", _skip, binary=True),
    ),
}  # fmt: skip

# The strict form spells these three in one word.
_ALIASES = {
    "coreProperties": "core-properties",
    "extendedProperties": "extended-properties",
    "customProperties": "custom-properties",
    "metadata/core-properties": "core-properties",
    "cellImages": "cellImage",
    "cellimages": "cellImage",
}

# What a part is by its name, for those that no relationship explains.
_BY_NAME = tuple(
    (re.compile(pattern, re.IGNORECASE), type)
    for pattern, type in (
        (r"\[Content_Types\]\.xml", "contentTypes"),
        (r"(?:.*/)?_rels/[^/]*\.rels", "relations"),
        (r"xl/comments[^/]*", "comments"),
        (r"xl/threadedComments/.*", "threadedComment"),
        (r"xl/persons/.*", "person"),
        (r"xl/drawings/.*\.vml", "vmlDrawing"),
        (r"xl/drawings/drawing.*\.xml", "drawing"),
        (r"xl/cellimages\.xml", "cellImage"),
        (r"xl/charts/chart[^/]*\.xml", "chart"),
        (r"xl/media/.*", "image"),
        (r"docProps/thumbnail.*", "thumbnail"),
        (r"docProps/core\.xml", "core-properties"),
        (r"docProps/app\.xml", "extended-properties"),
        (r"docProps/custom\.xml", "custom-properties"),
        (r"xl/pivotCache/pivotCacheDefinition.*", "pivotCacheDefinition"),
        (r"xl/pivotCache/pivotCacheRecords.*", "pivotCacheRecords"),
        (r"xl/slicerCaches/.*", "slicerCache"),
        (r"xl/externalLinks/[^/]*", "externalLink"),
        (r"xl/connections\..*", "connections"),
        (r"xl/queryTables/.*", "queryTable"),
        (r"customXml/itemProps.*", "customXmlProps"),
        (r"customXml/.*\.xml", "customXml"),
        (r"xl/printerSettings/.*", "printerSettings"),
        (r"xl/vbaProject\.bin", "vbaProject"),
        (r"xl/macrosheets/[^/]*", "xlMacrosheet"),
        (r"xl/revisions/revisionHeaders.*", "revisionHeaders"),
        (r"xl/revisions/revisionLog.*", "revisionLog"),
        (r"xl/revisions/userNames.*", "usernames"),
        (r"xl/worksheets/[^/]*\.xml", "stray-sheet"),
        (r"xl/(?:styles|sharedStrings|calcChain|metadata)\..*|xl/theme/.*", "styles"),
        (r"xl/worksheets/binaryIndex.*", "styles"),
    )
)


class _Walk:
    """One walk along the relationships, then over the parts that they do not reach."""

    def __init__(self, package: Package, frames: Mapping[str, bytes]) -> None:
        self._package, self._into = package, package.into
        self._frames = frames
        self._seen: set[str] = set()
        self._read = styles.read_styles(())
        self._styles: dict[int, styles.Hiding] = {}
        self._shared: str | None = None
        self._runs: dict[int, list[cells.Run]] = {}
        self._queue: deque[tuple[str, str, str]] = deque()

    def go(self) -> None:
        main = self._follow("", "")
        for sheet in self._sheets(main):
            name = self._package.named(sheet.part)
            if name is None or name in self._seen:
                continue
            self._seen.add(name)
            self._sheet(Part(self._package, name, "validation", sheet.name))
            self._follow(name, sheet.name)
            self._drain()
        if main is not None:
            self._follow(main, "")
        self._drain()
        for name in self._package.entries:
            if name not in self._seen:
                self._seen.add(name)
                self._tell(Part(self._package, name, "object"), "")
        self._left_addresses()

    def _follow(self, name: str, place: str) -> str | None:
        """Put what a part refers to in the queue; the workbook's own part, if it is among it."""
        main = None
        for relation in self._package.relations(name).values():
            if relation.external:
                continue
            target = self._package.named(relation.target)
            if target is None:
                continue
            if relation.type == "officeDocument":
                main = target
            elif relation.type not in ("worksheet", "chartsheet") or name == "":
                self._queue.append((target, relation.type, place))
        return main

    def _drain(self) -> None:
        while self._queue:
            name, type, place = self._queue.popleft()
            if name in self._seen:
                continue
            self._seen.add(name)
            self._tell(Part(self._package, name, "object", place), type)
            self._follow(name, place)

    def _sheets(self, main: str | None) -> list[book.SheetPart]:
        main = (
            main or self._package.named("xl/workbook.xml") or self._package.named("xl/workbook.bin")
        )
        if main is None:
            return []
        self._seen.add(main)
        part = Part(self._package, main, "name")
        try:
            sheets = book.binary_book(part) if main.endswith(".bin") else book.book(part)
        except (Malformed, Damaged):
            tell_unread(part)
            return []
        self._hiding(main)
        return sheets

    def _hiding(self, main: str) -> None:
        """Read the styles, and the looks of single runs within the shared strings."""
        by_type = {r.type: r.target for r in self._package.relations(main).values()}
        style_part = self._package.named(by_type.get("styles", ""))
        if style_part is not None and style_part.endswith(".bin"):
            return
        self._shared = self._package.named(by_type.get("sharedStrings", ""))
        try:
            if style_part is not None:
                part = Part(self._package, style_part, "white-text")
                self._read = styles.read_styles(part.tags(), self._theme(by_type.get("theme", "")))
                self._styles = self._read.cells()
                part.add(lines(self._read.names), kind="name")
            if self._shared is not None:
                self._runs = cells.telling_runs(self._package, self._shared, self._read)
        except (Malformed, Damaged):
            self._into.remark("white-text", style_part or "styles", UNREAD)

    def _theme(self, target: str) -> dict[str, str] | None:
        theme = self._package.named(target)
        if theme is None:
            return None
        return styles.theme_colours(Part(self._package, theme, "white-text").closed())

    def _sheet(self, part: Part) -> None:
        """What stands around one sheet's rows, and what its styles hide among them."""
        try:
            if part.name.endswith(".bin"):
                part.add(lines(_binary_words(part)), part.where, "header-footer")
                return
            frame = self._frame(part)
            rules = sheet_frame.tell_frame(part, frame, self._read)
            if frame.used:
                cells.tell_cells(part, self._styles, self._shared)
            if rules:
                cells.tell_ruled(part, rules, self._shared)
            if self._runs or frame.rich:
                cells.tell_runs(part, self._read, self._runs)
        except (Malformed, Damaged):
            self._into.remark("sheet", part.where, UNREAD)

    def _frame(self, part: Part) -> sheet_frame.Frame:
        known = self._frames.get(part.name)
        if known is not None and not self._styles:
            return sheet_frame.Frame(part, known)
        wanted = cells.using(self._styles) if self._styles else None
        with self._package.open(part.name) as stream:
            bounded = self._package.sheet_stream(stream, sheet_frame.MAX_SHEET)
            return sheet_frame.read_frame(bounded, part, wanted)

    def _tell(self, part: Part, type: str) -> None:
        route = ROUTES.get(_ALIASES.get(type, type)) or ROUTES.get(_by_name(part.name), _WHOLE)
        part.kind = route.kind
        try:
            if part.name.endswith(".bin") and not route.binary:
                book.binary_part(part)
            else:
                route.tell(part)
        except (Malformed, Damaged):
            tell_unread(part)

    def _left_addresses(self) -> None:
        """Addresses outside the file that no cell and no part has told."""
        told = {
            line for hidden in self._into.concealed().hidden for line in hidden.text.split("\n")
        }
        for name in ("", *self._package.entries):
            for relation in self._package.relations(name).values():
                if relation.external and relation.target not in told:
                    self._into.add("link", name or "_rels", relation.target)


def _binary_words(part: Part) -> list[str]:
    """The strings around the rows of a binary sheet: headers, validations, links."""
    texts: list[str] = []
    for kind, body in book.records(part.data(BINARY_SHEET)):
        part.into.job.report(len(texts))
        if kind in _BINARY_AROUND and len(body) < book.LONG_RECORD:
            texts += book.strings(body)
    return texts


# BrtBeginHeaderFooter, BrtDVal, BrtHLink (MS-XLSB 2.3.2)
_BINARY_AROUND = frozenset((479, 64, 494))


def _by_name(name: str) -> str:
    return next((type for pattern, type in _BY_NAME if pattern.fullmatch(name)), "")
