"""Cells as detectors read them: full-width forms folded, invisible characters removed.

The fold goes character by character, so that a place in the folded text leads back to the cell.
"""

import unicodedata
from functools import cache

import pyarrow as pa
import pyarrow.compute as pc

_INVISIBLE = r"[\x{00ad}\x{200b}-\x{200f}\x{202a}-\x{202e}\x{2060}-\x{2064}\x{feff}]"
_INVISIBLE_SET = frozenset(
    chr(code)
    for first, last in ((0xAD, 0xAD), (0x200B, 0x200F), (0x202A, 0x202E), (0x2060, 0x2064), (0xFEFF, 0xFEFF))
    for code in range(first, last + 1)
)  # fmt: skip


def fold(values: pa.StringArray) -> pa.StringArray:
    """Every value as detectors read it, same length and order.

    Normalising a whole text may also join characters (e + ◌́), which would shift every place after
    them; so the few texts that change at all are folded again one character at a time.
    """
    joined = pc.utf8_normalize(values, "NFKC")
    changed = pc.or_(pc.not_equal(joined, values), pc.match_substring_regex(joined, _INVISIBLE))
    if not pc.any(changed).as_py():
        return values
    texts = [_fold_text(text) for text in values.filter(changed).to_pylist()]
    return pc.replace_with_mask(values, pc.fill_null(changed, False), pa.array(texts, pa.string()))


def _fold_text(text: str) -> str:
    return "".join(map(_fold_character, text))


@cache
def _fold_character(character: str) -> str:
    return "" if character in _INVISIBLE_SET else unicodedata.normalize("NFKC", character)


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
