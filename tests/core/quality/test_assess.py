"""Quality: planted faults are found with their rows; a clean table scores 1."""

import datetime
import random
import tracemalloc
from dataclasses import replace

import pyarrow as pa
import pytest

from app.core import text_bytes
from app.core.catalog.infer import infer
from app.core.intake.profiling.column_types import profile
from app.core.jobs import Job
from app.core.model import Entry, InfoItem, Report, Table, percent
from app.core.quality.assess import assess
from app.core.quality.check import dimensions
from tests.core.tables import table

TODAY = datetime.date(2026, 11, 23)
Columns = dict[str, list[str | None]]


def clean(rows: int = 40) -> Columns:
    return {
        "序号": [str(n + 1) for n in range(rows)],
        "名称": [f"第{n}公厕" for n in range(rows)],
        "面积": [f"{n + 10}.5" for n in range(rows)],
        "启用": [f"2020-01-{n % 28 + 1:02d}" for n in range(rows)],
    }


def entry_of(source: Table) -> Entry:
    entry = infer(source, provider="a", provider_code="b", sequence=1, today=TODAY)
    return replace(entry, fields=entry.fields | {"update_cycle": "每年"})


def report(columns: Columns, entry: Entry | None = None, today: datetime.date = TODAY) -> Report:
    source = table(columns)
    return assess(source, entry or entry_of(source), today, Job())


def found(result: Report) -> dict[tuple[str, str], tuple[int, ...]]:
    return {(problem.field, problem.code): problem.rows for problem in result.problems}


def test_clean_table_scores_one() -> None:
    result = report(clean())
    assert result.score == 1
    assert set(result.dimensions) == set(dimensions())
    assert set(result.dimensions.values()) == {1.0}
    assert result.problems == ()
    assert result.machine_readable


def test_blank_cells() -> None:
    columns = clean()
    columns["名称"][3] = columns["名称"][9] = None
    result = report(columns)
    assert found(result) == {("名称", "blank-cells"): (4, 10)}
    assert result.dimensions["completeness"] == pytest.approx(1 - 2 / 40 / 4, abs=1e-4)


def test_a_single_fault_among_many_cells_shows_in_the_score() -> None:
    columns = clean(40_000)
    columns["名称"][3] = None
    result = report(columns)
    assert result.dimensions["completeness"] == 0.9999
    assert result.score == 0.9999
    assert percent(result.score) == "99.9%"


@pytest.mark.parametrize(
    ("score", "told"), [(1.0, "100.0%"), (0.99999, "99.9%"), (0.29, "29.0%"), (0.0, "0.0%")]
)
def test_only_a_faultless_score_reads_as_a_hundred(score: float, told: str) -> None:
    assert percent(score) == told


def test_remarks_may_be_blank() -> None:
    assert report(clean() | {"备注": [None] * 40}).dimensions["completeness"] == 1


def test_rows_that_stand_twice_but_for_their_serial_number() -> None:
    columns = clean()
    for name in ("名称", "面积", "启用"):
        columns[name][7] = columns[name][2]
    result = report(columns)
    assert found(result)["", "duplicate-rows"] == (8,)
    assert result.dimensions["accuracy"] == pytest.approx(1 - 1 / 40)


def test_words_among_numbers() -> None:
    columns = clean()
    columns["面积"][5] = "约十"
    result = report(columns)
    assert found(result)["面积", "not-a-number"] == (6,)
    assert result.dimensions["accuracy"] < 1


def test_column_of_words_is_not_wrong() -> None:
    columns = clean() | {"类型": ["甲", "乙"] * 20}
    assert report(columns).dimensions["accuracy"] == 1


