"""The built-in number formats, against openpyxl's table of them."""

from openpyxl.styles.numbers import BUILTIN_FORMATS

from app.core.intake.display.builtin_formats import BUILTIN


def test_the_same_formats_but_for_a_slip_there() -> None:
    # It writes the dollar's accounting format with one semicolon missing.
    theirs = {number: code for number, code in BUILTIN_FORMATS.items() if number != 44}
    assert {number: code for number, code in BUILTIN.items() if number != 44} == theirs
    assert BUILTIN[44].replace(";", "") == BUILTIN_FORMATS[44].replace(";", "")
