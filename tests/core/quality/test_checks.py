"""Every check: what it finds, with its rows, and what it lets pass."""

import datetime
import unicodedata

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.catalog.infer import infer
from app.core.contingency import code
from app.core.jobs import Job
from app.core.model import ColumnProfile, Entry, InfoItem, Problem
from app.core.quality.assess import assess
from app.core.quality.check import checks, dimensions
from app.core.quality.subject import Column, Subject
from tests.core.tables import data, table

TODAY = datetime.date(2026, 11, 23)
USCC = ["11330000002482090Q", "11100000000013127D", "91350100M000100Y43", "91110000600037341L"]
Cells = list[str | None]


def problems(
    columns: dict[str, Cells], entry: Entry | None = None
) -> dict[tuple[str, str], Problem]:
    source = table(columns)
    told = entry or infer(source, provider="a", provider_code="b", sequence=1, today=TODAY)
    report = assess(source, told, TODAY, Job())
    return {(problem.field, problem.code): problem for problem in report.problems}


def of(code: str, cells: Cells, name: str = "列名") -> tuple[int, ...] | None:
    """The example rows of one kind of fault in a table of one column."""
    other: Cells = [str(n) for n in range(len(cells))]
    found = problems({name: cells, "流水": other}).get((name, code))
    return None if found is None else found.rows


def test_every_check_says_where_it_belongs() -> None:
    for check in checks.all().values():
        assert check.dimension in dimensions()
        assert check.source
        assert check.title.zh


@pytest.mark.parametrize(
    ("code", "cells", "rows"),
    [
        ("mixed-dates", ["2024-03-01", "2024-04-02", "2024/5/6"], (3,)),
        ("mixed-dates", ["2024年3月1日", "20240402", "2024年5月6日"], (2,)),
        ("mixed-dates", ["2024-03-01", "2024-04-02", None], None),
        ("mixed-dates", ["20240301", "20240402"], None),
        ("impossible-dates", ["2024-02-30", *["2024-02-01"] * 19], (1,)),
        ("impossible-dates", ["2024-02-29", "2023-02-28"], None),
        ("impossible-dates", ["1.2.3", "10.0.0"], None),
        ("future-dates", ["2031-01-01", *["2020-01-01"] * 30], (1,)),
        ("future-dates", ["9999-12-31", *["2020-01-01"] * 30], None),
        ("future-dates", ["2031-01-01"] * 10 + ["2020-01-01"] * 10, None),
        ("mixed-units", ["12万元", "300万元", "3500元", "7万元"], (3,)),
        ("mixed-units", ["12万元", "300", "7万元"], (2,)),
        ("mixed-units", ["12万元", "300万元"], None),
        ("mixed-units", ["12", "300"], None),
        ("mixed-units", ["3个月", "一年", "长期"], None),
        ("alike-names", ["第一医院", "第一医院 ", "第一医院", "第二医院"], (2,)),
        ("alike-names", ["ＡＢ公司", "ab公司", "AB公司", "AB公司"], (1, 2)),
        ("alike-names", ["甲", "乙", "甲"], None),
        ("alike-names", ["（）", "——", "无"], None),
        ("stray-blanks", ["甲", " 乙", "丙\u200b", "丁\u3000"], (2, 3, 4)),
        ("stray-blanks", ["甲 乙", "丙"], None),
        ("not-a-number", [*map(str, range(30)), "约十"], (31,)),
        ("not-a-number", ["甲", "1"], None),
        ("blank-cells", ["甲", None], (2,)),
        ("wrong-check-digits", [*USCC, "113300000024820901"], (5,)),
        ("wrong-check-digits", [*USCC, *USCC, "登记中"], (9,)),
        ("wrong-check-digits", USCC, None),
        ("wrong-check-digits", ["113300000024820901"] * 4, None),
    ],
)
def test_found_or_let_pass(code: str, cells: Cells, rows: tuple[int, ...] | None) -> None:
    assert of(code, cells) == rows


