"""The cells of an OpenDocument spreadsheet that their style hides.

Source: OpenDocument 1.3 Part 3, 16.2 (styles), 16.29 (number styles), 20.183 and 20.190 (fo:color,
fo:font-size), 19.615 ff. (the styles of columns, rows and cells).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from app.core.intake.column_letters import column_letters
from app.core.intake.hidden import looks
from app.core.intake.hidden.looks import Rgb
from app.core.intake.hidden.styles import Hiding, Reason, hiding_of
from app.core.intake.hidden.xml_tags import Tag, index

MAX_PARENTS = 20
USUAL = 10.0  # points
_POINTS = {"pt": 1.0, "in": 72.0, "cm": 72 / 2.54, "mm": 72 / 25.4, "px": 0.75}
_SIZE = re.compile(r"(\d{1,6}(?:\.\d{1,9})?)(pt|in|cm|mm|px)")
_NUMBERS = frozenset((
    "number-style", "currency-style", "percentage-style", "date-style", "time-style",
    "boolean-style", "text-style",
))  # fmt: skip
_SILENT = frozenset(("map", "text-properties", "text"))  # in a number style, they show no value


@dataclass
class _Style:
    """What one style says itself; the rest is its parent's."""

    parent: str = ""
    format: str = ""
    ink: str = ""
    ground: str = ""
    size: str = ""
    ways: list[str] = field(default_factory=list)  # styles that a condition puts in its place


@dataclass
class _Format:
    """A number style: whether it shows anything, and the styles that it gives way to."""

    shows: bool = False
    ways: list[str] = field(default_factory=list)


class Styles:
    """The cell styles of a document, taken from its elements as they come."""

    def __init__(self) -> None:
        self._styles: dict[str, _Style] = {}
        self._spans: dict[str, _Style] = {}
        self._formats: dict[str, _Format] = {}
        self._known: dict[str, Hiding | None] = {}
        self._style, self._format = _Style(), _Format()

    def take(self, opened: bool, tag: Tag) -> None:
        """An element that is opened or closed."""
        if opened and tag.name in ("style", "default-style"):
            self._style = _Style(tag.get("parent-style-name"), tag.get("data-style-name"))
            if tag.get("family") == "table-cell":
                self._styles[tag.get("name")] = self._style
            elif tag.get("family") == "text":
                self._spans[tag.get("name")] = self._style
        elif opened and tag.name in _NUMBERS:
            self._format = self._formats[tag.get("name")] = _Format()
        elif not opened and tag.parent is not None:
            self._inside(tag, tag.parent.name)

    def _inside(self, tag: Tag, parent: str) -> None:
        if parent in ("style", "default-style"):
            self._style.ink = tag.get("color") or self._style.ink
            self._style.size = tag.get("font-size") or self._style.size
            if tag.name == "map":
                self._style.ways.append(tag.get("apply-style-name"))
            if tag.name == "table-cell-properties":
                self._style.ground = tag.get("background-color") or self._style.ground
        elif parent in _NUMBERS:
            if tag.name == "map":
                self._format.ways.append(tag.get("apply-style-name"))
            if tag.name not in _SILENT or (tag.name == "text" and tag.text.strip()):
                self._format.shows = True

    @property
    def hide(self) -> bool:
        """Whether any of them hides what stands in a cell."""
        cells = any(self.hiding(name) is not None for name in self._styles)
        return cells or any(self.hiding_span(name, "") is not None for name in self._spans)

    def hiding(self, name: str) -> Hiding | None:
        """How a cell style hides, or one that a condition puts in its place; None if none does."""
        if name not in self._known:
            self._known[name] = None  # while its ways are followed, which may lead back to it
            ways = self._styles[name].ways if name in self._styles else ()
            found = (self._hiding(self._whole(name, self._styles)), *map(self.hiding, ways))
            self._known[name] = next((hiding for hiding in found if hiding is not None), None)
        return self._known[name]

    def hiding_span(self, name: str, cell: str) -> Hiding | None:
        """How a style of a few words hides them in a cell of some style, or None."""
        whole = self._whole(name, self._spans)
        whole.ground = whole.ground or self._whole(cell, self._styles).ground
        return self._hiding(whole)

    def _whole(self, name: str, among: dict[str, _Style]) -> _Style:
        """A style with what it takes from its parents."""
        whole, seen = _Style(), 0
        while name in among and seen < MAX_PARENTS:
            style, seen = among[name], seen + 1
            for slot in ("format", "ink", "ground", "size"):
                setattr(whole, slot, getattr(whole, slot) or getattr(style, slot))
            name = style.parent or ("" if name else "?")  # the default style has no name
        return whole

    def _hiding(self, whole: _Style) -> Hiding | None:
        ground = looks.WHITE if whole.ground in ("", "transparent") else _rgb(whole.ground)
        code = ";;;" if self._shows_nothing(whole.format) else "General"
        return hiding_of(_rgb(whole.ink), [ground], _points(whole.size), code)

    def _shows_nothing(self, name: str) -> bool:
        format = self._formats.get(name)
        if format is None or format.shows:
            return False
        ways = (self._formats.get(way) for way in format.ways)
        return not any(way is not None and way.shows for way in ways)


