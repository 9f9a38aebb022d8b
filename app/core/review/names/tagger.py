"""Names in running text without a cue, where the tagger rjieba is installed (MIT, optional).

The tagger alone takes many words for names; so only what the table of characters agrees with counts.
"""

import importlib
import importlib.util
from functools import cache
from typing import Protocol, cast

import pyarrow as pa

from app.core.review.names.cues import NameSpan, apart, holds_other_words, names_in_text
from app.core.review.names.scores import name_scores

_AGREES = 2.0  # nats
_LONGEST = 20_000  # characters of a text that are read
_NAME = frozenset({"nr", "nrt", "nrfg"})


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


def _name_words(text: str) -> list[tuple[int, str]]:
    """Place and text of the words that the tagger calls names.

    A surname that it cut off stands alone before the given name: both are tried as one.
    """
    found = []
    place, previous = 0, ""
    for word, tag in _tagger().tag(text, True):
        if tag in _NAME:
            if len(previous) == 1 and len(word) <= 2:
                found.append((place - 1, previous + word))
            if len(word) > 1:
                found.append((place, word))
        previous = word
        place += len(word)
    return found
