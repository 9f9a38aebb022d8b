"""护照号码."""

import random

import pytest

from tests.core.review.columns import examine, resident_id, spans


@pytest.mark.parametrize(
    "number",
    [
        "E12345678",
        "EF1260892",
        "ef1260892",
        "G12345678",
        "Ｅ１２３４５６７８",
        "E 12345678",
        "E-12345678",
        "PE1234567",
        "SE1234567",
        "DE1234567",
        "MA1234567",
        "K12345678",
        "KJ0123456",
        "141234567",
        "P1234567",
        "D1234567",
        "S.1234567",
    ],
)
def test_named_by_its_cell_or_its_column(number: str) -> None:
    for text in (f"护照号码：{number}，已核", f"持护照{number}"):
        assert len(spans(examine("passport", [text]), [text])) == 1
    for name in ("护照号", "passport_no", "hzhm"):
        assert examine("passport", [number], name) is not None


@pytest.mark.parametrize(
    "text",
    [
        "XE12345678",
        "E123456789",
        "EI1234567",  # no letter I
        "E1234567",
        "A12345678",
        "G1234",
        "151234567890",
    ],
)
def test_other_forms(text: str) -> None:
    assert examine("passport", [f"护照{text}"]) is None
    assert examine("passport", [text], "护照号") is None


def test_weak_forms_are_not_believed_without_a_name() -> None:
    for number in ("141234567", "P1234567", "S12345678"):
        assert examine("passport", [number]) is None


def test_product_codes_are_innocent() -> None:
    generator = random.Random(1)
    codes = [f"E{generator.randrange(10**8):08d}" for _ in range(300)]
    for name in ("内容", "产品编号", "订单号"):
        assert examine("passport", codes, name) is None
    sentences = [f"备件{code}已入库" for code in codes]
    assert examine("passport", sentences) is None


def test_column_of_several_kinds_tells_itself() -> None:
    generator = random.Random(2)
    values = [
        f"{generator.choice(('E', 'EB', 'EK', 'G'))}{generator.randrange(10**8):08d}"[:9]
        for _ in range(100)
    ]
    assert len(spans(examine("passport", values), values)) == 100


def test_few_among_identity_numbers() -> None:
    values = [resident_id(random.Random(n)) for n in range(200)] + ["E12345678", "EF1260892"]
    assert spans(examine("passport", values, "证件号码"), values) == values[-2:]


def test_one_percent_of_free_text() -> None:
    values = [f"第{n}条意见" for n in range(990)] + [f"护照E{n:08d}。" for n in range(10)]
    assert len(spans(examine("passport", values), values)) == 10
