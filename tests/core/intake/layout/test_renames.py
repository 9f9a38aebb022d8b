"""Columns whose names changed: mapped once, and read so from then on."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.errors import ParameterInvalid
from app.core.intake.layout import drifts, replay
from app.core.intake.layout.renames import call, called, in_lines, of_lines, with_renames
from app.core.intake.sheet import Row
from app.core.model import LayoutPlan, Unpivot

JANUARY = LayoutPlan(("序号", "企业名称", "处罚金额"))
MARCH: list[Row] = [
    ("序号", "单位名称", "处罚金额（元）"), ("1", "食品厂", "300"), ("2", "五金店", "200")
]  # fmt: skip


def test_a_renamed_column_keeps_the_name_of_the_plan_and_is_no_drift() -> None:
    plan = JANUARY
    for change in replay(plan, MARCH, ()).drift:
        plan = call(plan, change.now, change.column)
    again = replay(plan, MARCH, ())
    assert again.region.header.names == JANUARY.names
    assert again.written == MARCH[0]
    assert again.drift == ()
    assert replay(plan, [JANUARY.names, *MARCH[1:]], ()).region.header.names == JANUARY.names


def test_a_sheet_is_found_though_every_name_has_changed() -> None:
    plan = with_renames(JANUARY, {"编号": "序号", "单位": "企业名称", "罚款": "处罚金额"})
    assert plan is not None
    rows: list[Row] = [("编号", "单位", "罚款"), *MARCH[1:]]
    assert replay(plan, rows, ()).region.header.names == JANUARY.names


def test_a_new_name_goes_wherever_the_plan_says_the_old_one() -> None:
    plan = LayoutPlan(
        ("乡镇", "1月", "2月"),
        columns=("乡镇", "1月"),
        stored=("1月",),
        unpivot=Unpivot(("乡镇",), ("1月", "2月"), ("时期",)),
    )
    plan = call(plan, "1月", "一月")
    assert plan.unpivot is not None
    assert (plan.names, plan.columns) == (("乡镇", "一月", "2月"), ("乡镇", "一月"))
    assert (plan.stored, plan.unpivot.values) == (("一月",), ("一月", "2月"))
    assert called(plan, ("乡镇", "1月", "2月")) == plan.names
    assert call(plan, "1月", "1月").renames == {}


def test_a_name_that_the_sheet_has_anyway_is_not_given_twice() -> None:
    plan = call(JANUARY, "单位名称", "企业名称")
    assert called(plan, ("企业名称", "单位名称")) == ("企业名称", "单位名称")
    both = with_renames(None, {"甲": "名称", "乙": "名称"})
    assert both is not None
    assert called(both, ("甲", "乙")) == ("甲", "乙")


def test_a_plan_without_names_takes_whatever_header_is_found() -> None:
    plan = with_renames(None, {"单位名称": "企业名称"})
    assert plan is not None
    again = replay(plan, MARCH, ())
    assert again.region.header.names == ("序号", "企业名称", "处罚金额（元）")
    assert again.drift == ()


def test_sheets_without_a_header_keep_the_names_they_were_given() -> None:
    rows: list[Row] = [("1", "食品厂", "300"), ("2", "五金店", "200"), ("3", "面馆", "20")]
    plan = LayoutPlan(("列1", "列2", "列3"))
    for written, name in (("列1", "序号"), ("列2", "企业名称"), ("列3", "金额")):
        plan = call(plan, written, name)
    assert replay(plan, rows, ()).region.header.names == ("序号", "企业名称", "金额")


def test_a_rename_is_written_in_one_line() -> None:
    assert of_lines(["单位名称 = 企业名称"]) == {"单位名称": "企业名称"}
    for wrong in ("单位名称", "=企业名称", "单位名称="):
        with pytest.raises(ParameterInvalid):
            of_lines([wrong])


NAMES = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zs", "Zl", "Zp"]), min_size=1)


@given(st.dictionaries(NAMES, NAMES))
def test_lines_are_read_as_they_were_written(renames: dict[str, str]) -> None:
    plain = {now: name for now, name in renames.items() if "=" not in now}
    assert of_lines(in_lines(renames).splitlines()) == plain


@given(st.lists(st.sampled_from("甲乙丙丁戊己"), min_size=1, max_size=5, unique=True),
       st.lists(st.sampled_from("甲乙丙丁戊己"), min_size=1, max_size=5, unique=True))  # fmt: skip
def test_what_drift_proposes_leaves_no_renamed_column(old: list[str], new: list[str]) -> None:
    plan = LayoutPlan(tuple(old))
    for change in drifts(old, new):
        if change.kind == "renamed":
            plan = call(plan, change.now, change.column)
    names = called(plan, new)
    assert len(set(names)) == len(names)
    assert all(change.kind != "renamed" for change in drifts(old, names))
