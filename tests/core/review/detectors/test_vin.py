"""车辆识别代号."""

import random

import pytest

from tests.core.review.columns import examine, spans

TYPE = "vin"


@pytest.mark.parametrize("text", ["1M8GDM9AXKP042788", "1m8gdm9axkp042788"])
def test_found_in_text(text: str) -> None:
    for cell in (text, f"车架号{text}，已核"):
        assert spans(examine(TYPE, [cell]), [cell]) == [text]


@pytest.mark.parametrize(
    "text",
    ["11111111111111111", "1M8GDM9AXKP04278", "1M8GDM9AXKP0427888", "1M8GDM9AXKO042788",
     "1M8GDM9AXUP042788", "1M8GDM9AXKP04278A", "1M8GDM9A1KP042788"],
)  # fmt: skip
def test_not_found(text: str) -> None:
    assert examine(TYPE, [text]) is None


def test_wrong_check_digits_are_told_by_name() -> None:
    """As cars built for Europe have them: one, where chance would pass one in eleven too."""
    assert examine(TYPE, ["WVWZZZ1KZ6W000001"], "车架号") is not None


def test_codes_of_17_characters_are_innocent() -> None:
    generator = random.Random(1)
    signs = "ABCDEFGHJKLMNPRSTUVWXYZ0123456789"
    values = [
        "L" + "".join(generator.choices(signs, k=12)) + f"{generator.randrange(10000):04d}"
        for _ in range(500)
    ]
    assert examine(TYPE, values) is None
