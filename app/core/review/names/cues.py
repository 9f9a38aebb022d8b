"""Names in sentences: after a role (申请人：王伟), before a title (王伟同志), before an act (由王伟负责).

All that stands beside a cue and may be a name is scored at once, and each cue keeps its best.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from app.core.review.names.cue_words import cues
from app.core.review.names.cuts import Cuts, Nats, each_cuts
from app.core.review.names.scores import name_scores
from app.core.review.spans import Mask, Places

_TEXT = 32  # bits by which the places of one text stand apart from those of the next


@dataclass(frozen=True, slots=True)
class NameSpan:
    """A name in the text ``text`` (an index); ``start`` and ``end`` in characters.

    ``cue``: the word that gave it away; ``policy``: ``public`` where the role is an office's or a
    firm's, by the ``name-words`` pack, else ``personal``; ``score`` in nats.
    """

    text: int
    start: int
    end: int
    cue: str
    policy: str
    score: float


@dataclass(frozen=True)
class CuedNames:
    """The names that cues give away in some texts, by text and place, an entry each.

    ``texts``: in which text; ``starts``, ``ends``: in characters; ``words``: numbers of the cues;
    ``scores`` in nats.
    """

    texts: Places
    starts: Places
    ends: Places
    words: Places
    scores: Nats

    @classmethod
    def joined(cls, parts: Iterable["CuedNames"]) -> "CuedNames":
        """All of them, in the order of the parts."""
        none = (np.zeros(0, np.int64),) * 4 + (np.zeros(0),)
        columns = zip(none, *(part._columns for part in parts), strict=True)
        return cls(*map(np.concatenate, columns))

    def __len__(self) -> int:
        return len(self.texts)

    def __getitem__(self, places: Places) -> "CuedNames":
        """Those in some of the texts, of which ``places`` is in order."""
        at = np.searchsorted(places, self.texts)
        held = np.append(places, -1)[at] == self.texts
        told = self.where(held)
        return CuedNames(at[held], told.starts, told.ends, told.words, told.scores)

    def where(self, chosen: Mask | Places) -> "CuedNames":
        """Some of them."""
        return CuedNames(*(column[chosen] for column in self._columns))

    @property
    def personal(self) -> Mask:
        """Which are of persons who act for themselves."""
        mask: Mask = cues().personal[self.words]
        return mask

    def spans(self) -> list[NameSpan]:
        """One by one."""
        words, policies = cues().words, cues().policies
        return [
            NameSpan(text, start, end, words[word], policies[words[word]], score)
            for text, start, end, word, score in zip(
                *(column.tolist() for column in self._columns), strict=True
            )
        ]

    @property
    def _columns(self) -> tuple[np.ndarray, ...]:
        return self.texts, self.starts, self.ends, self.words, self.scores


def cued_names(texts: pa.StringArray) -> CuedNames:
    """The names that a cue gives away; they do not overlap. Nulls hold none."""
    every = _best(Cuts.joined(each_cuts(pc.fill_null(texts, ""))))
    better = (~every.personal, -every.scores, every.starts)
    return every.where(_apart(every.texts, every.starts, every.ends, better))


def names_in_text(texts: pa.StringArray) -> list[NameSpan]:
    """As :func:`cued_names`, one by one."""
    return cued_names(texts).spans()


def _best(cuts: Cuts) -> CuedNames:
    """The likeliest way to cut for each anchor, if it is likely enough."""
    names = cuts.names.dictionary_encode()
    scores = name_scores(names.dictionary)[names.indices.to_numpy()]
    likely = np.flatnonzero(scores > cuts.needs)
    total = scores[likely] + cuts.bonus[likely]
    # A name behind a cue and one before a cue do not compete.
    is_behind = cuts.words[likely] >= len(cues().before.words)
    keys = (cuts.texts[likely] << 1 | is_behind) << _TEXT | cuts.anchors[likely]
    # Of equal ones the first counts: sorting is stable.
    order = np.lexsort((-total, keys))
    best = likely[order[np.flatnonzero(np.diff(keys[order], prepend=-1))]]
    starts = cuts.starts[best]
    return CuedNames(
        cuts.texts[best],
        starts,
        starts + cuts.sizes[best],
        cuts.words[best],
        np.round(scores[best], 2),
    )


def apart(spans: Iterable[NameSpan]) -> list[NameSpan]:
    """Without those that overlap a better one: one with a cue, the personal, the likelier."""
    spans = list(spans)
    edges = np.array([(span.text, span.start, span.end) for span in spans], np.int64)
    texts, starts, ends = edges.reshape(-1, 3).T
    better = np.array([(not s.cue, s.policy != "personal", -s.score, s.start) for s in spans])
    kept = _apart(texts, starts, ends, tuple(better.reshape(-1, 4).T))
    return [spans[place] for place in kept.tolist()]


def _apart(texts: Places, starts: Places, ends: Places, better: tuple[np.ndarray, ...]) -> Places:
    """The places of those that overlap none that is better, by text and start. ``better``: what
    decides, the first thing first; less is better.

    Of each heap of spans that overlap the best is kept, and what overlaps it goes; so the heaps fall apart.
    """
    begins, stops = (texts << _TEXT | edges for edges in (starts, ends))
    ranked = np.lexsort(tuple(reversed(better)))
    ranks = np.empty(len(ranked), np.int64)
    ranks[ranked] = np.arange(len(ranked))
    left, kept = np.argsort(begins, kind="stable"), ranked[:0]
    while len(left):
        reach = np.maximum.accumulate(stops[left])
        heads = np.append(True, begins[left][1:] >= reach[:-1])
        best = ranked[np.minimum.reduceat(ranks[left], np.flatnonzero(heads))]
        kept = np.append(kept, best)
        of_heap = best[np.cumsum(heads) - 1]
        left = left[(stops[left] <= begins[of_heap]) | (begins[left] >= stops[of_heap])]
    return kept[np.argsort(begins[kept], kind="stable")]
