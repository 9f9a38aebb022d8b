"""公民身份号码."""

import random

import pytest

from tests.core.review.columns import contract, examine, resident_id, spans


@pytest.mark.parametrize(
    "number",
    [
        "11010519491231002X",  # the standard's own example
        "11010519491231002x",
        "11010519491231002×",
        "11010519491231002Х",  # Cyrillic
        "440524188001010014",
        "330113202201010010",
        "320583196001010017",
        "110105 19491231 002X",
        "110105-1949-1231-002X",
        "１１０１０５１９４９１２３１００２Ｘ",
    ],
)
def test_found_in_text(number: str) -> None:
    for text in (number, f"身份证{number}，已核", f"({number})"):
        assert len(spans(examine("resident-id", [text]), [text])) == 1


@pytest.mark.parametrize(
    "text",
    [
        "110105194912310021",  # check digit
        "110105194902310022",  # 31 February
        "990105194912310021",  # no such province
        "1101051949123100211",  # 19 digits
        "A11010519491231002X",
        "6222021234567890128",
        "91350100M000100Y43",
    ],
)
def test_not_found(text: str) -> None:
    assert examine("resident-id", [text]) is None


@pytest.mark.parametrize("letter", ["G", "L", "J", "T"])
def test_numbers_of_students_and_of_welders_hold_a_whole_identity_number(letter: str) -> None:
    text = letter + "11010519491231002X"
    assert spans(examine("resident-id", [text]), [text]) == ["11010519491231002X"]
    assert examine("resident-id", ["K11010519491231002X"]) is None


@pytest.mark.parametrize("rows", [5, 100, 2000])
@pytest.mark.parametrize("name", ["合同编号", "编号", "内容"])
def test_contract_numbers_are_innocent(rows: int, name: str) -> None:
    generator = random.Random(rows)
    assert examine("resident-id", [contract(generator, n) for n in range(rows)], name) is None


def test_one_percent_in_free_text_is_found_with_its_place() -> None:
    generator = random.Random(1)
    ids = [resident_id(generator) for _ in range(10)]
    values = [f"第{n}条意见，请尽快办理。" for n in range(990)] + [
        f"本人证件{id}请查" for id in ids
    ]
    assert spans(examine("resident-id", values), values) == ids


def test_disability_certificates_hold_a_whole_identity_number() -> None:
    generator = random.Random(5)
    values = [f"{resident_id(generator)}{n % 7 + 1}{n % 4 + 1}" for n in range(20)]
    assert len(spans(examine("resident-id", values, "CJZH"), values)) == 20
    again = [f"{value}B{n % 3 + 1}" for n, value in enumerate(values)]
    assert len(spans(examine("resident-id", again, "编码"), again)) == 20
    others = [f"33001619{generator.randrange(10**12):012d}" for _ in range(2000)]
    assert examine("resident-id", [*others, values[0]], "账号") is None


def test_qualifications_of_doctors_hold_a_whole_identity_number() -> None:
    generator = random.Random(6)
    values = [f"{year}33110{resident_id(generator)}" for year in range(1999, 2020)]
    assert len(spans(examine("resident-id", values, "qualification_no"), values)) == 21
    assert examine("resident-id", [f"9{value[1:]}" for value in values], "编码") is None
    others = [f"201633110{generator.randrange(10**18):018d}" for _ in range(500)]
    assert examine("resident-id", [*others, values[0]], "流水号") is None


def test_truncated_by_excel() -> None:
    generator = random.Random(2)
    values = [resident_id(generator)[:15] + "000" for _ in range(50)]
    for name in ("内容", "身份证号"):
        evidence = examine("resident-id", values, name)
        assert len(spans(evidence, values)) == 50
        assert evidence is not None
        assert "Excel" in evidence.reasons[0].zh


def test_mistyped_check_digits_are_believed_by_name_or_by_birth() -> None:
    generator = random.Random(3)
    values = [resident_id(generator)[:17] + "A1"[n % 2 :][:1].replace("A", "0") for n in range(60)]
    assert examine("resident-id", values, "公民身份号码") is not None
    assert examine("resident-id", values) is not None


