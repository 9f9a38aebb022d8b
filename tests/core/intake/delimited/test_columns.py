"""Columns keep each distinct text once, whatever is taken off or put in."""

import pyarrow as pa
import pytest

from app.core.intake.delimited.columns import column_of, decoded, unguard, unguarded, with_rows


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ('="001"', "001"),
        ("\t001", "001"),
        ("001\t", "001"),
        ('="', '="'),
        ('=""', ""),
        ("=1", "=1"),
    ],
)
def test_guards(cell: str, text: str) -> None:
    assert unguard(cell) == text


def test_texts_that_become_equal_become_one() -> None:
    column = unguarded(pa.array(['="1"', "1", "\t1", "\t", None]).dictionary_encode())
    assert column.to_pylist() == ["1", "1", "1", None, None]
    assert column.dictionary.to_pylist() == ["1"]


def test_empty_cells_are_blank() -> None:
    column = column_of(["甲", "", None, "甲"], guarded=False)
    assert column.to_pylist() == ["甲", None, None, "甲"]
    assert column.dictionary.to_pylist() == ["甲"]


@pytest.mark.parametrize("texts", [["甲", "𠮷", "a"], ["a\x1f甲", "乙"], ["a", "b"], [], [None]])
def test_bytes_become_text(texts: list[str | None]) -> None:
    data = [None if text is None else text.encode("gb18030") for text in texts]
    column = decoded(pa.array(data, pa.binary()).dictionary_encode(), "gb18030")
    assert column.type == pa.dictionary(pa.int32(), pa.string())
    assert column.to_pylist() == texts


def test_bytes_that_are_no_text() -> None:
    with pytest.raises(UnicodeDecodeError):
        decoded(pa.array([b"\x81", b"\x30"], pa.binary()).dictionary_encode(), "gb18030")


def test_rows_of_another_width_are_put_in() -> None:
    columns = [pa.array(texts).dictionary_encode() for texts in (["甲", "丁"], ["乙", None])]
    found = with_rows(columns, {0: ["题"], 2: [], 4: ["甲", "", "多"]})
    assert [column.to_pylist() for column in found] == [
        ["题", "甲", None, "丁", "甲"],
        [None, "乙", None, None, None],
        [None, None, None, None, "多"],
    ]
    assert sorted(found[0].dictionary.to_pylist()) == sorted({"题", "甲", "丁"})
