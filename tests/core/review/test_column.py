"""A column as detectors see it."""

import re
from unittest.mock import patch

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.review import column as column_module
from app.core.review.column import folded_name
from app.core.review.detector import cut_out
from tests.core.review.columns import view


@given(st.lists(st.text("09a甲𠮷.", max_size=6), max_size=8, unique=True), st.integers(1, 4))
def test_values_with_so_many_digits(texts: list[str], least: int) -> None:
    found = view(texts).holding("09", digits=least)
    assert found.tolist() == [
        place for place, text in enumerate(texts) if sum(text.count(d) for d in "09") >= least
    ]


@given(st.lists(st.text("a甲𠮷.", max_size=6), max_size=8, unique=True), st.integers(1, 3))
def test_values_in_which_a_sign_stands_so_often(texts: list[str], least: int) -> None:
    column = view(texts)
    found = column.with_many(np.arange(len(texts)), least, lambda text: text == ord("."))
    assert found.tolist() == [n for n, text in enumerate(texts) if text.count(".") >= least]


@given(st.lists(st.text("a甲𠮷.", max_size=9), max_size=8, unique=True), st.data())
def test_what_is_cut_out_lies_where_it_stood(texts: list[str], data: st.DataObject) -> None:
    column, chosen = view(texts), data.draw(st.sets(st.sampled_from(range(len(texts) or 1))))
    values = [value for value in sorted(chosen) if value < len(texts)]
    with patch.object(column_module, "_AT_ONCE", data.draw(st.integers(1, 3))):
        spans = cut_out(
            column, np.array(values, np.int64), re.compile("[a甲](?P<it>[甲𠮷]+)"), "甲".__ne__
        )
    found = [
        column.text[start:end].tobytes().decode()
        for start, end in zip(spans.starts.tolist(), spans.ends.tolist(), strict=True)
    ]
    matches = [match for value in values for match in re.finditer("[a甲]([甲𠮷]+)", texts[value])]
    assert found == [match[1] for match in matches if match[1] != "甲"]
    assert column.values_of(spans).tolist() == sorted(column.values_of(spans).tolist())


def test_the_company_that_a_column_keeps() -> None:
    column = view(["1"], others=("姓名", "联系电话"))
    assert column.is_beside(["电话"])
    assert not column.is_beside(["名联", "地址"])
    assert column.is_beside([], exact=["姓名"])
    assert not column.is_beside([], exact=["电话"])


@pytest.mark.parametrize("name", ["姓 名", "姓名*", "姓名（）", "姓_名"])
def test_names_are_folded(name: str) -> None:
    assert folded_name(name) == "姓名"
    assert view(["1"], others=(name,)).is_beside([], exact=["姓名"])
    assert folded_name("ID-Card_No") == "idcardno"
    assert folded_name("負責人 聯絡電話") == "负责人联络电话"


def test_the_code_of_a_data_element_is_its_name() -> None:
    assert folded_name("AAC003") == "姓名"
    assert folded_name("aae_005") == "联系电话"
    assert folded_name("AAZ003") == "aaz003"