def test_serial_numbers_that_chance_makes_persons_of() -> None:
    generator = random.Random(7)
    serials = [f"33{generator.randrange(10**16):016d}" for _ in range(50_000)]
    assert examine("resident-id", serials) is None
    some = [resident_id(generator) for _ in range(50)]
    assert len(spans(examine("resident-id", [*serials, *some]), [*serials, *some])) > 30


def test_parted_digits_of_fifteen_are_no_old_number() -> None:
    cells = [f"460-00-{n:05d}-{n * 7:05d}" for n in range(40_101, 40_128)]
    assert examine("resident-id", cells) is None
    assert examine("resident-id", ["130503670401001", *cells], "证件号码") is not None


def test_fifteen_digits() -> None:
    generator = random.Random(4)
    old = [number[:6] + number[8:17] for number in (resident_id(generator) for _ in range(40))]
    assert len(spans(examine("resident-id", old, "证件号码"), old)) > 20
    assert examine("resident-id", ["130503670401001"], "内容") is None


def test_registration_numbers_are_innocent() -> None:
    generator = random.Random(5)
    values = [f"330199{generator.randrange(10**9):09d}" for _ in range(500)]
    assert examine("resident-id", values, "注册号") is None


def test_random_digits_are_innocent() -> None:
    generator = random.Random(6)
    values = [f"{generator.randrange(10**17, 10**18)}" for _ in range(3000)]
    assert examine("resident-id", values) is None


def test_name_raises_confidence() -> None:
    values = [resident_id(random.Random(n)) for n in range(20)]
    plain, named = examine("resident-id", values), examine("resident-id", values, "身份证号")
    assert plain is not None
    assert named is not None
    assert 0.6 < plain.confidence < named.confidence <= 1


@pytest.mark.parametrize(
    "text",
    [
        "110105********002X",
        "1101051949****0021",
        "110105xxxxxxxx002X",
        "11010519491231XXXX",
        "11010519491231****",
        "１１０１０５＊＊＊＊＊＊＊＊００２Ｘ",
    ],
)
def test_masked_too_little_is_a_hint(text: str) -> None:
    whole = examine("resident-id", ["11010519491231002X"])
    for cell in (text, f"身份证{text}，已核"):
        evidence = examine("resident-id", [cell])
        assert len(spans(evidence, [cell])) == 1
        assert evidence is not None
        assert whole is not None
        assert evidence.confidence < 0.8 < whole.confidence


@pytest.mark.parametrize(
    "text",
    [
        "1101**************",  # as this product masks
        "***************02X",
        "110105*002X",
        "621700********3456789",  # a card
        "110105********002X1",
        "138****0000",
    ],
)
def test_masked_otherwise(text: str) -> None:
    assert examine("resident-id", [text]) is None


def test_masks_do_not_hide_whole_numbers_beside_them() -> None:
    values = ["110105********002X", "11010519491231002X", "第3条"]
    assert spans(examine("resident-id", values), values) == values[:2]


@pytest.mark.parametrize("text", ["11O10519491231O02X", "l1010519491231002X", "44O524188001010014"])
def test_letters_read_for_digits_count_with_their_check(text: str) -> None:
    assert len(spans(examine("resident-id", [f"证件{text}"]), [text])) == 1


def test_letters_with_a_wrong_check_do_not() -> None:
    assert examine("resident-id", ["11O105194912310021"]) is None


def test_one_of_fifteen_digits_counts_where_the_name_speaks_of_it() -> None:
    assert spans(examine("resident-id", ["130503670401001"], "身份证号"), ["130503670401001"])
    assert examine("resident-id", ["130503670401001"], "流水号") is None


@pytest.mark.parametrize(
    "text", ["4.4052419800101E+17", "4.40524198001011e17", "4.405241980011E+17"]
)
def test_a_float_still_tells_region_and_birth(text: str) -> None:
    assert spans(examine("resident-id", [text], "身份证号"), [text]) == [text]


@pytest.mark.parametrize(
    "text", ["4.40524E+17", "4.40524188899101E+17", "9.90524198001011E+17", "14.4052419800101E+17"]
)
def test_other_floats_are_none(text: str) -> None:
    assert examine("resident-id", [text], "身份证号") is None
