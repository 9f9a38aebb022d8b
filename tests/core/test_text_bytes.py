"""Texts as bytes and back, slices and empty ones too."""

import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from app.core.text_bytes import cut, from_bytes, offsets_and_bytes

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
