"""The built-in number formats, against openpyxl's table of them."""

import pytest
from openpyxl.styles.numbers import BUILTIN_FORMATS

from app.core.intake.display.builtin_formats import BUILTIN, CHINESE_BUILTIN, format_code


def test_the_same_formats_but_for_a_slip_there() -> None:
    # It writes the dollar's accounting format with one semicolon missing.
    theirs = {number: code for number, code in BUILTIN_FORMATS.items() if number != 44}
    assert {number: code for number, code in BUILTIN.items() if number != 44} == theirs
    assert BUILTIN[44].replace(";", "") == BUILTIN_FORMATS[44].replace(";", "")


@pytest.mark.parametrize(
    ("number", "own", "code"),
    [
        (10, None, "0.00%"),
        (31, None, CHINESE_BUILTIN[31]),
        (50, "0.0", "0.0"),
        (14, "m/d/yy", CHINESE_BUILTIN[14]),
        (8, "[$￥]#,##0", "[$￥]#,##0"),
        (170, "0.000", "0.000"),
        (170, None, "General"),
        (31, "", CHINESE_BUILTIN[31]),
    ],
)
def test_what_a_file_says_goes_before_what_a_country_does(
    number: int, own: str | None, code: str
) -> None:
    assert format_code(number, own) == code
