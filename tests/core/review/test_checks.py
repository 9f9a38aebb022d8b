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


def test_dearer_tests_see_only_what_has_passed_the_cheaper_ones() -> None:
    seen: list[list[str]] = []

    def even(numbers: Matrix) -> np.ndarray:
        seen.append([row.tobytes().decode() for row in numbers])
        return np.array(numbers[:, -1] % 2 == 0)

    numbers = matrix("12", "34", "18", "15")
    assert checks.all_of(numbers, lambda n: n[:, 0] == ord("1"), even).tolist() == [
        True,
        False,
        True,
        False,
    ]
    assert seen == [["12", "18", "15"]]
    assert not checks.all_of(numbers, lambda n: n[:, 0] == ord("9"), even).any()
    assert len(seen) == 1  # nothing was left to ask about


def test_a_number_of_any_length() -> None:
    for digits in ("7", "2147483", "21474836470", "999999999999999999"):
        assert checks.number(matrix(digits)).tolist() == [int(digits)]
