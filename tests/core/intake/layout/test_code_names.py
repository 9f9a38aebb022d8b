"""Codes over what is unlike them name columns; codes over codes like them are data."""

import pytest

from app.core.intake.body import Body, read_tables
from app.core.intake.layout.code_names import code_names
from app.core.intake.layout.grid import grid
from app.core.intake.sheet import Row, Sheet
from app.core.jobs import Job

PEOPLE = ("110101199003071234|王小伟|青石镇", "110101199104082345|李芳|白沙乡")
NUMBERS = ("12|3.5|2024-01-31", "7|4.25|2024-02-29", "30|0.5|2024-03-31")
ITEMS = ("A1001|12|X300", "A1002|7|X305", "A1003|30|X306")


def parsed(*lines: str) -> list[Row]:
    return [tuple(text or None for text in line.split("|")) for line in lines]


def table(*lines: str) -> Body:
    rows = parsed(*lines)
    (body,) = read_tables(Sheet("表", "visible", lambda: iter(rows)), Job())
    return body


def kept(body: Body) -> list[Row]:
    return [tuple(row.values()) for row in body.data.to_pylist()]


@pytest.mark.parametrize("data", [PEOPLE, NUMBERS, ITEMS], ids=["people", "numbers", "items"])
@pytest.mark.parametrize(
    "names",
    [
        "AAC002|AAC003|AAB004",
        "DE02.01.039.00|DE02.01.040.00|DE04.10.167.00",
        "a0101|a0107|b0110",
        "Unnamed: 0|Unnamed: 1|Unnamed: 2",
        "col_1|col_2|col_3",
        "F1|F2|F3",
        "V11|V12|V27",
    ],
)
def test_codes_over_what_is_unlike_them_name_columns(names: str, data: tuple[str, ...]) -> None:
    body = table(names, *data)
    assert body.layout.header_rows == (1,)
    assert body.data.column_names == names.split("|")
    assert kept(body) == parsed(*data)


@pytest.mark.parametrize(
    ("names", "data"),
    [
        ("F1|F2", ["王小伟|175.5", "李芳|160.25"]),
        ("V1|V2", ["3|175.5"]),
        ("Unnamed: 0|Unnamed: 1", ["3|175.5", "4|160.25"]),
        ("Unnamed: 0|姓名|年龄", ["0|王小伟|33", "1|李芳|23"]),
        ("|AAC003|AAB004", ["0|王小伟|青石镇", "1|李芳|白沙乡"]),
        ("AAC002|AAC003|AAB004", []),
        ("AAA100|AAA101|AAA102", ["AAC004|性别|1", "AAC004|性别|2", "AAC005|民族|01"]),
    ],
)
def test_few_codes_name_columns_too(names: str, data: list[str]) -> None:
    body = table(names, *data)
    assert (body.layout.header_rows, kept(body)) == ((1,), parsed(*data))


@pytest.mark.parametrize(
    "data",
    [
        ["A1001|王小伟|25", "A1002|李芳|30", "B7|陈静|31"],
        ["G123|D456|100", "Z8|T31|33", "K1001|K3|1461"],
        ["A993|P2948|DX15", "A729|P1736|DX58"],
        ["A993|P2948|78", "A729|P1736|92", "B15|Q8|6"],
        ["A1001|B2001|C3001", "A1002||", "A1003||", "A1004||"],
        ["E98075936|2018-10-01", "无|2015-06-23", "无|2016-06-01"],
    ],
)
def test_codes_over_codes_like_them_are_data(data: list[str]) -> None:
    body = table(*data)
    assert (body.layout.header_rows, kept(body)) == ((), parsed(*data))


def test_a_code_that_stands_above_too_names_no_column() -> None:
    lines = parsed("AB101|AB102", "AB203|AB204", "缺|坏", "好|坏", "好|缺")
    for row in range(2):
        assert not code_names(grid(lines, ()), row, len(lines), frozenset())
    assert code_names(grid(lines[1:], ()), 0, 4, frozenset()) == {"AB203", "AB204"}


@pytest.mark.parametrize("first", ["AAC003|AAC004|AAC005", "姓名|性别|民族"])
def test_codes_beside_the_words_for_them_are_one_header(first: str) -> None:
    second = "姓名|性别|民族" if first.isascii() else "AAC003|AAC004|AAC005"
    data = ["王小伟|男|汉族", "李芳|女|回族", "陈静|女|汉族"]
    body = table(first, second, *data)
    assert body.layout.header_rows == (1, 2)
    pairs = zip(first.split("|"), second.split("|"), strict=True)
    assert body.data.column_names == [f"{upper}_{lower}" for upper, lower in pairs]
    assert kept(body) == parsed(*data)


def test_a_first_row_of_codes_under_words_is_data() -> None:
    body = table("型号|规格", "AB101|CD202", "1461|无")
    assert (body.layout.header_rows, body.data.num_rows) == ((1,), 2)


def test_made_up_names_give_way_to_the_names_below_them() -> None:
    body = table(
        "清溪县人口表|Unnamed: 1|Unnamed: 2", "姓名|性别|年龄", "王小伟|男|33", "李芳|女|23"
    )
    assert (body.layout.header_rows, body.data.num_rows) == ((2,), 2)
    assert body.data.column_names == ["姓名", "性别", "年龄"]
