"""Many numbers at once say what each of them says alone."""

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.core.intake.number_format import is_damaged, number_text, stored_text
from app.core.intake.ooxml.fixed_places import block_of
from app.core.intake.ooxml.number_texts import NoNumber, NumberTexts

CODES = (
    "General", "0", "0.00", "#,##0", "#,##0.00", "0.00%", "0%", "¥#,##0.00", '0.00"元"', "000000",
    "#,##0.0,", "0.0_ ", "0.##", "#,##0.00_);(#,##0.00)", "yyyy-mm-dd", "[>100]0.0;0.00", "-0",
)  # fmt: skip

halves = st.integers(-(10**7), 10**7).map(lambda n: n / 200)
values = st.one_of(
    st.floats(-1e17, 1e17, allow_nan=False),
    st.floats(-10, 10),
    halves,
    st.integers(-9, 9).map(float),
)


@settings(max_examples=30, deadline=None)
@given(code=st.sampled_from(CODES), numbers=st.lists(values, min_size=32, max_size=60, unique=True))
def test_at_once_as_alone(code: str, numbers: list[float]) -> None:
    written = pa.array([repr(number) for number in numbers])
    texts, raws, damaged = NumberTexts((code,), epoch_1904=False).shown(written, 0, is_date=False)
    assert raws.to_pylist() == [stored_text(number) for number in numbers]
    assert damaged.tolist() == [is_damaged(number) for number in numbers]
    assert texts.to_pylist() == [
        stored_text(number) if is_damaged(number) else number_text(number, code)
        for number in numbers
    ]


@pytest.mark.parametrize("code", ["yyyy", "0.##", "0;-0", "[>1]0", "#", "[DBNum1]0"])
def test_formats_that_are_done_one_by_one(code: str) -> None:
    assert block_of(code) is None


@pytest.mark.parametrize("count", [1, 50])
def test_no_number(count: int) -> None:
    written = pa.array([*map(str, range(count)), "NaN"])
    with pytest.raises(NoNumber) as error:
        NumberTexts((), epoch_1904=False).shown(written, 0, is_date=False)
    assert error.value.place == count


def test_all_digits_of_a_long_integer_stay() -> None:
    texts, _, damaged = NumberTexts((), epoch_1904=False).shown(
        pa.array(["440524188001010014"]), 0, is_date=False
    )
    assert (texts.to_pylist(), damaged.tolist()) == (["440524188001010014"], [True])
