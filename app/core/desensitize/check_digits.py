"""Check digits of many numbers at once: the rules of :mod:`app.core.checksums` by columns.

A number is a row of ASCII digits and capitals, (n, length).
"""

import numpy as np
import numpy.typing as npt

from app.core.desensitize.keyed import Matrix

Numbers = npt.NDArray[np.int64]

ID_CHARACTERS = np.frombuffer(b"0123456789X", np.uint8)
USCC_CHARACTERS = np.frombuffer(b"0123456789ABCDEFGHJKLMNPQRTUWXY", np.uint8)
_ORGANISATION = np.frombuffer(b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ", np.uint8)
_ID_WEIGHTS = np.array([7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2])
_USCC_WEIGHTS = np.array([1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28])
_ORGANISATION_WEIGHTS = np.array([3, 7, 9, 10, 5, 8, 4, 2])


def places(characters: Matrix, alphabet: Matrix) -> Numbers:
    """The place of each character in an alphabet; what is not in it is 0."""
    table = np.zeros(256, np.int64)
    table[alphabet] = np.arange(len(alphabet))
    found: Numbers = table[characters]
    return found


def resident_id(first17: Matrix) -> Numbers:
    """The check digit of identity numbers, 10 for X. Source: GB 11643-1999, ISO 7064 MOD 11-2."""
    total = places(first17, ID_CHARACTERS) @ _ID_WEIGHTS
    digit: Numbers = (12 - total % 11) % 11
    return digit


def uscc(first17: Matrix) -> Numbers:
    """The place of the check character of credit codes. Source: GB 32100-2015, MOD 31-3."""
    place: Numbers = (31 - places(first17, USCC_CHARACTERS) @ _USCC_WEIGHTS % 31) % 31
    return place


def organisation(first8: Matrix) -> Numbers:
    """The check digit of organisation codes, 10 for X. Source: GB 11714-1997."""
    digit: Numbers = (11 - places(first8, _ORGANISATION) @ _ORGANISATION_WEIGHTS % 11) % 11
    return digit


def luhn(without_last: Matrix) -> Numbers:
    """The last digit of card numbers. Source: ISO/IEC 7812-1, annex B."""
    digits = places(without_last, ID_CHARACTERS)
    doubled = digits[:, ::-1][:, ::2] * 2
    total = np.where(doubled > 9, doubled - 9, doubled).sum(axis=1)
    digit: Numbers = (10 - (total + digits[:, ::-1][:, 1::2].sum(axis=1)) % 10) % 10
    return digit
