"""A column as detectors see it."""

from hypothesis import given
from hypothesis import strategies as st

from tests.core.review.columns import view


@given(st.lists(st.text("09a甲𠮷.", max_size=6), max_size=8, unique=True), st.integers(1, 4))
def test_values_with_so_many_digits(texts: list[str], least: int) -> None:
    found = view(texts).holding("09", digits=least)
    assert found.tolist() == [
        place for place, text in enumerate(texts) if sum(text.count(d) for d in "09") >= least
    ]
