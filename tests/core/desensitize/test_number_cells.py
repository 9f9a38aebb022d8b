"""Numbers that Arrow reads as they are come out as those that the expressions find."""

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.desensitize import number_cells

NUMBERS = st.decimals(-(10**9), 10**9, places=3).map(str) | st.integers().map(str)
ODD = st.sampled_from(
    ["-", "1.", "-.5", ".", "", "1-2", "1.2.3", "约40", "1,200元", "１２", "0" * 400]
)


@given(st.lists(st.none() | NUMBERS | ODD, max_size=12))
def test_same_however_they_are_read(cells: list[str | None]) -> None:
    texts = pa.array(cells, pa.string())
    found, known = number_cells.read(texts), number_cells._any(texts)
    np.testing.assert_array_equal(found.values, known.values)
    np.testing.assert_array_equal(found.decimals, known.decimals)
    assert found.texts.equals(known.texts)
    assert found.units.equals(known.units)


@pytest.mark.parametrize(("cell", "value", "decimals"), [("-12.50", -12.5, 2), ("7", 7.0, 0)])
def test_plain_ones(cell: str, value: float, decimals: int) -> None:
    found = number_cells.read(pa.array([cell]))
    assert (found.values[0], found.decimals[0], found.texts[0].as_py()) == (value, decimals, cell)
    assert not found.have_units


@pytest.mark.parametrize(
    ("cell", "decimals"), [("1.50e3", 2), ("1.5E-10", 1), ("２．５", 1), ("3万", 0), ("约4.0", 0)]
)
def test_decimals_however_they_are_written(cell: str, decimals: int) -> None:
    assert number_cells.read(pa.array([cell, None])).decimals.tolist() == [decimals, 0]
