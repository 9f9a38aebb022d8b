"""Texts that come again are always told; those that do not, nearly always."""

import numpy as np
import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from app.core.fingerprints import come_again, fingerprints, of_rows

CELLS = st.lists(st.tuples(*[st.none() | st.text("ab", max_size=2)] * 2), max_size=40)
TEXTS = st.lists(st.text("ab甲\0", max_size=20), max_size=40)


@given(TEXTS, st.integers(0, 5))
def test_equal_texts_have_equal_numbers_and_others_do_not(texts: list[str], skipped: int) -> None:
    # A slice has offsets that do not begin at zero, and other texts behind it.
    array = pa.array(["甲乙"] * skipped + texts + ["尾"], pa.string()).slice(skipped, len(texts))
    prints = fingerprints(array).tolist()
    assert len(set(prints)) == len(set(texts))
    assert dict(zip(texts, prints, strict=True)) == dict(
        zip(texts[::-1], prints[::-1], strict=True)
    )


@given(st.lists(TEXTS, min_size=1, max_size=3))
def test_what_comes_again_is_told_across_chunks(chunks: list[list[str]]) -> None:
    every = [text for chunk in chunks for text in chunk]
    told = come_again([fingerprints(pa.array(chunk, pa.string())) for chunk in chunks])
    assert [every.count(text) > 1 for text in every] == told.tolist()


def test_few_texts_that_stand_once_are_doubted() -> None:
    numbers = pa.array(np.arange(100_000)).cast(pa.string())
    told = come_again([fingerprints(numbers), fingerprints(numbers.slice(0, 1000))])
    assert told[:1000].all()
    assert told[1000:100_000].mean() < 0.01


@given(CELLS)
def test_equal_rows_have_equal_numbers_however_they_are_held(rows: list[tuple[str | None]]) -> None:
    pieces = [rows[:7], rows[7:]]
    plain = [
        pa.chunked_array([pa.array([row[at] for row in piece], pa.string()) for piece in pieces])
        for at in range(2)
    ]
    coded = [column.dictionary_encode() for column in plain]
    apart = [pa.chunked_array([c.dictionary_encode() for c in column.chunks]) for column in plain]
    told = of_rows(plain).tolist()
    assert len(set(told)) == len(set(rows))
    assert len(set(zip(rows, told, strict=True))) == len(set(rows))
    assert of_rows(coded).tolist() == of_rows(apart).tolist() == told
