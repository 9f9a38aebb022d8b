"""统一社会信用代码."""

import pytest

from tests.core.review.columns import examine, spans

CODES = ["91350100M000100Y43", "91110000600037341L", "11330000002482090Q", "N2330106MF1234567L"]


@pytest.mark.parametrize("code", CODES)
def test_found(code: str) -> None:
    for text in (code, code.lower(), f"代码：{code}（有效）"):
        assert len(spans(examine("uscc", [text]), [text])) == 1


@pytest.mark.parametrize("code", ["91350100MI00100Y43", "91350100M000100Y433"])
def test_not_found(code: str) -> None:
    assert examine("uscc", [code], "统一社会信用代码") is None


def test_a_mistyped_one_counts_where_the_name_says_so() -> None:
    code = "91350100M000100Y44"
    assert examine("uscc", [code]) is None
    assert len(spans(examine("uscc", [code], "统一社会信用代码"), [code])) == 1


def test_organisations_are_public_and_households_are_personal() -> None:
    from app.core.checksums import uscc_check_digit

    first17 = "92330199MA0000000"
    household = first17 + uscc_check_digit(first17)
    plain, mixed = examine("uscc", CODES), examine("uscc", [*CODES, household])
    assert plain is not None
    assert mixed is not None
    assert plain.level is None
    assert mixed.level == "personal"
