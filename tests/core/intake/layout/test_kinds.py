"""What kind of thing a cell's text is."""

import pytest

from app.core.intake.layout import kinds


@pytest.mark.parametrize(
    "text", ["万元", "（元/吨）", "μg/m³", "m/s", "km²", "万千瓦时", "°", "人次", "元/500克", "%"]
)
def test_units_of_measure(text: str) -> None:
    assert kinds.is_measure(text)


@pytest.mark.parametrize("text", ["2022年", "名称", "青石镇", "500", "", "元旦"])
def test_what_is_no_unit_of_measure(text: str) -> None:
    assert not kinds.is_measure(text)


def test_a_substance_is_a_word_and_no_code() -> None:
    assert {kinds.kind_of(text) for text in ("PM2.5", "PM10", "O3", "SO2")} == {"words"}
    assert kinds.kind_of("A123") == "code"


@pytest.mark.parametrize("text", ["2.14×10-2", "1.2×10^3", "5×10⁻³"])
def test_numbers_as_laboratories_write_them(text: str) -> None:
    assert kinds.kind_of(text) == "number"
    assert kinds.is_bound("<" + text)


def test_bands_with_a_unit_are_quantities() -> None:
    assert kinds.is_quantity("1-10kV")
    assert not kinds.is_quantity("1-10")


@pytest.mark.parametrize(
    ("text", "kind"),
    [("Generated on 2025-06-01", "words"), ("AB 120 333", "code"), ("wx-12 ab", "code")],
)
def test_words_with_a_date_are_no_code(text: str, kind: str) -> None:
    assert kinds.kind_of(text) == kind


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("10 536 205", "number"),
        ("-2\u2009448.3", "number"),
        ("1\u00a0500", "number"),
        ("010 536", "code"),
        ("10 5362", "code"),
    ],
)
def test_a_space_parts_the_thousands_of_a_number(text: str, kind: str) -> None:
    assert kinds.kind_of(text) == kind


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("浓度单位：μg/m³", True),
        ("年份：2023 单位：mm", True),
        ("（人口单位：万人）", True),
        ("填报单位：民政局", False),
        ("单位：元", True),
    ],
)
def test_a_unit_may_say_of_what_it_is(text: str, unit: bool) -> None:
    assert kinds.is_unit(text) is unit
