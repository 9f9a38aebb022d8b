"""Which cell styles of a workbook hide what they are given to, and why."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal, TypeVar

from app.core.intake.hidden import looks
from app.core.intake.hidden.looks import Rgb
from app.core.intake.hidden.xml_tags import Tag, index

_Item = TypeVar("_Item")

Reason = Literal["white-text", "tiny-text", "no-format"]

# The order of a theme's colours in the part, and in the numbers that styles give them.
_SCHEME = ("dk1", "lt1", "dk2", "lt2", *(f"accent{n}" for n in range(1, 7)), "hlink", "folHlink")
_NUMBERED = ("lt1", "dk1", "lt2", "dk2", *_SCHEME[4:])
_USUAL = (
    "000000", "FFFFFF", "44546A", "E7E6E6", "4472C4", "ED7D31", "A5A5A5", "FFC000", "5B9BD5",
    "70AD47", "0563C1", "954F72",
)  # fmt: skip
_OFFICE = dict(zip(_SCHEME, _USUAL, strict=True))


@dataclass(frozen=True)
class Hiding:
    """How one style hides: by looks, or only some kinds of values by its number format."""

    reasons: tuple[Reason, ...]
    positive: bool = True
    negative: bool = True
    text: bool = True

    def hides(self, value: float | str) -> bool:
        """Whether a cell that holds ``value`` shows nothing. A zero tells nothing."""
        if self.positive and self.negative and self.text:
            return True
        if isinstance(value, str):
            return self.text
        return self.positive if value > 0 else self.negative and value < 0


def hiding_of(
    ink: Rgb | None, grounds: Sequence[Rgb | None], size: float, number_format: str
) -> Hiding | None:
    """How a style hides, or None.

    ``ink``: the colour of its text, None for the program's own. ``grounds``: the colours behind it,
    all of which must be like the ink; none at all for a ground that is not known. ``size``: in
    points.
    """
    reasons: list[Reason] = []
    if ink and grounds and all(ground and looks.alike(ink, ground) for ground in grounds):
        reasons.append("white-text")
    if 0 < size <= looks.TINY:
        reasons.append("tiny-text")
    if reasons:
        return Hiding(tuple(reasons))
    hides = looks.hides_by_format(number_format)
    return Hiding(("no-format",), *hides) if any(hides) else None


def read_styles(
    events: Iterable[tuple[bool, Tag]], theme: Mapping[str, str] | None = None
) -> "Styles":
    """The styles of a workbook.

    ``events``: those of the styles part; ``theme``: its colours by scheme name (``lt1``), as
    :func:`theme_colours` gives them. Raises Malformed.
    """
    read = Styles(theme or _OFFICE)
    for opened, tag in events:
        read.take(opened, tag)
    return read


def theme_colours(tags: Iterable[Tag]) -> dict[str, str]:
    """A theme's colours by scheme name, as RRGGBB. Raises Malformed."""
    found = dict(_OFFICE)
    for tag in tags:
        if tag.parent is not None and tag.parent.name in _OFFICE and tag.inside("clrScheme"):
            colour = tag.get("lastClr") or tag.get("val")
            if looks.rgb(colour):
                found[tag.parent.name] = colour
    return found


@dataclass
class _Font:
    colour: Tag | None = None
    size: float = 11.0


@dataclass
class _Fill:
    pattern: str = "none"
    colours: dict[str, Tag] = field(default_factory=dict)


@dataclass
class Look:
    """What a style, a conditional format or a run of text says of its looks itself."""

    font: _Font = field(default_factory=_Font)
    fill: _Fill = field(default_factory=_Fill)
    code: str = "General"


def styled(look: Look, tag: Tag) -> None:
    """Take one element of a font, a fill or a number format."""
    if tag.name == "color" and tag.parent is not None and tag.parent.name in ("font", "rPr"):
        look.font.colour = tag
    elif tag.name == "sz":
        look.font.size = _number(tag.get("val"), 11.0)
    elif tag.name == "patternFill":
        look.fill.pattern = tag.get("patternType") or "none"
    elif tag.name == "gradientFill":
        look.fill.pattern = "gradient"
    elif tag.name in ("fgColor", "bgColor"):
        look.fill.colours[tag.name] = tag
    elif tag.name == "numFmt":
        look.code = tag.get("formatCode")


