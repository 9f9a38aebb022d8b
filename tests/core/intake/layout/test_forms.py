"""Names beside their values, and names above them."""

from app.core.intake.layout.forms import is_form
from app.core.intake.layout.header import Header


def header(*names: str) -> Header:
    return Header((1,), tuple(range(1, len(names) + 1)), names, 2)


def test_names_that_stand_beside_their_values_make_a_form() -> None:
    data = [("住址", "柳林镇", "联系电话", "5550001"), ("备注", "无", "日期", "2024-05-06")]
    assert is_form(header("姓名", "甲某", "性别", "女"), data)


def test_names_that_stand_above_their_values_make_a_table() -> None:
    data = [("甲某", "女", "柳林镇", "5550001"), ("乙某", "男", "城关镇", "5550002")]
    assert not is_form(header("姓名", "性别", "住址", "联系电话"), data)


def test_a_form_has_an_even_number_of_columns_and_few_rows() -> None:
    assert not is_form(header("姓名", "甲某", "性别"), [("住址", "柳林镇", "电话")] * 2)
    assert not is_form(header("姓名", "甲某"), [("住址", "柳林镇")] * 60)
