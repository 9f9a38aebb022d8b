"""MAC 地址: six pairs of hexadecimal digits (IEEE 802), parted by colons, hyphens or, in fours, points."""

import re
import string

import numpy as np
import pyarrow as pa

from app.core.review.column import Column
from app.core.review.detector import PatternDetector, detectors
from app.core.review.evidence import Told
from app.core.review.patterns import matches
from app.core.review.signs import sought
from app.core.review.spans import NO_PLACES, Mask, Places
from app.core.text import Text
from app.core.text_bytes import Bytes, are_digits

_HEX_LETTERS = sought("ABCDEFabcdef")
_HEX = "[0-9A-Fa-f]"
_PARTED = [digit + sign for digit in string.hexdigits for sign in ":-."]
_DIGITS = 12  # of an address
_FORM = (
    rf"(?:{_HEX}{{2}}(?:(?::{_HEX}{{2}}){{5}}|(?:-{_HEX}{{2}}){{5}})"
    rf"|{_HEX}{{4}}\.{_HEX}{{4}}\.{_HEX}{{4}})"
)


def _are_hex(text: Bytes) -> Mask:
    """Which bytes are hexadecimal digits."""
    return are_digits(text) | ((text | 0x20) - np.uint8(ord("a")) < 6)


@detectors.register
class MacDetector(PatternDetector):
    """A number of digits alone may be a time or a code; one address in 250 has no letter."""

    id = "mac"
    title = Text("MAC 地址", "MAC address")
    precedence = 55
    needs = _PARTED
    shortest = 14
    whole = rf"^{_FORM}$"
    prefilter = _FORM
    pattern = re.compile(rf"(?<![0-9A-Za-z:.\-]){_FORM}(?![0-9A-Za-z:\-]|\.[0-9A-Za-z])")

    def among(self, column: Column) -> Places:
        """No value where none holds a letter; else also those without, which speak against it."""
        if not column.holds(_HEX_LETTERS):
            return NO_PLACES
        places = column.holding(self.needs)
        return column.with_many(places[column.sizes[places] >= self.shortest], _DIGITS, _are_hex)

    def tests(self, texts: pa.StringArray) -> dict[str, Told]:
        apart = matches(texts, "[1-9A-Ea-e]")  # neither 00:… nor FF:…, which no device has
        return {"letters": np.asarray(matches(texts, "[A-Fa-f]") & apart)}
