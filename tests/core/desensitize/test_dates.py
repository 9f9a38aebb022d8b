"""Dates in the usual ten characters come out as those that the expressions find."""

import numpy as np
import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from app.core.desensitize import dates

SIGNS = st.sampled_from("-/.")
USUAL = st.builds(
    "{:04d}{}{:02d}{}{:02d}".format,
    st.integers(1700, 2200),
    SIGNS,
    st.integers(0, 99),
    SIGNS,
    st.integers(0, 99),
)
ODD = st.sampled_from(
    [
        "",
        "2024",
        "20240301",
        "2024年3月1日",
        "2024/3/1",
        "2024-03-1",
        "2024-03-0１",
        "2024-03-01 08:00",
        "abcdefghij",
        "2024-0301-",
        "2024 03-01",
        "２024-03",
        "甲乙丙a",
        " 2024-3-01",
    ]
)


@given(st.lists(st.none() | USUAL | ODD, max_size=12), st.integers(0, 3))
def test_same_however_they_are_read(cells: list[str | None], behind: int) -> None:
    texts = pa.array(cells, pa.string()).slice(behind)
    found, known = dates.read(texts), dates._any(texts)
    for one, other in (
        (found.year, known.year),
        (found.month, known.month),
        (found.day, known.day),
        (found.padded, known.padded),
    ):
        np.testing.assert_array_equal(one, other)
    assert [part.to_pylist() for part in found.between] == [
        part.to_pylist() for part in known.between
    ]


def test_blanks_that_hold_bytes_are_none() -> None:
    whole = pa.array(["2024-03-01", "2023-12-31"])
    blanked = pa.StringArray.from_buffers(
        2, whole.buffers()[1], whole.buffers()[2], pa.py_buffer(b"\x01")
    )
    assert dates.read(blanked).year.tolist() == [2024, 0]
