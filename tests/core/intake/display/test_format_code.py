"""Format codes: cut into sections where a semicolon is no literal, each for its numbers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.intake.display.format_code import number_section, sections, text_section


@pytest.mark.parametrize(
    ("code", "count"),
    [
        ("0", 1),
        ("0;-0;;@", 4),
        ('0";"0', 1),
        ("0\\;0", 1),
        ("0!;0", 1),
        ("0_;0", 1),
        ("[$;-804]0;0", 2),
        ('"open', 1),
        ("", 1),
    ],
)
def test_semicolons(code: str, count: int) -> None:
    assert len(sections(code)) == count


@pytest.mark.parametrize(
    ("code", "value", "place"),
    [
        ("0", -1.0, 0),
        ("0;0.0", -1.0, 1),
        ("0;0.0", 0.0, 0),
        ("0;0.0;0.00", 0.0, 2),
        ("[>=100]0;0.0", 100.0, 0),
        ("[>=100]0;0.0", 99.0, 1),
        ("[=1]0;[=2]0.0;0.00", 2.0, 1),
        ("[=1]0;[=2]0.0;0.00", 3.0, 2),
        ("[<0]0;0.0", -1.0, 0),
        ("[>100]0", 5.0, None),
        ("[=1]0;[=2]0.0", 3.0, None),
    ],
)
def test_section_of_a_number(code: str, value: float, place: int | None) -> None:
    expected = None if place is None else sections(code)[place]
    assert number_section(code, value) == expected


def test_section_of_a_text() -> None:
    assert text_section("0;0;0") is None
    assert text_section("0;0;0;@") is not None
    empty = text_section(";;;")
    assert empty is not None
    assert empty.is_empty


def test_brackets() -> None:
    (section,) = sections('[Red][DBNum2][$￥-804][>5]0"元"')
    assert (section.condition, section.locale, section.numerals) == ((">", 5.0), "804", 2)
    assert [token.text for token in section.tokens] == ["￥", "0", "元"]
    assert not section.is_date
    assert sections("[h]:mm")[0].is_date


@given(st.text(max_size=40))
def test_any_code_has_sections(code: str) -> None:
    assert len(sections(code)) >= 1
