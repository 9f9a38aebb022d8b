"""IMEI and IMSI."""

import random

import pytest

from tests.core.review.columns import examine, spans

TYPE = "imei"


@pytest.mark.parametrize("text", ["490154203237518", "４９０１５４２０３２３７５１８"])
def test_found(text: str) -> None:
    assert examine(TYPE, [text]) is not None
    assert spans(examine(TYPE, [f"串号{text}已登记"]), [f"串号{text}已登记"]) == ["490154203237518"]


@pytest.mark.parametrize(
    "text", ["490154203237519", "4901542032375188", "110108000000016", "130503670401001"]
)
def test_not_found(text: str) -> None:
    assert examine(TYPE, [text]) is None


def test_subscribers_are_found_by_name_or_in_numbers() -> None:
    values = [f"46000{n:010d}" for n in range(100)]
    assert examine(TYPE, values[:1], "IMSI") is not None
    assert examine(TYPE, values) is not None
    assert examine(TYPE, [f"46000{n:04d}" for n in range(100)], "IMSI段") is None


def test_numbers_of_15_digits_are_innocent() -> None:
    generator = random.Random(1)
    for first in (1, 8, 35, 86):
        digits = 15 - len(str(first))
        values = [f"{first}{generator.randrange(10**digits):0{digits}d}" for _ in range(500)]
        assert examine(TYPE, values) is None
