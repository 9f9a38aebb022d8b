"""Repairs: proposed where they are safe, and only there; afterwards the check is content."""

import pytest

from app.core.catalog.infer import infer
from app.core.jobs import Job
from app.core.model import Entry
from app.core.quality.readability import obstacles
from app.core.quality.repairs import repairs
from tests.core.quality.test_checks import TODAY, Cells
from tests.core.tables import table


def proposed(cells: Cells, name: str = "列名") -> list[tuple[str, dict[str, object]]]:
    source = table({name: cells})
    entry = infer(source, provider="", provider_code="", sequence=1, today=TODAY)
    found = repairs(source, entry, TODAY, Job())
    assert all(one.treatment.column == name for one in found)
    return [(one.treatment.operator, one.treatment.params) for one in found]


@pytest.mark.parametrize(
    ("cells", "name", "operator", "params"),
    [
        (["2024-03-01", "2024/3/2", "2024年3月3日"], "日期", "iso-date", {}),
        (["12万元", "300万元", "3500元"], "金额", "in-unit", {"unit": "万元", "bare": False}),
        (["12元", "300元"], "金额", "in-unit", {"unit": "元", "bare": False}),
        (["12", "1公顷", "5平方米"], "面积（平方米）", "in-unit", {"unit": "平方米", "bare": True}),
    ],
)
def test_what_is_safe_is_proposed(
    cells: Cells, name: str, operator: str, params: dict[str, object]
) -> None:
    assert proposed(cells, name) == [(operator, params)]


@pytest.mark.parametrize(
    "cells",
    [
        ["12万元", "3500", "7万元"],  # 3500 of what?
        ["3公里", "5元", "7元", "9元"],
        ["3小时", "30分钟", "2小时"],
        ["12", "300"],
        ["2024-03-01", "2024-04-02"],
        ["3个月", "一年", "长期"],
        [None, None],
    ],
)
def test_what_is_not_safe_or_not_wrong_is_left(cells: Cells) -> None:
    assert proposed(cells) == []


def test_a_column_may_be_left_alone_and_an_obstacle_is_told() -> None:
    source = table({"金额": ["1元", "2元"], "收入": ["1元", "2元"]})
    found = repairs(source, Entry("", {}, ()), TODAY, Job(), but=["收入"])
    assert [one.treatment.column for one in found] == ["金额"]
    (told,) = [one for one in obstacles(source, found) if one.kind == "cells"]
    assert "金额" in told.message.zh
    assert not told.mended
