"""The cell styles of a binary workbook (.xlsb) that hide what they are given to.

Source: MS-XLSB 2.4 (BrtFont, BrtFill, BrtXF) and 2.5 (BrtColor).
"""

import struct
from collections.abc import Iterator, Sequence

from app.core.intake.hidden import looks
from app.core.intake.hidden.looks import Rgb
from app.core.intake.hidden.styles import Hiding, hiding_of, theme_colour

_INDEXED, _RGB, _THEME = 1, 2, 3
_NONE, _SOLID, _GRADIENT = 0, 1, 0x28


class Looks:
    """The fonts and fills of a workbook, taken from its records as they come."""

    def __init__(self) -> None:
        self._fonts: list[tuple[Rgb | None, float]] = []
        self._fills: list[list[Rgb | None]] = []

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