@pytest.mark.parametrize(
    ("item", "value"),
    [
        (InfoItem("名称", "C", 10), "很长很长很长的名称"),
        (InfoItem("面积", "N", 10), "十"),
        (InfoItem("面积", "I", 10), "1.5"),
        (InfoItem("启用", "D", 20), "去年"),
        (InfoItem("启用", "D", 20), "2020-13-45"),
        (InfoItem("启用", "L", 20), "也许"),
    ],
)
def test_values_that_break_their_declaration(item: InfoItem, value: str) -> None:
    good = {"名称": "甲", "面积": "7", "启用": "是" if item.type == "L" else "2020-01-01"}[
        item.name
    ]
    columns: Columns = {item.name: [good, value, good], "另": ["1", "2", "3"]}
    entry = Entry("guide-2017", {"publish_date": "2026-11-23"}, (item,))
    result = report(columns, entry)
    assert found(result)[item.name, "not-as-declared"] == (2,)
    assert result.dimensions["validity"] == pytest.approx(1 - 1 / 6, abs=1e-4)


def test_item_without_column() -> None:
    entry = Entry("guide-2017", {"publish_date": "2026-11-23"}, (InfoItem("没有", "C", 1),))
    assert ("没有", "not-as-declared") in found(report(clean(), entry))


@pytest.mark.parametrize(("days", "score"), [(0, 1.0), (366, 1.0), (367, 0.5), (800, 0.25)])
def test_overdue(days: int, score: float) -> None:
    result = report(clean(), today=TODAY + datetime.timedelta(days=days))
    assert result.dimensions["timeliness"] == score
    assert (("publish_date", "overdue") in found(result)) == (score < 1)


def test_without_a_date_timeliness_cannot_be_told() -> None:
    entry = replace(entry_of(table(clean())), fields={})
    result = report(clean(), entry)
    assert result.dimensions["timeliness"] == 0
    assert ("publish_date", "overdue") in found(result)


def test_nameless_column_is_not_machine_readable() -> None:
    assert not report(clean() | {"列5": ["1"] * 40}).machine_readable


@pytest.mark.parametrize("columns", [{"a": []}, {"a": [None]}, {"序号": ["1", "2"]}])
def test_small_tables_do_not_break_it(columns: Columns) -> None:
    result = report(columns)
    assert 0 <= result.score <= 1


def test_texts_are_judged_alike_in_however_many_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    rng = random.Random(5)
    rows = 300
    source = table(
        {
            "统一社会信用代码": [f"91330100MA{rng.randrange(10**8):08d}" for _ in range(rows)],
            "单位名称": [
                f"清溪县第{n}小学" if n % 7 else f" 清溪县第 {n} 小学" for n in range(rows)
            ],
            "成立日期": [
                f"2{n % 10}00-13-01" if n % 50 == 0 else f"2001-01-{n % 28 + 1:02d}"
                for n in range(rows)
            ],
            "人数": [None if n % 20 == 0 else f"{n * 7}" for n in range(rows)],
            "联系人": [f"王{chr(0x4E00 + n)}" for n in range(rows)],
        }
    )
    columns = [column.cast(pa.string()) for column in source.data.columns]
    source = replace(source, data=pa.table(columns, source.data.column_names))
    usual = assess(source, entry_of(source), TODAY, Job())
    monkeypatch.setattr(text_bytes, "_PART_BYTES", 1)
    assert assess(source, entry_of(source), TODAY, Job()) == usual
    assert usual.problems


def test_what_it_takes_does_not_grow_with_the_text() -> None:
    text = "来信反映道路积水，请尽快处理。" * 50
    cells = pa.chunked_array([[f"{n}{text}" for n in range(20_000)]])
    data = pa.table({"内容": pa.chunked_array([cells.slice(0, 999), cells.slice(999)])})
    source = replace(table({"内容": ["甲"]}), data=data, profile=profile(data))
    entry = entry_of(source)
    usual = pa.default_memory_pool()
    counted = pa.proxy_memory_pool(usual)
    pa.set_memory_pool(counted)
    tracemalloc.start()
    try:
        assess(source, entry, TODAY, Job())
        taken = tracemalloc.get_traced_memory()[1] + counted.max_memory()
    finally:
        tracemalloc.stop()
        pa.set_memory_pool(usual)
    assert taken < data.nbytes
