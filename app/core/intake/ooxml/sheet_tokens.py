"""The cells of a sheet's XML at speed: a stretch of rows at a time, no step per cell.

It takes the XML that spreadsheet programs write: a row and each of its cells begin with ``r``, in
order, and hold what the grammar below says. All else raises :class:`NotPlain`.
"""

import re
from collections.abc import Iterable, Iterator

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from app.core.intake.ooxml.cell_batch import (
    KINDS,
    MAX_COLUMNS,
    MAX_ROWS,
    SHARED,
    TEXT,
    UNCALCULATED,
    CellBatch,
    ColumnNumbers,
    Numbers,
)
from app.core.intake.ooxml.prefix import without_prefix
from app.core.intake.ooxml.tags import (
    Grammar,
    NotPlain,
    Places,
    Tags,
    check_head,
    slices,
    tags_of,
    texts,
)
from app.core.intake.ooxml.white_space import BARE, all_trimmed

STRETCH = 1 << 21  # bytes of XML taken at once; what is made of more outgrows the processor's cache
LONGEST_ROW = 1 << 24  # bytes; a longer row is left to expat

_GRAMMAR = Grammar(
    ("row", "/row", "c", "/c", "v", "/v", "f", "/f", "is", "/is", "t", "/t"),
    {
        "row": "c c/ /row",
        "row/": "row row/",
        "/row": "row row/",
        "c": "v v/ f f/ is /c",
        "c/": "c c/ /row",
        "/c": "c c/ /row",
        "v": "/v",
        "/v": "/c",
        "v/": "/c",
        "f": "/f",
        "/f": "v v/ /c",
        "f/": "v v/ /c",
        "is": "t t/ /is",
        "t": "/t",
        "/t": "/is",
        "t/": "/is",
        "/is": "/c",
    },
)
_ROW, _ROW_EMPTY, _ROW_END = (_GRAMMAR.number(tag) for tag in ("row", "row/", "/row"))
_C, _C_END = _GRAMMAR.number("c"), _GRAMMAR.number("/c")
_V, _V_EMPTY = _GRAMMAR.number("v"), _GRAMMAR.number("v/")
_F, _F_EMPTY = _GRAMMAR.number("f"), _GRAMMAR.number("f/")
_IS, _T = _GRAMMAR.number("is"), _GRAMMAR.number("t")

_ROW_HEAD = int.from_bytes(b'row r="', "little")
_CELL_HEAD = int.from_bytes(b'r="', "little")
_DIGITS = np.uint64(0x3030303030303030)
_HIGH = np.uint64(0xF0F0F0F0F0F0F0F0)
_OVERFLOW = np.uint64(0x0606060606060606)
_KEPT = np.array([(1 << 8 * n) - 1 for n in range(9)], np.uint64)  # the first n bytes of a word
_MIX = np.uint64(0x9E3779B97F4A7C15)  # odd, its bits well spread: the golden ratio's
_LONGEST_TAIL = 32  # bytes
_ATTRIBUTE = re.compile(rb'\s+([\w:]+)="([^"<&]*)"')
_TAIL = re.compile(rb'(?:\s+[\w:]+="[^"<&]*")*\s*/?')
_STYLE = re.compile(rb"\d{1,6}")


def cell_batches(blocks: Iterable[bytes]) -> Iterator[CellBatch]:
    """The cells of a worksheet part, a batch a stretch. Raises NotPlain."""
    last = 0
    for body in _stretches(without_prefix(blocks)):
        batch, last = _batch(tags_of(body, _GRAMMAR), last)
        yield batch


def _stretches(blocks: Iterable[bytes]) -> Iterator[bytes]:
    """Whole rows; the first stretch is short, so that a preview need not wait."""
    rest, held, size = b"", list[bytes](), 0
    inside = False
    for block in blocks:
        held.append(block)
        size += len(block)
        if inside and size < STRETCH:
            continue
        data = b"".join((rest, *held))
        held, size = [], 0
        if not inside:
            body = _after_head(data)
            if body is None:
                rest = data
                continue
            data, inside = body, True
        end = data.find(b"</sheetData")
        if end >= 0:
            yield data[:end]
            return
        cut = max(data.rfind(b"<row"), 0)
        rest = data[cut:]
        if len(rest) > LONGEST_ROW:
            raise NotPlain
        if cut:
            yield data[:cut]
    data = b"".join((rest, *held))
    end = data.find(b"</sheetData")
    if not inside or end < 0:
        raise NotPlain
    yield data[:end]


def _after_head(data: bytes) -> bytes | None:
    """What follows ``<sheetData>``; None where it has not come yet."""
    start = data.find(b"<sheetData")
    close = data.find(b">", start)
    if start < 0 or close < 0:
        if len(data) > LONGEST_ROW:
            raise NotPlain
        return None
    check_head(data[:start])
    if data[start : close + 1] != b"<sheetData>":
        raise NotPlain
    return data[close + 1 :]


