"""Header rows of several levels, in files that keep their merges and in files that lost them."""

import pytest

from app.core.intake.layout import find_tables
from app.core.intake.sheet import Merge, Row


@pytest.mark.parametrize(
    ("upper", "lower", "names"),
    [
        (  # years that are not evenly spaced, and come again under the next upper name
            ("指标", "单位", "总量", None, None, "指数", None),
            (None, None, "1978", "2000", "2007", "1978", "2000"),
            ("指标", "单位", "总量_1978", "总量_2000", "总量_2007", "指数_1978", "指数_2000"),
        ),
        (  # bands of voltage over prices, with no key beside them
            ("类别", None, "电度电价", None, None, "基本电价", None),
            (None, None, "不满1kV", "1-10kV", "35kV", "需量", "容量"),
            (
                "类别",
                "列2",
                "电度电价_不满1kV",
                "电度电价_1-10kV",
                "电度电价_35kV",
                "基本电价_需量",
                "基本电价_容量",
            ),
        ),
    ],
)
def test_what_stands_below_upper_names_whose_merges_were_lost(
    upper: Row, lower: Row, names: tuple[str, ...]
) -> None:
    rows: list[Row] = [
        upper,
        lower,
        ("人口", "万人", "123.3", "184.9", "2095", "169.9", "113.3"),
        ("城镇", "万人", "32.1", "62.4", "820", "255.5", "131.4"),
    ]
    header = find_tables(rows, ())[0].header
    assert (header.rows, header.names) == ((1, 2), names)


def test_words_under_a_name_and_on_under_the_blank_beside_it() -> None:
    rows: list[Row] = [
        ("用户类型", "分档", "价格（元/度）", None),
        (None, None, "未分时", "分时"),
        ("一户", "第一档", "0.617", "峰时"),
        (None, None, None, "谷时"),
        (None, "第二档", "0.667", "峰时"),
        (None, None, None, "谷时"),
    ]
    header = find_tables(rows, ())[0].header
    assert header.rows == (1, 2)
    assert header.names[2:] == ("价格（元/度）_未分时", "价格（元/度）_分时")


def test_names_over_amounts_may_have_the_unit_beside_them() -> None:
    rows: list[Row] = [
        ("科目", "2025年报", "2024年报", "单位：万元"),
        ("营业总收入", "128600", "96300", None),
        ("净利润", "-12300", "-5400", None),
    ]
    region = find_tables(rows, ())[0]
    assert region.header.names == ("科目", "2025年报", "2024年报")
    assert region.units == ("万元", "万元", "万元")


def test_lines_that_tell_of_columns_name_them_and_their_label_names_nothing() -> None:
    rows: list[Row] = [
        ("采样日期", None, None, "2025.12.16", "2025.12.16", "2025.12.16"),
        ("采样地点", None, None, "城南水厂", "北门水厂", "开发区水厂"),
        ("序号", "检测项目", "单位", "检测结果", None, None),
        ("1", "色度", "度", "<5", "<5", "<5"),
        ("2", "浑浊度", "NTU", "0.17", "0.39", "0.22"),
        ("3", "总硬度", "mg/L", "260", "266", "263"),
    ]
    merges = (Merge(1, 1, 1, 3), Merge(2, 1, 2, 3), Merge(3, 4, 3, 6))
    names = find_tables(rows, merges)[0].header.names
    assert names[:4] == ("序号", "检测项目", "单位", "城南水厂_检测结果")


def test_names_in_three_rows_without_merges_over_the_head_of_a_group() -> None:
    rows: list[Row] = [
        ("序号", "项目名称", "单位", "工程量", "金额", None, None),
        (None, None, None, None, "综合单价", "合价", "其中"),
        (None, None, None, None, None, None, "暂估价"),
        (None, "土石方工程", None, None, None, None, None),
        ("1", "平整场地", "m2", "520.50", "3.20", "1665.60", None),
        ("2", "挖沟槽土方", "m3", "310.20", "28.50", "8840.70", None),
    ]
    header = find_tables(rows, ())[0].header
    assert header.rows == (1, 2, 3)
    assert header.names[4:] == ("金额_综合单价", "金额_合价", "金额_其中_暂估价")


