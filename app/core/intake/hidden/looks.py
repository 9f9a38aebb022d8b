"""What hides a text in plain sight: its colour, its size, its number format, its row or column.

Source: ECMA-376 Part 1, 18.8 (styles) and 18.3.1 (rows and
columns); 18.8.3 gives the tint, 18.8.27 the indexed palette.
"""

import colorsys
import re
from collections.abc import Mapping

Rgb = tuple[int, int, int]

WHITE: Rgb = (255, 255, 255)
NEAR = 12  # steps of 256 in each channel that no eye tells apart
TINY = 2.0  # points

_LITERAL = re.compile(r'"([^"]*)"|\\(.)|_.|\*.|\[[^\]]*\]')
_SHOWS = re.compile(r"[0#?@yYmMdDhHsSaAeEgGbB]|General", re.IGNORECASE)

# The sixteen colours and the fifty-six of the palette, then the window's text and ground.
_EIGHT = "000000 FFFFFF FF0000 00FF00 0000FF FFFF00 FF00FF 00FFFF"
_REST = (
    "800000 008000 000080 808000 800080 008080 C0C0C0 808080 9999FF 993366 FFFFCC CCFFFF 660066 "
    "FF8080 0066CC CCCCFF 000080 FF00FF FFFF00 00FFFF 800080 800000 008080 0000FF 00CCFF CCFFFF "
    "CCFFCC FFFF99 99CCFF FF99CC CC99FF FFCC99 3366FF 33CCCC 99CC00 FFCC00 FF9900 FF6600 666699 "
    "969696 003366 339966 003300 333300 993300 993366 333399 333333"
)
PALETTE = tuple(f"{_EIGHT} {_EIGHT} {_REST} 000000 FFFFFF".split())


def rgb(text: str) -> Rgb | None:
    """The colour of ``RRGGBB`` or ``AARRGGBB``; None for what is neither."""
    if not re.fullmatch(r"(?:[0-9A-Fa-f]{2}){3,4}", text):
        return None
    red, green, blue = bytes.fromhex(text[-6:])
    return red, green, blue


def tinted(colour: Rgb, tint: float) -> Rgb:
    """A colour made lighter (tint above 0) or darker (below), as a share of its lightness."""
    if not tint:
        return colour
    hue, light, saturation = colorsys.rgb_to_hls(*(c / 255 for c in colour))
    tint = max(-1.0, min(1.0, tint))
    light = light * (1 + tint) if tint < 0 else light * (1 - tint) + tint
    return tuple(round(c * 255) for c in colorsys.hls_to_rgb(hue, light, saturation))  # type: ignore[return-value]


def alike(one: Rgb, other: Rgb) -> bool:
    """Whether no eye tells two colours apart."""
    return all(abs(a - b) <= NEAR for a, b in zip(one, other, strict=True))


def sections(number_format: str) -> list[str]:
    """The sections of a number format, with what is quoted or escaped left in."""
    found, start = [], 0
    for match in re.finditer(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]|;', number_format):
        if match[0] == ";":
            found.append(number_format[start : match.start()])
            start = match.end()
    return [*found, number_format[start:]]


def shows_nothing(section: str) -> bool:
    """Whether a section shows neither the value nor a word in its place: ``""``, ``***``."""
    literal = "".join(a or b for a, b in _LITERAL.findall(section))
    bare = _LITERAL.sub("", section)
    return not _SHOWS.search(bare) and not any(c.isalnum() for c in bare + literal)


def hides_by_format(number_format: str) -> tuple[bool, bool, bool]:
    """Whether a format hides positive numbers, negative numbers and text.

    Zeros do not count: to show none of them is ordinary, and a zero tells nothing.
    """
    parts = sections(number_format)
    positive = shows_nothing(parts[0])
    if len(parts) == 1:
        return positive, positive, False
    return positive, shows_nothing(parts[1]), len(parts) > 3 and shows_nothing(parts[3])


def row_is_hidden(attributes: Mapping[str, str]) -> bool:
    """Whether a ``row`` element does not show: hidden (also by a filter or an outline), or flat."""
    return _true(attributes.get("hidden")) or _zero(attributes.get("ht"))


def column_is_hidden(attributes: Mapping[str, str]) -> bool:
    """Whether a ``col`` element does not show: hidden (also by an outline), or of no width."""
    return _true(attributes.get("hidden")) or _zero(attributes.get("width"))


def _true(value: str | None) -> bool:
    return value in ("1", "true", "on")


def _zero(value: str | None) -> bool:
    try:
        return value is not None and float(value) <= 0
    except ValueError:
        return False
