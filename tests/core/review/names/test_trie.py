"""Words at places of a text."""

import re

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from app.core.review.names.trie import Trie

LETTERS = "人联系\U0002a6d6x"  # the fourth has the lowest bits of another character
WORDS = st.lists(st.text(LETTERS, min_size=1, max_size=4), min_size=1, max_size=6)
TEXTS = st.text(LETTERS + "\ua6d6\0", max_size=40)


def codes(text: str) -> np.ndarray:
    return np.frombuffer((text + "\0" * 8).encode("utf-32-le"), np.uint32)


@given(WORDS, TEXTS)
def test_words_are_found_as_an_expression_finds_them(words: list[str], text: str) -> None:
    trie = Trie(words)
    places, found = trie.find(codes(text))
    pattern = re.compile("|".join(sorted(set(words), key=len, reverse=True)))
    assert [(int(place), trie.words[word]) for place, word in zip(places, found, strict=True)] == [
        (match.start(), match[0]) for match in pattern.finditer(text)
    ]


@given(WORDS, TEXTS)
def test_the_longest_and_the_shortest_word_at_each_place(words: list[str], text: str) -> None:
    trie, places = Trie(words), np.arange(len(text))
    for choose, found in ((max, trie.longest), (min, trie.shortest)):
        for place, word in enumerate(found(codes(text), places).tolist()):
            here = [each for each in words if text.startswith(each, place)]
            assert (trie.words[word] if word >= 0 else None) == choose(here, key=len, default=None)


def test_no_words() -> None:
    places, found = Trie([]).find(codes("联系人"))
    assert not len(places)
    assert not len(found)
