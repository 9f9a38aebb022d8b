"""What counts on across a row, and what may well be data."""

import pytest

from app.core.intake.layout import counting


def test_numbers_that_count_on_name_columns_behind_a_known_name() -> None:
    assert counting.series(["站名", "1", "2", "3", "4"]) == {"1", "2", "3", "4"}
    assert not counting.series(["青石", "1", "2", "3", "4"])
    assert not counting.series(["站名", "1", "2", "4", "8"])


def test_numbers_that_count_on_anywhere_behind_the_first_text() -> None:
    assert counting.counted(["姓名", "21", "22", "23", "合计"]) == ["21", "22", "23"]
    assert not counting.counted(["1", "2", "3"])
    assert not counting.counted(["姓名", "1", "2", "合计", "3"])


@pytest.mark.parametrize(
    "texts",
    [
        ["指标", "单位", "1978", "1990", "2000", "2020"],
        ["Item", "2000", "2010", "2015", "2020"],
        ["2019", "2020", "2019", "2020", "2019", "2020"],
    ],
)
def test_years_in_order_or_once_more_name_columns(texts: list[str]) -> None:
    assert counting.series(texts) == {text for text in texts if text.isdigit()}


@pytest.mark.parametrize(
    "texts",
    [
        ["城关一小", "1952", "1987", "2004"],
        ["学校", "1952", "2004"],
        ["学校", "1987", "1952", "2004"],
        ["学校", "1952", "城东", "1987", "2004"],
    ],
)
def test_years_that_may_be_values_name_no_columns(texts: list[str]) -> None:
    assert not counting.series(texts)


def test_codes_of_one_stem_that_count_on_name_columns() -> None:
    assert counting.series(["编号", "Q1", "Q2", "Q3"]) == {"Q1", "Q2", "Q3"}
    assert counting.series(["S-08", "S-09", "S-10"]) == {"S-08", "S-09", "S-10"}
    assert counting.series(["X1", "X2", "X3", "Y1", "Y2"]) == {"X1", "X2", "X3", "Y1", "Y2"}
    for data in (["A1", "A2"], ["A1", "A2", "A3", "B1"], ["A1", "B2", "C3"], ["A1", "A3", "A4"]):
        assert not counting.series(data)


@pytest.mark.parametrize(
    "texts",
    [
        ["监测点", "3月1日", "3月8日", "3月1日", "3月8日"],
        ["性别", "0-14岁", "15-59岁", "60岁以上"],
        ["年龄", "0-14", "15-59", "60+"],
        ["树种", "5-10cm", "10-20cm", "20cm以上"],
    ],
)
def test_what_goes_on_behind_the_first_text_names_columns(texts: list[str]) -> None:
    assert counting.series(texts) == set(texts[1:])


@pytest.mark.parametrize(
    "texts",
    [
        ["张三", "3月1日", "3月8日", "3月1日"],
        ["甲厂", "10-20", "5-8", "30-40"],  # not one behind the other
        ["甲厂", "0-14", "15-59"],
    ],
)
def test_what_may_well_be_data_names_none(texts: list[str]) -> None:
    assert not counting.series(texts)


def test_the_same_thing_counted_on_names_columns() -> None:
    lots = ["一标段", "二标段", "三标段"]
    assert counting.series(["项目", *lots]) == set(lots)
    for data in (["开发商", "一建", "二建", "三建"], ["项目", "一标段", "三标段", "四标段"]):
        assert not counting.series(data)
