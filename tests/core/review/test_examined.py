"""The distinct texts of a column, as it was imported."""

from collections import Counter

import pyarrow as pa
import pytest

from app.core.review.examined import Distinct

FEW: list[str | None] = ["乙", None, "甲", "乙", "乙"]
MANY: list[str | None] = [None if n % 7 == 3 else f"第{n}号" for n in range(5000)]


@pytest.mark.parametrize("cells", [FEW, MANY, [None, None], []])
@pytest.mark.parametrize("coded", [False, True])
@pytest.mark.parametrize("chunks", [1, 2])
def test_rows_lead_to_their_texts(cells: list[str | None], coded: bool, chunks: int) -> None:
    edge = len(cells) // chunks
    parts = [pa.array(part, pa.string()) for part in (cells[:edge], cells[edge:])]
    column = pa.chunked_array([part.dictionary_encode() if coded else part for part in parts])
    distinct = Distinct.of(column)
    texts = distinct.texts.to_pylist()
    codes = distinct.codes.tolist()
    assert [texts[code] if code >= 0 else None for code in codes] == cells
    counts = Counter(codes)
    assert distinct.counts.tolist() == [counts[code] for code in range(len(texts))]


def test_texts_of_rows_that_are_left_out_are_not_read() -> None:
    column = pa.chunked_array([pa.array(["丙", "甲", "丙"]).dictionary_encode()]).slice(1, 1)
    distinct = Distinct.of(column)
    assert (distinct.texts.to_pylist(), distinct.counts.tolist()) == (["甲"], [1])
