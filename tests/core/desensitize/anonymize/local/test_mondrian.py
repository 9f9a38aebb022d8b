"""Mondrian: every class keeps the limits, every label is true, and nothing is coarser than it must be."""

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.core.desensitize.anonymize.local.limits import Limits
from app.core.desensitize.anonymize.local.mondrian import mondrian
from app.core.desensitize.hierarchies.hierarchy import from_rows
from app.core.errors import (
    AnonymityUnreached,
    Cancelled,
    ColumnUnknown,
    GongkaiError,
    HierarchyInvalid,
    ParameterInvalid,
)
from app.core.jobs import Job
from tests.core.desensitize.anonymize.local.tables import (
    COLUMNS,
    DEGREES,
    covers,
    illnesses,
    smallest,
    tables,
    tuples,
)

TREES = {"degree": DEGREES}


@given(tables(), st.integers(1, 6), st.booleans())
def test_every_class_has_k_rows_and_every_label_is_true(
    data: pa.Table, k: int, relaxed: bool
) -> None:
    if data.num_rows < k:
        with pytest.raises(AnonymityUnreached):
            mondrian(data, COLUMNS, TREES, Limits(k), Job(), relaxed=relaxed)
        return
    found = mondrian(data, COLUMNS, TREES, Limits(k), Job(), relaxed=relaxed)
    assert found.data.num_rows == data.num_rows
    assert found.data["illness"].equals(data["illness"])
    assert found.measured.smallest == smallest(found.data) >= k
    assert found.measured.classes == len(set(tuples(found.data)))
    for name in COLUMNS:
        labels, values = found.data[name].to_pylist(), data[name].to_pylist()
        pairs = list(zip(labels, values, strict=True))
        assert all(covers(label, value, TREES.get(name)) for label, value in pairs)
        assert found.changed[name] == sum(label != value for label, value in pairs)


@given(tables(), st.integers(1, 3), st.integers(1, 3), st.floats(0, 1), st.booleans())
def test_diversity_and_closeness_hold(
    data: pa.Table, k: int, least: int, t: float, relaxed: bool
) -> None:
    try:
        found = mondrian(
            data, COLUMNS, TREES, Limits(k, "illness", least, t), Job(), relaxed=relaxed
        )
    except AnonymityUnreached:
        assert data.num_rows < k or len(set(data["illness"].to_pylist())) < least
        return
    table = data["illness"].to_pylist()
    for counts in illnesses(found.data):
        assert len(counts) >= least
        rows = sum(counts.values())
        assert rows >= k
        gaps = [abs(counts[each] / rows - table.count(each) / len(table)) for each in set(table)]
        assert sum(gaps) / 2 <= t + 1e-9


@given(tables())
def test_with_k_of_one_nothing_is_lost(data: pa.Table) -> None:
    found = mondrian(data, COLUMNS, TREES, Limits(1), Job())
    whole = data["age"].to_pylist()
    assert found.data["age"].to_pylist() == whole or {"3", "3.0"} <= set(whole)
    for name in COLUMNS[1:]:
        assert found.data[name].to_pylist() == data[name].to_pylist()


@settings(max_examples=50)
@given(st.lists(st.integers(0, 30), min_size=1, max_size=40), st.integers(1, 5))
def test_strict_parts_of_one_column_cannot_be_cut_further(ages: list[int], k: int) -> None:
    if len(ages) < k:
        return
    data = pa.table({"age": pa.array([str(age) for age in ages])})
    labels = mondrian(data, ["age"], {}, Limits(k), Job()).data["age"].to_pylist()
    for label in set(labels):
        inside = [age for age, found in zip(ages, labels, strict=True) if found == label]
        for limit in inside:
            below = sum(age < limit for age in inside)
            assert min(below, len(inside) - below) < k


@pytest.mark.parametrize("rows", [127, 128, 129, 32_767, 32_768])
def test_tables_at_the_edge_of_a_number_type(rows: int) -> None:
    data = pa.table({"age": ["30"] * rows})
    for relaxed in (False, True):
        found = mondrian(data, ["age"], {}, Limits(2), Job(), relaxed=relaxed)
        assert found.measured.smallest == rows


def test_equal_values_stay_together_unless_relaxed() -> None:
    data = pa.table({"age": ["30"] * 3 + ["40"] * 6 + ["50"] * 1})
    strict = mondrian(data, ["age"], {}, Limits(4), Job())
    assert set(strict.data["age"].to_pylist()) == {"[30, 50]"}
    relaxed = mondrian(data, ["age"], {}, Limits(4), Job(), relaxed=True)
    assert relaxed.data["age"].to_pylist() == ["[30, 40]"] * 5 + ["[40, 50]"] * 5


