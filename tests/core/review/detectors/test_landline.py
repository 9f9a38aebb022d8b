"""固定电话."""

import random

import pytest

from app.core.review.detector import detectors
from tests.core.review.columns import examine, spans, view

TYPE = "landline"


@pytest.mark.parametrize(
    "text",
    [
        "0571-87000000",
        "(0571)87000000",
        "010-62000000",
        "0571 8700 0000",
        "057187000000",
        "0571-87000000-801",
        "0571-87000000转801",
        "+86-571-87000000",
        "0086 0571 87000000",
        "0838-2200000",
    ],
)
def test_found_in_text(text: str) -> None:
    for cell in (text, f"家中座机{text}，白天打"):
        assert spans(examine(TYPE, [cell]), [cell]) == [text]


def test_full_width() -> None:
    assert examine(TYPE, ["（０５７１）８７００００００"]) is not None


@pytest.mark.parametrize(
    "text",
    [
        "400-820-0000",
        "800-820-0000",
        "12345",
        "110",
        "95598",
        "14200000001",
        "0571-2023",
        "010-620000001",
        "000012345678",
        "0571-12345678",
        "1.0571870000",
        "3301 0571 8700 0000",
        "0571 8700 0000 12",
        "合同0571-87000000-2023-11",
        "03104567-2234-4b6c-9a1b-1f2e3d4c5b6a",
        "0571-87000000-a1",
    ],
)
def test_not_found(text: str) -> None:
    assert examine(TYPE, [text]) is None


def test_local_numbers_are_told_by_name() -> None:
    values = ["87000000", "62000000-12"]
    assert spans(examine(TYPE, values, "固定电话"), values) == values
    assert examine(TYPE, values, "编号") is None
    assert examine(TYPE, values) is None


def test_codes_that_begin_with_nought_are_innocent() -> None:
    generator = random.Random(1)
    for digits in (11, 12):
        values = [f"{generator.randrange(10**digits):0{digits}d}" for _ in range(500)]
        assert examine(TYPE, values) is None
    assert examine(TYPE, [f"0{generator.randrange(10**11):011d}" for _ in range(500)]) is None


def test_a_country_before_a_number_is_marked() -> None:
    for number in ("+86-571-87000000", "+86057187000000", "86-057187000000"):
        assert examine(TYPE, [number], "电话") is not None
    assert (
        examine(TYPE, ["8606352710873", *(f"{n}" * 13 for n in range(1, 10))], "申请编码") is None
    )


def test_one_percent_in_free_text() -> None:
    numbers = [f"0571-8700{n:04d}" for n in range(5)]
    values = [f"第{n}条意见" for n in range(495)] + [f"电话：{number}。" for number in numbers]
    assert spans(examine(TYPE, values), values) == numbers


@pytest.mark.parametrize(
    ("name", "others", "level"),
    [
        ("办公电话", (), "public"),
        ("BGSDH", ("XM",), "public"),
        ("联系电话", ("单位名称", "地址"), "public"),
        ("联系电话", ("姓名", "身份证号", "单位名称"), "personal"),
        ("家庭电话", ("学校名称",), "personal"),
        ("电话", ("学校名称", "在校学生数"), "public"),
        ("电话", ("公证处", "公证员姓名"), "public"),
        ("电话", (), None),
        ("电话", ("药店", "地址"), "public"),
        ("电话", ("姓名", "地址"), None),
        ("电话", ("户名", "姓名", "补贴项目名称"), None),
        ("电话", ("单位名称", "补贴项目名称"), "public"),
        ("字段3", ("药店", "地址"), None),
    ],
)
def test_offices_are_public_and_homes_are_not(
    name: str, others: tuple[str, ...], level: str | None
) -> None:
    evidence = detectors.get(TYPE).examine(view(["0571-87000000"], name, others))
    assert evidence is not None
    assert evidence.level == level


def test_a_file_number_with_a_year_is_no_telephone() -> None:
    values = ["010-2000-3986", "028-2000-9634", "051-1987-0012"]
    assert examine(TYPE, values, "档号", ("男方姓名", "登记日期")) is None


def test_serial_numbers_that_begin_with_0_are_no_telephones() -> None:
    generator = random.Random(1)
    serials = [f"{generator.randrange(10**12):012d}" for _ in range(60)]
    assert examine(TYPE, [*serials, "057187000000"]) is None
    assert examine(TYPE, [*serials, "0571-87000000"]) is not None
    assert examine(TYPE, ["057187000000", *(f"142{n:08d}" for n in range(60))]) is not None
    assert examine(TYPE, [*serials, "057187000000"], "固定电话") is not None
