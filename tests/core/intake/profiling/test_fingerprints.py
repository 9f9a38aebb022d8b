"""Texts that come again are always told; those that do not, nearly always."""

import numpy as np
import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from app.core.intake.profiling.fingerprints import come_again, fingerprints

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
