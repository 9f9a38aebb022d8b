"""The filter before the judge: fast, and never wrong about a row that it clears."""

from dataclasses import replace

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.intake.layout import Header, Judge, Suspects
from app.core.intake.layout.habit import Habit
from app.core.intake.sheet import Merge, Row

NAMES = ("序号", "名称", "数量", "备注")
CELLS = [
    *(
        None,
        None,
        "1",
        "2",
        "3",
        "甲",
        "一",
        "二、",
        "（三）",
        "合计",
        " 合　计 ",
        "小计：",
        "其中：",
    ),
    *(
        "合计（大写）：壹元",
        "二、县区小计",
        "1-3 月累计",
        "报价合计=1+2",
        "A",
        "B",
        "C",
        "（示例）甲",
        "达标率",
        "城区（1所）",
        "注：无",
        " 注 1：无",
        "注１：",
        "第1页",
        "第 １ 页",
        "填表人：王一",
    ),
    *(
        "单位：万元",
        "单 位：元",
        "（万元）",
        "吨",
        "序号",
        "名 称",
        "名称",
        "数量",
        " 备注",
        "地区",
        "姓　名",
    ),
    *(
        "学校名称",
        "床位数",
        "必填",
        "①含农垦",
        "　",
        " ",
        "全县",
        "5=1+2",
        "统计表",
        "计",
        "人民路1号 二楼",
    ),
    *(
        "2024-05-01 10:00:00",
        "本年收入合计",
        "\u3000税收",
        "联系电话:",
        "数据\t来源",
        "缺考",
        "x" * 45,
    ),
    *(
        "最高分",
        " 及 格率",
        "总分（100分）",
        "Total",
        "Total ",
        "总 计 Total",
        "总计Total",
        "本月合计",
        " 本年累计\u3000",
        "本 页 小 计",
        "借",
        "参考人数",
        "全市平均",
    ),
    *("局长：", "流动资产：", "经办人：李某", "日期: 5月", "2024年9月30日", "TR-01", "8:00"),
]
ROWS = st.lists(st.lists(st.sampled_from(CELLS), min_size=4, max_size=4), max_size=40)
HABITS = st.builds(
    Habit,
    st.frozensets(st.integers(0, 3)),
    st.sampled_from([None, 0]),
    st.sampled_from([frozenset(), frozenset("镇甲")]),
    st.sampled_from([frozenset(), frozenset({"甲"})]),
    st.sampled_from([frozenset(), frozenset({4})]),
    st.just(frozenset()),
    st.booleans(),
)


def columns(rows: list[Row], width: int) -> list[pa.DictionaryArray]:
    return [
        pa.array([row[place] for row in rows], pa.string()).dictionary_encode()
        for place in range(width)
    ]


@given(ROWS, HABITS, st.integers(1, 4), st.integers(1, 12))
def test_judging_the_suspects_is_judging_all(
    rows: list[Row], habit: Habit, width: int, block: int
) -> None:
    header = Header((1,), tuple(range(1, width + 1)), NAMES[:width], 2)
    labels, merges = frozenset(NAMES[:width]), [Merge(4, 1, 4, 3), Merge(6, 1, 8, 1)]
    rows = [tuple(row[:width]) for row in rows]
    habit = replace(habit, values=frozenset(n for n in habit.values if n < width))
    every = Judge(header, labels, merges, habit)
    all_judged = [every(number, cells) for number, cells in enumerate(rows, 2)]

    some, suspects, judged = Judge(header, labels, merges, habit), None, []
    suspects = Suspects(header, labels, habit)
    for start in range(0, len(rows), block):
        part = rows[start : start + block]
        mask = suspects(start + 2, columns(part, width))
        for place, cells in enumerate(part):
            judged.append(some(start + place + 2, cells) if mask[place] else None)
    end = every.end
    assert some.end == end
    ours = [reason for reason in judged if reason != "next-table"]
    theirs = [reason for reason in all_judged if reason != "next-table"]
    assert ours[: len(theirs)] == theirs


def test_a_column_of_plain_values_has_no_suspects_but_the_first() -> None:
    rows: list[Row] = [(str(n), f"青石{n}", str(n * 7), "好") for n in range(1000)]
    mask = Suspects(Header((1,), (1, 2, 3, 4), NAMES, 2), frozenset(NAMES))(50, columns(rows, 4))
    assert np.flatnonzero(mask).tolist() == [0, 1, 2]


@pytest.mark.parametrize(
    "word",
    [
        "合计",
        "注：一",
        "序号",
        "单位：元",
        "小 计",
        "Total",
        "总计Total",
        "最高分",
        "局长：",
        "数 量",
    ],
)
def test_a_telling_word_makes_a_suspect(word: str) -> None:
    rows: list[Row] = [(str(n), "甲", str(n), "好") for n in range(20)]
    rows[12] = (word, "1", "2", "3")
    mask = Suspects(Header((1,), (1, 2, 3, 4), NAMES, 2), frozenset(NAMES))(50, columns(rows, 4))
    assert np.flatnonzero(mask).tolist() == [0, 1, 2, 12, 13, 14, 15]


@pytest.mark.parametrize("word", ["本月合计", "小 计", "本年累计\u3000", " 合计"])
def test_a_running_total_makes_a_suspect_wherever_it_stands(word: str) -> None:
    rows: list[Row] = [("1", "31", "记-3", "付会计") for n in range(20)]
    rows[12] = ("1", "31", "记-3", word)
    mask = Suspects(Header((1,), (1, 2, 3, 4), NAMES, 2), frozenset(NAMES))(50, columns(rows, 4))
    assert np.flatnonzero(mask).tolist() == [0, 1, 2, 12, 13, 14, 15]


def test_a_block_without_texts() -> None:
    header = Header((1,), (1, 2), NAMES[:2], 2)
    assert Suspects(header, frozenset())(9, columns([(None, None)] * 4, 2)).all()
    assert len(Suspects(header, frozenset())(9, columns([], 2))) == 0


def test_blank_is_what_python_calls_blank() -> None:
    """A character that only Python strips would hide a blank row from the judge."""
    spaces = [chr(code) for code in range(0x11000) if chr(code).isspace()]
    rows: list[Row] = [(space, "") for space in spaces]
    header = Header((1,), (1, 2), NAMES[:2], 2)
    assert Suspects(header, frozenset())(50, columns(rows, 2)).all()


def test_words_are_found_whatever_bytes_they_begin_and_end_with() -> None:
    texts = ["合计", "注：甲", "2023年合计", "2023年合计 ", "\u3000合计", "12", "a1", "甲村", "é1"]
    rows: list[Row] = [(text, "1", "2") for text in texts for _ in range(9)]
    header = Header((1,), (1, 2, 3), NAMES[:3], 2)
    for held in (columns(rows, 3), [column.cast(pa.string()) for column in columns(rows, 3)]):
        found = Suspects(header, frozenset())(50, held).reshape(-1, 9).all(axis=1)
        assert [text for text, is_suspect in zip(texts, found, strict=True) if is_suspect] == texts[
            :5
        ]