@given(
    st.lists(st.text(st.sampled_from("aAＡ店㈱(一)（· .-1ǅ"), min_size=1, max_size=3), max_size=30)
)
def test_names_alike_as_counted_by_hand(cells: list[str]) -> None:
    groups: dict[str, list[str]] = {}
    for cell in sorted(dict.fromkeys(cells), key=lambda cell: -cells.count(cell)):
        plain = unicodedata.normalize("NFKC", cell)
        groups.setdefault("".join(c for c in plain if c not in " ·.-()").lower(), []).append(cell)
    wrong = {cell for bare, alike in groups.items() if bare for cell in alike[1:]}
    rows = tuple(row for row, cell in enumerate(cells, 1) if cell in wrong)[:5]
    coded = code(data({"名称": [*cells]})["名称"])
    profile = ColumnProfile("名称", "text", 0, 0, ())
    column = Column("名称", coded.values, coded.codes, profile)
    subject = Subject(table({"名称": [*cells]}), Entry("guide-2017", {}, ()), TODAY)
    (*told,) = checks.get("alike-names").of_column(column, subject)
    found = told[0].rows if told else None
    assert tuple(np.flatnonzero(found)[:5] + 1 if found is not None else ()) == rows


def test_letters_are_no_names() -> None:
    name, letter = "清溪县第一中学", "来信反映道路积水问题。" * 20
    assert of("alike-names", [name, f"{name}。", letter, "乙"]) == (2,)
    assert of("alike-names", [letter, f"{letter}。", name, "乙"]) is None


def test_deadlines_may_lie_ahead() -> None:
    cells: Cells = ["2031-01-01", *["2020-01-01"] * 30]
    assert of("future-dates", cells, "有效期至") is None
    assert of("blank-cells", ["甲", None], "备注") is None


def test_keys_that_stand_twice() -> None:
    cells: Cells = [f"K{n:04d}" for n in range(100)]
    assert of("repeated-keys", cells, "许可证号") is None
    cells[7] = cells[3]
    assert of("repeated-keys", cells, "许可证号") == (4, 8)
    assert of("repeated-keys", cells, "名称") is None
    entry = Entry("guide-2017", {}, (InfoItem("名称", "C", 10, key=True),))
    assert problems({"名称": cells}, entry)["名称", "repeated-keys"].rows == (4, 8)


def test_series_that_hang() -> None:
    moving: Cells = [f"{n % 37}.{n % 10}" for n in range(200)]
    assert of("frozen-series", moving) is None
    hung = [*moving[:100], *["12.5"] * 40, *moving[140:]]
    assert of("frozen-series", hung) == (101, 102, 103, 104, 105)
    assert of("frozen-series", [*moving[:100], *["0.0"] * 40, *moving[140:]]) is None
    assert of("frozen-series", sorted(moving * 8, key=str)) is None


def test_column_names() -> None:
    assert ("列5", "nameless-columns") in problems({"列5": ["1"], "b": ["2"]})
    assert ("列车", "nameless-columns") not in problems({"列车": ["1"], "b": ["2"]})


def test_counts_and_weights_are_told() -> None:
    found = problems({"a": ["甲 ", "乙", None], "b": ["1", "2", "3"]})
    assert found["a", "stray-blanks"].severity == "warn"
    assert found["a", "stray-blanks"].count == 1
    assert found["a", "blank-cells"].dimension == "completeness"


def test_rows_may_be_alike_where_no_column_tells_them_apart() -> None:
    groups: dict[str, Cells] = {
        "序号": [str(n) for n in range(40)],
        "年龄": ["20-29", "30-39"] * 20,
    }
    assert ("", "duplicate-rows") not in problems(groups)
    named = groups | {"名称": [f"第{n}店" for n in range(39)] + ["第1店"]}
    assert problems(named)["", "duplicate-rows"].rows == (40,)
