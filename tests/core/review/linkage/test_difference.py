"""The difference of two releases: who came in, who went, who changed."""

from collections import Counter

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.core.review.linkage import identity
from app.core.review.linkage.compare import compare, compare_tables
from app.core.review.linkage.difference import ReleasesDiffer, difference
from app.core.review.linkage.sketch import SketchForeign, decode, encode, sketch
from tests.core.tables import table, tables

KEY = b"k" * 32
ROWS = st.lists(
    st.tuples(st.sampled_from("甲乙丙"), st.sampled_from("东西")), min_size=1, max_size=20
)
Columns = dict[str, list[str | None]]


def grants(numbers: range, amounts: dict[int, str] | None = None) -> Columns:
    """A list with a key, 序号 counting the rows."""
    return {
        "序号": [str(n + 1) for n, _ in enumerate(numbers)],
        "编号": [f"JZ{n:05d}" for n in numbers],
        "金额": [(amounts or {}).get(n, str(300 + n % 7)) for n in numbers],
    }


@settings(max_examples=20)
@given(ROWS, ROWS)
def test_without_a_key_rows_are_counted_with_their_doubles(
    before: list[tuple[str, str]], after: list[tuple[str, str]]
) -> None:
    old = {"类": [a for a, _ in before], "区": [b for _, b in before]}
    new = {"类": [a for a, _ in after], "区": [b for _, b in after]}
    told = difference(sketch(table(old), KEY), table(new), KEY)
    ours, theirs = Counter(after), Counter(before)
    assert told.by == ()
    assert told.added == (ours - theirs).total()
    assert told.removed == (theirs - ours).total()
    assert told.changed is None
    assert told.error == 0


@settings(max_examples=20)
@given(
    st.dictionaries(st.integers(0, 60), st.integers(0, 2), min_size=25),
    st.dictionaries(st.integers(0, 60), st.integers(0, 2), min_size=1),
)
def test_by_a_key_rows_are_found_again(before: dict[int, int], after: dict[int, int]) -> None:
    def listed(rows: dict[int, int]) -> Columns:
        return {"编号": [f"JZ{n:05d}" for n in rows], "金额": [f"{v}元" for v in rows.values()]}

    told = difference(sketch(table(listed(before)), KEY), table(listed(after)), KEY)
    assert told.by == ("编号",)
    assert told.added == len(after.keys() - before.keys())
    assert told.removed == len(before.keys() - after.keys())
    assert told.changed == sum(after[n] != before[n] for n in after.keys() & before.keys())
    assert (told.rows_before, told.rows_after) == (len(before), len(after))


def test_a_column_whose_name_says_so_names_the_rows() -> None:
    """A telephone number may be unique as well, but changes."""
    columns = grants(range(100))
    columns = {"电话": [f"142{n:08d}" for n in range(100)]} | columns
    before = sketch(table(columns), KEY)
    columns["电话"] = [f"142{n:08d}" for n in range(1, 101)]
    told = difference(before, table(columns), KEY)
    assert (told.by, told.added, told.removed, told.changed) == (("编号",), 0, 0, 100)


def test_an_amount_that_changes_for_all_does_not_hide_who_came_in() -> None:
    """Without a key, rows are found again by what tells persons apart, each of doubles for itself."""

    def month(rows: int, amount: str) -> Columns:
        return {
            "乡镇": [f"第{n % 24}镇" for n in range(rows)],
            "性别": ["男" if n % 5 else "女" for n in range(rows)],
            "金额": [amount + str(n % 3) for n in range(rows)],
        }

    before = sketch(table(month(500, "3")), KEY)
    told = difference(before, table(month(503, "4")), KEY)
    assert told.by == ("乡镇", "性别")
    assert (told.added, told.removed, told.changed) == (3, 0, 500)
    assert told.alone == ("added",)
    turned = {name: values[::-1] for name, values in month(500, "3").items()}
    assert difference(before, table(turned), KEY).changed == 0


@settings(max_examples=20)
@given(tables())
def test_any_table_is_what_it_was(data: pa.Table) -> None:
    one = table({name: data[name].to_pylist() for name in data.column_names})
    before = sketch(one, KEY)
    assert decode(encode(before), "清单") == before
    told = difference(before, one, KEY)
    assert (told.added, told.removed, told.changed or 0) == (0, 0, 0)
    assert told.gate == "clear"
    for link in (*compare(one, [before], KEY), *compare_tables(one, [one])):
        assert link.columns == link.others
        assert link.containment == 1
        assert link.gate == "warn"


def test_few_stand_alone() -> None:
    before = sketch(table(grants(range(500))), KEY, dataset="低保名单")
    told = difference(before, table(grants(range(3, 507), {100: "9"})), KEY)
    assert (told.added, told.removed, told.changed) == (7, 3, 1)
    assert told.alone == ("added", "removed", "changed")
    assert told.gate == "hold"
    assert "新增 7 行，减少 3 行，改动 1 行" in told.message.zh
    assert "Fewer than 10 were added, removed, changed" in told.message.en
    assert "低保名单" in told.message.zh


def test_many_do_not() -> None:
    before = sketch(table(grants(range(500))), KEY)
    told = difference(before, table(grants(range(10, 510))), KEY)
    assert (told.added, told.removed, told.changed) == (10, 10, 0)
    assert told.alone == ()
    assert told.gate == "clear"


def test_counters_do_not_make_every_row_a_changed_one() -> None:
    before = sketch(table(grants(range(1, 500))), KEY)
    told = difference(before, table(grants(range(500))), KEY)
    assert (told.added, told.removed, told.changed) == (1, 0, 0)


def test_a_column_that_comes_in_changes_nothing() -> None:
    before = sketch(table(grants(range(100))), KEY)
    after = table(grants(range(100)) | {"备注": ["无"] * 100})
    assert difference(before, after, KEY).changed == 0


def test_a_column_that_goes_leaves_changes_untold() -> None:
    before = sketch(table(grants(range(100))), KEY)
    after = grants(range(101))
    del after["金额"]
    told = difference(before, table(after), KEY)
    assert (told.added, told.removed, told.changed) == (1, 0, None)


@pytest.mark.parametrize("gone", ["编号", "金额"])
def test_releases_of_other_columns_are_refused(gone: str) -> None:
    columns = grants(range(100)) if gone == "编号" else {"金额": ["1", "1"], "区": ["东", "西"]}
    before = sketch(table(columns), KEY)
    with pytest.raises(ReleasesDiffer, match=gone):
        difference(before, table({name: c for name, c in columns.items() if name != gone}), KEY)


def test_another_workspaces_sketch_is_refused() -> None:
    one = table(grants(range(100)))
    with pytest.raises(SketchForeign):
        difference(sketch(one, b"x" * 32), one, KEY)


def test_of_a_sample_the_error_is_told_and_few_are_suspected(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(identity, "limit", {"rows_kept": 2000}.__getitem__)
    before = sketch(table(grants(range(20_000))), KEY)
    told = difference(before, table(grants(range(6_000, 26_000))), KEY)
    assert told.added == pytest.approx(6_000, abs=told.error)
    assert told.removed == pytest.approx(6_000, abs=told.error)
    assert told.error < 1_000
    same = difference(before, table(grants(range(20_000))), KEY)
    assert same.added == 0
    assert same.error >= 30  # three times ten: so many might be missed
    assert "added" in same.alone
