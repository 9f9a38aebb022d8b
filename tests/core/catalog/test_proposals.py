"""What the data say of their entry, and what they do not."""

import datetime

import pytest

from app.core.catalog.proposals import (
    Proposal,
    entry_proposals,
    item_proposals,
    proposals_of_history,
)
from tests.core.tables import table

Cells = list[str | None]


def of_entry(columns: dict[str, Cells], provider: str = "") -> dict[str, Proposal]:
    return {one.field: one for one in entry_proposals(table(columns), provider)}


def of_items(columns: dict[str, Cells]) -> dict[tuple[str, str], str | bool]:
    return {(one.item, one.field): one.value for one in item_proposals(table(columns))}


@pytest.mark.parametrize(
    ("provider", "region"),
    [
        ("清溪县教育局", "清溪县"),
        ("浙江省杭州市民政局", "浙江省杭州市"),
        ("杭州市市场监督管理局", "杭州市"),
        ("国家市场监督管理总局", None),
        ("区域合作办公室", None),
        ("教育部", None),
    ],
)
def test_spatial_scope_is_the_provider_s_region(provider: str, region: str | None) -> None:
    told = of_entry({"a": ["1"]}, provider).get("spatial_scope")
    assert (told.value if told else None) == region


def test_temporal_scope_is_that_of_what_happened() -> None:
    told = of_entry(
        {
            "出生日期": ["1950-01-01", "1960-01-01"],
            "批准时间": ["2015-04-12", "2015-01-10"],
            "有效期至": ["2031-01-01", "2032-01-01"],
        }
    )["temporal_scope"]
    assert told.value == "2015/01/10-2015/04/12"
    assert "批准时间" in told.reason.zh
    assert 0 < told.confidence < 1
    assert "temporal_scope" not in of_entry({"月份": ["2015年4月", "2015年5月"]})
    assert "temporal_scope" not in of_entry({"日期": ["2015-04-01", "2015-02-30"]})


@pytest.mark.parametrize(
    ("days", "cycle"),
    [
        ([f"2024-03-{n:02d}" for n in range(1, 20)], "每日"),
        ([f"2024-{n:02d}-01" for n in range(1, 13)], "每月"),
        ([f"{n}-01-01" for n in range(2010, 2020)], "每年"),
        ([f"2024-03-{n:02d}" for n in (1, 9, 11, 27, 28)], None),
        ([f"2024-03-{n:02d}" for n in range(1, 20)] * 2, None),  # a roster, not a series
    ],
)
def test_update_cycle_of_a_series(days: list[str], cycle: str | None) -> None:
    told = of_entry({"日期": [*days]}).get("update_cycle")
    assert (told.value if told else None) == cycle


def test_keywords_are_words_of_the_names() -> None:
    assert of_entry({"学校名称": ["a"], "救助金额": ["1"]})["keywords"].value == "救助;学校"


def test_one_key_and_one_timestamp() -> None:
    rows = range(20)
    told = of_items(
        {
            "序号": [str(n) for n in rows],
            "许可证号": [f"K{n:04d}" for n in rows],
            "档案编号": [f"D{n:04d}" for n in rows],
            "更新时间": [f"2024-03-{n + 1:02d}" for n in rows],
        }
    )
    assert [item for item, field in told if field == "key"] == ["许可证号"]
    assert told["更新时间", "timestamp"] is True
    repeated: Cells = [f"K{n:04d}" for n in (*rows, 3)]
    assert of_items({"许可证号": repeated}) == {}


def test_units_ranges_and_lists() -> None:
    told = of_items(
        {
            "面积（平方米）": [*["12"] * 8, "3.50", "100"],
            "说明（略）": [f"第{n}条" for n in range(10)],
            "等级": ["一级", "二级"] * 5,
            "金额": [f"{n},200" for n in range(1, 11)],
        }
    )
    assert told == {
        ("面积（平方米）", "unit"): "平方米",
        ("面积（平方米）", "value_range"): "3.5–100",
        ("等级", "value_range"): "一级；二级",
    }


def test_code_tables_by_name_and_form() -> None:
    assert (
        of_items({"行政区划代码": ["330106", "330100"]})["行政区划代码", "code_table"]
        == "GB/T 2260"
    )
    assert of_items({"性别": ["男", "女"]})["性别", "code_table"] == "GB/T 2261.1"
    assert ("性别", "code_table") not in of_items({"性别": ["甲", "女"]})


@pytest.mark.parametrize(
    ("came", "cycle"),
    [
        (["2026-01-05", "2026-02-03", "2026-03-04", "2026-04-03"], "每月"),
        (["2024-01-05", "2025-01-03", "2026-01-02"], "每年"),
        (["2026-01-05", "2026-02-03"], None),  # two say nothing of a rhythm
        (["2026-01-05", "2026-01-05", "2026-06-01", "2026-06-02"], None),
    ],
)
def test_update_cycle_of_the_releases_so_far(came: list[str], cycle: str | None) -> None:
    told = list(proposals_of_history([datetime.date.fromisoformat(day) for day in came]))
    assert [one.value for one in told] == ([cycle] if cycle else [])
