"""Provinces, births and forms by columns."""

import numpy as np

from app.core.review import checks
from app.core.review.runs import Matrix


def matrix(*numbers: str) -> Matrix:
    return np.array([list(number.encode()) for number in numbers], np.uint8)


def test_provinces_births_and_what_excel_leaves() -> None:
    assert checks.provinces(matrix("11", "99", "71")).tolist() == [True, False, True]
    assert checks.births(matrix("19491231", "19490231", "20991231")).tolist() == [
        True,
        False,
        False,
    ]
    cut = checks.cut_by_excel(matrix("110105194912310000", "110105194912310021"))
    assert cut.tolist() == [True, False]
    shaped = checks.seventeen_digits(matrix("11010519491231002X", "1101051949123100XX"))
    assert shaped.tolist() == [True, False]
