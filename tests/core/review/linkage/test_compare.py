"""Linkages: exact on tables at hand, as stated on sketches, and told in words."""

import random
from collections import Counter
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.core.errors import Cancelled
from app.core.jobs import Job
from app.core.model import Table
from app.core.review.linkage import sketch as room
from app.core.review.linkage.compare import compare, compare_tables, linkage_of
from app.core.review.linkage.link import Linkage, as_json
from app.core.review.linkage.sketch import SketchForeign, sketch
from tests.core.tables import table

KEY = b"k" * 32
Row = tuple[str, str, str]
ROWS = st.lists(
    st.tuples(
        st.sampled_from(["东河镇", "西河镇", "南山乡"]),
        st.sampled_from(["1990-01", "1990-02", "1991-01", "1991-07"]),
        st.sampled_from(["男", "女"]),
    ),
    min_size=1,
    max_size=25,
)


def made(rows: list[Row], names: tuple[str, ...], **more: list[str | None]) -> Table:
    return table(dict(zip(names, map(list, zip(*rows, strict=True)), strict=True)) | more)


def people(generator: random.Random, rows: int, towns: int = 30) -> list[Row]:
    return [
        (
            f"第{generator.randrange(towns)}镇",
            f"{generator.randrange(1950, 2010)}-{generator.randrange(1, 13):02d}",
            generator.choice("男女"),
        )
        for _ in range(rows)
    ]


NAMES = ("乡镇", "出生年月", "性别")
OTHER_NAMES = ("所属", "生日", "性别")


def counted(link: Linkage, mine: list[Row], theirs: list[Row]) -> dict[str, Any]:
    """By brute force, over the columns that the linkage names."""
    chosen = [NAMES.index(name) for name in link.columns]
    cut = [{"": 7, "year": 4}[each] for each in link.cuts]

    def values(row: Row) -> tuple[str, ...]:
        return tuple(
            row[place][:length] if place == 1 else row[place]
            for place, length in zip(chosen, cut, strict=True)
        )

    ours, others = Counter(map(values, mine)), Counter(map(values, theirs))
    shared = ours.keys() & others.keys()
    return {
        "containment": len(shared) / min(len(ours), len(others)),
        "rows_matched": sum(ours[each] for each in shared),
        "rows_matched_once": sum(ours[each] for each in shared if others[each] == 1),
        "rows_made_unique": sum(ours[each] == others[each] == 1 for each in shared),
    }


@settings(max_examples=20)
@given(ROWS, ROWS)
def test_counts_are_those_of_brute_force(mine: list[Row], theirs: list[Row]) -> None:
    ours, others = made(mine, NAMES), made(theirs, NAMES)
    for links in (compare_tables(ours, [others]), compare(ours, [sketch(others, KEY)], KEY)):
        for link in links:
            told = {what: getattr(link, what) for what in counted(link, mine, theirs)}
            assert told == pytest.approx(counted(link, mine, theirs))
            assert link.rows_error == link.containment_error == 0


@settings(max_examples=20)
@given(ROWS, ROWS)
def test_a_sketch_tells_what_the_table_would(mine: list[Row], theirs: list[Row]) -> None:
    """Of up to three joined columns a sketch holds every combination."""
    ours, others = made(mine, NAMES), made(theirs, NAMES)
    (told,) = compare(ours, [sketch(others, KEY, dataset="a.csv")], KEY) or [None]
    (exact,) = compare_tables(ours, [others]) or [None]
    assert told == exact


def test_columns_are_found_by_what_they_hold() -> None:
    generator = random.Random(1)
    mine = people(generator, 500)
    theirs = [(town, month.replace("-", "年") + "月", sex) for town, month, sex in mine[:60]]
    other = made(theirs, OTHER_NAMES, 队员=[f"队员{n}" for n in range(60)])
    (link,) = compare_tables(made(mine, NAMES), [other])
    assert link.columns == NAMES
    assert link.others == OTHER_NAMES
    assert link.adds == ("队员",)
    assert link.containment == 1
    assert link.rows_made_unique > 50
    assert link.gate == "hold"


def test_a_column_of_the_same_name_that_holds_something_else_does_not_join() -> None:
    mine = table({"编码": [f"A{n}" for n in range(50)], "类别": ["甲", "乙"] * 25})
    other = table({"编码": [f"B{n}" for n in range(50)], "说明": ["丙", "丁"] * 25})
    assert compare_tables(mine, [other]) == ()


def test_yes_and_no_and_small_numbers_join_by_name_only() -> None:
    values: dict[str, list[str | None]] = {
        "低保": ["是", "否"] * 50,
        "人口": [str(n % 40 + 3) for n in range(100)],
    }
    others = {"党员": values["低保"], "分数": values["人口"]}
    assert compare_tables(table(values), [table(others)]) == ()
    (link,) = compare_tables(table(values), [table(values)])
    assert link.columns == ("低保", "人口")


