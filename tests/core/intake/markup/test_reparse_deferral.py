"""A parser that is fed in portions tells the same, and looks at a long tag a few times only."""

from itertools import pairwise
from typing import Any
from xml.parsers import expat

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.intake.markup.reparse_deferral import ReparseDeferral

DOCUMENT = b'<a><b c="' + b"x" * 300 + b'"/>text<!--' + b"y" * 200 + b"--><d>e</d></a>"


class Listening:
    """A parser that counts the bytes given to it anew, as expat before 2.6.0 looks at them."""

    def __init__(self) -> None:
        self.told: list[Any] = []
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartElementHandler = lambda name, had: self.told.append((name, had))
        self.parser.EndElementHandler = self.told.append
        self.parser.CharacterDataHandler = self._text
        self.parser.CommentHandler = self.told.append
        self.portions: list[int] = []

    def _text(self, text: str) -> None:
        """The parser may part a text anywhere."""
        before = self.told.pop()[1] if self.told[-1][0] == "text" else ""
        self.told.append(("text", before + text))

    @property
    def CurrentByteIndex(self) -> int:  # noqa: N802 - the parser's own name
        return self.parser.CurrentByteIndex

    def Parse(self, data: bytes, final: bool) -> None:  # noqa: N802
        self.portions.append(len(data))
        self.parser.Parse(data, final)


def told(portions: list[bytes], *, final: bool = True) -> list[Any]:
    listening = Listening()
    deferral = ReparseDeferral(listening)  # type: ignore[arg-type]
    for portion in portions:
        deferral.parse(portion)
    deferral.end(final=final)
    return listening.told


@given(st.lists(st.integers(1, len(DOCUMENT) - 1)), st.booleans())
def test_the_same_is_told_however_it_is_cut(places: list[int], final: bool) -> None:
    cuts = [0, *sorted(places), len(DOCUMENT)]
    portions = [DOCUMENT[a:b] for a, b in pairwise(cuts)]
    assert told(portions, final=final) == told([DOCUMENT])


def test_a_long_tag_is_looked_at_a_few_times() -> None:
    listening = Listening()
    deferral = ReparseDeferral(listening)  # type: ignore[arg-type]
    deferral.parse(b"<a><b c='")
    for _ in range(4096):
        deferral.parse(b"x" * 256)
        assert deferral.waiting <= 1 << 20
    deferral.parse(b"'/>")
    deferral.parse(b"</a>")
    deferral.end()
    assert listening.told[-2:] == ["b", "a"]
    assert len(listening.portions) < 20


def test_no_more_is_kept_back_than_the_caller_allows() -> None:
    deferral = ReparseDeferral(expat.ParserCreate(), most=40)
    deferral.parse(b"<a><b c='")
    for _ in range(35):
        deferral.parse(b"x")
    assert deferral.waiting == 41


def test_what_waits_is_told_where_plain_tags_follow() -> None:
    deferral = ReparseDeferral(expat.ParserCreate())
    deferral.parse(b"<a><b c='12345678")
    assert deferral.waiting == 14
    deferral.parse(b"'/><b/><b/><b/>")
    assert deferral.waiting == 0


def test_damage_and_an_early_end_are_told() -> None:
    with pytest.raises(expat.ExpatError):
        told([b"<a><b c='", b"x", b"<"])
    with pytest.raises(expat.ExpatError):
        told([b"<a><b c='", b"x"])
    assert told([b"<a><b c='", b"x"], final=False) == [("a", {})]
