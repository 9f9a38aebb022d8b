"""The whole report: one story, refusals, and what a window shows."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest

from app.core.errors import Cancelled, ColumnUnknown, ParameterInvalid
from app.core.jobs import Job
from app.core.model import Table
from app.core.review.risk import special
from app.core.review.risk.assess import ROWS_BEHIND, assess_risk
from tests.core.tables import data, table

QUASI = ["性别", "年龄", "区划"]


@pytest.fixture(scope="module")
def people() -> Table:
    source = np.random.default_rng(3)
    rows = 3000
    return table(
        {
            "性别": source.choice(["男", "女", ""], rows).tolist(),
            "年龄": source.integers(20, 70, rows).astype(str).tolist(),
            "区划": source.choice(["330198", "330199", "330197"], rows).tolist(),
            "病种": source.choice([f"病{n}" for n in range(12)], rows).tolist(),
            "费用": source.integers(1, 9, rows).astype(str).tolist(),
        }
    )


def test_the_figures_by_brute_force(people: Table) -> None:
    report = assess_risk(people, QUASI, Job(), sensitive="病种", sharing="controlled")
    frame = pd.DataFrame(people.data.to_pydict())
    sizes = frame.groupby(QUASI)["病种"].size()
    by_row = frame.groupby(QUASI)["病种"].transform("size")
    assert (report.rows, report.classes, report.k) == (3000, len(sizes), sizes.min())
    assert report.uniques == (sizes == 1).sum()
    assert report.threshold == 0.2
    assert report.prosecutor.rows_above == (by_row < 5).sum()
    assert report.prosecutor.mean == pytest.approx((1 / by_row).mean())
    assert report.marketer == pytest.approx(len(sizes) / 3000)
    assert report.attribute is not None
    assert report.attribute.l == frame.groupby(QUASI)["病种"].nunique().min()
    overall = frame["病种"].value_counts(normalize=True)
    far = [
        (part.value_counts(normalize=True).reindex(overall.index, fill_value=0) - overall).abs()
        for _, part in frame.groupby(QUASI)["病种"]
    ]
    assert report.attribute.t == pytest.approx(max(gap.sum() / 2 for gap in far))
    assert report.attribute.distance == "equal"


def test_the_rows_behind_each_figure(people: Table) -> None:
    report = assess_risk(people, QUASI, Job(), sensitive="病种", sharing="controlled")
    frame = pd.DataFrame(people.data.to_pydict())
    frame.index += 1
    groups = frame.groupby(QUASI)["病种"]
    sizes, kinds = groups.transform("size"), groups.transform("nunique")
    assert report.behind["k"] == tuple(frame.index[sizes == report.k][:ROWS_BEHIND])
    assert report.behind["uniques"] == tuple(frame.index[sizes == 1])
    assert report.behind["at-risk"] == tuple(frame.index[sizes < 5][:ROWS_BEHIND])
    assert report.behind["l"] == tuple(frame.index[kinds == kinds.min()][:ROWS_BEHIND])
    assert set(report.behind) == {"k", "uniques", "at-risk", "special", "l", "t"}


def test_numbers_are_ordered_unless_said_otherwise(people: Table) -> None:
    ordered = assess_risk(people, ["区划"], Job(), sensitive="费用").attribute
    equal = assess_risk(people, ["区划"], Job(), sensitive="费用", distance="equal").attribute
    assert ordered is not None
    assert equal is not None
    assert (ordered.distance, equal.distance) == ("ordered", "equal")
    assert ordered.t < equal.t
    with pytest.raises(ParameterInvalid):
        assess_risk(people, ["区划"], Job(), sensitive="病种", distance="ordered")


def test_numbers_with_a_blank_are_not_ordered() -> None:
    some = table({"a": ["x", "y"] * 4, "s": ["1", "2", "3", None] * 2})
    found = assess_risk(some, ["a"], Job(), sensitive="s").attribute
    assert found is not None
    assert found.distance == "equal"


def test_a_population_lowers_the_journalists_risk() -> None:
    sample = table({"a": ["x", "y", "y"]})
    population = data({"a": ["x"] * 10 + ["y"] * 4})
    report = assess_risk(sample, ["a"], Job(), population=population)
    assert report.prosecutor.max == 1
    assert report.journalist.max == 0.25
    assert report.marketer == pytest.approx((1 / 10 + 2 / 4) / 3)


def test_one_value_in_a_class_leaves_no_recursive_diversity() -> None:
    some = table({"a": ["x", "x", "y"], "s": ["1a", "2a", "1a"]})
    found = assess_risk(some, ["a"], Job(), sensitive="s")
    assert found.attribute is not None
    assert (found.attribute.l, found.attribute.recursive_c) == (1, None)


def test_a_table_without_rows_is_safe() -> None:
    found = assess_risk(table({"a": [], "s": []}), ["a"], Job(), sensitive="s")
    assert (found.rows, found.classes, found.k, found.uniques, found.marketer) == (0, 0, 0, 0, 0.0)
    assert found.attribute is not None
    assert (found.attribute.l, found.attribute.t) == (0, 0.0)


def test_too_much_to_count_is_said(people: Table, monkeypatch: pytest.MonkeyPatch) -> None:
    assert assess_risk(people, QUASI, Job()).special is not None
    monkeypatch.setattr(special, "_MOST", 100)
    report = assess_risk(people, QUASI, Job())
    assert report.special is None
    assert "special" not in report.behind


@pytest.mark.parametrize(
    ("quasi", "sensitive", "error"),
    [
        ([], None, ParameterInvalid),
        (["性别", "性别"], None, ParameterInvalid),
        (["性别"], "性别", ParameterInvalid),
        (["性別"], None, ColumnUnknown),
        (["性别"], "病症", ColumnUnknown),
    ],
)
def test_refusals(
    people: Table, quasi: list[str], sensitive: str | None, error: type[Exception]
) -> None:
    with pytest.raises(error):
        assess_risk(people, quasi, Job(), sensitive=sensitive)


def test_an_unknown_way_of_sharing_is_refused(people: Table) -> None:
    with pytest.raises(ParameterInvalid):
        assess_risk(people, QUASI, Job(), sharing="everybody")


def test_it_stops_when_it_is_told(people: Table) -> None:
    job = Job()
    job.cancel()
    with pytest.raises(Cancelled):
        assess_risk(people, QUASI, job)


def test_what_is_not_asked_about_is_not_copied() -> None:
    """A row without quasi-identifiers is left out; of the others, only these are."""
    people = table({"区划": [None, "东", "西"] * 100, "说明": ["长" * 10_000] * 300})
    plain = people.data["说明"].cast(pa.string())
    people = replace(people, data=people.data.set_column(1, "说明", plain))
    before, taken = pa.total_allocated_bytes(), list[int]()

    class Watching(Job):
        def show(self, done: int, total: int | None) -> None:
            taken.append(pa.total_allocated_bytes() - before)

    assert assess_risk(people, ["区划"], Watching()).suppressed == 100
    assert max(taken) < plain.nbytes / 10
