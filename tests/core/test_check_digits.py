"""Check digits by columns, as they are one by one; what is made up checks."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from app.core import check_digits, checksums
from app.core.check_digits import ID_CHARACTERS, USCC_CHARACTERS, Matrix


def matrix(*numbers: str) -> Matrix:
    return np.array([list(number.encode()) for number in numbers], np.uint8)


@given(st.from_regex(r"[0-9]{17}[0-9X]", fullmatch=True))
def test_resident_id(number: str) -> None:
    assert check_digits.resident_id(matrix(number)).tolist() == [checksums.id_checks(number)]
    digit = ID_CHARACTERS[check_digits.resident_id_digit(matrix(number[:17]))]
    assert digit.tobytes().decode() == checksums.id_check_digit(number[:17])


@given(st.from_regex(r"[0-9]{12,19}", fullmatch=True))
def test_luhn(number: str) -> None:
    assert check_digits.luhn(matrix(number)).tolist() == [checksums.luhn_checks(number)]
    assert checksums.luhn_checks(f"{number}{check_digits.luhn_digit(matrix(number))[0]}")


@given(st.from_regex(r"[1-9ANY][0-9A-HJ-NPQRTUWXY]{17}", fullmatch=True))
def test_uscc(code: str) -> None:
    assert check_digits.uscc(matrix(code)).tolist() == [checksums.uscc_checks(code)]
    assert check_digits.uscc_letters(matrix(code)).all()
    assert not check_digits.uscc(matrix("I" * 18)).any()
    digit = USCC_CHARACTERS[check_digits.uscc_digit(matrix(code[:17]))]
    assert digit.tobytes().decode() == checksums.uscc_check_digit(code[:17])


def test_published_numbers() -> None:
    """The examples of ICAO 9303, GB 11643, GB 32100 and GB 11714 (D2143569-X, 60003734-1)."""
    assert check_digits.icao(matrix("KAZ110090123105", "KAZ110090123107")).tolist() == [True, False]
    assert check_digits.resident_id(matrix("11010519491231002X")).all()
    codes = matrix("91350100M000100Y43", "91350100M000100Y44")
    assert check_digits.uscc(codes).tolist() == [True, False]
    assert check_digits.organisation_code(matrix("D2143569X", "600037341")).all()
    assert check_digits.organisation_digit(matrix("D2143569", "60003734")).tolist() == [10, 1]


def test_characters_that_are_of_no_alphabet_never_check() -> None:
    assert not check_digits.organisation_code(matrix("D2143569*")).any()
    assert not check_digits.uscc_letters(matrix("91350100M000100YI3")).any()
    assert not check_digits.vin_letters(matrix("LSVAQ2187E2184847")).any()
    assert check_digits.places(matrix("0X9"), ID_CHARACTERS).tolist() == [[0, 10, 9]]