def test_who_knows_the_month_knows_the_year() -> None:
    """Generalising a column does not put an end to a join, it makes it weaker."""
    generator = random.Random(2)
    mine = people(generator, 800)
    team = made(mine[:40], NAMES)
    years = made(
        [(town, month[:4] + "年", sex) for town, month, sex in mine], ("乡镇", "出生年份", "性别")
    )
    (months,) = compare_tables(made(mine, NAMES), [team])
    (link,) = compare_tables(years, [team])
    assert link.columns == ("乡镇", "出生年份", "性别")
    assert link.cuts == ("", "year", "")
    assert 0 < link.rows_made_unique < months.rows_made_unique
    assert "（按年）" in link.message.zh
    (told,) = compare(years, [sketch(team, KEY, dataset="a.csv")], KEY)
    assert told == link


def test_a_column_that_contradicts_the_join_is_left_out() -> None:
    generator = random.Random(3)
    mine = people(generator, 300)
    days = [f"2024-{n % 12 + 1:02d}-{n % 28 + 1:02d}" for n in range(300)]
    ours = made(mine, NAMES, 发放日期=days)
    other = made(mine[:50], NAMES, 训练日期=days[200:250])
    (link,) = compare_tables(ours, [other])
    assert link.columns == NAMES
    assert link.rows_made_unique > 40


def test_columns_that_make_no_row_unique_are_all_named() -> None:
    """Fewer columns would link more rows, and say less."""
    mine = table({"乡镇": ["东镇", "西镇"] * 50, "性别": ["男", "男", "女", "女"] * 25})
    (link,) = compare_tables(
        mine, [table({"所属": ["东镇", "西镇"], "性别": ["男", "女"], "队员": ["一", "二"]})]
    )
    assert link.columns == ("乡镇", "性别")
    assert (link.rows_matched, link.rows_matched_once, link.rows_made_unique) == (50, 50, 0)
    assert link.gate == "warn"


