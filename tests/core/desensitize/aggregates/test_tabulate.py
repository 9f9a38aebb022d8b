"""Rows counted by columns, against pandas, and laid out for publication."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.desensitize.aggregates.tabulate import COUNT, TOTAL, tabulate
from app.core.errors import ColumnUnknown, ParameterInvalid
from app.core.jobs import Job
from tests.core.tables import data

CELLS = st.lists(
    st.tuples(st.sampled_from(["乙", "甲", "b", None]), st.sampled_from(["x", "y"])), min_size=1, max_size=20
)  # fmt: skip


@given(CELLS)
def test_counts_are_those_of_a_cross_tabulation(cells: list[tuple[str | None, str]]) -> None:
    first, second = zip(*cells, strict=True)
    found = tabulate(data({"a": list(first), "b": list(second)}), ["a", "b"], Job())
    frame = pd.DataFrame({"a": [text or "~" for text in first], "b": second})
    for row, label in enumerate(found.labels[0]):
        for column, other in enumerate(found.labels[1]):
            expected = ((frame["a"] == (label or "~")) & (frame["b"] == other)).sum()
            assert found.counts[row, column] == expected
    assert found.counts.sum() == len(cells)
    texts = [label for label in found.labels[0] if label is not None]
    assert texts == sorted(texts)


def test_what_is_published_has_a_row_for_each_count_and_total() -> None:
    found = tabulate(data({"a": ["x", "x", None]}), ["a"], Job())
    assert found.labels == (("x", None),)
    shown = found.published(np.array([2, None, 3], dtype=object))
    assert shown.to_pydict() == {"a": ["x", None, TOTAL], COUNT: ["2", None, "3"]}


def test_a_total_is_told_from_a_value_of_its_name() -> None:
    found = tabulate(data({"a": [TOTAL, "x"]}), ["a"], Job())
    shown = found.published(np.array([1, 1, 2]))
    assert sorted(shown["a"].to_pylist()) == ["x", TOTAL, f"{TOTAL}（2）"]
    assert shown[COUNT].to_pylist()[-1] == "2"


@pytest.mark.parametrize("columns", [[], ["a", "a"], ["a", "b", "c"]])
def test_one_or_two_columns(columns: list[str]) -> None:
    content = data({"a": ["1"], "b": ["1"], "c": ["1"]})
    with pytest.raises(ParameterInvalid):
        tabulate(content, columns, Job())


def test_refusals() -> None:
    with pytest.raises(ParameterInvalid, match="no rows"):
        tabulate(data({"a": ["1"]}).slice(0, 0), ["a"], Job())
    with pytest.raises(ColumnUnknown):
        tabulate(data({"a": ["1"]}), ["z"], Job())
    wide = data({"a": [str(n) for n in range(2100)], "b": [str(n) for n in range(2100)]})
    with pytest.raises(ParameterInvalid):
        tabulate(wide, ["a", "b"], Job())
