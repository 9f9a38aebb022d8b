"""Every figure of a utility report against its formula, cell by cell."""

from collections import Counter
from math import log, sqrt

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.desensitize.utility.measure import compare, in_words
from app.core.desensitize.utility.values import ColumnUtility, UtilityReport
from app.core.errors import Cancelled
from app.core.jobs import Job
from tests.core.tables import data

VALUES = st.sampled_from(["a", "b", "c", "d", None])
LABELS = st.sampled_from(["a", "b", "ab", "cd", "*", None])
CELLS = st.lists(st.tuples(VALUES, LABELS), min_size=1, max_size=30)


def one(old: list[str | None], new: list[str | None]) -> ColumnUtility:
    return compare(data({"x": old}), data({"x": new}), Job()).columns[0]


@given(CELLS)
def test_shares_loss_and_entropy_cell_by_cell(cells: list[tuple[str | None, str | None]]) -> None:
    old, new = [cell[0] for cell in cells], [cell[1] for cell in cells]
    found = one(old, new)
    rows = len(cells)
    domain = max(len(set(old)) - 1, 1)
    stands_for = {label: len({o for o, n in cells if n == label}) for label in new}
    hidden = {None, "*"}
    assert found.same == pytest.approx(sum(o == n for o, n in cells) / rows)
    assert found.blanked == pytest.approx(sum(n in hidden and o != n for o, n in cells) / rows)
    parts = (found.same, found.coarsened, found.replaced, found.blanked, found.removed)
    assert sum(parts) == pytest.approx(1)
    loss = sum(1 if n in hidden and o != n else (stands_for[n] - 1) / domain for o, n in cells)
    assert found.loss == pytest.approx(loss / rows)
    by_label, by_value, both = Counter(new), Counter(old), Counter(cells)
    left = sum(log(by_label[n] / both[o, n]) for o, n in cells)
    whole = sum(log(rows / by_value[o]) for o in old)
    assert found.entropy_loss == pytest.approx(min(left / whole, 1) if whole > 0 else 0)


@given(st.lists(VALUES, min_size=1, max_size=30))
def test_what_is_left_as_it_was_loses_nothing(old: list[str | None]) -> None:
    report = compare(data({"x": old, "y": old}), data({"x": old, "y": old}), Job())
    assert report.sentence.zh == "没有任何改动。"
    assert report.pairs == ()
    assert report.overall is not None
    assert (report.overall.loss, report.overall.query_error_1) == (0, 0)
    found = report.columns[0]
    assert (found.same, found.entropy_loss, found.change) == (1, 0, None)


def test_what_is_all_blank_loses_everything() -> None:
    found = one(["a", "b", "b"], [None, None, "*"])
    assert (found.loss, found.blanked, found.query_error) == (1, 1, 1)


def test_a_group_is_read_as_any_of_its_values() -> None:
    """a 6, b 2 in one group: a reader expects 4 and 4, so that half of the error is 2 of 8."""
    found = one(["a"] * 6 + ["b"] * 2, ["ab"] * 8)
    assert found.query_error == pytest.approx(4 / 16)
    assert (found.coarsened, found.values_before, found.values_after) == (1, 2, 1)
    bars = {bar.title.en: (bar.before, bar.after) for bar in found.histogram}
    assert bars == {"a": (6, 4.0), "(other)": (2, 4.0)}


def test_values_that_change_places_count_right_alone_and_wrong_together() -> None:
    old = {"x": ["a", "b"] * 20, "y": ["p", "q"] * 20}
    new = {"x": ["a", "a", "b", "b"] * 10, "y": ["p", "q"] * 20}
    report = compare(data(old), data(new), Job())
    moved = report.columns[0]
    assert (moved.query_error, moved.replaced, moved.coarsened) == (0, 0.5, 0)
    pair = report.pairs[0]
    assert pair.query_error == pytest.approx(40 / 80)
    assert pair.association == pytest.approx((1, 0))


def test_numbers_by_their_formulas() -> None:
    old, other = [1.0, 2, 4, 8, 16], [3.0, 1, 4, 1, 5]
    new = ["[1, 3)", "[1, 3)", "4", "10", "16"]
    report = compare(
        data({"x": [f"{n:g}" for n in old], "y": [f"{n:g}" for n in other]}),
        data({"x": new, "y": [f"{n:g}" for n in other]}), Job(),
    )  # fmt: skip
    read = [1.5, 1.5, 4, 10, 16]
    deviation = np.std(old, ddof=1)
    expected = np.mean(np.abs(np.array(old) - read)) / (sqrt(2) * deviation)
    assert report.columns[0].il1s == pytest.approx(expected)
    correlation = report.pairs[0].correlation
    assert correlation is not None
    assert correlation[0] == pytest.approx(np.corrcoef(old, other)[0, 1])
    assert correlation[1] == pytest.approx(np.corrcoef(read, other)[0, 1])


def test_no_rare_text_is_named() -> None:
    old = ["common"] * 6 + ["rare"] * 4
    titles = [bar.title.en for bar in one(old, old).histogram]
    assert titles == ["common", "(other)"]


