"""What many numbers are made of, at once: digits, days, provinces. Their check digits: :mod:`app.core.check_digits`.

A number is a row of ASCII capitals and digits, (n, length); an answer is a mask of n. All go down the
columns, place by place, which is fastest where these lie in one piece each (:func:`.runs.rows`).
"""

from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from app.core.days import exist
from app.core.regions import PROVINCE_CODES
from app.core.review.runs import Matrix, rows
from app.core.review.spans import Mask

Numbers = npt.NDArray[np.signedinteger]

_TAIWAN = 71
_PROVINCES = np.zeros(100, np.bool_)
_PROVINCES[[*PROVINCE_CODES, _TAIWAN]] = True
_SHORT = 7  # digits
_FIRST_BIRTH, _LAST_BIRTH = 1880, 2035  # numbers have been given out since 1984


def all_of(numbers: Matrix, *tests: Callable[[Matrix], Mask]) -> Mask:
    """Which numbers pass every test. Each is asked of those that have passed the ones before it: let the
    first be the one that costs little and is seldom passed.
    """
    mask = np.ones(len(numbers), np.bool_)
    for test in tests:
        left = np.flatnonzero(mask)
        if not len(left):
            break
        mask[left] = test(rows(numbers, left))
    return mask


def digits(numbers: Matrix) -> Mask:
    """Whether all characters are digits."""
    mask: Mask = np.asarray((numbers - np.uint8(ord("0")) < 10).all(axis=1))
    return mask


def number(digits_: Matrix) -> Numbers:
    """The whole number that the digits of each row write; no row has more than 18.

    Characters that are no digits count for up to 255, so that no row of seven leaves 32 bits.
    """
    kind = np.int32 if digits_.shape[1] <= _SHORT else np.int64
    total: Numbers = np.zeros(len(digits_), kind)
    for column in digits_.T:
        total *= 10
        total += column - np.uint8(ord("0"))
    return total


def provinces(codes: Matrix) -> Mask:
    """Whether two digits are a province of GB/T 2260, Taiwan too."""
    mask: Mask = np.take(_PROVINCES, number(codes), mode="clip")
    return mask


def births(days: Matrix) -> Mask:
    """Whether eight digits are a day on which a living person may have been born."""
    years, months, days_ = (number(days[:, first:last]) for first, last in ((0, 4), (4, 6), (6, 8)))
    mask: Mask = exist(years, months, days_) & (years >= _FIRST_BIRTH) & (years <= _LAST_BIRTH)
    return mask


def seventeen_digits(numbers: Matrix) -> Mask:
    """Whether 18 characters are 17 digits and a digit or X, as identity numbers are."""
    last: Mask = numbers[:, 17] == ord("X")
    return digits(numbers[:, :17]) & (digits(numbers[:, 17:]) | last)


def with_century(days: Matrix) -> Matrix:
    """yymmdd as 19yymmdd."""
    century = np.broadcast_to(np.frombuffer(b"19", np.uint8), (len(days), 2))
    return np.concatenate([century, days], axis=1)


def cut_by_excel(numbers: Matrix) -> Mask:
    """Whether all digits from the sixteenth on are zeros, as Excel leaves them."""
    mask: Mask = (numbers[:, 15:] == ord("0")).all(axis=1)
    return mask
