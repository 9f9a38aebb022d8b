"""The cell styles and conditional formats of a binary workbook (.xlsb) that hide their cells.

Source: MS-XLSB 2.4 (BrtFont, BrtFill, BrtXF, BrtDXF) and 2.5 (BrtColor, XFProp).
"""

import struct
from collections.abc import Iterator, Mapping, Sequence

from app.core.intake.hidden import looks
from app.core.intake.hidden.looks import Rgb
from app.core.intake.hidden.styles import Hiding, hiding_of, theme_colour

_INDEXED, _RGB, _THEME = 1, 2, 3
_NONE, _SOLID, _GRADIENT = 0, 1, 0x28
# The properties of a conditional format.
_FOREGROUND, _BACKGROUND, _SHADED, _INK, _SIZE, _CODE, _CODE_NUMBER = 1, 2, 3, 5, 36, 38, 41


class Looks:
    """The fonts and fills of a workbook, taken from its records as they come."""

    def __init__(self) -> None:
        self._fonts: list[tuple[Rgb | None, float]] = []
        self._fills: list[list[Rgb | None]] = []
        self._differences: list[bytes] = []

    def font(self, body: bytes) -> None:
        """Raises struct.error for a record cut short, as the others do."""
        (twentieths,) = struct.unpack_from("<H", body)
        self._fonts.append((_colour(body, 12), twentieths / 20))

    def fill(self, body: bytes) -> None:
        (pattern,) = struct.unpack_from("<I", body)
        if pattern in (_NONE, _GRADIENT):
            self._fills.append([looks.WHITE] if pattern == _NONE else [])
        else:
            colours = (
                [_colour(body, 4)] if pattern == _SOLID else [_colour(body, 4), _colour(body, 12)]
            )
            self._fills.append(colours)

    def difference(self, body: bytes) -> None:
        """What a conditional format says of the cells that it meets."""
        self._differences.append(body)

    def rule(self, number: int, codes: Mapping[int, str]) -> Hiding | None:
        """How a conditional format hides. ``codes``: number formats by number."""
        known = number < len(self._differences)
        return _hiding_rule(self._differences[number], codes) if known else None

    def hiding(self, styles: Sequence[bytes], codes: Sequence[str]) -> dict[int, Hiding]:
        """The styles that hide, by number. ``codes``: the number format of each."""
        return dict(self._hiding(styles, codes))

    def _hiding(
        self, styles: Sequence[bytes], codes: Sequence[str]
    ) -> Iterator[tuple[int, Hiding]]:
        for number, (body, code) in enumerate(zip(styles, codes, strict=True)):
            font, fill = struct.unpack_from("<HH", body, 4)
            ink, size = self._fonts[font] if font < len(self._fonts) else (None, 11.0)
            grounds = self._fills[fill] if fill < len(self._fills) else [looks.WHITE]
            hiding = hiding_of(ink, grounds, size, code)
            if hiding is not None:
                yield number, hiding


def _hiding_rule(body: bytes, codes: Mapping[int, str]) -> Hiding | None:
    """How a conditional format hides. Its fill is painted in the background colour.

    Raises struct.error.
    """
    (count,) = struct.unpack_from("<H", body, 4)
    told: dict[int, bytes] = {}
    at = 6
    for _ in range(count):
        kind, size = struct.unpack_from("<HH", body, at)
        told.setdefault(kind, body[at + 4 : at + size])
        at += max(size, 4)
    ink = _colour(told[_INK], 0) if _INK in told else None
    size = struct.unpack_from("<I", told[_SIZE])[0] / 20 if _SIZE in told else 11.0
    code = "General"
    if _CODE in told:
        code = told[_CODE][2:].decode("utf-16-le", "replace")  # behind its length
    elif _CODE_NUMBER in told:
        code = codes.get(struct.unpack_from("<H", told[_CODE_NUMBER])[0], code)
    grounds: list[Rgb | None] = [looks.WHITE]
    if _SHADED in told:
        grounds = []
    elif painted := told.get(_BACKGROUND) or told.get(_FOREGROUND):
        grounds = [_colour(painted, 0)]
    return hiding_of(ink, grounds, size, code)


def _colour(body: bytes, at: int) -> Rgb | None:
    """A colour; None where it is the program's own."""
    flags, index, tint, red, green, blue = struct.unpack_from("<BBhBBB", body, at)
    kind = flags >> 1
    base: Rgb | None = None
    if kind == _RGB:
        base = red, green, blue
    elif kind == _THEME:
        base = theme_colour(index)
    elif kind == _INDEXED and index < len(looks.PALETTE):
        base = looks.rgb(looks.PALETTE[index])
    return base and looks.tinted(base, tint / 32767)
