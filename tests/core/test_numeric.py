"""Texts as numbers."""

import math

import pyarrow as pa
import pytest

from app.core.numeric import numbers


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("12", 12.0),
        ("-1,234.50", -1234.5),
        ("+7", 7.0),
        ("１２．５", 12.5),
        (" 3\u200b ", 3.0),
        ("5.", 5.0),
        (".5", 0.5),
        ("1.5E+06", 1_500_000.0),
        ("1e999", None),
        ("12,34", None),
        ("35岁", None),
        ("nan", None),
        ("1e", None),
        ("", None),
        (None, None),
    ],
)
def test_numbers(text: str | None, number: float | None) -> None:
    (found,) = numbers(pa.array([text], pa.string())).tolist()
    assert math.isnan(found) if number is None else found == number
