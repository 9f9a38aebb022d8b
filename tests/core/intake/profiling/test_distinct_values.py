"""Distinct values: the same answer however the column is cut and encoded."""

from collections import Counter

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.intake.profiling import distinct_values as module
from app.core.intake.profiling.distinct_values import distinct_values

CELLS = st.lists(st.one_of(st.none(), st.text("甲乙丙a1", max_size=2)), max_size=30)


@given(st.lists(CELLS, max_size=6), st.booleans())
def test_chunks_with_dictionaries_of_their_own(parts: list[list[str | None]], coded: bool) -> None:
    arrays = [pa.array(part, pa.string()) for part in parts]
    chunks = [array.dictionary_encode() for array in arrays] if coded else arrays
    kind = pa.dictionary(pa.int32(), pa.string()) if coded else pa.string()
    found = distinct_values(pa.chunked_array(chunks, kind))
    cells = [cell for part in parts for cell in part]
    expected = Counter(cell for cell in cells if cell is not None)
    assert dict(zip(found.values.to_pylist(), found.counts.tolist(), strict=True)) == expected
    assert found.nulls == cells.count(None)
    assert found.cells == expected.total()
    assert found.exact
    assert list(found.most_frequent(3)) == [value for value, _ in expected.most_common(3)]


def test_chunks_that_share_a_dictionary_and_slices() -> None:
    whole = pa.array(["甲", "乙", None, "甲", "丙"]).dictionary_encode()
    column = pa.chunked_array([whole.slice(0, 2), whole.slice(2, 2)])  # 丙 is in no cell
    found = distinct_values(column)
    assert dict(zip(found.values.to_pylist(), found.counts.tolist(), strict=True)) == {
        "甲": 2,
        "乙": 1,
    }
    assert found.nulls == 1


def test_doubles_and_nulls_in_a_dictionary() -> None:
    coded = pa.DictionaryArray.from_arrays(
        pa.array([0, 1, 2, 2], pa.int32()), pa.array(["甲", "甲", None])
    )
    found = distinct_values(pa.chunked_array([coded]))
    assert (found.values.to_pylist(), found.counts.tolist(), found.nulls) == (["甲"], [2], 2)


def test_beyond_the_most_it_says_so() -> None:
    chunks = [
        pa.array([str(n) for n in range(start, start + 100)]).dictionary_encode()
        for start in range(0, 1000, 100)
    ]
    chunks.append(pa.array([None, "x"]).dictionary_encode())
    found = distinct_values(pa.chunked_array(chunks), most=250)
    assert not found.exact
    assert len(found.values) == len(found.counts) == 250
    assert found.nulls == 1
    assert distinct_values(pa.chunked_array(chunks), most=1001).exact


def test_many_values_of_which_few_come_again() -> None:
    texts = [f"编号{n % 29_000}" for n in range(30_000)]
    parts = [pa.array(texts[:20_000]), pa.array(texts[20_000:])]
    found = distinct_values(pa.chunked_array(parts))
    expected = Counter(texts)
    assert dict(zip(found.values.to_pylist(), found.counts.tolist(), strict=True)) == expected
    assert found.most_frequent(2) == ("编号0", "编号1")


def test_long_texts_are_bound_by_their_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_BYTES", 1000)
    letters = [
        pa.array([f"{n:03d}" * 10 for n in range(first, first + 20)]) for first in (0, 20, 40)
    ]
    found = distinct_values(pa.chunked_array(letters))
    assert not found.exact
    assert found.values.to_pylist() == pa.chunked_array(letters)[:33].to_pylist()
    assert found.nulls == 0
    assert distinct_values(
        pa.chunked_array([letters[0]] * 5)
    ).exact  # the same ones, again and again