def _batch(tags: Tags, last: int) -> tuple[CellBatch, int]:
    """The cells of whole rows that follow row ``last``, and the number of the last row."""
    kinds = tags.kinds
    if len(kinds) == 0:
        return _empty(), last
    if kinds[0] not in (_ROW, _ROW_EMPTY) or kinds[-1] not in (_ROW_END, _ROW_EMPTY):
        raise NotPlain
    opened = np.flatnonzero(kinds <= _ROW_EMPTY)
    number, digits, mask = _row_numbers(tags, opened)
    if number[0] <= last or not (np.diff(number) > 0).all() or number[-1] > MAX_ROWS:
        raise NotPlain
    last = int(number[-1])
    cells = np.flatnonzero(kinds[:-1] == _C)
    cells = cells[kinds[cells + 1] != _C_END]
    if len(cells) == 0:
        return _empty(), last
    row = np.repeat(np.arange(len(opened)), np.diff(np.searchsorted(cells, [*opened, len(kinds)])))
    column, tail = _columns(tags, cells, digits[row], mask[row])
    key = row * (MAX_COLUMNS + 1) + column
    if not (np.diff(key) > 0).all():
        raise NotPlain
    return _valued(tags, cells, number[row], column, tail), last


def _empty() -> CellBatch:
    none, columns = np.zeros(0, np.int32), np.zeros(0, np.uint16)
    kinds, keys = np.zeros(0, np.uint8), np.zeros(0, np.uint64)
    return CellBatch(none, columns, kinds, none, none, keys, pa.array([], pa.string()))


def _row_numbers(
    tags: Tags, opened: npt.NDArray[np.int64]
) -> tuple[Numbers, npt.NDArray[np.uint64], npt.NDArray[np.uint64]]:
    """Each row's number; its digits with the quote behind them as eight bytes, and their mask."""
    left = tags.left[opened]
    if not ((tags.words[left + 1] & np.uint64(0xFFFFFFFFFFFFFF)) == _ROW_HEAD).all():
        raise NotPlain
    digits = tags.words[left + 8]
    length = (digits.view(np.uint8).reshape(-1, 8) == ord('"')).argmax(axis=1)
    if not length.all():  # no quote, or nothing before it
        raise NotPlain
    mask = np.uint64(0xFFFFFFFFFFFFFFFF) >> (8 * (7 - length)).astype(np.uint64)
    return _whole(tags, left + 8, left + 8 + length), digits & mask, mask


def _whole(tags: Tags, start: Places, end: Places) -> Numbers:
    """The numbers that up to eight digits write. Raises NotPlain where they are no digits.

    All eight bytes are worked on at once: pairs of digits, then of pairs, then of fours.
    """
    length = end - start
    if len(length) and (length.min() < 1 or length.max() > 8):
        raise NotPlain
    shift = (8 * (8 - length)).astype(np.uint64)
    ones = np.uint64(0xFFFFFFFFFFFFFFFF)
    kept = tags.words[end - 8] & (ones << shift)
    word = kept | (_DIGITS & ~(ones << shift))
    if not (((word & _HIGH) == _DIGITS) & (((word + _OVERFLOW) & _HIGH) == _DIGITS)).all():
        raise NotPlain
    word = word - _DIGITS
    word = word * np.uint64(10) + (word >> np.uint64(8))
    low = (word & np.uint64(0x000000FF000000FF)) * np.uint64(0x000F424000000064)
    high = ((word >> np.uint64(16)) & np.uint64(0x000000FF000000FF)) * np.uint64(0x0000271000000001)
    numbers: Numbers = ((low + high) >> np.uint64(32)).astype(np.int32)
    return numbers


def _columns(
    tags: Tags,
    cells: npt.NDArray[np.int64],
    digits: npt.NDArray[np.uint64],
    mask: npt.NDArray[np.uint64],
) -> tuple[ColumnNumbers, Places]:
    """Each cell's column, and the place behind its ``r``, whose row must be the row's own."""
    left = tags.left[cells]
    name = tags.words[left + 3]
    if not ((name & np.uint64(0xFFFFFF)) == _CELL_HEAD).all():
        raise NotPlain
    letters = name.view(np.uint8).reshape(-1, 8)[:, 3:6].astype(np.int32)
    first, second, third = letters[:, 0], letters[:, 1], letters[:, 2]
    two = second >= 65
    three = two & (third >= 65)
    if first.min() < 65 or max(first.max(), second.max(), third.max()) > 90:
        raise NotPlain
    column = first - 64
    column = np.where(two, column * 26 + (second - 64), column)
    if three.any():
        column = np.where(three, column * 26 + (third - 64), column)
    if column.max() > MAX_COLUMNS:
        raise NotPlain
    behind = left + 7 + two + three
    if not ((tags.words[behind] & mask) == digits).all():
        raise NotPlain
    return column.astype(np.uint16), behind + (np.bitwise_count(mask) >> np.uint8(3))


