"""Names in running text without a cue, where the tagger rjieba is installed (MIT, optional).

The tagger alone takes many words for names; so only what the table of characters agrees with counts.
"""

import importlib
import importlib.util
from collections.abc import Iterator
from functools import cache
from typing import Protocol, cast

import pyarrow as pa

from app.core.review.names.cue_words import holds_other_words
from app.core.review.names.cues import NameSpan, apart, names_in_text
from app.core.review.names.scores import name_scores

_AGREES = 0.0  # nats: as likely in a name as in a word
_LONGEST = 20_000  # characters of a text that are read
_NAME = frozenset({"nr", "nrt", "nrfg"})
_MAY_END_A_NAME = frozenset({"n", "ng", "nr", "nrt", "nrfg", "ns", "nz", "m"})


class Tagger(Protocol):
    """What is used of the module ``rjieba``."""

    def tag(self, text: str, hmm: bool = True) -> list[tuple[str, str]]:
        """The words of a text with their tags, nothing left out."""


def available() -> bool:
    """Whether the tagger is installed."""
    return importlib.util.find_spec("rjieba") is not None


@cache
def _tagger() -> Tagger:
    return cast(Tagger, importlib.import_module("rjieba"))


def tagged_names(texts: pa.StringArray) -> list[NameSpan]:
    """The names that tagger and table agree on, without a cue. Raises ImportError without it."""
    words = [
        (index, start, word)
        for index, text in enumerate(texts.to_pylist())
        if text
        for start, word in _name_words(text[:_LONGEST])
    ]
    scores = name_scores(pa.array([word for _, _, word in words], pa.string()))
    return [
        NameSpan(index, start, start + len(word), "", "personal", round(score, 2))
        for (index, start, word), score in zip(words, scores.tolist(), strict=True)
        if score > _AGREES and not holds_other_words(word)
    ]


def all_names(texts: pa.StringArray) -> list[NameSpan]:
    """Names by cue, and by the tagger where there is one; a cue is believed first."""
    spans = names_in_text(texts)
    return apart([*spans, *tagged_names(texts)]) if available() else spans


def _name_words(text: str) -> Iterator[tuple[int, str]]:
    """Place and text of what may be a name around each word that the tagger calls one.

    The tagger cuts names short at either end: a surname that stands alone before the given name is
    tried with it, and a noun of one character with what it follows (周述|荣). Particles, verbs and
    prepositions are not: 李鹏|说.
    """
    place = 0
    words = _tagger().tag(text, True)
    before = ("", "")
    for (word, tag), after in zip(words, [*words[1:], ("", "")], strict=True):
        if tag in _NAME:
            if len(before[0]) == 1 and len(word) <= 2:
                yield place - 1, before[0] + word
            if len(word) > 1:
                yield place, word
            if len(word) == 2 and len(after[0]) == 1 and after[1] in _MAY_END_A_NAME:
                yield place, word + after[0]
        before = word, tag
        place += len(word)
