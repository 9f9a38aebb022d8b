"""What a column may join, told by its values."""

import pyarrow as pa
import pytest

from app.core.model import Layout, Source, Table
from app.core.review.linkage.columns import Column, read_columns, same_name, tallied
from app.core.review.linkage.keyed import Keyed
from tests.core.tables import table

KEYED = Keyed(bytes(32))
MANY = range(100)


def read(values: list[str | None], name: str = "列") -> list[Column]:
    return list(read_columns(table({name: values}), KEYED))


@pytest.mark.parametrize(
    ("values", "role"),
    [
        ([f"A{n:04d}" for n in MANY], "key"),
        ([f"乡{n % 30}" for n in MANY], "alone"),
        ([f"{n * 7}.{n % 10}0" for n in MANY], "alone"),
        (["男", "女"] * 50, "together"),
        ([str(n + 1) for n in MANY], "counter"),
        ([f"{n:03d}" for n in MANY], "counter"),
        ([str(n * 7) for n in MANY], "key"),
        (["同一句"] * 100, "never"),
        ([None] * 100, "never"),
        ([f"第{n}户因病致贫，经村民评议，同意纳入。" for n in MANY], "never"),
        ([f"{n}" + "很长的说明" * 7 for n in MANY], "never"),
    ],
)
def test_role(values: list[str | None], role: str) -> None:
    assert read(values)[0].role == role


@pytest.mark.parametrize(
    ("values", "vague"),
    [
        (["是", "否"], True),
        (["12", "1,300", "4.5"], True),
        (["男", "女"], False),
        (["1990", "2001"], False),
        (["330199001", "330199002"], False),
        (["12", "甲"], False),
    ],
)
def test_values_that_tell_nothing(values: list[str | None], vague: bool) -> None:
    assert read(values)[0].vague is vague


def test_dates_come_in_coarser_forms_too() -> None:
    columns = read([f"19{n % 60 + 20}年{n % 12 + 1}月{n % 28 + 1}日" for n in MANY])
    assert [column.cut for column in columns] == ["", "month", "year"]
    assert [column.tally.distinct for column in columns] == [100, 60, 60]


def test_a_plain_column_in_chunks_is_read_as_a_coded_one() -> None:
    values = ["甲", None, "1990-1", "乙", "甲", " ", "1990年1月"]
    plain = pa.chunked_array([values[:3], values[3:]], pa.string())
    layout, source = Layout("a", (1,), 2, 8), Source("a.csv", "csv", 1, "0" * 64)
    one = read_columns(Table("表", pa.table({"列": plain}), source, layout), KEYED)[0]
    other = read(values)[0]
    assert one.cells.tolist() == other.cells.tolist()
    assert (
        one.filled.tolist() == other.filled.tolist() == [True, False, True, True, True, False, True]
    )
    assert one.tally.counts.sum() == 5
    assert one.tally.distinct == 3


def test_a_row_with_a_blank_holds_no_tuple() -> None:
    columns = read_columns(table({"甲": ["1", "1", None], "乙": ["x", None, "x"]}), KEYED)
    assert tallied(columns, KEYED).counts.tolist() == [1]


def test_a_table_without_rows() -> None:
    assert read([])[0].role == "never"


def test_names_are_the_same_however_written() -> None:
    assert same_name("出生年月", " 出生_年月（）")
    assert same_name("ID", "ｉｄ")
    assert not same_name("出生年月", "出生日期")