class HiddenCells:
    """Follows the cells of the sheets: which of them a style hides, and what they hold."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._columns: list[tuple[int, str]] = []  # each up to a column, and its style
        self._row = self._column = 0  # from 0
        self._row_style = ""
        self._hiding: Hiding | None = None  # of the cell at hand
        self._style = ""
        self._words: list[str] = []

    def open(self, tag: Tag) -> None:
        if tag.name == "table":
            self._columns, self._row = [], 0
        elif tag.name == "table-column":
            behind = (self._columns[-1][0] if self._columns else 0) + _count(tag, "columns")
            self._columns.append((behind, tag.get("default-cell-style-name")))
        elif tag.name == "table-row":
            self._column, self._row_style = 0, tag.get("default-cell-style-name")
        elif tag.name == "table-cell":
            self._words = []
            self._style = tag.get("style-name") or self._default()
            self._hiding = self._styles.hiding(self._style)

    def close(self, tag: Tag) -> Iterator[tuple[Reason, str, str]]:
        """Why, where and what a cell hides, when it is closed; nothing for another element."""
        if tag.name == "table-row":
            self._row += _count(tag, "rows")
        elif tag.name in ("table-cell", "covered-table-cell"):
            place = f"{column_letters(self._column + 1)}{self._row + 1}"
            for reason in self._hiding.reasons if self._hiding else ():
                yield reason, place, "\n".join(self._words).strip() or _stored(tag)
            self._column += _count(tag, "columns")
            self._hiding = None
        elif self._hiding and tag.name in ("p", "span") and not tag.inside("annotation"):
            self._words.append(tag.text)
        elif tag.name == "span" and tag.inside("table-cell") and not tag.inside("annotation"):
            hiding = self._styles.hiding_span(tag.get("style-name"), self._style)
            place = f"{column_letters(self._column + 1)}{self._row + 1}"
            for reason in hiding.reasons if hiding else ():
                yield reason, place, tag.text

    def _default(self) -> str:
        if self._row_style:
            return self._row_style
        return next((style for behind, style in self._columns if self._column < behind), "")


def _stored(tag: Tag) -> str:
    """The value behind a cell: no words are written where none are shown."""
    names = ("value", "string-value", "date-value", "time-value", "boolean-value")
    return next((tag.get(name) for name in names if tag.get(name)), "")


def _count(tag: Tag, what: str) -> int:
    return max(index(tag.get(f"number-{what}-repeated") or "1"), 1)


def _rgb(text: str) -> Rgb | None:
    return looks.rgb(text.removeprefix("#")) if text.startswith("#") else None


def _points(text: str) -> float:
    match = _SIZE.fullmatch(text)
    return float(match[1]) * _POINTS[match[2]] if match else USUAL