def test_ranges_of_numbers_hold_all_rows() -> None:
    source = np.random.default_rng(1)
    old = [str(n) for n in source.integers(0, 500, 2000)]
    found = one(old, old)
    assert len(found.histogram) == 32
    assert sum(bar.before for bar in found.histogram) == 2000
    assert all(bar.before == bar.after for bar in found.histogram)
    assert max(bar.before for bar in found.histogram) < 100


def people(rows: int, seed: int) -> dict[str, list[str | None]]:
    source = np.random.default_rng(seed)
    return {
        "age": [str(n) for n in source.integers(20, 60, rows)],
        "town": [str(n) for n in source.integers(0, 30, rows)],
        "pay": [str(n) for n in source.integers(0, 900, rows)],
    }


def test_removed_rows_are_lost_in_every_column() -> None:
    old = people(1000, 4)
    kept = np.sort(np.random.default_rng(2).choice(1000, 950, replace=False))
    new = {name: [cells[row] for row in kept] for name, cells in old.items()}
    new["age"] = [f"[{int(n) // 5 * 5}, {int(n) // 5 * 5 + 5})" for n in new["age"] if n]
    known = compare(data(old), data(new), Job(), kept=kept)
    for column in known.columns:
        assert column.removed == pytest.approx(0.05)
        assert column.same + column.coarsened == pytest.approx(0.95)
    assert "去掉 5.0 % 的行" in known.sentence.zh
    found = compare(data(old), data(new), Job())  # the same, found out
    assert found.paired
    for mine, theirs in zip(found.columns, known.columns, strict=True):
        assert mine.coarsened == pytest.approx(theirs.coarsened, abs=0.01)
        assert mine.loss == pytest.approx(theirs.loss, abs=0.01)


def test_rows_that_cannot_be_placed_are_not_guessed() -> None:
    report = compare(data({"x": ["a", "b", "c"]}), data({"x": ["v", "w"]}), Job())
    assert not report.paired
    assert (report.columns, report.overall) == ((), None)
    assert report.removed == 1
    assert report.sentence.en.startswith("33.3 % of rows removed; its rows do not match")


def test_an_output_with_more_rows_is_not_called_unchanged() -> None:
    report = compare(data({"x": ["a"]}), data({"x": ["a", "b"]}), Job())
    assert (report.paired, report.removed) == (False, 0)
    assert report.sentence.zh == "行与原表对不上，未作逐行比较。"


def test_suppressed_rows_are_counted_by_the_quasi_identifiers() -> None:
    old = {"x": ["a", "b", "c", "d"], "y": ["1", "2", "3", "4"], "z": ["p"] * 4}
    new = old | {"x": ["a", "*", "c", "d"], "y": ["1", None, None, "4"]}
    report = compare(data(old), data(new), Job(), quasi_identifiers=["x", "y"])
    assert report.suppressed == 1
    assert "隐去 25.0 % 的行的全部准标识符" in report.sentence.zh


def test_the_sentence_alone_is_that_of_the_report() -> None:
    before = data({"年龄": ["31", "38", "45", "45"], "乡镇": ["甲", "乙", "甲", "丙"]})
    after = data({"年龄": ["30-39", "30-39", "40-49", "*"], "乡镇": ["甲", "乙", "甲", "*"]})
    columns = ["年龄", "乡镇"]
    alone = in_words(before, after, columns, Job(), removed=False)
    assert alone == compare(before, after, Job(), quasi_identifiers=columns).sentence
    assert "25.0 % of rows removed" in in_words(before, after, columns, Job(), removed=True).en


def test_columns_that_come_and_go() -> None:
    report: UtilityReport = compare(
        data({"a": ["1"], "b": ["2"]}), data({"b": ["2"], "c": ["3"]}), Job()
    )
    assert (report.dropped, report.added) == (("a",), ("c",))
    assert report.sentence.en == "“a” is left out; “c” is new."
    assert report.overall is not None
    assert (report.overall.loss, report.overall.query_error_1) == (0.5, 0.5)


def test_an_empty_table_has_nothing_to_lose() -> None:
    report = compare(data({"a": []}), data({"a": []}), Job())
    assert (report.rows_before, report.columns) == (0, ())


def test_it_stops_when_it_is_told() -> None:
    job = Job()
    job.cancel()
    with pytest.raises(Cancelled):
        compare(data({"a": ["1"]}), data({"a": ["1"]}), job)


@given(st.lists(st.tuples(*[st.none() | st.integers(-99, 99)] * 3), min_size=3, max_size=25))
def test_correlations_over_the_rows_that_have_both_numbers(
    rows: list[tuple[int | None, ...]],
) -> None:
    names = ["x", "y", "z"]
    texts = {
        name: [None if cell is None else str(cell) for cell in cells]
        for name, cells in zip(names, zip(*rows, strict=True), strict=True)
    }
    blank = texts | {"z": [None] * len(rows)}
    report = compare(data(texts), data(blank), Job())
    frame = pd.DataFrame({name: pd.to_numeric(pd.Series(cells)) for name, cells in texts.items()})
    expected = frame.astype(float).corr()
    for pair in report.pairs:
        true = expected.loc[pair.columns[0], pair.columns[1]]
        if pair.correlation is not None:
            assert pair.correlation[0] == pytest.approx(true, abs=1e-6)
            assert pair.correlation[1] == 0 or pair.columns == ("x", "y")
