"""Texts as bytes and back, slices and empty ones too."""

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.core import text_bytes
from app.core.text_bytes import (
    are_digits,
    beyond_ascii_and_han,
    byte_places,
    character_places,
    counts_from,
    counts_of,
    cut,
    from_bytes,
    gb18030_lengths,
    holding,
    holding_any,
    offsets_and_bytes,
    places_of,
)

TEXTS = st.lists(st.text("a甲𠮷é", max_size=5), max_size=8)


@given(TEXTS, st.integers(0, 3))
def test_there_and_back(texts: list[str], skipped: int) -> None:
    array = pa.array([*["前"] * skipped, *texts, "后"], pa.string()).slice(skipped, len(texts))
    offsets, text = offsets_and_bytes(array)
    assert text.tobytes().decode() == "".join(texts)
    assert from_bytes(offsets, text).to_pylist() == texts


@given(TEXTS)
def test_cut(texts: list[str]) -> None:
    offsets, text = offsets_and_bytes(pa.array(texts, pa.string()))
    starts, ends = offsets[:-1:2], offsets[1::2]
    assert cut(text, starts[: len(ends)], ends).to_pylist() == texts[::2]


@given(
    st.sampled_from((np.uint8, np.uint16)),
    st.lists(st.integers(0, 255), max_size=40),
    st.sets(st.integers(0, 255), max_size=40),
)
def test_places_of(kind: type[np.unsignedinteger], units: list[int], wanted: set[int]) -> None:
    found = places_of(np.array(units, kind), sorted(wanted)).tolist()
    assert found == [place for place, unit in enumerate(units) if unit in wanted]


def test_places_beyond_a_block() -> None:
    units = np.zeros(200_000, np.uint8)
    units[[0, 65_535, 65_536, 199_999]] = 7
    assert places_of(units, [7, 9]).tolist() == [0, 65_535, 65_536, 199_999]


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=6), max_size=8))
def test_lengths_in_gb18030(texts: list[str]) -> None:
    lengths = gb18030_lengths(pa.array(texts, pa.string()))
    assert lengths.tolist() == [len(text.encode("gb18030")) for text in texts]


@given(st.lists(st.text("ab中", max_size=4), max_size=8))
def test_texts_that_hold_a_byte(texts: list[str]) -> None:
    offsets, content = offsets_and_bytes(pa.array(texts, pa.string()))
    told = holding(offsets, content == ord("a"))
    assert told.tolist() == ["a" in text for text in texts]


@given(st.lists(st.text(st.sampled_from("aZ0一丁龥龦龿㐀䶵鿿é·€\n𠮷，"), max_size=6), max_size=8))
def test_lengths_in_gb18030_at_the_edges_of_gbk(texts: list[str]) -> None:
    lengths = gb18030_lengths(pa.array(texts, pa.string()))
    assert lengths.tolist() == [len(text.encode("gb18030")) for text in texts]
    assert gb18030_lengths(pa.array(["一龥a", "张三"])).tolist() == [5, 4]


@given(st.lists(st.text(st.sampled_from("ab，中"), max_size=4), max_size=8))
def test_texts_that_hold_one_of_some_bytes(texts: list[str]) -> None:
    told = holding_any(pa.array(texts, pa.string()), b"b\xef")
    assert told.tolist() == ["b" in text or "，" in text for text in texts]


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_what_is_neither_ascii_nor_han(text: str) -> None:
    data = np.frombuffer(text.encode(), np.uint8)
    starts = np.cumsum([0, *(len(each.encode()) for each in text)])[:-1]
    expected = [not (each < "\x80" or "\u4e00" <= each < "\u9f80") for each in text]
    found = beyond_ascii_and_han(data)
    assert found[starts.astype(int)].tolist() == expected
    assert found.sum() == sum(expected)


@pytest.fixture(params=[4, 1 << 18])
def block(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Texts are read in one block, and in many."""
    monkeypatch.setattr(text_bytes.blocks, "__defaults__", (request.param,))


@pytest.mark.usefixtures("block")
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(TEXTS, st.integers(0, 3))
def test_every_character_is_found_among_the_bytes(texts: list[str], skipped: int) -> None:
    array = pa.array(["甲", *texts], pa.string()).slice(min(skipped, 1))
    offsets, _ = offsets_and_bytes(array)
    rows, places, expected = [], [], []
    for row, each in enumerate(array.to_pylist()):
        for place in range(len(each) + 1):
            rows.append(row)
            places.append(place)
            expected.append(int(offsets[row]) + len(each[:place].encode()))
    found = byte_places(array, np.array(rows, np.int64), np.array(places, np.int64))
    assert found.tolist() == expected
    pairs = np.array([places, places], np.int64).T.reshape(-1, 2)
    assert byte_places(array, np.array(rows, np.int64), pairs).T.tolist() == [expected] * 2
    text = offsets_and_bytes(array)[1]
    assert character_places(text, offsets[rows], found).tolist() == places


@pytest.mark.usefixtures("block")
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.text("a甲09", max_size=5), max_size=8))
def test_digits_of_each_text(texts: list[str]) -> None:
    counts = counts_of(pa.array(texts, pa.string()), are_digits)
    assert counts.tolist() == [sum(map(str.isdigit, text)) for text in texts]


def test_counts_from_places_on() -> None:
    marked = np.array([True, False, True, True, False, True])
    assert counts_from(marked, np.array([0, 2, 5])).tolist() == [1, 2, 1]
    assert counts_from(np.ones(1000, np.bool_), np.array([300])).tolist() == [700]  # beyond a byte
    assert counts_from(marked, np.zeros(0, np.int64)).tolist() == []


def test_lengths_do_not_depend_on_where_the_parts_are_cut() -> None:
    texts = ["甲a", "€", "", "𠮷b"] * 20_000
    told = text_bytes.gb18030_lengths(pa.array(texts, pa.string()))
    assert told.tolist() == [len(text.encode("gb18030")) for text in texts]
