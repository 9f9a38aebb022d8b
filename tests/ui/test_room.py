"""Columns that share the width of a table."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.ui.widgets.room import shared

WIDTHS = st.lists(st.tuples(st.integers(0, 900), st.integers(0, 200)), min_size=1, max_size=9)


@pytest.mark.parametrize(
    ("wanted", "room", "given_"),
    [
        ([50, 100, 300], 500, [50, 100, 300]),  # all have what they want
        ([50, 400, 300], 450, [50, 200, 200]),  # who wants little is not asked
        ([50, 130, 300, 900], 400, [50, 116, 116, 116]),
        ([400, 300], 100, [60, 60]),  # then it scrolls
    ],
)
def test_a_room_is_shared(wanted: list[int], room: int, given_: list[int]) -> None:
    assert shared(wanted, [60] * len(wanted), room) == given_


@given(WIDTHS, st.integers(0, 3000))
def test_nobody_gets_more_than_wanted_or_less_than_needed(
    columns: list[tuple[int, int]], room: int
) -> None:
    wanted, least = zip(*columns, strict=True)
    got = shared(wanted, least, room)
    assert all(min(w, n) <= g <= w for w, n, g in zip(wanted, least, got, strict=True))
    floors = sum(map(min, wanted, least))
    assert sum(got) <= max(room, floors)
    if sum(wanted) > room >= floors:  # nothing worth sharing is left over
        assert room - sum(got) < len(got)