class Styles:
    """The fonts, fills, formats and cell styles of the part, as its elements close."""

    def __init__(self, theme: Mapping[str, str]) -> None:
        self._theme = theme
        self._palette = list(looks.PALETTE)
        self._custom: list[str] = []
        self._fonts: list[Look] = []
        self._fills: list[Look] = []
        self._formats: dict[str, str] = {}
        self._differences: list[Look] = []
        self._xfs: list[Tag] = []
        self.names: list[str] = []  # that a person gave to cell styles

    def take(self, opened: bool, tag: Tag) -> None:
        """An element that is opened or closed."""
        parent = tag.parent.name if tag.parent else ""
        if opened:
            for name, looks_of in self._lists():
                if tag.name == name and parent == f"{name}s":
                    looks_of.append(Look())
            return
        for name, looks_of in self._lists():
            if looks_of and tag.inside(f"{name}s"):
                styled(looks_of[-1], tag)
                return
        if tag.name == "numFmt" and parent == "numFmts":
            self._formats[tag.get("numFmtId")] = tag.get("formatCode")
        elif tag.name == "cellStyle" and not tag.get("builtinId"):
            self.names.append(tag.get("name"))
        elif tag.name == "xf" and parent == "cellXfs":
            self._xfs.append(tag)
        elif tag.name == "rgbColor" and len(self._custom) < len(self._palette):
            self._palette[len(self._custom)] = tag.get("rgb")[-6:]
            self._custom.append(tag.get("rgb"))

    def _lists(self) -> tuple[tuple[str, list[Look]], ...]:
        return ("font", self._fonts), ("fill", self._fills), ("dxf", self._differences)

    def cells(self) -> dict[int, Hiding]:
        """The indices of ``cellXfs`` that hide their cells."""
        return {n: hiding for n, xf in enumerate(self._xfs) if (hiding := self._hiding(xf))}

    def _hiding(self, xf: Tag) -> Hiding | None:
        font = (_nth(self._fonts, xf.get("fontId")) or Look()).font
        ink = self._rgb(font.colour) if font.colour is not None else None
        code = self._formats.get(xf.get("numFmtId"), "General")
        return hiding_of(ink, self._behind(xf), font.size, code)

    def _behind(self, xf: Tag) -> list[Rgb | None]:
        return self._grounds((_nth(self._fills, xf.get("fillId")) or Look()).fill)

    def rule(self, number: int) -> Hiding | None:
        """How a conditional format hides, by the index of its ``dxf``."""
        return (
            self.hiding_by(self._differences[number])
            if 0 <= number < len(self._differences)
            else None
        )

    def hiding_by(self, look: Look) -> Hiding | None:
        """How a conditional format hides. Its fill is painted in the background colour."""
        ink = self._rgb(look.font.colour) if look.font.colour is not None else None
        grounds: list[Rgb | None] = [looks.WHITE]
        if look.fill.pattern == "gradient":
            grounds = []
        elif look.fill.colours:
            last = look.fill.colours.get("bgColor") or look.fill.colours["fgColor"]
            grounds = [self._rgb(last)]
        return hiding_of(ink, grounds, look.font.size, look.code)

    def may_hide_run(self, look: Look) -> bool:
        """Whether a run of text would be hidden on white, or on one of the workbook's fills."""
        return any(self.hiding_run(look, style) for style in (-1, *self._filled))

    @cached_property
    def _filled(self) -> tuple[int, ...]:
        """One cell style of each fill."""
        return tuple({xf.get("fillId"): place for place, xf in enumerate(self._xfs)}.values())

    def hiding_run(self, look: Look, style: int) -> Hiding | None:
        """How a run of text within a cell of some style hides."""
        ink = self._rgb(look.font.colour) if look.font.colour is not None else None
        grounds = self._behind(self._xfs[style]) if 0 <= style < len(self._xfs) else [looks.WHITE]
        return hiding_of(ink, grounds, look.font.size, "General")

    def _grounds(self, fill: _Fill) -> list[Rgb | None]:
        if fill.pattern == "none":
            return [looks.WHITE]
        if fill.pattern == "gradient":
            return []
        # A solid fill is painted in its foreground; another pattern is a mixture of both.
        names = ("fgColor",) if fill.pattern == "solid" else ("fgColor", "bgColor")
        return [self._rgb(fill.colours[name]) for name in names if name in fill.colours]

    def _rgb(self, colour: Tag) -> Rgb | None:
        base = None
        if colour.get("rgb"):
            base = looks.rgb(colour.get("rgb"))
        elif colour.get("theme"):
            name = _nth(_NUMBERED, colour.get("theme"))
            base = looks.rgb(self._theme.get(name, "")) if name else None
        elif colour.get("indexed"):
            text = _nth(self._palette, colour.get("indexed"))
            base = looks.rgb(text) if text else None
        return base and looks.tinted(base, _number(colour.get("tint"), 0.0))


def theme_colour(number: int) -> Rgb | None:
    """A colour of Office's own theme by the number that styles give it."""
    return looks.rgb(_OFFICE[_NUMBERED[number]]) if 0 <= number < len(_NUMBERED) else None


def _nth(items: Sequence[_Item], number: str) -> _Item | None:
    place = index(number or "0")
    return items[place] if 0 <= place < len(items) else None


def _number(text: str, default: float) -> float:
    try:
        return float(text)
    except ValueError:
        return default
