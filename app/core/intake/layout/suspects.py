"""Which rows of a block might not be data, told by its distinct values, not cell by cell."""

import re
from collections.abc import Sequence
from functools import cache

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from app.core.intake.layout import kinds, pack, words
from app.core.intake.layout.habit import NO_HABIT, Habit
from app.core.intake.layout.header import Header
from app.core.intake.layout.judge import UNDER
from app.core.text_bytes import edges_and_bytes, places_of
from app.core.text_column import TextColumn, is_coded

Mask = npt.NDArray[np.bool_]
Bytes = npt.NDArray[np.uint8]

# The bytes that a white-space character of UTF-8 begins with.
_SPACES = np.isin(np.arange(256), [*range(0x09, 0x0E), *range(0x1C, 0x21), 0xC2, 0xE1, 0xE2, 0xE3])

_SUM = "计".encode()
# The bytes that 计, or a white-space character behind it, ends with.
_MAY_END = np.isin(
    np.arange(256),
    [
        *range(0x09, 0x0E),
        *range(0x1C, 0x21),
        *range(0x80, 0x8B),
        0x9F,
        0xA0,
        0xA1,
        0xA8,
        0xA9,
        0xAF,
    ],
)

_CHECKED = 2  # the places among a row's filled cells whose words decide
_ENOUGH = 3  # filled cells, from which on a row is not told by their number either


class Suspects:
    """A conservative filter before :class:`Judge`: a row it clears is data for certain."""

    def __init__(self, header: Header, labels: frozenset[str], habit: Habit = NO_HABIT) -> None:
        self._body = header.body
        self._few = 2 if len(header.columns) > 2 else 1
        told = labels | {title.split(" ")[0] for title in habit.titles}
        self._labels = told.union(map(words.as_spelled, told))
        self._habit = habit

    def __call__(self, first: int, columns: Sequence[TextColumn]) -> Mask:
        """Rows that must be judged, True a row; ``first``: the sheet's number of the first row.

        The first rows of every block are judged, for what stood above them is not known here.
        """
        rows = len(columns[0])
        filled = np.zeros(rows, dtype=np.int16)
        mask = np.zeros(rows, dtype=np.bool_)
        serial = -1 if self._habit.serial is None else self._habit.serial
        for place, column in enumerate(columns):
            settled = place > serial and filled.min(initial=_ENOUGH) >= _ENOUGH
            if settled and not _holds_sum(column):
                continue  # columns further right can tell of running totals only
            texts, codes = _coded(column)
            begins, ends = _edges(texts)
            ink = column.is_valid().to_numpy(zero_copy_only=False)
            full = _ink(texts, begins)
            if not full.all():
                ink = ink & full[codes]
            if place == self._habit.serial:
                mask |= ink & ~_is_alphanumeric(begins)[codes]
            early = ink & (filled < _CHECKED)
            if early.any():
                # Few telling words begin and end so, and codes and numbers then cost nothing.
                plain = _is_alphanumeric(begins) & _is_ascii(ends)
                mask |= self._telling(texts, plain, codes, early)
            if not early.all():
                mask |= ink & _running(texts)[codes]
            filled += ink
        mask |= filled <= self._few
        for row in self._habit.totals:
            if 0 <= row - first < rows:
                mask[row - first] = True
        return self._widened(mask, first)

    def _widened(self, mask: Mask, first: int) -> Mask:
        """The rows under a suspect are read with it in mind; so are those under the header."""
        wide = mask.copy()
        for step in range(1, UNDER + 1):
            wide[step:] |= mask[:-step]
        wide[: max(UNDER, self._body + UNDER - first)] = True
        return wide

    def _telling(
        self, texts: pa.Array, plain: Mask, codes: npt.NDArray[np.int32], early: Mask
    ) -> Mask:
        """Rows with a telling word in a column, looked up only where it stands early in its row."""
        if early.sum() * 4 >= len(texts):
            flags = self._flags(texts, plain)
        else:
            flags = np.zeros(len(texts), dtype=np.bool_)
            places = np.unique(codes[early])
            flags[places] = self._flags(texts.take(pa.array(places)), plain[places])
        if not flags.any():
            return np.zeros(len(codes), dtype=np.bool_)
        return early & flags[codes]

    def _flags(self, texts: pa.Array, plain: Mask) -> Mask:
        """Which of the distinct texts may make a row something else than data."""
        near = np.zeros(len(texts), dtype=np.bool_)
        open_to = np.flatnonzero(~plain)
        if len(open_to):
            some = texts if len(open_to) == len(texts) else texts.take(pa.array(open_to))
            # One pass of RE2 clears almost all of the others; the full words judge the rest.
            near[open_to] = pc.match_substring_regex(some, _near()).to_numpy(zero_copy_only=False)
        told = sorted(self._labels | pack.words("foreign-total"))
        known = pc.is_in(texts, pa.array(told, pa.string()))
        flags = np.array(known.to_numpy(zero_copy_only=False))
        for place in np.flatnonzero(near & ~flags):
            text = texts[int(place)].as_py().strip()
            flags[place] = words.as_spelled(text) in self._labels or _telling_word(text)
        return flags


def _coded(column: TextColumn) -> tuple[pa.StringArray, npt.NDArray[np.int32]]:
    """The texts of a column, at least one, and which of them stands in each row; blanks as any."""
    if not is_coded(column):
        return column.fill_null(""), np.arange(len(column), dtype=np.int32)
    texts = column.dictionary if len(column.dictionary) else pa.array([""])
    return texts, column.indices.fill_null(0).to_numpy(zero_copy_only=False)


