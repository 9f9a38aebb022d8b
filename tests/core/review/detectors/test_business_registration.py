"""工商注册号."""

import random

import numpy as np
import pytest

from app.core import check_digits
from tests.core.review.columns import examine, spans


def registration(generator: random.Random, kind: str = "0") -> str:
    """15 digits with their check, of an office that does not exist."""
    body = f"330199{kind}{generator.randrange(10**7):07d}"
    numbers = np.array([[*f"{body}{last}".encode()] for last in range(10)], np.uint8)
    return f"{body}{np.flatnonzero(check_digits.mod_11_10(numbers))[0]}"


@pytest.mark.parametrize(
    "text", ["110108000000016", "１１０１０８０００００００１６", "注册号110108000000016，有效"]
)
def test_found_by_name(text: str) -> None:
    assert spans(examine("business-registration", [text], "注册号"), [text]) == ["110108000000016"]


@pytest.mark.parametrize(
    "text",
    [
        "110108000000017",
        "990108000000016",
        "11010800000001",
        "1101080000000160",
        "A110108000000016",
    ],
)
def test_not_found(text: str) -> None:
    assert examine("business-registration", [text]) is None


def test_column_tells_itself_and_random_numbers_do_not() -> None:
    generator = random.Random(1)
    values = [registration(generator) for _ in range(50)]
    assert len(spans(examine("business-registration", values), values)) == 50
    values = [f"{generator.randrange(10**14, 10**15)}" for _ in range(500)]
    assert examine("business-registration", values) is None


def test_sole_traders_are_persons() -> None:
    generator = random.Random(2)
    for kind, level in (("0", None), ("4", None), ("6", "personal"), ("9", "personal")):
        evidence = examine(
            "business-registration", [registration(generator, kind) for _ in range(9)]
        )
        assert evidence is not None
        assert evidence.level == level
