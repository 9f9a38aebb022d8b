"""What a column is to those beside it, by its content."""

import random

import pyarrow as pa
import pytest

from app.core.jobs import Job
from app.core.review.company import known_as
from app.core.review.scan import scan
from tests.core.review.columns import resident_id
from tests.core.tables import column, table

NAMES: list[str | None] = [
    *("王建国", "李秀英", "张志强", "刘桂兰", "陈海燕", "杨晓东", "赵玉梅", "黄国华", "周文斌", "吴丽娟")
]  # fmt: skip
FIRMS: list[str | None] = [f"清溪县{word}商贸有限公司" for word in "恒瑞鑫泰佳博宏源永百"]
TITLED: list[str | None] = [f"{name}先生" for name in "王李张刘陈杨赵黄周吴"]
LANDLINES: list[str | None] = [f"0571-8700{n:04d}" for n in range(3, 90, 9)]


def known(name: str, values: list[str | None]) -> tuple[str, ...]:
    return known_as([name], [pa.chunked_array([column(values)])])[0]


@pytest.mark.parametrize("name", ["F2", "列3", "字段4", "户名", "客户名称", "COLUMN_5"])
def test_content_tells_what_the_name_does_not(name: str) -> None:
    generator = random.Random(1)
    numbers: list[str | None] = [resident_id(generator) for _ in range(9)]
    assert known(name, FIRMS) == (name, "单位名称")
    assert known(name, numbers) == (name, "身份证号")
    assert known(name, ["男", "女", None, "男"]) == (name, "性别")
    assert known(name, NAMES) == (name, "姓名")


@pytest.mark.parametrize("name", ["被许可人", "所有人", "鸽主"])
def test_content_leaves_to_the_name_what_the_persons_are(name: str) -> None:
    assert known(name, NAMES) == (name, f"{name}姓名")
    assert known(name, FIRMS) == (name, "单位名称")


@pytest.mark.parametrize(
    "name",
    [
        "法定代表人",
        "负责人",
        "联系人",
        "维护人",
        "环志人",
        "采样员",
        "备注",
        "开户银行",
        "survey_by",
        "legal_person",
        "faren",
        "contacts",
        "linkMan",
    ],
)
def test_a_name_that_tells_is_enough(name: str) -> None:
    assert known(name, NAMES) == (name,)
    assert known(name, FIRMS) == (name,)


@pytest.mark.parametrize("values", [[], [None], ["甲"], ["A01", "B02"], NAMES[:3], TITLED])
def test_little_tells_nothing(values: list[str | None]) -> None:
    assert known("F1", values) == ("F1",)


def test_columns_are_told_apart() -> None:
    ranks: list[str | None] = ["1", "2"]
    columns = [pa.chunked_array([column(values)]) for values in (FIRMS, ranks, NAMES)]
    told = known_as(["F1", "F2", "F3"], columns)
    assert told == [("F1", "单位名称"), ("F2",), ("F3", "姓名")]


def test_names_are_not_sought_where_two_columns_tell_of_persons() -> None:
    columns = [pa.chunked_array([column(NAMES)])] * 3
    assert known_as(["F1", "户主", "性别"], columns) == [("F1",), ("户主",), ("性别",)]
    assert known_as(["F1", "户主", "备注"], columns)[0] == ("F1", "姓名")


STOPS: list[str | None] = [
    *("市民中心", "虹山新村", "普吉路(白云路)", "王家桥", "云南大学", "金鼎园", "苏家塘", "轻机厂", "观音寺", "五里墩")
]  # fmt: skip
VISITED: list[str | None] = ["虹山新村", "王家桥", "金鼎园"] * 4


@pytest.mark.parametrize("name", ["ID", "LABEL", "name"])
def test_places_are_told_where_each_is_another_one(name: str) -> None:
    assert known(name, STOPS) == (name, "地点")
    assert known(name, VISITED) == (name,)
    assert known(name, TITLED) == (name,)


@pytest.mark.parametrize(
    ("beside", "level"), [(STOPS, "public"), (VISITED[:10], "personal"), (NAMES, "personal")]
)
def test_points_are_of_the_places_beside_them(beside: list[str | None], level: str) -> None:
    points: list[str | None] = [f"25.0{n}4291" for n in range(10, 20)]
    found = scan(table({"LABEL": beside, "Lat": points}), Job(), table_digest="")
    assert {f.level for f in found.columns if f.column == "Lat"} == {level}


@pytest.mark.parametrize("header", ["elderly_id", "member_no", "patient_id", "Sname"])
def test_numbers_of_persons_tell_of_persons(header: str) -> None:
    numbers: list[str | None] = [str(n) for n in range(1, 11)]
    found = scan(table({header: numbers, "lxdh": LANDLINES}), Job(), table_digest="")
    assert {f.level for f in found.columns if f.column == "lxdh"} == {"personal"}


@pytest.mark.parametrize(
    "header", ["yingyezhuangtai", "tingchezhuangtai", "hangyezhuguan", "化学生产能力"]
)
def test_words_that_meet_tell_of_no_person(header: str) -> None:
    found = scan(table({header: ["正常"] * 10, "lxdh": LANDLINES}), Job(), table_digest="")
    assert {f.level for f in found.columns if f.column == "lxdh"} == {"public"}


@pytest.mark.parametrize("header", ["legal_man_idcard_number", "t_fddbrzjhm", "FRXM"])
def test_who_acts_for_a_firm_tells_of_no_person(header: str) -> None:
    numbers: list[str | None] = ["无"] * 10
    found = scan(table({header: numbers, "lxdh": LANDLINES}), Job(), table_digest="")
    assert {f.level for f in found.columns if f.column == "lxdh"} == {"public"}


@pytest.mark.parametrize(("beside", "level"), [(FIRMS, "public"), (NAMES, "personal")])
def test_a_telephone_without_a_name_is_its_neighbours(beside: list[str | None], level: str) -> None:
    found = scan(table({"F1": beside, "F2": LANDLINES}), Job(), table_digest="")
    assert {f.type: f.level for f in found.columns if f.column == "F2"} == {"landline": level}