def _edges(texts: pa.StringArray) -> tuple[Bytes, Bytes]:
    """The first and the last byte of each text, a space of an empty one."""
    _, ends, content = texts.buffers()
    places = np.frombuffer(ends, dtype=np.int32)[texts.offset : texts.offset + len(texts) + 1]
    first = np.full(len(texts), ord(" "), dtype=np.uint8)
    last = first.copy()
    filled = places[1:] > places[:-1]
    if filled.any():
        data = np.frombuffer(content, dtype=np.uint8)
        first[filled], last[filled] = data[places[:-1][filled]], data[places[1:][filled] - 1]
    return first, last


def _ink(texts: pa.StringArray, first: Bytes) -> Mask:
    """Which texts hold more than white space; a glance at the first byte tells of most."""
    mask = ~_SPACES[first]
    doubtful = np.flatnonzero(~mask)
    if len(doubtful):
        some = texts.take(pa.array(doubtful))
        blank = pc.or_(pc.utf8_is_space(some), pc.equal(some, ""))
        mask[doubtful] = ~blank.to_numpy(zero_copy_only=False)
    return mask


def _is_alphanumeric(bytes_: Bytes) -> Mask:
    """Which bytes are ASCII letters or digits."""
    letter = (bytes_ | 0x20) - np.uint8(ord("a"))
    return (letter < 26) | (bytes_ - np.uint8(ord("0")) < 10)


def _is_ascii(bytes_: Bytes) -> Mask:
    """Which bytes are ASCII and neither white space nor a control."""
    mask: Mask = (bytes_ > ord(" ")) & (bytes_ < 0x7F)
    return mask


def _holds_sum(column: TextColumn) -> bool:
    """Whether 计 stands anywhere in a column; a search of its bytes, by the last one of the three."""
    _, content = edges_and_bytes(column.dictionary if is_coded(column) else column)
    first, second, third = _SUM
    ends = places_of(content[2:], [third])
    return bool(((content[ends] == first) & (content[ends + 1] == second)).any())


def _running(texts: pa.StringArray) -> Mask:
    """Which texts are totals wherever they stand; a glance at the last bytes clears all others."""
    mask = np.zeros(len(texts), dtype=np.bool_)
    for place in np.flatnonzero(_may_sum(texts)):
        mask[place] = words.is_running_total(texts[int(place)].as_py())
    return mask


def _may_sum(texts: pa.StringArray) -> Mask:
    """Which texts end with 计, or with white space that may stand behind it."""
    _, ends, content = texts.buffers()
    places = np.frombuffer(ends, dtype=np.int32)[texts.offset : texts.offset + len(texts) + 1]
    mask = places[1:] - places[:-1] >= len(_SUM)
    if not mask.any():
        return mask
    data = np.frombuffer(content, dtype=np.uint8)
    last = data[places[1:] - 1]
    mask &= _MAY_END[last]
    some = np.flatnonzero(mask)
    tail = np.stack([data[places[1:][some] - n] for n in (3, 2, 1)], axis=1)
    sums = (tail == np.frombuffer(_SUM, dtype=np.uint8)).all(axis=1)
    ideographic = (tail == np.frombuffer("\u3000".encode(), dtype=np.uint8)).all(axis=1)
    wide = ideographic | np.isin(tail[:, 0], (0xE1, 0xE2))
    mask[some] = sums | wide | (tail[:, 1] == 0xC2) | (tail[:, 2] <= ord(" "))
    return mask


def _telling_word(text: str) -> bool:
    """Whether a trimmed text, standing early in its row, may make the row something else."""
    return (
        words.starts_note(text)
        or words.is_total(text)
        or words.is_statistic(text)
        or words.is_label(text)
        or kinds.is_unit(text)
        or words.is_numeral(text)
        or words.is_numbered(text)
        or pack.squeeze(text) in pack.words("key")
    )


_BLANK = r"[\s\p{Z}\x{1c}-\x{1f}\x{85}]"


@cache
def _near() -> str:
    """An RE2 pattern for every text that :func:`_telling_word` could take, and some more.

    Texts with white space at their ends, or inside Chinese words, are looked at in Python.
    """
    ready = [
        rf"^[（(\[【]*(?:{_translated('note')})",
        rf"^(?:{_translated('total')})[A-Za-z()./-]*[:：]*$",
        rf"^(?:{_translated('statistic')})$",
        r"^[^：:]{1,12}[：:]",
        r"^\d.*计$",
        r"计[=＝]",
        r"^(?:合计|总计|共计|小计)(?:人民币|金额)?(?:[（(].*[）)])?[：:]",
        r"^[（(\[]?(?:计量|金额|货币|数量|面积)?单" + _BLANK + "*位",
        "单位[：:]",
        r"^[（(]?[一二三四五六七八九十]+(?:[）)]?[、.．]?$|" + _BLANK + "*[、.．）)])",
        "^(?:" + "|".join(map(re.escape, sorted(pack.words("key")))) + ")$",
        rf"^{_BLANK}|{_BLANK}$",
        rf"^\p{{Han}}.*{_BLANK}",
    ]
    return "|".join(ready)


def _translated(kind: str) -> str:
    """A pattern of the pack as RE2 reads it: its digits and blanks are ASCII unless told."""
    source = pack.pattern(kind).pattern
    return source.replace(r"\d", r"\p{Nd}").replace(r"\s", _BLANK)
