"""Hierarchies made from a column's own values."""

from collections.abc import Callable
from decimal import Decimal

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.core.desensitize.hierarchies.completeness import check
from app.core.desensitize.hierarchies.generated import (
    by_frequency,
    cut,
    equal_frequency,
    equal_width,
    flat,
    redacted,
)
from app.core.desensitize.hierarchies.hierarchy import Hierarchy
from app.core.errors import HierarchyInvalid, ParameterInvalid

VALUES = st.lists(st.text(max_size=6) | st.integers(-999, 999).map(str), min_size=1, unique=True)


def rows(built: Hierarchy) -> list[list[str]]:
    return [built.labels(level).to_pylist() for level in range(1, len(built.levels))]


@settings(max_examples=40)
@given(VALUES, st.data())
def test_whatever_the_values_the_tree_is_complete_and_blanks_stay_apart(
    texts: list[str], data: st.DataObject
) -> None:
    values = pa.array(texts)
    counts = np.array(
        data.draw(st.lists(st.integers(1, 99), min_size=len(texts), max_size=len(texts)))
    )
    for built in (
        flat("c", values),
        equal_width("c", values, Decimal("2.5")),
        equal_frequency("c", values, counts, 4),
        redacted("c", values),
        redacted("c", values, "left", 2),
        by_frequency("c", values, counts, [10, 50]),
    ):
        assert check(built, values).complete
        if "" in texts:
            place = texts.index("")
            labels = [level[place] for level in rows(built)]
            assert labels[-1] in ("", "*")
            assert set(labels[:-1]) <= {""}
            assert all(level.count("") == 1 for level in rows(built)[:-1])


def test_equal_width_doubles() -> None:
    assert rows(equal_width("c", pa.array(["1", "7", "19", "x"]), Decimal(5))) == [
        ["0-4", "5-9", "15-19", "*"],
        ["0-9", "0-9", "10-19", "*"],
        ["0-19", "0-19", "0-19", "*"],
        ["*"] * 4,
    ]


def test_equal_frequency_goes_by_rows() -> None:
    counts = np.array([10, 1, 1, 8, 10, 10])
    built = equal_frequency("c", pa.array(["1", "2", "3", "4", "5", "6"]), counts, 4)
    assert rows(built)[0] == ["<2", "2-4", "2-4", "2-4", "5", "6+"]
    assert rows(built)[1] == ["<5", "<5", "<5", "<5", "5+", "5+"]


def test_given_cuts_must_lie_in_those_before() -> None:
    values = pa.array(["1", "20", "70"])
    built = cut("c", values, [[Decimal(18), Decimal(60)], [Decimal(60)]])
    assert rows(built)[:2] == [["<18", "18-59", "60+"], ["<60", "<60", "60+"]]
    with pytest.raises(HierarchyInvalid, match="18-59"):
        cut("c", pa.array(["20", "50", "70"]), [[Decimal(18), Decimal(60)], [Decimal(30)]])


def test_ends_between_whole_numbers_are_written_as_they_are() -> None:
    values = pa.array(["1", "2", "4"])
    cuts = [[Decimal("1.5"), Decimal("3.5")]]
    assert rows(cut("c", values, cuts))[0] == ["<1.5", "[1.5, 3.5)", "3.5+"]
    assert rows(equal_width("c", values, Decimal("2.5")))[0] == ["[0, 2.5)", "[0, 2.5)", "[2.5, 5)"]


def test_codes_are_redacted_from_either_end() -> None:
    codes = pa.array(["310", "32"])
    assert rows(redacted("c", codes)) == [["31*", "3*"], ["3**", "**"], ["*", "*"]]
    assert rows(redacted("c", codes, "left", 2)) == [["**0", "**"], ["*", "*"]]


def test_rare_values_are_not_called_as_a_value_of_the_data_is() -> None:
    values = pa.array(["a", "b", "其他"])
    assert rows(by_frequency("c", values, np.array([9, 1, 9]), [5]))[0] == [
        "a",
        "其他（2）",
        "其他",
    ]
    assert rows(by_frequency("c", values.slice(0, 2), np.array([9, 1]), [5]))[0] == ["a", "其他"]


NUMBERS = pa.array(["1", "2"])
ROWS = np.array([1, 1])


@pytest.mark.parametrize(
    "make",
    [
        lambda: equal_width("c", NUMBERS, Decimal(0)),
        lambda: equal_width("c", NUMBERS, Decimal("Infinity")),
        lambda: equal_frequency("c", NUMBERS, ROWS, 1),
        lambda: cut("c", NUMBERS, [[Decimal(2), Decimal(1)]]),
        lambda: cut("c", NUMBERS, [[]]),
        lambda: redacted("c", NUMBERS, step=0),
        lambda: redacted("c", pa.array(["很长的一段话" * 20]), step=1),
        lambda: by_frequency("c", NUMBERS, ROWS, [5, 5]),
    ],
)
def test_parameters_that_make_no_sense(make: Callable[[], Hierarchy]) -> None:
    with pytest.raises(ParameterInvalid):
        make()


def test_ends_beyond_all_numbers() -> None:
    assert rows(equal_width("c", pa.array(["-1", "7"]), Decimal(10) ** 20))[-1] == ["*", "*"]
    assert rows(cut("c", NUMBERS, [[Decimal(2), Decimal(10) ** 20]]))[0] == [
        "<2",
        f"2-{10**20 - 1}",
    ]
