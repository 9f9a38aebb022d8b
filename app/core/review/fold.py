"""Cells as detectors read them: full-width forms folded, invisible characters removed.

The fold goes character by character, so that a place in the folded text leads back to the cell.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from app.core.text_bytes import from_bytes, offsets_and_bytes, places_of

_INVISIBLE = frozenset(
    chr(code)
    for first, last in ((0xAD, 0xAD), (0x200B, 0x200F), (0x202A, 0x202E), (0x2060, 0x2064), (0xFEFF, 0xFEFF))
    for code in range(first, last + 1)
)  # fmt: skip

_LIKE_X = "×ΧХχх"  # a sign, Greek and Cyrillic letters that are typed for the X of a check digit

# The bytes that a character which the fold changes begins with in UTF-8, but for the full-width
# forms (EF BC, EF BD): all others are folded one by one. E3 80 is 、。《》 and the wide blank.
_RARE = (
    r"[^\x{00}-\x{9f}\x{a1}-\x{a7}\x{a9}\x{3000}-\x{3030}\x{3041}-\x{3094}"
    r"\x{3400}-\x{9fff}\x{ac00}-\x{d7a3}—–‘’“”·×]"
    rf"|[0-9]{{17}}[{_LIKE_X}]"
)


_AT_ONCE = 4 << 20  # bytes
_NO_TEXTS = pa.array([], pa.string())
_CHECK_X = re.compile(rf"(?<=[0-9]{{17}})[{_LIKE_X}]", re.ASCII)


def fold_chunks(values: pa.ChunkedArray) -> pa.StringArray:
    """All values of some chunks in one array, some at a time: most of what folding takes is freed
    again before the next ones.
    """
    pieces = [fold(some) for some in _some_at_a_time(values.chunks)]
    return pieces[0] if len(pieces) == 1 else pa.concat_arrays([_NO_TEXTS, *pieces])


def _some_at_a_time(chunks: list[pa.StringArray]) -> Iterator[pa.StringArray]:
    """Small chunks joined, since an expression costs anew for each array."""
    held: list[pa.StringArray] = []
    for number, chunk in enumerate(chunks, 1):
        held.append(chunk)
        if number == len(chunks) or sum(each.nbytes for each in held) >= _AT_ONCE:
            yield pa.concat_arrays(held) if len(held) > 1 else chunk
            held = []


def fold(values: pa.StringArray) -> pa.StringArray:
    """Every value as detectors read it, same length and order; ``values`` holds no null."""
    _, text = offsets_and_bytes(values)
    if not len(text) or int(text.max()) < 0x80:
        return values
    values = _narrowed(values)
    rare = pc.match_substring_regex(values, _RARE)
    if not pc.any(rare).as_py():
        return values
    texts = [_fold_text(text) for text in values.filter(rare).to_pylist()]
    return pc.replace_with_mask(values, rare, pa.array(texts, pa.string()))


def _narrowed(values: pa.StringArray) -> pa.StringArray:
    """Full-width forms of ASCII, and the wide blank, as ASCII; in the bytes of all values at once."""
    offsets, text = offsets_and_bytes(values)
    if len(text) < 3:
        return values
    places = places_of(text[:-2], [0xE3, 0xEF])
    lead, second, third = text[places], text[places + 1], text[places + 2]
    wide = ((second == 0xBC) & (third > 0x80)) | ((second == 0xBD) & (third < 0x9F))
    blank = (second == 0x80) & (third == 0x80)
    places = places[np.where(lead == 0xEF, wide, blank)]
    if not len(places):
        return values
    # U+FF01 is EF BC 81 and means !, 0x21; the second byte counts in steps of 64.
    code = (text[places + 1] - np.uint8(0xBC)) * np.uint8(64) + (text[places + 2] - np.uint8(0x60))
    code[text[places] == 0xE3] = ord(" ")
    kept = np.ones(len(text), np.bool_)
    kept[places + 1] = kept[places + 2] = False
    text = text[kept]
    text[places - 2 * np.arange(len(places))] = code
    gone = 2 * np.searchsorted(places, offsets)
    return from_bytes(offsets - gone, text)


def _fold_text(text: str) -> str:
    folded = "".join(map(_fold_character, text))
    return _CHECK_X.sub("X", folded)


@cache
def _fold_character(character: str) -> str:
    return "" if character in _INVISIBLE else unicodedata.normalize("NFKC", character)


def span_in(raw: str, start: int, end: int) -> tuple[int, int]:
    """Where in the raw cell a span of its folded text lies; ``end`` is excluded."""
    places: list[int] = []
    for place, character in enumerate(raw):
        places += [place] * len(_fold_character(character))
    places.append(len(raw))
    last = len(places) - 1
    return places[min(start, last)], places[min(end, last) - 1] + 1 if end else 0


def masked(text: str) -> str:
    """A value as it may be shown: a little of its ends, the rest starred."""
    if len(text) <= 6:
        return text[:1] + "*" * (len(text) - 1)
    return text[:3] + "*" * (len(text) - 6) + text[-3:]
