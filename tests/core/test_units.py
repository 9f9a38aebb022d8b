"""Numbers with units: read as they are written, and turned into each other without rounding."""

from decimal import Decimal

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core import units

FAMILIES = [("元", "万元"), ("平方米", "公顷"), ("克", "吨"), ("厘米", "公里"), ("‰", "%")]


def test_numbers_and_their_units_are_told_apart() -> None:
    texts = ["12万元", " 3,500.5 元", "7", "-2%", "约3元", "12,34元", "1.2.3", None, "元", "3 间"]
    found = units.stated(pa.array(texts, pa.string()))
    assert found.numbers.to_pylist() == ["12", "3500.5", "7", "-2", *[None] * 6]
    assert found.units.to_pylist()[:4] == ["万元", "元", "", "%"]


@pytest.mark.parametrize(("one", "other"), [("元", "米"), ("小时", "分钟"), ("亩", "平方米")])
def test_what_does_not_turn_into_each_other_exactly_has_no_factor(one: str, other: str) -> None:
    assert units.factor(one, other) is None
    assert units.factor(one, one) == 1


@given(st.decimals(-(10**9), 10**9, places=4), st.sampled_from(FAMILIES))
def test_there_and_back_is_the_same_number(number: Decimal, pair: tuple[str, str]) -> None:
    there, back = units.factor(*pair), units.factor(*reversed(pair))
    assert there is not None
    assert back is not None
    text = units.converted(format(number, "f"), there)
    assert "E" not in text
    assert Decimal(units.converted(text, back)) == number
