"""Suppressed rows: blank or starred in every quasi-identifier, and in no class."""

import numpy as np
import pyarrow as pa
import pytest

from app.core.anonymity.suppressed import suppressed
from app.core.jobs import Job
from app.core.review.risk.assess import assess_risk
from tests.core.tables import data, table

CELLS: dict[str, list[str | None]] = {
    "a": ["x", "*", None, "*", "y*"],
    "b": ["1", None, "**", "2", "*"],
}


@pytest.mark.parametrize("plain", [False, True])
def test_all_columns_must_be_hidden(plain: bool) -> None:
    content = data(CELLS)
    if plain:
        content = content.cast(pa.schema([("a", pa.string()), ("b", pa.string())]))
    assert suppressed(content, ["a", "b"]).tolist() == [False, True, True, False, False]
    assert suppressed(content, ["a"]).tolist() == [False, True, True, True, False]
    assert suppressed(data({"a": []}), ["a"]).tolist() == []


def test_pieces_of_a_column_are_looked_at_one_by_one() -> None:
    pieces = pa.concat_tables([data({"a": ["*", "x"]}), data({"a": [None]})])
    assert np.flatnonzero(suppressed(pieces, ["a"])).tolist() == [0, 2]


def test_risk_counts_no_class_of_suppressed_rows() -> None:
    some = table({"a": ["*", "x", "x", "y"], "b": [None, "1", "1", "1"], "s": ["p", "p", "q", "q"]})
    report = assess_risk(some, ["a", "b"], Job(), sensitive="s")
    assert (report.rows, report.suppressed, report.classes, report.k) == (4, 1, 2, 1)
    assert report.behind["uniques"] == (4,)
    assert report.attribute is not None
    assert report.attribute.l == 1
