"""The row that numbers the columns of a form."""

import pytest

from app.core.intake.layout.column_numbers import is_count_up, is_stem


@pytest.mark.parametrize(
    ("texts", "columns", "expected"),
    [
        (["1", "2", "3", "4"], 4, True),
        (["1", "2", "3"], 3, False),
        (["1", "2", "3", "4"], 9, False),
        (["栏次", "1", "栏次", "2"], 6, True),
        (["甲", "乙", "1", "2"], 4, True),
        (["栏  次", "1", "2", "3"], 4, True),
        (["(1)", "(2)", "(3)=(1)+(2)"], 4, True),
        (["1", "2", "3=1+2"], 3, True),
        (["1", "2", "2-1"], 5, True),
        (["1", "2", "2-1"], 3, False),
        (["1", "2", "3（1-2）"], 4, True),
        (["1", "2", "3（备用）"], 4, False),
        (["A", "B", "C"], 3, True),
        (["甲", "乙", "丙", "丁"], 4, True),
        (["A", "C", "B"], 3, False),
        (["甲", "乙", "1"], 3, True),
        (["甲", "乙", "3"], 3, False),
        (["甲", "12", "14"], 3, False),
        (["甲", "1", "3"], 3, False),
    ],
)
def test_the_row_that_numbers_the_columns(texts: list[str], columns: int, expected: bool) -> None:
    assert is_count_up(texts, columns) is expected


def test_circled_numbers_number_the_columns() -> None:
    assert is_count_up(["①", "②", "③", "⑤=③+④"], 4) is False
    assert is_count_up(["①", "②", "③", "④=②+③"], 4)


@pytest.mark.parametrize(
    ("texts", "expected"),
    [(["A01", "A02", "A03"], True), (["A01", "B02", "C03"], False), (["A01", "A03", "A04"], False)],
)
def test_letters_and_numbers_that_count_up_number_the_columns(
    texts: list[str], expected: bool
) -> None:
    assert is_count_up(texts, 5) is expected


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["公式", "A=B+C", "B", "C", "D=E+F", "E", "F"], True),
        (["关系式", "1", "2", "3=1-2"], True),
        (["公式", "A=B+C", "C", "D"], False),
    ],
)
def test_formulas_number_the_columns(texts: list[str], expected: bool) -> None:
    assert is_count_up(texts, 7) is expected


@pytest.mark.parametrize(
    ("text", "expected"), [("A", True), ("甲", True), ("栏次", True), ("—", False), ("E", False)]
)
def test_what_stands_among_the_numbers(text: str, expected: bool) -> None:
    assert is_stem(text) is expected
