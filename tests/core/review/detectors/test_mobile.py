"""手机号码."""

import random

import pytest

from tests.core.review.columns import examine, mobile, spans


@pytest.mark.parametrize(
    "text",
    [
        "14200000001",
        "+86 142-0000-0001",
        "8614200000001",
        "008614200000001",
        "142 0000 0001",
        "１４２００００００01",
    ],
)
def test_found(text: str) -> None:
    assert len(spans(examine("mobile", [f"请拨{text}联系"]), [text])) == 1


@pytest.mark.parametrize(
    "text",
    [
        "12345678901",
        "11012345678",
        "10086100861",
        "142000000012",
        "a14200000001",
        "1.14200000001",
        "0571-87000000",
    ],
)
def test_not_found(text: str) -> None:
    assert examine("mobile", [text]) is None


@pytest.mark.parametrize("name", ["订单号", "订单编号", "流水号", "orderNo", "单号", "内容"])
def test_order_numbers_are_innocent(name: str) -> None:
    generator = random.Random(1)
    values = [f"1{generator.randrange(10**10):010d}" for _ in range(500)]
    assert examine("mobile", values, name) is None


def test_order_numbers_that_all_look_like_mobiles_are_told_by_name() -> None:
    values = [f"142{n:08d}" for n in range(500)]
    assert examine("mobile", values, "订单号") is None
    assert examine("mobile", values, "手机") is not None


def test_order_number_beside_a_mobile_does_not_hide_it() -> None:
    generator = random.Random(2)
    numbers = [mobile(generator) for _ in range(50)]
    values = [f"订单10{n:09d}已发货" for n in range(500)]
    values += [f"打不通，改打{number}" for number in numbers]
    assert spans(examine("mobile", values), values) == numbers


def test_one_percent_in_free_text() -> None:
    numbers = [mobile(random.Random(n)) for n in range(10)]
    values = [f"第{n}条意见" for n in range(990)] + [f"电话：{number}。" for number in numbers]
    assert spans(examine("mobile", values), values) == numbers


@pytest.mark.parametrize("step", [1, 2, 7])
def test_a_column_that_counts_up_is_told_by_name(step: int) -> None:
    values = [f"{14200000000 + n * step}" for n in range(100)]
    assert examine("mobile", values) is None
    assert examine("mobile", values, "手机") is not None


def test_cards_of_things_are_told_by_name() -> None:
    """Their 13 digits are also those of a time in milliseconds."""
    values = ["1440100000001", "1460000000001", "1410000000002"]
    assert examine("mobile", values) is None
    assert spans(examine("mobile", values, "物联网卡号"), values) == values


def test_masked_numbers_are_a_hint() -> None:
    evidence = examine("mobile", ["142****0001", "155****0002"], "手机")
    assert evidence is not None
    assert evidence.level == "public"
    assert evidence.confidence < 0.5


def test_masked_numbers_do_not_hide_one_that_is_not() -> None:
    values = ["142****0001"] * 9 + ["14200000001"]
    evidence = examine("mobile", values)
    assert spans(evidence, values) == ["14200000001"]
    assert evidence is not None
    assert evidence.level is None


def test_addresses_of_pages_are_innocent() -> None:
    assert examine("mobile", ["http://example.com/art_14200000001_49418.html"]) is None
    assert examine("mobile", ["http://example.com/?tel=14200000001"]) is not None
    assert examine("mobile", ["登记表_14200000001"]) is not None


def test_subscribers_of_one_county_do_not_count_up() -> None:
    """Here 20,000 of 200 blocks of ten thousand: far denser than any county's."""
    generator = random.Random(3)
    values = [f"{14200000000 + n}" for n in generator.sample(range(2_000_000), 20_000)]
    evidence = examine("mobile", values)
    assert evidence is not None
    assert len(evidence.spans) == len(values)


def test_some_serial_numbers_begin_as_mobiles_do() -> None:
    generator = random.Random(3)
    alike = [mobile(generator) for _ in range(10)]
    values = alike + [
        f"{generator.randrange(2, 10)}{generator.randrange(10**10):010d}" for _ in range(60)
    ]
    assert examine("mobile", alike, "devNo") is not None
    assert examine("mobile", values, "devNo") is None
    assert examine("mobile", values, "手机号码") is not None
    series = [*alike[:3], *(f"2024{n:07d}" for n in range(100, 160))]
    assert examine("mobile", series, "批次号") is not None


def test_a_nought_of_long_distance_calls_in_front() -> None:
    generator = random.Random(1)
    values = [f"0{mobile(generator)}" for _ in range(9)]
    assert spans(examine("mobile", values, "联系电话"), values) == values
    assert examine("mobile", values, "序列") is None
    assert examine("mobile", values, "内容") is None
