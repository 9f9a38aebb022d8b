"""Everything that an OpenDocument spreadsheet (.ods) holds beside its cells and their notes.

Source: OpenDocument 1.3 Part 2 (packages) and Part 3, 4.3 (metadata), 9.4 (validations), 9.5 ff.
"""

import base64
import binascii
import contextlib
import zipfile
from collections.abc import Callable

from app.core.errors import FileUnreadable
from app.core.intake.archive import DAMAGE, INCOMPLETE
from app.core.intake.content import Content
from app.core.intake.hidden import generic
from app.core.intake.hidden.concealed import CUT, Concealed, Gathering, lines
from app.core.intake.hidden.conditional import QUOTED
from app.core.intake.hidden.drawings import given
from app.core.intake.hidden.image_data import image_text
from app.core.intake.hidden.ods_looks import HiddenCells, Styles
from app.core.intake.hidden.package import PICTURE, tell_picture
from app.core.intake.hidden.parts import Bounded, Budget, Damaged, Package, Part, tell_unread
from app.core.intake.hidden.properties import is_harmless
from app.core.intake.hidden.readable import bare, decoded
from app.core.intake.hidden.xml_tags import Malformed, Tag, tags
from app.core.intake.markup.open_document_rows import NEEDS, RUN
from app.core.intake.markup.plain_rows import PlainRows, WithoutPlainRows
from app.core.jobs import Job

MAX_CONTENT = 2 << 30  # bytes of content.xml
_SETTINGS = ("PrinterName", "PrinterSetup", "CurrentDatabaseDataSource", "CurrentDatabaseCommand")
_ATTRIBUTES = {
    "content-validation": ("validation", ("name", "condition")),
    "named-range": ("name", ("cell-range-address",)),
    "named-expression": ("name", ("expression",)),
    "table-source": ("link", ("href", "table-name")),
    "cell-range-source": ("link", ("href", "name")),
    "dde-source": ("link", ("dde-application", "dde-topic", "dde-item")),
    "database-source-sql": ("connection", ("database-name", "sql-statement")),
    "database-source-table": ("connection", ("database-name", "database-table-name")),
    "database-source-query": ("connection", ("database-name", "query-name")),
    "filter-condition": ("filter", ("value",)),
    "filter-set-item": ("filter", ("value",)),
    "event-listener": ("macro", ("href", "macro-name")),
    "a": ("link", ("href",)),
}
_WORDS = {
    "help-message": "validation",
    "error-message": "validation",
    "tracked-changes": "revision",
}


def hidden_in_open_document(path: Content, job: Job) -> Concealed:
    """What hides in an OpenDocument package, and what shows around its cells.

    Raises FileUnreadable where the archive itself is damaged, and Cancelled.
    """
    into = Gathering(job)
    try:
        with path.open("rb") as file, zipfile.ZipFile(file) as archive:
            package = Package(archive, into)
            for name in package.entries:
                part = Part(package, name, "object")
                try:
                    _handler(part)(part)
                except (Malformed, Damaged):
                    tell_unread(part)
            into.add("property", "zip", decoded(archive.comment) or "")
    except DAMAGE as error:
        raise FileUnreadable(name=path.name, reason=INCOMPLETE) from error
    return into.concealed()


def _handler(part: Part) -> Callable[[Part], None]:
    """How a part is told; the kind of the part is set on the way."""
    folder, _, file = part.name.partition("/")
    if not file:
        known = {"content.xml": content, "styles.xml": headers, "meta.xml": metadata,
                 "settings.xml": settings, "mimetype": _skip}  # fmt: skip
        return known.get(part.name, generic.whole)
    if (part.name == "META-INF/manifest.xml" or folder == "Configurations2") and part.name.endswith(
        (".xml", ".xcu")
    ):
        return _skip
    part.kind = {"Pictures": "image", "Thumbnails": "image", "Basic": "macro", "Scripts": "macro",
                 "Dialogs": "macro"}.get(folder, "object")  # fmt: skip
    return tell_picture if part.kind == "image" else generic.whole


def _skip(_part: Part) -> None:
    """The manifest and the window's own state."""


def metadata(part: Part) -> None:
    """Who wrote the document, and what its properties say."""
    part.kind = "property"
    for tag in part.closed():
        name = tag.get("name") or tag.name
        if tag.parent is not None and tag.parent.name == "meta":
            text = tag.text.strip() or tag.get("href")
            if not is_harmless(name, text):
                part.add(text, name)


def settings(part: Part) -> None:
    """The printer, and where data come from."""
    part.kind = "property"
    for tag in part.closed():
        # PrinterSetup is base64 of the printer's own settings; its name stands beside it.
        if tag.get("name") in _SETTINGS and tag.get("name") != "PrinterSetup":
            part.add(tag.text, tag.get("name"))


