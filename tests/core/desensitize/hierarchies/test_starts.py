"""Beginnings of hierarchies: each one written, made, and what is suggested for which column."""

import pyarrow as pa
import pytest

from app.core.desensitize.hierarchies.completeness import check
from app.core.desensitize.hierarchies.starts import STARTS, Start, begun, counted, suggested
from app.core.errors import ParameterInvalid

AGES = pa.chunked_array([[str(age) for age in range(90)] * 2 + ["7", None]])
CODES = pa.chunked_array([["A10", "A11", "B20"] * 3])
WORDS = pa.chunked_array([["甲窗口"] * 30 + ["乙窗口"] * 6 + ["丙窗口"]])


@pytest.mark.parametrize("start", STARTS.values(), ids=lambda start: start.name)
def test_every_beginning_with_its_example_is_a_whole_tree(start: Start) -> None:
    name, example = start.name, start.example
    values, counts = counted(AGES)
    with_setting = begun("年龄", values, counts, f"{name}={example}" if example else name)
    assert check(with_setting, values).complete
    alone = begun("年龄", values, counts, name)
    assert [level.labels for level in alone.levels] == [
        level.labels for level in with_setting.levels
    ]


def test_what_is_suggested_fits() -> None:
    assert suggested(*counted(AGES)) == "age"
    assert suggested(*counted(CODES)) == "right"
    assert suggested(*counted(WORDS)) == "rare=20"
    assert suggested(*counted(pa.chunked_array([["甲窗口", "乙"]]))) == "flat"
    assert suggested(*counted(pa.chunked_array([["0f" * 64, "a7" * 64]]))) == "flat"


def test_counts_are_of_rows_and_blanks_are_none() -> None:
    values, counts = counted(AGES)
    assert dict(zip(values.to_pylist(), counts.tolist(), strict=True))["7"] == 3
    assert len(values) == 90


def test_cuts_by_level() -> None:
    values, counts = counted(AGES)
    made = begun("年龄", values, counts, "cuts=18,60/60")
    assert [len(level.labels) for level in made.levels] == [90, 3, 2, 1]


@pytest.mark.parametrize(
    "written", ["beauty", "width=wide", "width=0", "ranges=2.5", "rare=20,5", "right=inf", "cuts=,"]
)
def test_settings_that_are_wrong(written: str) -> None:
    values, counts = counted(AGES)
    with pytest.raises(ParameterInvalid):
        begun("年龄", values, counts, written)
