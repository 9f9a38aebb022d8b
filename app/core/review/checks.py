"""Check digits and dates of many numbers at once: the rules of :mod:`app.core.checksums` by columns.

A number is a row of ASCII capitals and digits, (n, length); an answer is a mask of n. All go down the
columns, place by place, which is fastest where these lie in one piece each (:func:`.runs.rows`).
"""

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

from app.core.review.runs import Matrix
from app.core.review.spans import Mask

Numbers = npt.NDArray[np.int64]
Whole = npt.NDArray[np.integer]

_ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_ID_CHECKS = np.frombuffer(b"10X98765432", np.uint8)
_USCC_ALPHABET = b"0123456789ABCDEFGHJKLMNPQRTUWXY"
_USCC_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
_ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
_PROVINCES = np.zeros(100, np.bool_)
_PROVINCES[[
    *range(11, 16), *range(21, 24), *range(31, 38), *range(41, 47), *range(50, 55), *range(61, 66), 71,
]] = True  # fmt: skip
_FIRST_BIRTH, _LAST_BIRTH = 1850, 2035
_MONTHS = np.array([0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31])
_NO_LETTER = 99
_DOUBLED = np.array([2 * digit - 9 * (digit > 4) for digit in range(256)]).astype(np.uint8)
_VIN_WEIGHTS = (8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2)
_VIN_CHECKS = np.frombuffer(b"0123456789X", np.uint8)
_VIN_VALUES = np.full(256, _NO_LETTER, np.uint8)
_VIN_VALUES[np.frombuffer(b"0123456789", np.uint8)] = np.arange(10)
_VIN_VALUES[np.frombuffer(b"ABCDEFGHJKLMNPRSTUVWXYZ", np.uint8)] = np.array(
    [1, 2, 3, 4, 5, 6, 7, 8, 1, 2, 3, 4, 5, 7, 9, 2, 3, 4, 5, 6, 7, 8, 9]
)


def _places(alphabet: bytes) -> Matrix:
    """The place of each byte in an alphabet, or :data:`_NO_LETTER`."""
    table = np.full(256, _NO_LETTER, np.uint8)
    table[np.frombuffer(alphabet, np.uint8)] = np.arange(len(alphabet))
    return table


def looked_up(table: Matrix, numbers: Matrix) -> Matrix:
    """What a table of 256 says of each character."""
    return np.take(table, numbers.T).T


def _sum(values: Matrix, weights: Iterable[int]) -> npt.NDArray[np.uint16]:
    """The weighted sum of each row; it stays below 2^16."""
    total = np.zeros(len(values), np.uint16)
    for column, weight in zip(values.T, weights, strict=True):
        total += column * np.uint16(weight)
    return total