def _valued(
    tags: Tags,
    cells: npt.NDArray[np.int64],
    rows: Numbers,
    columns: ColumnNumbers,
    tail: Places,
) -> CellBatch:
    """The cells with their kinds and values; those that hold nothing are left out."""
    kinds, styles, is_string = _tails(tags, tail, tags.right[cells])
    value = cells + 1
    calculated = np.zeros(len(cells), np.bool_)
    if not (tags.kinds[value] == _V).all():
        value, kinds, calculated = _values_of_the_odd(tags, value, kinds)
    tag = tags.kinds[value]
    present = (tag == _V) | (tag == _T)
    start = np.where(present, tags.right[value] + 1, 0)
    end = np.where(present, tags.left[np.minimum(value + 1, len(tags.left) - 1)], 0)
    filled = end > start
    # A formula that yields an empty text has a result: <v/>.
    has_result = filled | (is_string & ((tag == _V) | (tag == _V_EMPTY)))
    uncalculated = calculated & ~has_result
    kinds = np.where(uncalculated, UNCALCULATED, kinds).astype(np.uint8)
    kept = np.flatnonzero(filled | uncalculated)
    if len(kept) < len(cells):
        rows, columns, kinds, styles = rows[kept], columns[kept], kinds[kept], styles[kept]
        start, end = start[kept], end[kept]
    values = np.zeros(len(kept), np.int32)
    shared = np.flatnonzero(kinds == SHARED)
    values[shared] = _whole(tags, start[shared], end[shared])
    others = np.flatnonzero((kinds != SHARED) & (kinds != UNCALCULATED))
    values[others] = np.arange(len(others), dtype=np.int32)
    start, end = start[others], end[others]
    keys = np.zeros(len(kept), np.uint64)
    if b"&" not in tags.data:  # else other bytes might be the same text
        keys[others] = np.where(end - start <= 8, _cut(tags.words[start], end - start), 0)
    found = texts(tags.data, start, end)
    bare = (tag == _T) & (tags.right[value] - tags.left[value] == BARE)
    if bare.any():
        shown = all_trimmed(found, bare[kept][others])
        if shown is not found:
            keys[:] = 0
        found = shown
    return CellBatch(rows, columns, kinds, styles, values, keys, found)


def _values_of_the_odd(
    tags: Tags, value: npt.NDArray[np.int64], kinds: npt.NDArray[np.uint8]
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.uint8], npt.NDArray[np.bool_]]:
    """Where the value's tag stands behind a formula or within ``is``; which cells are formulas."""
    tag = tags.kinds[value]
    formula = (tag == _F) | (tag == _F_EMPTY)
    inline = tag == _IS
    value = value + np.where(tag == _F, 2, np.where(formula | inline, 1, 0))
    return value, np.where(inline, TEXT, kinds).astype(np.uint8), formula


def _tails(
    tags: Tags, start: Places, end: Places
) -> tuple[npt.NDArray[np.uint8], Numbers, npt.NDArray[np.bool_]]:
    """Kind, style and whether ``t="str"``, told from what follows ``r``: few texts, often used."""
    codes, distinct = _distinct(tags, start, end)
    kinds = np.zeros(len(distinct), np.uint8)
    styles = np.zeros(len(distinct), np.int32)
    is_string = np.zeros(len(distinct), np.bool_)
    for place, tail in enumerate(distinct):
        if not _TAIL.fullmatch(tail):
            raise NotPlain
        said = dict(_ATTRIBUTE.findall(tail))
        style, kind = said.get(b"s", b"0"), said.get(b"t", b"n").decode("ascii", "replace")
        if not _STYLE.fullmatch(style) or kind not in KINDS:
            raise NotPlain
        kinds[place], styles[place] = KINDS[kind], int(style)
        is_string[place] = kind == "str"
    return kinds[codes], styles[codes], is_string[codes]


def _distinct(tags: Tags, start: Places, end: Places) -> tuple[npt.NDArray[np.int64], list[bytes]]:
    """The distinct bytes between places, and which of them each is.

    Eight bytes at a time make a number, and the numbers of one text a key, which hashes at speed.
    """
    length = end - start
    longest = int(length.max())
    if longest > _LONGEST_TAIL:
        whole = slices(tags.data, start, end).dictionary_encode()
        return whole.indices.to_numpy().astype(np.int64), whole.dictionary.to_pylist()
    key = _cut(tags.words[start], length)
    parts = [key]
    for place in range(8, longest, 8):
        parts.append(_cut(tags.words[np.minimum(start + place, end)], length - place))
        key = key * _MIX ^ parts[-1]
    coded = pa.array(key).dictionary_encode()
    codes = coded.indices.to_numpy().astype(np.int64)
    sample = np.zeros(len(coded.dictionary), np.int64)
    sample[codes] = np.arange(len(codes))
    at = sample[codes]
    if len(parts) > 1 and not all((part == part[at]).all() for part in parts):
        raise NotPlain  # two texts made one key
    return codes, [tags.data[start[n] : end[n]] for n in sample.tolist()]


def _cut(words: npt.NDArray[np.uint64], length: Places) -> npt.NDArray[np.uint64]:
    """The first ``length`` bytes of each word, the others zero."""
    return words & _KEPT[np.clip(length, 0, 8)]
