"""Lists of one column, and what names them."""

import pytest

from app.core.intake.layout import find_tables
from app.core.intake.layout.lists import is_list
from app.core.intake.sheet import Row


def headers(*texts: str | None) -> list[tuple[int, ...]]:
    rows: list[Row] = [(text,) for text in texts]
    return [region.header.rows for region in find_tables(rows, [])]


@pytest.mark.parametrize("gap", [(), (None,)])
def test_a_title_that_ends_with_the_name_below_it_is_no_name(gap: tuple[None, ...]) -> None:
    found = headers("优秀案例入选名单", *gap, "入选名单", "一码通办", "红色物业", "小网格大服务")
    assert found == [(2 + len(gap),)]


def test_a_title_over_things_alone_is_the_name_they_have() -> None:
    assert headers("巾帼文明岗名单", "县医院护理部", "政务大厅窗口", "办税厅") == [(1,)]


def test_the_first_thing_stays_one_although_the_title_ends_with_it() -> None:
    found = headers("本县初中及小学", "小学", "初中", "小学", "高中")
    assert (2,) not in found


@pytest.mark.parametrize(
    ("name", "texts", "told"),
    [
        ("重点路段", ["X012永安段", "S310石门段", "Y005桐木段"], True),
        ("重点路段", ["永安段", "S310石门段", "Y005桐木段"], False),
        ("X001沙口段", ["X012永安段", "S310石门段", "Y005桐木段"], False),
        ("巡查情况表", ["X012永安段", "S310石门段", "Y005桐木段"], False),
        ("县统计局", ["2022年", "2023年", "2024年"], False),
        ("社区名称", ["东风社区", "西门社区", "城南社区"], True),
    ],
)
def test_what_names_the_things_below_it(name: str, texts: list[str], told: bool) -> None:
    assert is_list(name, texts) == told
