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

from app.core.review.patterns import matches
from app.core.review.spans import Mask, Places
from app.core.text_bytes import Bytes, edges_and_bytes, from_bytes, offsets_and_bytes

_INVISIBLE = frozenset(
    chr(code)
    for first, last in ((0xAD, 0xAD), (0x200B, 0x200F), (0x202A, 0x202E), (0x2060, 0x2064), (0xFEFF, 0xFEFF))
    for code in range(first, last + 1)
)  # fmt: skip

_LIKE_X = "×ΧХχх"  # a sign, Greek and Cyrillic letters that are typed for the X of a check digit
_LIKE_HYPHEN = "‐–−"  # what text processors make of one; NFKC makes the first of U+2011

# Characters that the fold leaves as they are, or narrows to one; but for the full-width forms.
_EVEN = (
    r"\x00-\x9f\xa1-\xa7\xa9—–‘’“”·×"
    "\u3000-\u3030\u3041-\u3094\u3400-\u9fff\uac00-\ud7a3"
)

# What holds a character that the fold changes, but for the full-width forms, which are narrowed by
# their bytes: such texts are folded one by one.
_RARE = rf"[^{_EVEN}]|[0-9]{{17}}[{_LIKE_X}]|[0-9][{_LIKE_HYPHEN}][0-9]"
_UNEVEN = re.compile(f"[^{_EVEN}！-～]")  # may become several characters, or none

_AT_ONCE = 1 << 20  # bytes
_CHECK_X = re.compile(rf"(?<=[0-9]{{17}})[{_LIKE_X}]", re.ASCII)
_BETWEEN_DIGITS = re.compile(rf"(?<=[0-9])[{_LIKE_HYPHEN}](?=[0-9])", re.ASCII)


def fold_chunks(values: pa.ChunkedArray) -> pa.StringArray:
    """All values of some chunks in one array. Raises ArrowInvalid where they have more than 2 GiB.

    Some at a time, into bytes that grow in place: the whole is never held twice, and what folding
    takes stays in the processor's cache.
    """
    edges, text = [np.zeros(1, np.int64)], bytearray()
    for some in _some_at_a_time(values.chunks):
        offsets, folded = offsets_and_bytes(fold(some))
        edges.append(offsets[1:] + len(text))
        text += folded.data
    ends = pa.array(np.concatenate(edges)).cast(pa.int32())
    return from_bytes(ends.to_numpy(), np.frombuffer(text, np.uint8))


def _some_at_a_time(chunks: list[pa.StringArray]) -> Iterator[pa.StringArray]:
    """Large chunks in pieces; small ones joined, since an expression costs anew for each array."""
    held: list[pa.StringArray] = []
    for chunk in chunks:
        if chunk.nbytes >= _AT_ONCE:
            yield from held
            held = []
            rows = max(len(chunk) * _AT_ONCE // chunk.nbytes, 1)
            yield from (chunk.slice(first, rows) for first in range(0, len(chunk), rows))
            continue
        held.append(chunk)
        if sum(each.nbytes for each in held) >= _AT_ONCE:
            yield pa.concat_arrays(held)
            held = []
    if held:
        yield pa.concat_arrays(held)


def fold(values: pa.StringArray) -> pa.StringArray:
    """Every value as detectors read it, same length and order; ``values`` holds no null."""
    offsets, text = edges_and_bytes(values)
    if not len(text) or int(text.max()) < 0x80:
        return values
    leads = _doubtful(text)
    wide = _wide(text, leads)
    rare = _holders(offsets, leads[~wide])
    if wide.any():
        values = _narrowed(offsets, text, leads[wide])
    if not len(rare):
        return values
    asked = values.take(pa.array(rare))
    is_rare = matches(asked, _RARE)
    if not is_rare.any():
        return values
    mask = np.zeros(len(values), np.bool_)
    mask[rare[is_rare]] = True
    texts = [_fold_text(text) for text in asked.filter(pa.array(is_rare)).to_pylist()]
    return pc.replace_with_mask(values, pa.array(mask), pa.array(texts, pa.string()))


def _doubtful(text: Bytes) -> Places:
    """Where a character may begin that is narrowed, or that :data:`_RARE` is about, by its first byte:
    neither ASCII, nor Han (E4 to E9), nor one of the signs that Chinese is full of (E3 80 81 to B0, as
    、。《》; dashes and quotes, E2 80 94 to 9D but for 97; C2 B7, the dot in names).
    """
    places = np.flatnonzero((text - np.uint8(0xC2) < 0xE4 - 0xC2) | (text >= 0xEA))
    second, third = _behind(text, places)
    lead = text[places]
    common = (lead == 0xE3) & (second == 0x80) & (third - np.uint8(0x81) <= 0xB0 - 0x81)
    quote = (third - np.uint8(0x94) <= 0x9D - 0x94) & (third != 0x97)
    common |= (lead == 0xE2) & (second == 0x80) & quote
    common |= (lead == 0xC2) & (second == 0xB7)
    telling: Places = places[~common]
    return telling


def _wide(text: Bytes, leads: Places) -> Mask:
    """Which of some characters are full-width forms of ASCII (EF BC 81 to EF BD 9E), or the wide blank."""
    lead, (second, third) = text[leads], _behind(text, leads)
    form = ((second == 0xBC) & (third > 0x80)) | ((second == 0xBD) & (third < 0x9F))
    blank = (second == 0x80) & (third == 0x80)
    wide: Mask = ((lead == 0xEF) & form) | ((lead == 0xE3) & blank)
    return wide & (leads + 2 < len(text))  # bytes that came in unchecked may end within one


def _behind(text: Bytes, places: Places) -> tuple[Bytes, Bytes]:
    """The two bytes behind each place; the last byte for those behind the end."""
    last = len(text) - 1
    return text[np.minimum(places + 1, last)], text[np.minimum(places + 2, last)]


def _holders(offsets: Places, places: Places) -> Places:
    """The values, each once, that some bytes are of, which are in order."""
    values = np.searchsorted(offsets, places.astype(offsets.dtype), side="right") - 1
    return values[np.diff(values, prepend=-1) > 0]


def _narrowed(offsets: Places, text: Bytes, places: Places) -> pa.StringArray:
    """The wide characters at some places as ASCII; in the bytes of all values at once."""
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
    return _BETWEEN_DIGITS.sub("-", _CHECK_X.sub("X", folded))


@cache
def _fold_character(character: str) -> str:
    return "" if character in _INVISIBLE else unicodedata.normalize("NFKC", character)


def span_in(raw: str, start: int, end: int) -> tuple[int, int]:
    """Where in the raw cell a span of its folded text lies; ``end`` is excluded."""
    if _UNEVEN.search(raw) is None:
        return min(start, len(raw)), min(end, len(raw))
    places: list[int] = []
    for place, character in enumerate(raw):
        places += [place] * len(_fold_character(character))
    places.append(len(raw))
    last = len(places) - 1
    return places[min(start, last)], places[min(end, last) - 1] + 1 if end else 0


def masked(text: str) -> str:
    """A value as it may be shown: a little of its ends, the rest starred, nearly half of it at least."""
    if len(text) <= 6:
        return text[:1] + "*" * (len(text) - 1)
    shown = 3 if len(text) > 10 else 2 if len(text) > 8 else 1
    return text[:shown] + "*" * (len(text) - 2 * shown) + text[-shown:]
