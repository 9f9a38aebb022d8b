"""A column as detectors see it: its name, its distinct folded texts, and the company it keeps."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from app.core import resources
from app.core.review import runs
from app.core.review.kept import kept
from app.core.review.patterns import matcher, matches
from app.core.review.shelf import Answers, Judge, Shelf
from app.core.review.signs import Signs, sought
from app.core.review.spans import NO_PLACES, NONE, Mask, Places, Spans
from app.core.text_bytes import Bytes, are_digits, byte_places, counts_of, cut, edges_and_bytes

SAMPLE = 1000  # values that show what a column is of
_AT_ONCE = 1 << 14  # spans

Counts = npt.NDArray[np.integer]

_SIGNS_IN_NAMES = re.compile(r"[\s_\-*（）()]")

AROUND = ""  # the name of what stands around a table, read as if it were a column


@lru_cache(1 << 14)
def folded_name(name: str) -> str:
    """A column's name in small letters and simplified characters, without blanks, lines and brackets:
    姓 名, ID_Card, 負責人. The code of a data element is its name: 姓名 for AAC003.
    """
    folded = _SIGNS_IN_NAMES.sub("", name).lower().translate(_simplified())
    elements: dict[str, str] = resources.pack("data-elements").data["elements"]
    return elements.get(folded, folded)


@cache
def _simplified() -> dict[int, int]:
    """The simplified form of each traditional character."""
    pairs: str = resources.pack("names").data["traditional"]
    return str.maketrans(pairs[::2], pairs[1::2])


def _joined(names: Iterable[str]) -> tuple[frozenset[str], str]:
    """Some names, and all of them in one text."""
    distinct = frozenset(names)
    return distinct, "\n".join(distinct)


@dataclass(frozen=True)
class Column:
    """``values``: folded texts, no null among them; ``counts``: cells of each; ``others``: the names
    of the columns beside it; ``shelf``: where the values lie beside those of other columns, from the
    place ``first`` on. ``are_apart``: whether they are no column, but texts of which each is judged by
    itself alone.
    """

    name: str
    values: pa.StringArray
    counts: Counts
    others: tuple[str, ...] = ()
    shelf: Shelf | None = None
    first: int = 0
    are_apart: bool = False

    def is_beside(
        self, words: Iterable[str], exact: Iterable[str] = (), but: Iterable[str] = ()
    ) -> bool:
        """Whether it stands beside a column whose name holds one of some words or is one of ``exact``,
        as :func:`folded_name` writes them; names that hold one of ``but`` do not count."""
        names, text = self._beside
        if but:
            names, text = _joined(name for name in names if not any(word in name for word in but))
        return any(word in text for word in words) or not names.isdisjoint(exact)

    @kept
    def _beside(self) -> tuple[frozenset[str], str]:
        return _joined(map(folded_name, self.others))

    @kept
    def cells(self) -> int:
        """Cells that are not blank."""
        return int(self.counts.sum())

    @kept
    def offsets(self) -> Places:
        """Where each value begins in :attr:`text`, and the last one ends."""
        return self._bytes[0]

    @kept
    def sizes(self) -> Places:
        """The bytes of each value."""
        return np.diff(self.offsets)

    @property
    def text(self) -> Bytes:
        """All values in UTF-8, one behind the other."""
        return self._bytes[1]

    @kept
    def is_ascii(self) -> bool:
        """Whether no text holds any other character: no word of Chinese, say."""
        return not len(self.text) or int(self.text.max()) < 0x80

    def holds(self, words: Iterable[str]) -> bool:
        """Whether any of some words, or single signs, may stand in any value: as :meth:`holding`."""
        return self._signs.any(words)

    def holding(self, *lists: Iterable[str], digits: int = 0) -> Places:
        """The places of the values in which a word, or a single sign, of each list may stand, and so
        many digits do, wherever: no value is left out that holds them, though one that does not may
        be among them.
        """
        asked = [sought(words) for words in lists]
        if not all(map(self.holds, asked)):
            return NO_PLACES
        return self.with_digits(self._signs.values(*asked), digits)

    def with_digits(self, places: Places, least: int) -> Places:
        """Those of some values that hold at least so many digits."""
        if least and 2 * len(places) > len(self.values):
            return places[self._digits[places] >= least]  # whoever asks next need not count
        return self.with_many(places, least, are_digits)

    @kept
    def _digits(self) -> Places:
        return counts_of(self.values, are_digits)

    def with_many(self, places: Places, least: int, is_one: Callable[[Bytes], Mask]) -> Places:
        """Those of some values that hold at least so many bytes of a kind."""
        places = places[self.sizes[places] >= least]
        return places[counts_of(self.taken(places), is_one) >= least] if least else places

    @kept
    def numbered(self) -> Places:
        """The places of the values with a run of as many digits as :data:`~.runs.LEAST`."""
        return self.distinct(self.values_of(self.runs.spans.where(self.runs.digits >= runs.LEAST)))

    def distinct(self, places: Places) -> Places:
        """Places of values in order, each once."""
        told = np.zeros(len(self.values), np.bool_)
        told[places] = True
        return np.flatnonzero(told)

    @kept
    def _signs(self) -> Signs:
        return Signs(self.values, is_ascii=self.is_ascii)

    @kept
    def runs(self) -> runs.Runs:
        """The runs of letters and digits."""
        return runs.runs(self.text, self.offsets)

    def forget(self) -> None:
        """Free what is kept for detectors; it is found anew if one asks again."""
        for name in ("runs", "_signs", "_matched", "_placed", "_digits", "numbered"):
            self.__dict__.pop(name, None)

    @kept
    def _matched(self) -> dict[str, Places]:
        return {}

    @kept
    def _bytes(self) -> tuple[Places, Bytes]:
        return edges_and_bytes(self.values)

    def told(self, judge: Judge[Answers], places: Places) -> Answers:
        """What a function tells of some of the values; it must judge each by itself."""
        if self.shelf is None:
            return judge(self.taken(places))
        return self.shelf.told(judge, self.first + places)

    @kept
    def sampled(self) -> Places:
        """The places of some of the values, from all over the column: enough to tell what most of
        them are.
        """
        return np.arange(0, len(self.values), max(len(self.values) // SAMPLE, 1))

    @kept
    def filled(self) -> Places:
        """Those of :attr:`sampled` that are not blank."""
        filled = pc.not_equal(pc.utf8_trim_whitespace(self.sample()), "")
        chosen: Mask = filled.to_numpy(zero_copy_only=False)
        return self.sampled[chosen]

    def sample(self) -> pa.StringArray:
        """The values of :attr:`sampled`."""
        return self.taken(self.sampled)

    def taken(self, places: Places) -> pa.StringArray:
        """Some of the values."""
        whole = len(places) == len(self.values)
        return self.values if whole else self.values.take(pa.array(places))

    def share_of_sample(self, pattern: str) -> float:
        """The share of :meth:`sample` in which an RE2 pattern matches; 1 of a column without values."""
        return float(self.told(matcher(pattern), self.sampled).mean()) if len(self.values) else 1.0

    def values_of(self, spans: Spans) -> Places:
        """Which value each span stands in; kept until other spans are asked for."""
        asked, found = self._placed
        if asked is not spans.starts:
            found = self.values_at(spans.starts)
            self.__dict__["_placed"] = spans.starts, found
        return found

    @kept
    def _placed(self) -> tuple[Places | None, Places]:
        return None, NO_PLACES

    def values_at(self, places: Places) -> Places:
        """Which value each of some bytes of :attr:`text` stands in."""
        if len(places) == len(self.values):
            begins, ends = self.offsets[:-1], self.offsets[1:]
            if ((places >= begins) & (places < ends)).all():
                return np.arange(len(places))  # a value each, in order
        sought = places.astype(self.offsets.dtype, copy=False)  # or the offsets would be copied
        return np.searchsorted(self.offsets, sought, side="right") - 1

    def in_bytes(self, values: Places, starts: Places, ends: Places) -> Spans:
        """Stretches in characters of some values, which are in order, as spans; some at a time, as the
        values are copied.
        """
        some = range(0, len(values), _AT_ONCE) or (0,)
        parts = [
            self._in_bytes(*(each[first : first + _AT_ONCE] for each in (values, starts, ends)))
            for first in some
        ]
        return Spans(*(np.concatenate(edges) for edges in zip(*parts, strict=True)))

    def _in_bytes(self, values: Places, starts: Places, ends: Places) -> tuple[Places, Places]:
        held = self.distinct(values)
        rows = np.searchsorted(held, values)
        texts = self.values.take(pa.array(held))
        moved = self.offsets[values] - edges_and_bytes(texts)[0][rows]
        begins, stops = byte_places(texts, rows, np.stack([starts, ends], axis=1)).T
        return begins + moved, stops + moved

    def peers(self, spans: Spans) -> Places:
        """A number for each span, the same for those that may be weighed together."""
        return self.values_of(spans) if self.are_apart else np.zeros(len(spans), np.int64)

    def cells_of(self, spans: Spans) -> int:
        """How many cells hold at least one of the spans."""
        hit = np.zeros(len(self.counts), np.bool_)
        hit[self.values_of(spans)] = True
        each_once = self.counts.strides == (0,) and hit.any()
        return int(np.count_nonzero(hit) * self.counts[0] if each_once else self.counts[hit].sum())

    def alone(self, spans: Spans) -> Mask:
        """Which spans are all that their value holds."""
        values = self.values_of(spans)
        mask: Mask = (spans.starts == self.offsets[values]) & (
            spans.ends == self.offsets[values + 1]
        )
        return mask

    def texts(self, spans: Spans) -> pa.StringArray:
        """The texts of spans that are in order and do not overlap."""
        return cut(self.text, spans.starts, spans.ends)

    def matching(self, pattern: str, among: Places | None = None) -> Places:
        """The places of the values in which an RE2 pattern matches.

        ``among``: places of values of which every match is one, in order; None where any may match.
        """
        if among is not None and not len(among):
            return NO_PLACES
        if pattern not in self._matched:
            some = among is not None and 2 * len(among) < len(self.values)
            values = self.values.take(pa.array(among)) if some else self.values
            places = np.flatnonzero(matches(values, pattern)) if len(values) else NO_PLACES
            self._matched[pattern] = among[places] if among is not None and some else places
        return self._matched[pattern]

    def which(self, places: Places, pattern: str) -> Mask:
        """Which of some values an RE2 pattern matches."""
        return matches(self.values.take(pa.array(places)), pattern)

    def match_all(self, spans: Spans, pattern: str) -> bool:
        """Whether an RE2 pattern matches every one of some spans, which are in order and do not overlap:
        where it does not, a few of them mostly tell.
        """
        parts = (spans.where(slice(SAMPLE)), spans.where(slice(SAMPLE, None)))
        return all(matches(self.texts(part), pattern).all() for part in parts if len(part))

    def whole(self, places: Places) -> Spans:
        """Whole values as spans."""
        return Spans(self.offsets[places], self.offsets[places + 1]) if len(places) else NONE
