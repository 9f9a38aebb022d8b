"""What a hierarchy lacks is said before it is used."""

import pyarrow as pa
import pytest

from app.core.desensitize.hierarchies.completeness import check, written_alike
from app.core.desensitize.hierarchies.hierarchy import from_rows

AGES = from_rows("年龄", [["17", "15-19"], ["18", "15-19"], ["20", "20-24"]])


def test_missing_unused_and_an_open_top() -> None:
    found = check(AGES, pa.array(["17", "21", "22", None]))
    assert found.missing.to_pylist() == ["21", "22"]
    assert found.unused.to_pylist() == ["18", "20"]
    assert found.tops == 2
    assert not found.complete
    said = [text.zh for text in found.told()]
    assert len(said) == 3
    assert "21" in said[0]
    assert "22" not in said[0]


@pytest.mark.parametrize("written", ["１７", " 17 ", "1 7\u3000"])
def test_a_missing_value_that_is_only_written_otherwise_is_named(written: str) -> None:
    said = check(AGES, pa.array([written])).told()[0]
    assert "“17”" in said.zh
    assert "“17”" in said.en
    assert "17" not in check(AGES, pa.array(["27"])).told()[0].zh


def test_complete() -> None:
    topped = from_rows("年龄", [["17", "*"], ["18", "*"]])
    found = check(topped, pa.array(["17", "18"]))
    assert found.complete
    assert [text.en for text in found.told()] == ["The hierarchy is complete."]


def test_unused_values_do_no_harm() -> None:
    assert check(from_rows("年龄", [["17", "*"], ["18", "*"]]), pa.array(["17"])).complete


@pytest.mark.parametrize(
    ("value", "listed", "said"),
    [
        ("甲区", "甲 区", "空格"),
        ("a01", "A01", "大小写"),
        ("1", "1.0", "同一个数"),
        ("01", "1", "同一个数"),
        ("甲", "乙", ""),
        ("1", "2", ""),
        ("1e3", "1000", ""),
    ],
)
def test_a_missing_value_that_is_only_written_otherwise(value: str, listed: str, said: str) -> None:
    told = written_alike(value, pa.array(["丙", listed])).zh
    assert (said in told and f"“{listed}”" in told) if said else told == ""