_USCC = _places(_USCC_ALPHABET)
_ALNUM = _places(b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ")


def digits(numbers: Matrix) -> Mask:
    """Whether all characters are digits."""
    mask: Mask = np.asarray((numbers - np.uint8(ord("0")) < 10).all(axis=1))
    return mask


def number(digits_: Matrix) -> Numbers:
    """The whole number that the digits of each row write; no row has more than 18."""
    total = np.zeros(len(digits_), np.int64)
    for column in digits_.T:
        total *= 10
        total += column - np.uint8(ord("0"))
    return total


def dates(years: Whole, months: Whole, days: Whole) -> Mask:
    """Whether the Gregorian calendar has each day."""
    leap = (years % 4 == 0) & ((years % 100 != 0) | (years % 400 == 0))
    last = _MONTHS[np.where(months <= 12, months, 0)]
    mask: Mask = (days >= 1) & (days <= np.where((months == 2) & ~leap, 28, last))
    return mask


def provinces(codes: Matrix) -> Mask:
    """Whether two digits are a province of GB/T 2260 (Taiwan, 71, too)."""
    mask: Mask = np.take(_PROVINCES, number(codes), mode="clip")
    return mask


def births(days: Matrix) -> Mask:
    """Whether eight digits are a day on which a living person may have been born."""
    years, months, days_ = (
        number(days[:, first:last]).astype(np.int32) for first, last in ((0, 4), (4, 6), (6, 8))
    )
    days_known = dates(years, months, days_)
    mask: Mask = days_known & (years >= _FIRST_BIRTH) & (years <= _LAST_BIRTH)
    return mask


def seventeen_digits(numbers: Matrix) -> Mask:
    """Whether 18 characters are 17 digits and a digit or X, as identity numbers are."""
    last: Mask = numbers[:, 17] == ord("X")
    return digits(numbers[:, :17]) & (digits(numbers[:, 17:]) | last)


def resident_id(numbers: Matrix) -> Mask:
    """ISO 7064 MOD 11-2 over 18 characters. Source: GB 11643-1999."""
    total = _sum(numbers[:, :17] - np.uint8(ord("0")), _ID_WEIGHTS)
    mask: Mask = _ID_CHECKS[total % 11] == numbers[:, 17]
    return mask


def luhn(numbers: Matrix) -> Mask:
    """ISO/IEC 7812-1, annex B, over digits of any one length."""
    total = np.zeros(len(numbers), np.uint16)
    for place, column in enumerate(numbers.T[::-1] - np.uint8(ord("0"))):
        total += column if place % 2 == 0 else _DOUBLED[column]
    mask: Mask = total % 10 == 0
    return mask


def uscc(numbers: Matrix) -> Mask:
    """MOD 31-3 over 18 characters without I, O, S, V and Z. Source: GB 32100-2015."""
    values = looked_up(_USCC, numbers)
    known = (values != _NO_LETTER).all(axis=1)
    check = (31 - _sum(values[:, :17], _USCC_WEIGHTS) % 31) % 31
    mask: Mask = known & (check == values[:, 17])
    return mask


def organisation_code(numbers: Matrix) -> Mask:
    """MOD 11 over nine characters, X standing for ten. Source: GB 11714-1997."""
    values = looked_up(_ALNUM, numbers)
    check = (11 - _sum(values[:, :8], _ORGANISATION_WEIGHTS) % 11) % 11
    told = np.where(numbers[:, 8] == ord("X"), 10, values[:, 8])
    mask: Mask = (values != _NO_LETTER).all(axis=1) & (check == told)
    return mask


def mod_11_10(numbers: Matrix) -> Mask:
    """ISO 7064 MOD 11,10 over digits of any one length. Source: GS 15-2006 for registrations."""
    rest = np.full(len(numbers), 10)
    for column in (numbers[:, :-1] - np.uint8(ord("0"))).astype(np.int64).T:
        total = (rest + column) % 10
        rest = np.where(total == 0, 10, total) * 2 % 11
    mask: Mask = (11 - rest) % 10 == numbers[:, -1] - np.uint8(ord("0"))
    return mask


def with_century(days: Matrix) -> Matrix:
    """yymmdd as 19yymmdd."""
    century = np.broadcast_to(np.frombuffer(b"19", np.uint8), (len(days), 2))
    return np.concatenate([century, days], axis=1)


def uscc_letters(numbers: Matrix) -> Mask:
    """Whether all characters are of the alphabet of GB 32100."""
    mask: Mask = (looked_up(_USCC, numbers) != _NO_LETTER).all(axis=1)
    return mask


def vin_letters(numbers: Matrix) -> Mask:
    """Whether all characters are of a vehicle's number: no I, O or Q."""
    mask: Mask = (looked_up(_VIN_VALUES, numbers) != _NO_LETTER).all(axis=1)
    return mask


def vin(numbers: Matrix) -> Mask:
    """The ninth of 17 characters over all others, modulo 11; 10 is X. Source: GB 16735-2019."""
    total = _sum(looked_up(_VIN_VALUES, numbers), _VIN_WEIGHTS)
    mask: Mask = _VIN_CHECKS[total % 11] == numbers[:, 8]
    return mask


def cut_by_excel(numbers: Matrix) -> Mask:
    """Whether all digits from the sixteenth on are zeros, as Excel leaves them."""
    mask: Mask = (numbers[:, 15:] == ord("0")).all(axis=1)
    return mask


def icao(numbers: Matrix) -> Mask:
    """The last digit over all others by the weights 7, 3, 1; A is 10. Source: ICAO 9303 part 3."""
    values = looked_up(_ALNUM, numbers)
    weights = np.resize([7, 3, 1], numbers.shape[1] - 1).tolist()
    mask: Mask = _sum(values[:, :-1], weights) % 10 == values[:, -1]
    return mask
