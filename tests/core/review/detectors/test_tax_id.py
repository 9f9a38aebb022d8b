"""纳税人识别号."""

import random

import pytest

from tests.core.review.columns import examine, resident_id, spans


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("330199600037341", None),
        ("330199D2143569X", None),
        ("330199d2143569x", None),
        ("11010519491231002X00", "personal"),
        ("13050367040100101", "personal"),
    ],
)
def test_found_by_name(text: str, level: str | None) -> None:
    evidence = examine("tax-id", [text], "纳税人识别号")
    assert len(spans(evidence, [text])) == 1
    assert evidence is not None
    assert evidence.level == level


def test_identity_number_with_suffix_is_found_in_a_sentence() -> None:
    text = "税号11010519491231002X01，已注销"
    assert spans(examine("tax-id", [text]), [text]) == ["11010519491231002X01"]


@pytest.mark.parametrize(
    "text",
    [
        "330199600037342",
        "990199600037341",
        "11010519491331002X00",
        "11010519491231002X0A",
        "13050367130100101",
    ],
)
def test_not_found(text: str) -> None:
    assert examine("tax-id", [text]) is None


def test_random_numbers_are_innocent() -> None:
    generator = random.Random(1)
    for digits in (15, 17, 20):
        values = [f"{generator.randrange(10 ** (digits - 1), 10**digits)}" for _ in range(800)]
        assert examine("tax-id", values) is None


def test_contract_numbers_of_twenty_digits_are_innocent() -> None:
    generator = random.Random(2)
    values = [f"330199{generator.randint(2015, 2025)}0{n % 9 + 1}12{n:06d}" for n in range(500)]
    assert examine("tax-id", values) is None
    persons = [resident_id(generator) + "00" for _ in range(50)]
    assert len(spans(examine("tax-id", persons), persons)) == 50
