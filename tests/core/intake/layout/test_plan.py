"""Plans: proposed from one file, kept as JSON, used on next month's file."""

import dataclasses
from pathlib import Path

import pytest

from app.core.errors import HeaderMissing
from app.core.intake.layout import drifts, propose, replay
from app.core.intake.sheet import Row
from app.core.model import Drift, FileEdits, LayoutPlan, Unpivot
from app.core.trust import canonical

MAY: list[Row] = [
    ("补贴发放表",),
    ("序号", "姓 名", "乡镇", "金额（元）"),
    ("1", "王一", "青石镇", "300"),
    ("2", "李二", "白沙乡", "200"),
]
JUNE: list[Row] = [
    ("补贴发放表",),
    ("2024年6月", None, None, "单位：元"),
    (None,),
    ("序号", "姓名", "乡镇", "金额(元)"),
    ("1", "赵三", "青石镇", "100"),
]


def plan() -> LayoutPlan:
    return propose(MAY, ())[0][0]


def test_a_plan_is_kept_as_json(tmp_path: Path) -> None:
    full = dataclasses.replace(
        plan(),
        columns=("姓名",),
        groups="column",
        totals="keep",
        stored=("金额（元）",),
        unpivot=Unpivot(("姓名",), ("1月", "2月"), ("时期",)),
        edits=FileEdits("ab", (2,), 3, 9, (4,), (5,)),
    )
    path = tmp_path / "plan.json"
    path.write_bytes(canonical.pretty(full))
    assert canonical.read_document(path, LayoutPlan) == full


def test_next_month_is_read_by_the_names_not_by_the_rows() -> None:
    again = replay(plan(), JUNE, ())
    assert again.region.header.rows == (4,)
    assert again.region.header.names == ("序号", "姓名", "乡镇", "金额（元）")
    assert again.drift == ()


def test_what_has_changed_is_told() -> None:
    assert drifts(["序号", "姓名", "乡镇", "金额"], ["序号", "姓名", "村", "金额", "备注"]) == [
        Drift("renamed", "乡镇", "村"),
        Drift("added", "备注"),
    ]
    assert drifts(["序号", "姓名", "金额"], ["姓名", "金额"]) == [Drift("removed", "序号")]
    assert drifts(["序号", "姓名", "金额"], ["姓名", "金额", "序号"]) == [Drift("moved", "序号")]
    assert drifts(["补贴金额"], ["补贴金额合计"]) == [Drift("renamed", "补贴金额", "补贴金额合计")]


def test_another_template_is_an_error_that_names_what_is_missing() -> None:
    with pytest.raises(HeaderMissing, match="乡镇"):
        replay(plan(), [("设备", "型号"), ("泵", "A-100"), ("阀", "B-200")], ())
    with pytest.raises(HeaderMissing):
        replay(plan(), [], ())


def test_a_header_that_would_not_be_found_is_found_by_its_names() -> None:
    odd = LayoutPlan(("甲", "乙", "丙"))
    rows: list[Row] = [
        ("序号", "姓名", "金额"), ("甲", "乙", "丙"), ("1", "2", "3"), ("4", "5", "6")
    ]  # fmt: skip
    assert replay(odd, rows, ()).region.header.rows == (2,)


def test_edits_hold_for_their_own_file_only() -> None:
    edited = dataclasses.replace(plan(), edits=FileEdits("ab", header_rows=(2,), last_row=3))
    mine, other = replay(edited, MAY, (), "ab"), replay(edited, MAY, (), "cd")
    assert (mine.region.end, other.region.end) == (4, None)
    first = dataclasses.replace(plan(), edits=FileEdits("ab", header_rows=(), first_row=3))
    assert replay(first, MAY, (), "ab").region.header.names == ("列1", "列2", "列3", "列4")