def test_a_shared_key_is_told_by_itself_and_what_it_brings_together() -> None:
    """Each table alone hides everybody among many; by the key both stand in one row."""
    rows = 240
    keys = [f"JZ{n * 37 % 9973:06d}" for n in range(rows)]
    mine = {"编号": keys, "乡镇": [f"第{n % 24}镇" for n in range(rows)]}
    others = {"案号": keys[::-1], "出生年": [str(1950 + (rows - 1 - n) // 8) for n in range(rows)]}
    (link,) = compare_tables(table(mine), [table(others)])
    assert link.shared_key
    assert link.columns == ("编号",)
    assert link.others == ("案号",)
    assert link.rows_made_unique == rows
    both = Counter(zip(mine["乡镇"], others["出生年"][::-1], strict=True))
    assert link.rows_unique_together == sum(count == 1 for count in both.values()) > 0
    (told,) = compare(table(mine), [sketch(table(others), KEY)], KEY)
    assert told.rows_made_unique == rows
    assert told.rows_unique_together is None


@settings(max_examples=20)
@given(
    st.lists(
        st.tuples(st.integers(0, 3), st.integers(0, 3), st.booleans()), min_size=25, max_size=40
    )
)
def test_rows_unique_together_by_brute_force(rows: list[tuple[int, int, bool]]) -> None:
    keys = [f"K{n:05d}" for n in range(len(rows))]
    mine = table({"编号": keys, "甲": [f"甲{a}" for a, _, _ in rows]})
    linked = [n for n, (_, _, there) in enumerate(rows) if there]
    other = table({"编号": [keys[n] for n in linked], "乙": [f"乙{rows[n][1]}" for n in linked]})
    links = [link for link in compare_tables(mine, [other]) if link.shared_key]
    varied = {a for a, _, _ in rows}, {rows[n][1] for n in linked}
    if not links or len(varied[0]) < 2 or len(varied[1]) < 2:
        return
    before = Counter(a for a, _, _ in rows)
    after = Counter((rows[n][0], rows[n][1]) for n in linked)
    unique = sum(after[rows[n][:2]] == 1 < before[rows[n][0]] for n in linked)
    assert links[0].rows_unique_together == unique


def test_last_months_list_of_the_same_columns_only_warns() -> None:
    generator = random.Random(4)
    mine = made(people(generator, 100), NAMES)
    (link,) = compare(mine, [sketch(mine, KEY)], KEY)
    assert link.rows_made_unique > 90
    assert (link.adds, link.gives) == ((), ())
    assert link.gate == "warn"
    assert "增减" in link.message.zh


def test_samples_are_right_within_the_error_they_state(monkeypatch: pytest.MonkeyPatch) -> None:
    """A list of 100,000 rows of which a sketch keeps every 25th tuple."""
    generator = random.Random(5)
    before = people(generator, 100_000, towns=300)
    mine = before[:30_000] + people(generator, 20_000, towns=300)
    monkeypatch.setattr(
        room,
        "limit",
        {
            "values_kept": 65536,
            "tuples_kept": 4096,
            "columns_joined": 6,
            "columns_together": 3,
        }.__getitem__,
    )
    ours, others = made(mine, NAMES, 金额=["1"] * len(mine)), made(before, NAMES)
    (told,) = compare(ours, [sketch(others, KEY, dataset="a.csv")], KEY)
    (exact,) = compare_tables(ours, [others])
    assert told.columns == exact.columns == NAMES
    assert exact.rows_error == 0
    assert 0 < told.rows_error < 0.15 * exact.rows_made_unique
    assert abs(told.rows_made_unique - exact.rows_made_unique) <= told.rows_error
    assert abs(told.containment - exact.containment) <= told.containment_error
    assert "±" in told.message.zh


def test_what_a_sample_does_not_show_is_not_ruled_out(monkeypatch: pytest.MonkeyPatch) -> None:
    generator = random.Random(7)
    before = people(generator, 3_000)
    limits = {
        "keys_kept": 64,
        "values_kept": 1000,
        "tuples_kept": 4,
        "columns_joined": 6,
        "columns_together": 3,
    }
    monkeypatch.setattr(room, "limit", limits.__getitem__)
    ours, others = made(before[:25], NAMES, 队员=["甲", "乙"] * 12 + ["丙"]), made(before, NAMES)
    (told,) = compare(ours, [sketch(others, KEY)], KEY)
    assert (told.rows_matched, told.rows_made_unique) == (0, 0)
    assert told.rows_error == 25  # all of them may be there
    assert told.gate == "warn"
    assert "不能排除" in told.message.zh
    assert "没有哪一行" not in told.message.zh


def test_a_sketch_of_another_workspace_is_refused() -> None:
    one = table({"编号": ["a", "b"]})
    with pytest.raises(SketchForeign):
        compare(one, [sketch(one, b"x" * 32)], KEY)


def test_each_table_is_told_by_its_file() -> None:
    generator = random.Random(6)
    rows = people(generator, 50)
    others = [
        replace(
            made(rows, NAMES, 队员=["甲", "乙"] * 25),
            source=replace(made(rows, NAMES).source, name=name),
        )
        for name in ("球队.csv", "棋社.csv")
    ]
    links = compare_tables(made(rows, NAMES), others)
    assert [link.dataset for link in links] == ["球队.csv", "棋社.csv"]
    (first, _) = as_json(links, "zh")
    assert {
        "dataset",
        "columns",
        "containment",
        "rows_matched",
        "rows_made_unique",
        "message",
    } <= set(first)
    assert "球队.csv" in first["message"]
    assert as_json(links, "en")[0]["message"] == links[0].message.en


def test_it_reports_and_can_be_cancelled() -> None:
    class Counting(Job):
        seen: list[tuple[int, int | None]] = []

        def show(self, done: int, total: int | None) -> None:
            self.seen.append((done, total))

    one = table({"编号": ["a", "b"], "乡镇": ["c", "d"]})
    job = Counting()
    linkage_of(one, [one], job)
    assert job.seen == [(0, 4), (1, 4), (2, 4), (3, 4)]
    job.cancel()
    with pytest.raises(Cancelled):
        linkage_of(one, [one], job)


def test_a_column_there_has_one_counterpart_here() -> None:
    towns: list[str | None] = [f"第{n % 30}镇" for n in range(90)]
    (link,) = compare_tables(table({"户籍地": towns, "居住地": towns}), [table({"乡镇": towns})])
    assert (link.columns, link.others) == (("户籍地",), ("乡镇",))


def test_dates_join_in_the_finest_form_that_both_have() -> None:
    months = [f"{1950 + n % 40}-{n % 12 + 1:02d}" for n in range(240)]
    other = table(
        {"出生年月": [f"{month[:5]}{(n % 11) + 1:02d}" for n, month in enumerate(months)]}
    )
    (link,) = compare_tables(table({"出生年月": months}), [other])
    assert link.cuts == ("",)
    assert link.containment < 1


def test_without_another_table_nothing_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    def refusing(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr("app.core.review.linkage.compare.read_columns", refusing)
    assert linkage_of(table({"证号": ["1", "2"]}), [], Job()) == ()
