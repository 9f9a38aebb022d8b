"""Cell suppression: in the end every row stands among k, blanks matching only blanks."""

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.core.desensitize.anonymize.local.suppression import suppress_cells
from app.core.errors import AnonymityUnreached, ParameterInvalid
from app.core.jobs import Job
from tests.core.desensitize.anonymize.local.tables import COLUMNS, smallest, tables, tuples

WORTH = st.dictionaries(st.sampled_from(COLUMNS), st.sampled_from([0.5, 1.0, 1.5, 7.0]))


@given(tables(), st.integers(1, 8), WORTH)
def test_every_row_stands_among_k_and_cells_are_only_blanked(
    data: pa.Table, k: int, importance: dict[str, float]
) -> None:
    if data.num_rows < k:
        with pytest.raises(AnonymityUnreached):
            suppress_cells(data, COLUMNS, k, Job(), importance)
        return
    found = suppress_cells(data, COLUMNS, k, Job(), importance)
    assert smallest(found.data) == found.measured.smallest >= k
    assert found.data["illness"].equals(data["illness"])
    for name in COLUMNS:
        pairs = list(zip(found.data[name].to_pylist(), data[name].to_pylist(), strict=True))
        assert all(new is None or new == old for new, old in pairs)
        assert found.blanked[name] == sum(new != old for new, old in pairs)
    bare = [row for row in tuples(found.data) if row == (None,) * 3]
    assert found.suppressed <= len(bare)


@settings(max_examples=3)
@given(st.lists(st.lists(st.booleans(), min_size=14, max_size=14), min_size=3, max_size=12))
def test_many_columns(rows: list[list[bool]]) -> None:
    names = [f"c{place}" for place in range(14)]
    data = pa.table({name: [str(row[place]) for row in rows] for place, name in enumerate(names)})
    assert smallest(suppress_cells(data, names, 3, Job()).data, names) >= 3


def test_nothing_is_done_where_nothing_must_be() -> None:
    data = pa.table({"a": ["1", "1", None, None], "b": ["x"] * 4})
    found = suppress_cells(data, ["a", "b"], 2, Job())
    assert found.data.equals(
        data.set_column(0, "a", found.data["a"]).set_column(1, "b", found.data["b"])
    )
    assert found.data.to_pydict() == data.to_pydict()
    assert sum(found.blanked.values()) == found.suppressed == 0


def test_one_cell_a_row_where_one_suffices() -> None:
    data = pa.table({"age": ["1", "2", "3", "9", "9"], "town": ["甲"] * 3 + ["乙"] * 2})
    found = suppress_cells(data, ["age", "town"], 2, Job())
    assert found.data.to_pydict() == {
        "age": [None] * 3 + ["9"] * 2,
        "town": ["甲"] * 3 + ["乙"] * 2,
    }


def test_what_is_important_stays_longer() -> None:
    data = pa.table({"a": ["1", "1", "2", "2"], "b": ["x", "y", "x", "y"]})
    keep_a = suppress_cells(data, ["a", "b"], 2, Job(), {"a": 2})
    assert keep_a.data.to_pydict() == {"a": ["1", "1", "2", "2"], "b": [None] * 4}
    keep_b = suppress_cells(data, ["a", "b"], 2, Job(), {"b": 2})
    assert keep_b.data.to_pydict() == {"a": [None] * 4, "b": ["x", "y", "x", "y"]}


def test_the_last_rows_take_others_along_that_can_be_spared() -> None:
    data = pa.table({"a": ["1"] * 5 + ["2"], "b": ["x"] * 5 + ["y"]})
    found = suppress_cells(data, ["a", "b"], 2, Job())
    assert smallest(found.data, ["a", "b"]) >= 2
    assert found.data["a"].to_pylist()[-1] is None


def test_blanked_texts_leave_the_column() -> None:
    data = pa.table({"a": pa.array(["1", "1", "隐", "私"]).dictionary_encode()})
    found = suppress_cells(data, ["a"], 2, Job()).data["a"]
    assert found.to_pylist() == ["1", "1", None, None]
    assert [chunk.dictionary.to_pylist() for chunk in found.chunks] == [["1"]]


@pytest.mark.parametrize("worth", [0, -1, float("nan"), float("inf")])
def test_importance_is_a_positive_number(worth: float) -> None:
    with pytest.raises(ParameterInvalid):
        suppress_cells(pa.table({"a": ["1"]}), ["a"], 1, Job(), {"a": worth})