def test_blanks_are_cut_off_in_the_relaxed_form_too() -> None:
    data = pa.table({"age": [None] * 2 + ["30"] * 6})
    relaxed = mondrian(data, ["age"], {}, Limits(2), Job(), relaxed=True)
    assert relaxed.data["age"].to_pylist() == [None] * 2 + ["30"] * 6


def test_branches_too_small_to_stand_alone_stay_together() -> None:
    data = pa.table({"degree": ["博士"] * 2 + ["硕士"] * 3 + ["本科"] * 9 + ["高中", "中专"] * 2})
    found = mondrian(data, ["degree"], TREES, Limits(3), Job()).data["degree"].to_pylist()
    assert found == ["研究生"] * 5 + ["本科"] * 9 + ["中等"] * 4


def test_a_branch_that_is_alone_and_too_small_goes_with_the_smallest_other() -> None:
    data = pa.table({"town": ["甲"] * 9 + ["乙"] * 4 + ["丙"]})
    found = mondrian(data, ["town"], {}, Limits(3), Job()).data["town"].to_pylist()
    assert found == ["甲"] * 9 + ["*"] * 5


def test_a_top_that_has_a_name_takes_blanks_in() -> None:
    named = from_rows("x", [["a", "全国"], ["b", "全国"]])
    data = pa.table({"x": ["a", "b", None]})
    found = mondrian(data, ["x"], {"x": named}, Limits(3), Job())
    assert found.data["x"].to_pylist() == ["全国"] * 3


def test_dates_go_by_time_and_blanks_apart() -> None:
    days = ["2024年1月5日", "2024-02-01", "2023/12/31", "20240110", None, None]
    found = mondrian(pa.table({"day": days}), ["day"], {}, Limits(2), Job()).data["day"]
    assert found.to_pylist() == [
        "[2023/12/31, 2024年1月5日]",
        "[20240110, 2024-02-01]",
        "[2023/12/31, 2024年1月5日]",
        "[20240110, 2024-02-01]",
        None,
        None,
    ]


def test_blanks_go_with_the_lower_half_where_they_are_too_few() -> None:
    data = pa.table({"age": [None, "30", "31", "40", "41", "42"]})
    found = mondrian(data, ["age"], {}, Limits(2), Job()).data["age"]
    assert found.to_pylist() == ["*"] * 3 + ["[40, 42]"] * 3


def test_told() -> None:
    data = pa.table({"age": ["30", "30", "40", None, None]})
    told = mondrian(data, ["age"], {}, Limits(2), Job()).told()
    assert [text.zh for text in told] == [
        "共 2 组，最小 2 行，平均 2.5 行。",
        "“age”改动 3 个单元格（60.0%），其中 0 个改为空白。",
    ]


@pytest.mark.parametrize(
    ("columns", "limits", "error"),
    [
        ([], Limits(2), ParameterInvalid),
        (["age", "age"], Limits(2), ParameterInvalid),
        (["age", "size"], Limits(2), ColumnUnknown),
        (["age"], Limits(0), ParameterInvalid),
        (["age"], Limits(2, "town", 0), ParameterInvalid),
        (["age"], Limits(2, "town", 1, 1.5), ParameterInvalid),
        (["age"], Limits(2, None, 2), ParameterInvalid),
        (["age"], Limits(2, "age", 2), ParameterInvalid),
        (["age"], Limits(5), AnonymityUnreached),
        (["age"], Limits(2, "town", 3), AnonymityUnreached),
    ],
)
def test_what_cannot_be_asked(
    columns: list[str], limits: Limits, error: type[GongkaiError]
) -> None:
    data = pa.table({"age": ["1", "2", "3", "4"], "town": ["甲", "甲", "乙", "乙"]})
    with pytest.raises(error):
        mondrian(data, columns, {}, limits, Job())


def test_a_hierarchy_that_lacks_a_value_names_it() -> None:
    data = pa.table({"degree": ["博士", "初中"]})
    with pytest.raises(HierarchyInvalid, match="初中"):
        mondrian(data, ["degree"], TREES, Limits(1), Job())


def test_a_hierarchy_without_a_top_gets_one() -> None:
    open_ = from_rows("x", [["a", "A"], ["b", "B"]])
    found = mondrian(pa.table({"x": ["a", "b"]}), ["x"], {"x": open_}, Limits(2), Job())
    assert found.data["x"].to_pylist() == ["*", "*"]


def test_it_can_be_stopped() -> None:
    job = Job()
    job.cancel()
    with pytest.raises(Cancelled):
        mondrian(pa.table({"age": ["1", "2"]}), ["age"], {}, Limits(1), job)
