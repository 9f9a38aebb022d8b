"""Numbers that only the column's name tells: of insured, patients, pupils and drivers."""

import random

import pytest

from app.core import resources
from tests.core.review.columns import examine, resident_id, spans


@pytest.mark.parametrize(
    ("type_id", "name", "value"),
    [
        ("social-security", "社会保障卡号", "A12345678"),
        ("social-security", "医保号", "330199123456"),
        ("social-security", "sbkh", "'A12345678"),
        ("social-security", "social_card_no", "A12345678"),
        ("social-security", "siNumber", "A12345678"),
        ("medical-record", "住院号", "ZY12345678"),
        ("medical-record", "门诊号", "0012345678"),
        ("medical-record", "medical_record_no", "MR-123456"),
        ("medical-record", "jiuzhenkahao", "00123456"),
        ("student-number", "学籍号", "20210301001"),
        ("student-number", "学号", "Ｇ330199201501010017"),
        ("student-number", "stu_no", "2023242029"),
        ("student-number", "xjh", "g33019920150101001x"),
        ("driving-licence", "驾驶证档案编号", "330199123456"),
    ],
)
def test_told_by_name(type_id: str, name: str, value: str) -> None:
    values = [value] * 20
    assert len(spans(examine(type_id, values, name), values)) == 20
    assert examine(type_id, values, "编号") is None


@pytest.mark.parametrize(
    ("type_id", "name", "value"),
    [
        ("social-security", "社保卡状态", "123456789"),
        ("social-security", "社保卡号", "已领取"),
        ("social-security", "social_security_base", "4250000"),
        ("social-security", "社保卡银行账号", "6222021234567890128"),
        ("medical-record", "病历质量评分", "98"),
        ("medical-record", "病历号", "有"),
        ("student-number", "学号人数", "1234567"),
        ("student-number", "xh", "1"),  # 序号
        ("student-number", "xh", "AB-1200"),  # 型号
        ("driving-licence", "驾驶证类型", "330199123456"),
        ("driving-licence", "驾驶证档案编号", "C1"),
    ],
)
def test_not_told(type_id: str, name: str, value: str) -> None:
    assert examine(type_id, [value] * 20, name) is None


@pytest.mark.parametrize(
    ("type_id", "name"),
    [
        ("student-number", "XH"),
        ("student-number", "Sno"),
        ("medical-record", "bah"),
        ("medical-record", "ZYH"),
    ],
)  # 学号 and 序号, a serial number, 病案号 and 备案号, 住院号 and 作业号
def test_initials_of_several_words_tell_among_persons(type_id: str, name: str) -> None:
    values = [f"2021030{n:04}" for n in range(20)]
    assert examine(type_id, values, name, ("XM", "XB")) is not None
    assert examine(type_id, values, name, ("QYMC",)) is None


def test_plain_identity_number_under_a_pupils_name_is_left_to_its_type() -> None:
    values = [resident_id(random.Random(n)) for n in range(20)]
    assert examine("student-number", values, "学籍号") is None


def test_medical_records_are_sensitive() -> None:
    assert resources.finding_type("medical-record").data["level"] == "sensitive-personal"


def test_numbers_of_students_with_letters_are_shorter() -> None:
    values = [f"DZ25{n:04}" for n in range(20)]
    assert examine("student-number", values, "学号") is not None
    assert examine("student-number", [str(n) for n in range(20)], "学号") is None
