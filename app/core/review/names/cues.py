"""Names in sentences: after a role (申请人：王伟), before a title (王伟同志), before an act (由王伟负责).

All that stands beside a cue and may be a name is scored at once, and each cue keeps its best.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from app.core.review.names.cue_words import cues
from app.core.review.names.cuts import Cuts, each_cuts
from app.core.review.names.scores import name_scores
from app.core.review.names.trie import Trie
from app.core.review.spans import Places


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
    """The names that cues give away in some texts, by text and place."""

    spans: list[NameSpan]

    def __getitem__(self, places: Places) -> "CuedNames":
        """Those in some of the texts, of which ``places`` is in order."""
        near = self._texts.searchsorted([places[0], places[-1] + 1]) if len(places) else (0, 0)
        of = {place: number for number, place in enumerate(places.tolist())}
        near_ = self.spans[slice(*near)]
        return CuedNames([replace(s, text=of[s.text]) for s in near_ if s.text in of])

    @cached_property
    def _texts(self) -> Places:
        return np.array([span.text for span in self.spans], np.int64)


def cued_names(texts: pa.StringArray) -> CuedNames:
    """As :func:`names_in_text`, each text judged by itself."""
    return CuedNames(names_in_text(texts))


def names_in_text(texts: pa.StringArray) -> list[NameSpan]:
    """The names that a cue gives away, by text and place; they do not overlap. Nulls hold none."""
    texts = pc.fill_null(texts, "")
    return apart(span for cuts, trie in each_cuts(texts) for span in _best(cuts, trie))


def _best(cuts: Cuts, trie: Trie) -> list[NameSpan]:
    """The likeliest way to cut for each anchor, if it is likely enough."""
    if not len(cuts.texts):
        return []
    names = cuts.names.dictionary_encode()
    scores = name_scores(names.dictionary)[names.indices.to_numpy()]
    likely = np.flatnonzero(scores > cuts.needs)
    total = scores[likely] + cuts.bonus[likely]
    # Of equal ones the first counts: sorting is stable.
    order = likely[np.lexsort((-total, cuts.anchors[likely], cuts.texts[likely]))]
    best = order[_first_of_each(cuts.texts[order], cuts.anchors[order])]
    return [
        NameSpan(text, start, start + size, word, cues().policies[word], round(score, 2))
        for text, start, size, word, score in zip(
            cuts.texts[best].tolist(),
            cuts.starts[best].tolist(),
            cuts.sizes[best].tolist(),
            [trie.words[number] for number in cuts.words[best].tolist()],
            scores[best].tolist(),
            strict=True,
        )
    ]


def _first_of_each(*keys: Places) -> Places:
    """The places where any of some sorted keys changes."""
    changes = np.logical_or.reduce([np.diff(key, prepend=-1) != 0 for key in keys])
    return np.flatnonzero(changes)


def apart(spans: Iterable[NameSpan]) -> list[NameSpan]:
    """Without those that overlap a better one: one with a cue, the personal, the likelier."""
    of_text: dict[int, list[NameSpan]] = defaultdict(list)
    for span in spans:
        of_text[span.text].append(span)
    return [span for text in sorted(of_text) for span in _apart(of_text[text])]


def _apart(spans: list[NameSpan]) -> list[NameSpan]:
    """The same of one text."""
    if len(spans) == 1:
        return spans
    kept: list[NameSpan] = []
    for span in sorted(spans, key=lambda s: (not s.cue, s.policy != "personal", -s.score, s.start)):
        if all(other.end <= span.start or span.end <= other.start for other in kept):
            kept.append(span)
    return sorted(kept, key=lambda s: s.start)
