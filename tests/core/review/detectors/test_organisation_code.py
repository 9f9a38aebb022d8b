"""组织机构代码."""

import random

import numpy as np
import pytest

from app.core import check_digits
from tests.core.review.columns import examine, spans


@pytest.mark.parametrize(
    "code", ["D2143569-X", "d2143569-x", "D2143569X", "60003734-1", "'600037341"]
)
def test_found(code: str) -> None:
    assert len(spans(examine("organisation-code", [code], "组织机构代码"), [code])) == 1


@pytest.mark.parametrize(
    "text", ["D2143569-1", "60003734-2", "6000373-41", "600037341 12", "ABCDEFGHI"]
)
def test_not_found(text: str) -> None:
    assert examine("organisation-code", [text]) is None


def test_check_characters() -> None:
    numbers = np.array([[*b"D2143569X"], [*b"600037341"], [*b"600037342"]], np.uint8)
    assert check_digits.organisation_code(numbers).tolist() == [True, True, False]


def test_nine_digits_are_innocent() -> None:
    generator = random.Random(1)
    values = [f"{generator.randrange(10**9):09d}" for _ in range(500)]
    assert examine("organisation-code", values) is None
    assert examine("organisation-code", values, "受理编号") is None
