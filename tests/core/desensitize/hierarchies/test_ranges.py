"""Numbers are read exactly and fall into the range that holds them."""

from decimal import Decimal

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.desensitize.hierarchies.quantities import quantities
from app.core.desensitize.hierarchies.ranges import cut_of, range_of

NUMBERS = st.decimals(-(10**9), 10**9, places=3)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("7", "7"), ("35岁", "35"), ("1,234.50", "1234.5"), ("1.2万元", "12000"), ("0.8亿", "80000000"),
        ("-3", "-3"), ("+5", "5"), ("３５", "35"), ("1，000元", "1000"), ("12.5%", "12.5"), ("007", "7"),
    ],
)  # fmt: skip
def test_numbers_as_they_are_written(text: str, number: str) -> None:
    found = quantities(pa.array([text]))
    assert found.known.tolist() == [True]
    assert Decimal(int(found.steps[0])).scaleb(-found.places) == Decimal(number)


@pytest.mark.parametrize("text", [None, "", "x", "1.2.3", "1e5", "--1", "1234567890123456789", "."])
def test_what_is_no_number(text: str | None) -> None:
    assert quantities(pa.array([text], pa.string())).known.tolist() == [False]


def test_zeros_after_the_point_leave_a_number_whole() -> None:
    assert quantities(pa.array(["5.0", "7", "1.2万"])).are_whole
    assert not quantities(pa.array(["5.5"])).are_whole
    assert not quantities(pa.array(["-5"])).are_whole


@given(st.lists(NUMBERS, min_size=1))
def test_all_digits_count(numbers: list[Decimal]) -> None:
    found = quantities(pa.array([f"{number:f}" for number in numbers]))
    read = [Decimal(step).scaleb(-found.places) for step in found.steps.tolist()]
    assert read == numbers


@given(NUMBERS, st.decimals("0.001", 1000, places=3))
def test_a_range_holds_its_numbers(number: Decimal, width: Decimal) -> None:
    label = range_of(pa.array([f"{number:f}"]), width)[0].as_py()
    low, high = map(Decimal, label[1:-1].split(", "))
    assert low <= number < high
    assert high - low == width
    assert low % width == 0


def test_the_lower_end_belongs_to_a_range_and_tenths_stay_where_they_are() -> None:
    texts = pa.array(["0.3", "0.29", "0.30"])
    assert range_of(texts, Decimal("0.1")).to_pylist() == ["[0.3, 0.4)", "[0.2, 0.3)", "[0.3, 0.4)"]


def test_whole_numbers_and_open_ends() -> None:
    ages = pa.array(["0", "19", "20", "79", "80", "103", None])
    assert range_of(ages, Decimal(20), open_from=Decimal(80), whole=True).to_pylist() == [
        "0-19", "0-19", "20-39", "60-79", "80+", "80+", None,
    ]  # fmt: skip
    assert cut_of(ages, [Decimal(18), Decimal(60)], whole=True).to_pylist() == [
        "<18", "18-59", "18-59", "60+", "60+", "60+", None,
    ]  # fmt: skip
