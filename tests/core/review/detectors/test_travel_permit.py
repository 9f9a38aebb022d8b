"""港澳台通行证号码."""

import random

import pytest

from tests.core.review.columns import examine, spans


@pytest.mark.parametrize(
    "number",
    [
        "H12345678",
        "H1234567800",
        "m1234567801",
        "C12345678",
        "CA1234567",
        "W12345678",
        "T12345678",
        "L12345678",
        "Ｈ１２３４５６７８００",
    ],
)
def test_named_by_its_cell_or_its_column(number: str) -> None:
    for text in (f"港澳居民，通行证号{number}", f"回乡证({number})"):
        assert len(spans(examine("travel-permit", [text]), [text])) == 1
    for name in ("港澳居民来往内地通行证号码", "txzh"):
        assert examine("travel-permit", [number], name) is not None


@pytest.mark.parametrize("text", ["H1234567", "H123456789", "CI1234567", "AH12345678", "B12345678"])
def test_other_forms(text: str) -> None:
    assert examine("travel-permit", [f"通行证{text}"]) is None
    assert examine("travel-permit", [text], "通行证号") is None


def test_bare_digits_must_be_called_so() -> None:
    assert examine("travel-permit", ["12345678", "0123456701"], "台胞证号") is not None
    assert examine("travel-permit", ["持台胞证12345678"]) is not None
    for name in ("内容", "日期", "证件号码", "通行证号"):
        assert examine("travel-permit", ["12345678", "0123456701"], name) is None


def test_dates_are_no_numbers() -> None:
    assert examine("travel-permit", ["20240101"], "台胞证号") is None
    assert examine("travel-permit", ["持台胞证人员20240101入境"]) is None


def test_product_codes_and_passes_of_lorries_are_innocent() -> None:
    generator = random.Random(1)
    codes = [f"H{generator.randrange(10**8):08d}" for _ in range(300)]
    for name in ("内容", "产品型号", "货车通行证号"):
        assert examine("travel-permit", codes, name) is None


def test_home_visiting_cards() -> None:
    assert examine("travel-permit", ["H01234567", "M01234568"], "homeVisitingCard") is not None
