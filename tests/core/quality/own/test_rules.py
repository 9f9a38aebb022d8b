"""A user's own rules: each kind broken and kept, and files that are none."""

import json
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.errors import ColumnUnknown, ParameterInvalid
from app.core.jobs import Job
from app.core.model import Entry
from app.core.quality.assess import found
from app.core.quality.own.expression import broken, columns_of, parsed
from app.core.quality.own.rules import Range, checks_of, datasets, read_rules, references, told
from app.core.quality.subject import Subject
from tests.core.quality.test_checks import TODAY
from tests.core.tables import data, table

COLUMNS: dict[str, list[str | None]] = {
    "代码": ["A1", "A2", "A2", None],
    "甲": ["1", "2", "1,000", "约"],
    "乙": ["2", "2", "3", "4"],
    "合计": ["3", "5", "1003", "9"],
    "开始": ["2024-01-01", "2024年5月1日", "2024/3/1", None],
    "结束": ["2024-02-01", "2024-04-01", "2024.3.1", "2024-01-01"],
}
OTHER = {"名册.csv": data({"编码": ["A1", "A9", None]})}


def rows(**rule: Any) -> list[int]:
    """The rows (from 1) that break a rule."""
    told = read_rules(json.dumps({"rules": [{"source": "本局", **rule}]}).encode())
    source = table(COLUMNS)
    own = checks_of(told, OTHER, source.columns)
    subject = Subject(source, Entry("guide-2017", {}, ()), TODAY)
    broke = [fault.rows for _, fault in found(subject, own, Job()) if fault.rows is not None]
    assert len(broke) <= 1
    return (np.flatnonzero(broke[0]) + 1).tolist() if broke else []


@pytest.mark.parametrize(
    ("rule", "broke"),
    [
        ({"kind": "range", "column": "甲", "min": 2}, [1, 4]),
        ({"kind": "range", "column": "甲", "max": 1000}, [4]),
        ({"kind": "range", "column": "乙", "min": 2, "max": 4}, []),
        ({"kind": "regex", "column": "代码", "pattern": r"A\d"}, []),
        ({"kind": "regex", "column": "代码", "pattern": "A1"}, [2, 3]),
        ({"kind": "set", "column": "乙", "values": ["2", "3"]}, [4]),
        ({"kind": "not-null", "column": "代码"}, [4]),
        ({"kind": "unique", "columns": ["代码"]}, [2, 3]),
        ({"kind": "unique", "columns": ["代码", "甲"]}, []),
        ({"kind": "expression", "expression": "甲 + 乙 == 合计"}, [2]),
        ({"kind": "expression", "expression": "结束 >= 开始"}, [2]),
        ({"kind": "expression", "expression": "not 甲 > 2 or 乙 == 3"}, []),
        ({"kind": "expression", "expression": "1 <= 乙 < 4"}, [4]),
        (
            {"kind": "foreign-key", "column": "代码", "file": "名册.csv", "reference": "编码"},
            [2, 3],
        ),
    ],
)
def test_each_kind(rule: dict[str, Any], broke: list[int]) -> None:
    assert rows(**rule) == broke


@pytest.mark.parametrize(
    "rule",
    [
        {"kind": "range", "column": "甲"},  # without a source
        {"kind": "wish", "column": "甲", "source": "a"},
        {"kind": "range", "column": "甲", "least": 1, "source": "a"},
        {"kind": "regex", "column": "甲", "pattern": "(", "source": "a"},
        {"kind": "unique", "columns": [], "source": "a"},
        {"kind": "foreign-key", "column": "代码", "reference": "编码", "source": "a"},
        {
            "kind": "foreign-key",
            "column": "代码",
            "reference": "编码",
            "source": "a",
            "file": "b.csv",
            "dataset": "名册",
        },
        {"kind": "expression", "expression": "甲 +", "source": "a"},
        {"kind": "expression", "expression": "甲 + 乙", "source": "a"},
        {"kind": "expression", "expression": "__import__('os').system('ls') == 0", "source": "a"},
        {"kind": "expression", "expression": "甲.real == 0", "source": "a"},
        {"kind": "expression", "expression": "甲 == '1'", "source": "a"},
        {"kind": "expression", "expression": "(" * 300 + "甲 > 1" + ")" * 300, "source": "a"},
    ],
)
def test_what_is_no_rule_is_refused(rule: dict[str, Any]) -> None:
    with pytest.raises(ParameterInvalid):
        read_rules(json.dumps({"rules": [rule]}).encode())


def test_unknown_columns_are_named() -> None:
    for rule in (
        {"kind": "range", "column": "没有", "min": 1},
        {"kind": "expression", "expression": "没有 > 1"},
        {"kind": "foreign-key", "column": "代码", "file": "名册.csv", "reference": "没有"},
    ):
        with pytest.raises(ColumnUnknown):
            rows(**rule)


def test_a_dataset_that_is_not_at_hand_is_said_so() -> None:
    told = {"kind": "foreign-key", "column": "代码", "dataset": "名册", "reference": "编码"}
    rules = read_rules(json.dumps({"rules": [told | {"source": "a"}]}).encode())
    assert (references(rules), datasets(rules)) == ((), ("名册",))
    (check,) = checks_of(rules, {}, ["代码"])
    subject = Subject(table({"代码": ["a"]}), Entry("guide-2017", {}, ()), TODAY)
    (fault,) = check.of_column(subject.column("代码"), subject)
    assert (fault.rows, fault.count) == (None, 0)
    assert "名册" in fault.message.zh


def test_files_of_foreign_keys() -> None:
    rule = {
        "kind": "foreign-key",
        "column": "代码",
        "file": "b.csv",
        "reference": "x",
        "source": "a",
    }
    assert references(read_rules(json.dumps({"rules": [rule, rule]}).encode())) == ("b.csv",)


@given(st.lists(st.tuples(st.integers(-99, 99), st.integers(-99, 99)), min_size=1, max_size=20))
def test_as_python_reckons(pairs: list[tuple[int, int]]) -> None:
    text = "a + b * 2 >= 3 and not a == b or -a < b / 4"
    a, b = (np.array(side, float) for side in zip(*pairs, strict=True))
    tree = parsed(text)
    assert columns_of(tree) == ("a", "b")
    wrong = broken(tree, {"a": a, "b": b})
    assert wrong.tolist() == [not eval(text, {}, {"a": x, "b": y}) for x, y in pairs]  # noqa: S307


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (0.5, 4.0, "应在 0.5 与 4 之间"),
        (None, 4.0, "应不大于 4"),
        (0.0, None, "应不小于 0"),
        (None, None, "应为数值"),
    ],
)
def test_a_range_is_told_by_the_limits_that_it_has(
    low: float | None, high: float | None, words: str
) -> None:
    assert told(Range(column="面积", min=low, max=high, source="a")).zh == words