def headers(part: Part) -> None:
    """Headers and footers stand in the master pages."""
    words: list[str] = []
    for tag in part.closed():
        if tag.name in ("p", "span") and _in_header(tag):
            words.append(tag.text)
        elif tag.name.startswith(("header", "footer")) and words:
            part.add(lines(words), f"{part.name} {tag.name}", "header-footer")
            part.into.around(f"{part.name} {tag.name}", lines(words))
            words.clear()


def _in_header(tag: Tag) -> bool:
    around: Tag | None = tag
    while around is not None and not around.name.startswith(("header", "footer")):
        around = around.parent
    return around is not None


def content(part: Part) -> None:
    """The sheets' own part: all that is no cell, and the cells that a style hides."""
    styles = _styles(part.package)
    with part.package.open(part.name) as stream:
        bounded = Bounded(stream, MAX_CONTENT, Budget(MAX_CONTENT))
        special = bounded if styles.hide else WithoutPlainRows(bounded, PlainRows(RUN, NEEDS))
        walk = _Content(part, styles)
        for opened, tag in tags(special, part.into.job):
            walk.take(opened, tag)
        if bounded.cut:
            part.into.remark("object", part.name, CUT)


def _styles(package: Package) -> Styles:
    """The styles of cells: all stand before the sheets; damage is told in the part's own turn."""
    styles = Styles()
    for name in ("styles.xml", "content.xml"):
        if package.named(name):
            with contextlib.suppress(Malformed, Damaged):
                for opened, tag in Part(package, name, "white-text").tags():
                    if tag.name == "body":
                        break
                    styles.take(opened, tag)
    return styles


class _Content:
    """The elements of content.xml, as they come."""

    def __init__(self, part: Part, styles: Styles) -> None:
        self._part, self._sheet = part, ""
        self._cells = HiddenCells(styles)
        self._words: dict[str, list[str]] = {}

    def take(self, opened: bool, tag: Tag) -> None:
        if opened:
            if tag.name == "table" and tag.get("name"):
                self._sheet = tag.get("name")
            self._cells.open(tag)
            return
        for reason, place, text in self._cells.close(tag):
            self._part.add(text, self._at(place), reason)
        if tag.name in _ATTRIBUTES:
            self._attributes(tag)
        elif tag.name in ("p", "span", "deletion", "insertion", "creator", "date"):
            self._word(tag)
        elif tag.name in _TELLING:
            _TELLING[tag.name](self, tag)
        elif tag.inside("forms"):
            words = [tag.get(name) for name in ("name", "label", "title", "value", "current-value")]
            self._part.add(lines(words), self._at("form"), "object")
        elif tag.name in ("title", "desc") and tag.inside("frame"):
            self._part.add(tag.text, self._at(tag.name), "image")
        elif tag.name in _WORDS:
            self._part.add(
                lines(self._words.pop(tag.name, [])), self._at(tag.name), _WORDS[tag.name]
            )
        elif tag.name in ("frame", "custom-shape") and given(tag.get("name")):
            self._part.add(tag.get("name"), self._at(tag.name), "name")
        if tag.name == "shapes" or (tag.name == "frame" and not tag.inside("shapes")):
            self._part.into.around(self._at("shape"), lines(self._words.pop("shape", [])))

    def _attributes(self, tag: Tag) -> None:
        kind, names = _ATTRIBUTES[tag.name]
        where = tag.get("name") if kind == "name" else self._at(tag.name)
        self._part.add(lines([tag.get(name) for name in names]), where, kind)

    def _condition(self, tag: Tag) -> None:
        self._part.add(lines(QUOTED.findall(tag.get("value"))), self._at("condition"), "object")

    def _binary(self, tag: Tag) -> None:
        """A picture or an object that stands in the XML itself, as base64."""
        where, digits = self._at("binary-data"), "".join(tag.text.split())
        try:
            data = base64.b64decode(digits[: len(digits) // 4 * 4], validate=True)
        except binascii.Error:
            data = digits.encode()
        words = image_text(data)
        if words is None:
            self._part.add(bare(data), where, "object")
        elif words:
            self._part.add(words, where, "image")
        else:
            self._part.into.remark("image", where, PICTURE)

    def _word(self, tag: Tag) -> None:
        for name in _WORDS:
            if tag.inside(name):
                self._words.setdefault(name, []).append(tag.text)
                return
        if tag.inside("annotation"):
            if tag.name == "creator":
                self._part.add(tag.text, self._at("annotation"), "comment")
            return
        if any(tag.inside(name) for name in ("frame", "shapes", "custom-shape", "text-box")):
            self._words.setdefault("shape", []).append(tag.text)

    def _at(self, name: str) -> str:
        return f"{self._sheet}!{name}" if self._sheet else name


_TELLING = {"condition": _Content._condition, "binary-data": _Content._binary}
