"""The fold: what detectors read, and the way back to the cell."""

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.review import fold as folding
from app.core.review.fold import fold, fold_chunks, masked, span_in

TEXT = st.text(
    st.sampled_from("１２３Ａ＠\u200b\u00ad①㈱ﷺé́한한ｶﾞ★１公开a1 ")
    | st.characters(exclude_categories=["Cs"]),
    max_size=20,
)


def folded(text: str) -> str:
    return str(fold(pa.array([text], pa.string()))[0].as_py())


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("１４２００００００００", "14200000000"),
        ("330199\u200b199001010017", "330199199001010017"),
        ("\ufeff公开", "公开"),
        ("ａ＠ｂ．ｃｎ", "a@b.cn"),
        ("3\u00a03", "3 3"),
        ("142–0000–0000", "142-0000-0000"),
        ("0571‑8700−0000", "0571-8700-0000"),
        ("甲–乙 3–", "甲–乙 3–"),
        ("公开", "公开"),
    ],
)
def test_fold(text: str, read: str) -> None:
    assert folded(text) == read


@given(st.lists(TEXT, max_size=5))
def test_fold_goes_character_by_character(texts: list[str]) -> None:
    """A place in the folded text leads back to the cell only if no characters are joined."""
    answer = fold(pa.array(texts, pa.string())).to_pylist()
    assert len(answer) == len(texts)
    for text, read in zip(texts, answer, strict=True):
        assert read == "".join(folded(character) for character in text)


@given(TEXT, st.data())
def test_span_leads_back_to_the_cell(text: str, pick: st.DataObject) -> None:
    read = folded(text)
    start = pick.draw(st.integers(0, len(read)))
    end = pick.draw(st.integers(start, len(read)))
    first, last = span_in(text, start, end)
    assert 0 <= first <= len(text)
    assert last <= len(text)
    if start < end:
        assert read[start:end] in folded(text[first:last])


def test_span_of_an_expanded_character_is_the_whole_character() -> None:
    assert span_in("a㈱b", 2, 3) == (1, 2)
    assert span_in("a\u200b1\u200b2", 1, 3) == (2, 5)


def test_where_places_stay_as_they_are_every_character_folds_to_one() -> None:
    each = [chr(code) for code in range(0x110000) if not 0xD800 <= code < 0xE000]
    even = [character for character in each if folding._UNEVEN.search(character) is None]
    assert len(even) > 30_000
    assert all(len(folding._fold_character(character)) == 1 for character in even)


@given(st.text(st.characters(exclude_characters="*"), min_size=2))
def test_masked_never_shows_the_value(text: str) -> None:
    assert masked(text).count("*") >= (len(text) - 1 if len(text) < 7 else 0.45 * len(text))
    assert len(masked(text)) == len(text)


def test_masked() -> None:
    assert masked("14200000001") == "142*****001"
    assert masked("浙A12345") == "浙*****5"
    assert masked("E12345678") == "E1*****78"
    assert masked("王小伟") == "王**"
    assert masked("王伟") == "王*"


@pytest.mark.parametrize("at_once", [1, 64, 1 << 20])
@given(st.lists(st.lists(TEXT, max_size=3), max_size=5))
def test_chunks_fold_as_one(at_once: int, chunks: list[list[str]]) -> None:
    whole = pa.array([text for texts in chunks for text in texts], pa.string())
    column = pa.chunked_array([pa.array(texts, pa.string()) for texts in chunks], pa.string())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(folding, "_AT_ONCE", at_once)
        assert fold_chunks(column).equals(fold(whole))


@pytest.mark.parametrize("end", [b"\xe3", b"\xe3\x80", b"\xef\xbc"])
def test_bytes_that_came_in_unchecked_may_end_within_a_wide_character(end: bytes) -> None:
    texts = pa.array(["１".encode(), end], pa.binary()).view(pa.string())
    assert fold(texts).view(pa.binary()).to_pylist() == [b"1", end]


def test_signs_that_sentences_are_full_of_are_told_by_their_bytes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refusing(texts: pa.StringArray, pattern: str) -> None:
        raise AssertionError(texts)

    monkeypatch.setattr(folding, "matches", refusing)
    assert folded("“李·四”——‘甲’、。《乙》，１") == "“李·四”——‘甲’、。《乙》,1"
