"""银行卡号."""

import random

import pytest

from app.core.checksums import luhn_checks
from tests.core.review.columns import bank_card, examine, spans


@pytest.mark.parametrize("digits", [16, 17, 18, 19])
def test_found(digits: int) -> None:
    values = [bank_card(random.Random(n), digits) for n in range(20)]
    assert len(spans(examine("bank-card", values), values)) == 20


def test_numbers_that_pass_luhn_but_no_bank_issues() -> None:
    values = ["88" + bank_card(random.Random(n), 16)[2:] for n in range(400)]
    passing = [value for value in values if luhn_checks(value)]
    assert len(passing) > 20
    assert examine("bank-card", passing, "卡券编号") is None


def test_grouped() -> None:
    card = bank_card(random.Random(1), 16)
    text = f"卡号 {card[:4]} {card[4:8]} {card[8:12]} {card[12:]}。"
    assert spans(examine("bank-card", [text]), [text]) == [text[3:-1]]


@pytest.mark.parametrize("digits", [16, 17, 18, 19])
@pytest.mark.parametrize("rows", [8, 1000])
def test_random_digits_are_innocent(digits: int, rows: int) -> None:
    generator = random.Random(digits * rows)
    values = [str(generator.randrange(10 ** (digits - 1), 10**digits)) for _ in range(rows)]
    if rows == 8:
        values = ["6" + value[1:-1] + "0" for value in values]
    assert examine("bank-card", values) is None


def test_rounded_by_excel_under_its_name() -> None:
    values = [bank_card(random.Random(n))[:15] + "0000" for n in range(30)]
    assert examine("bank-card", values) is None
    assert len(spans(examine("bank-card", values, "银行卡号"), values)) == 30


def test_sentence_that_speaks_of_a_card_makes_one_certain() -> None:
    card = bank_card(random.Random(7))
    noise = [f"流水{random.Random(n).randrange(10**18, 10**19)}已到账" for n in range(300)]
    values = [*noise, f"汇入卡号{card}，已到账"]
    assert spans(examine("bank-card", values), values) == [card]
    assert examine("bank-card", [*noise, f"汇入卡号{int(card) + 1}"]) is None


def test_word_makes_no_other_number_of_a_long_text_certain() -> None:
    cards = [bank_card(random.Random(n)) for n in range(40)]
    serials = [str(random.Random(n).randrange(10**18, 10**19)) for n in range(40)]
    pairs = list(zip(cards, serials, strict=True))
    texts = [f"卡号{card}。{'已核实，' * 9}流水{serial}已冲正。" for card, serial in pairs]
    assert spans(examine("bank-card", texts), texts) == cards
