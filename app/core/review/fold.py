"""Cells as detectors read them: full-width forms folded, invisible characters removed.

The fold goes character by character, so that a place in the folded text leads back to the cell.
"""

import re
import unicodedata

import pyarrow as pa
import pyarrow.compute as pc

_INVISIBLE = r"[\x{00ad}\x{200b}-\x{200f}\x{202a}-\x{202e}\x{2060}\x{feff}]"
_INVISIBLE_SET = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff]")


def fold(values: pa.StringArray) -> pa.StringArray:
    """Every value as detectors read it, same length and order."""
    folded = pc.utf8_normalize(values, "NFKC")
    return pc.replace_substring_regex(folded, _INVISIBLE, "")


def span_in(raw: str, start: int, end: int) -> tuple[int, int]:
    """Where in the raw cell a span of its folded text lies; ``end`` is excluded."""
    places: list[int] = []
    for place, character in enumerate(raw):
        if not _INVISIBLE_SET.match(character):
            places += [place] * len(unicodedata.normalize("NFKC", character))
    places.append(len(raw))
    last = len(places) - 1
    return places[min(start, last)], places[min(end, last) - 1] + 1 if end else 0


def masked(text: str) -> str:
    """A value as it may be shown: a little of its ends, the rest starred."""
    if len(text) <= 6:
        return text[:1] + "*" * (len(text) - 1)
    return text[:3] + "*" * (len(text) - 6) + text[-3:]