@pytest.mark.parametrize(
    ("upper", "lower", "names"),
    [
        (  # names that come again under each
            (None, None, "收入", None, "支出", None),
            ("地区", "年份", "预算", "决算", "预算", "决算"),
            ("地区", "年份", "收入_预算", "收入_决算", "支出_预算", "支出_决算"),
        ),
        (  # what says that others stand below it
            (None, None, "按性别分 By Sex", None, "按城乡分", None),
            ("地区", "年份", "男", "女", "城镇", "乡村"),
            (
                "地区",
                "年份",
                "按性别分 By Sex_男",
                "按性别分 By Sex_女",
                "按城乡分_城镇",
                "按城乡分_乡村",
            ),
        ),
        (  # a name and its translation beside upper names
            ("年份", "总数", "男", None, "女", None),
            ("Year", "Total", "人数", "比重", "人数", "比重"),
            ("年份_Year", "总数_Total", "男_人数", "男_比重", "女_人数", "女_比重"),
        ),
    ],
)
def test_upper_names_without_merges_over_a_row_that_names_every_column(
    upper: Row, lower: Row, names: tuple[str, ...]
) -> None:
    rows: list[Row] = [("人口与财政", *(None,) * 5), upper, lower]
    rows += [("石门", "2022", "10", "12", "20", "21"), ("白沙", "2022", "11", "12", "22", "23")]
    header = find_tables(rows, ())[0].header
    assert (header.rows, header.names) == ((2, 3), names)


def test_a_long_remark_in_the_corner_is_merged_down_beside_upper_names() -> None:
    remark = "（本列数据的关系为：第一项加第二项之和，等于第三项加第四项之和）"
    rows: list[Row] = [
        (remark, "申请人情况", None, None),
        (None, "自然人", "法人", "总计"),
        ("一、新收申请", "33", "5", "38"),
        ("二、上年结转", "2", "0", "2"),
    ]
    merges = (Merge(1, 1, 2, 1), Merge(1, 2, 1, 4))
    assert find_tables(rows, merges)[0].header.rows == (1, 2)


def test_a_span_of_years_is_a_name_beside_years() -> None:
    rows: list[Row] = [
        ("指标", "总量", None, "平均增速", None),
        (None, "1990", "2007", "1979-2007", "1991-2007"),
        ("人口", "123.3", "184.9", "0.8", "0.7"),
        ("城镇", "32.1", "62.4", "5.2", "4.6"),
    ]
    header = find_tables(rows, ())[0].header
    assert header.names[3:] == ("平均增速_1979-2007", "平均增速_1991-2007")


def test_numbers_under_one_name_whose_merges_were_lost() -> None:
    rows: list[Row] = [
        ("期号", "日期", "红球", None, None, "蓝球"),
        (None, None, "1", "2", "3", None),
        ("2024061", "6月2日", "03", "8", "12", "7"),
        ("2024062", "6月4日", "01", "9", "15", "1"),
    ]
    header = find_tables(rows, ())[0].header
    assert header.names[2:] == ("红球_1", "红球_2", "红球_3", "蓝球")
    rows[1] = (None, None, "1", "2", "得分", None)
    assert find_tables(rows, ())[0].header.rows == (1,)
    rows[:2] = [("期号", "日期", "红球", None, None, None), (None, None, "1", "2", "3", "得分")]
    header = find_tables(rows, ())[0].header
    assert header.names[2:] == ("红球_1", "红球_2", "红球_3", "红球_得分")


def test_a_row_that_translates_the_lowest_names() -> None:
    rows: list[Row] = [
        ("年龄组", "人口数", None, "比重（%）"),
        (None, "男", "女", None),
        ("Age Group", "Male", "Female", "Percentage"),
        ("0-4", "1150", "1051", "4.21"),
        ("5-9", "1380", "1222", "4.98"),
    ]
    merges = (Merge(1, 2, 1, 3),)
    assert find_tables(rows, merges)[0].header.rows == (1, 2, 3)
    letters: list[Row] = [*rows[:2], ("A", "B", "C", "D"), *rows[3:]]
    assert find_tables(letters, merges)[0].header.rows == (1, 2)


def test_names_of_three_levels_whose_merges_were_lost() -> None:
    rows: list[Row] = [
        ("单位", "2023年", None, "2024年", None),
        (None, "一季度", None, "一季度", None),
        (None, "收入", "支出", "收入", "支出"),
        ("青石镇", "100", "90", "110", "95"),
        ("白沙乡", "80", "70", "85", "80"),
        ("石门镇", "60", "55", "66", "60"),
    ]
    (table,) = find_tables(rows, ())
    assert table.header.rows == (1, 2, 3)


def test_days_under_a_month_whose_merge_was_lost() -> None:
    rows: list[Row] = [
        ("站名", "警戒水位", "6月", None, None),
        (None, None, "15日", "16日", "17日"),
        ("清溪站", "33.50", "30.12", "30.66", "31.80"),
        ("石门站", "45.00", "42.11", "42.90", "43.50"),
    ]
    assert find_tables(rows, ())[0].header.names[2:] == ("6月_15日", "6月_16日", "6月_17日")


def test_english_names_may_carry_the_sign_of_a_unit() -> None:
    rows: list[Row] = [
        ("月份", "平均气温", "降水量"),
        ("Month", "Average Temperature (℃)", "Precipitation (mm)"),
        ("1月 Jan.", "5.5", "66.2"),
        ("2月 Feb.", "7.8", "102.0"),
    ]
    assert find_tables(rows, ())[0].header.rows == (1, 2)


def test_codes_over_values_that_are_none_are_the_lower_names() -> None:
    rows: list[Row] = [
        ("下行", None, "车站", "上行", None),
        ("K5302", "K5304", None, "K5301", "K5303"),
        ("08:00", "14:20", "成渡", "12:30", "20:05"),
        ("08:45", "15:06", "柳溪", "11:40", "19:18"),
    ]
    merges = (Merge(1, 1, 1, 2), Merge(1, 3, 2, 3), Merge(1, 4, 1, 5))
    for known in (merges, ()):
        assert find_tables(rows, known)[0].header.names[:3] == ("下行_K5302", "下行_K5304", "车站")


def test_numbers_of_documents_over_amounts_are_the_lower_names() -> None:
    rows: list[Row] = [
        ("乡镇", "资金文号", None, "合计"),
        (None, "云财农〔2024〕3号", "云财农〔2024〕12号", None),
        ("柳溪镇", "120", "33", "153"),
        ("石滩镇", "100", "20", "120"),
    ]
    assert find_tables(rows, ())[0].header.rows == (1, 2)
    rows[2] = ("柳溪镇", "云财农〔2023〕9号", "云财农〔2023〕10号", "153")
    assert find_tables(rows, ())[0].header.rows == (1,)


def test_units_that_differ_below_one_name_are_names() -> None:
    rows: list[Row] = [
        ("罪名", "批准逮捕", None, "提起公诉", None),
        (None, "件", "人", "件", "人"),
        ("盗窃", "40", "45", "60", "70"),
        ("诈骗", "30", "50", "40", "75"),
    ]
    assert find_tables(rows, ())[0].header.names[1:3] == ("批准逮捕_件", "批准逮捕_人")
    rows[1:1] = [(None, "数量", "人数", "数量", "人数")]
    assert find_tables(rows, ())[0].header.rows == (1, 2)
