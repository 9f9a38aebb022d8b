"""Check digits of many numbers at once: the rules of :mod:`app.core.checksums` by columns.

A foundation: the review tests what it finds, desensitizing makes numbers up. A number is a row of ASCII
digits and capitals, (n, length); all go down the columns, place by place, which is fastest where these
lie in one piece each. What is not of an alphabet never checks.
"""

from collections.abc import Iterable
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from app.core.checksums import ID_WEIGHTS, USCC_ALPHABET, USCC_WEIGHTS

Matrix: TypeAlias = npt.NDArray[np.uint8]
Mask: TypeAlias = npt.NDArray[np.bool_]
Numbers: TypeAlias = npt.NDArray[np.int64]

ID_CHARACTERS = np.frombuffer(b"0123456789X", np.uint8)
USCC_CHARACTERS = np.frombuffer(USCC_ALPHABET.encode(), np.uint8)
_ALNUM_CHARACTERS = np.frombuffer(b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ", np.uint8)
_VIN_CHARACTERS = np.frombuffer(b"0123456789ABCDEFGHJKLMNPRSTUVWXYZ", np.uint8)
_VIN_VALUES = [*range(10), 1, 2, 3, 4, 5, 6, 7, 8, 1, 2, 3, 4, 5, 7, 9, 2, 3, 4, 5, 6, 7, 8, 9]
_ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
_VIN_WEIGHTS = (8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2)
_ICAO_WEIGHTS = (7, 3, 1)
_ZERO = np.uint8(ord("0"))
_DOUBLED = np.array([2 * digit - 9 * (digit > 4) for digit in range(256)]).astype(np.uint8)
_FOREIGN = 99  # the value of a character that is not of an alphabet


def places(characters: Matrix, alphabet: Matrix) -> Numbers:
    """The place of each character in an alphabet that all are of."""
    return looked_up(_values(alphabet, range(len(alphabet))), characters).astype(np.int64)


def looked_up(table: Matrix, characters: Matrix) -> Matrix:
    """What a table of 256 says of each character."""
    in_columns = characters.T
    told = in_columns.tobytes().translate(table.tobytes())  # NumPy would make places of them first
    return np.frombuffer(told, np.uint8).reshape(in_columns.shape).T


def resident_id_digit(first17: Matrix) -> Numbers:
    """The check digit of identity numbers, 10 for X. Source: GB 11643-1999, ISO 7064 MOD 11-2."""
    return ((12 - _sum(first17 - _ZERO, ID_WEIGHTS) % 11) % 11).astype(np.int64)


def resident_id(numbers: Matrix) -> Mask:
    """Whether 18 characters check as :func:`resident_id_digit` says."""
    mask: Mask = ID_CHARACTERS[resident_id_digit(numbers[:, :17])] == numbers[:, 17]
    return mask


def luhn_digit(without_last: Matrix) -> Numbers:
    """The last digit of numbers of any one length. Source: ISO/IEC 7812-1, annex B."""
    total = np.zeros(len(without_last), np.uint16)
    for place, column in enumerate(without_last.T[::-1] - _ZERO):
        total += column if place % 2 else _DOUBLED[column]
    return ((10 - total % 10) % 10).astype(np.int64)


def luhn(numbers: Matrix) -> Mask:
    """Whether digits of any one length check as :func:`luhn_digit` says."""
    mask: Mask = luhn_digit(numbers[:, :-1]) == numbers[:, -1] - _ZERO
    return mask


def uscc_digit(first17: Matrix) -> Numbers:
    """The place of the check character of credit codes. Source: GB 32100-2015, MOD 31-3."""
    return _uscc_digit(looked_up(_USCC, first17))


def uscc(numbers: Matrix) -> Mask:
    """Whether 18 characters, none of them I, O, S, V or Z, check as :func:`uscc_digit` says."""
    values = looked_up(_USCC, numbers)
    mask: Mask = _all_known(values) & (_uscc_digit(values[:, :17]) == values[:, 17])
    return mask


def uscc_letters(numbers: Matrix) -> Mask:
    """Whether all characters are of the alphabet of GB 32100."""
    return _all_known(looked_up(_USCC, numbers))


def organisation_digit(first8: Matrix) -> Numbers:
    """The check digit of organisation codes, 10 for X. Source: GB 11714-1997, MOD 11."""
    return _organisation_digit(looked_up(_ALNUM, first8))


def organisation_code(numbers: Matrix) -> Mask:
    """Whether nine characters check as :func:`organisation_digit` says."""
    values = looked_up(_ALNUM, numbers)
    told = np.where(numbers[:, 8] == ord("X"), 10, values[:, 8])
    mask: Mask = _all_known(values) & (_organisation_digit(values[:, :8]) == told)
    return mask


def mod_11_10(numbers: Matrix) -> Mask:
    """ISO 7064 MOD 11,10 over digits of any one length. Source: GS 15-2006 for registrations."""
    rest = np.full(len(numbers), 10)
    for column in (numbers[:, :-1] - _ZERO).astype(np.int64).T:
        total = (rest + column) % 10
        rest = np.where(total == 0, 10, total) * 2 % 11
    mask: Mask = (11 - rest) % 10 == numbers[:, -1] - _ZERO
    return mask


def vin(numbers: Matrix) -> Mask:
    """The ninth of 17 characters over all others, modulo 11; 10 is X. Source: GB 16735-2019."""
    total = _sum(looked_up(_VIN, numbers), _VIN_WEIGHTS)
    mask: Mask = ID_CHARACTERS[total % 11] == numbers[:, 8]
    return mask


def vin_letters(numbers: Matrix) -> Mask:
    """Whether all characters are of a vehicle's number: no I, O or Q."""
    return _all_known(looked_up(_VIN, numbers))


def icao(numbers: Matrix) -> Mask:
    """The last digit over all others by the weights 7, 3, 1; A is 10. Source: ICAO 9303 part 3."""
    values = looked_up(_ALNUM, numbers)
    weights = np.resize(_ICAO_WEIGHTS, numbers.shape[1] - 1).tolist()
    mask: Mask = _sum(values[:, :-1], weights) % 10 == values[:, -1]
    return mask


def _uscc_digit(values: Matrix) -> Numbers:
    return ((31 - _sum(values, USCC_WEIGHTS) % 31) % 31).astype(np.int64)


def _organisation_digit(values: Matrix) -> Numbers:
    return ((11 - _sum(values, _ORGANISATION_WEIGHTS) % 11) % 11).astype(np.int64)


def _values(alphabet: Matrix, values: Iterable[int]) -> Matrix:
    """A table of what each byte is worth."""
    table = np.full(256, _FOREIGN, np.uint8)
    table[alphabet] = list(values)
    return table


def _sum(values: Matrix, weights: Iterable[int]) -> npt.NDArray[np.uint16]:
    """The weighted sum of each row; it stays below 2^16."""
    total = np.zeros(len(values), np.uint16)
    for column, weight in zip(values.T, weights, strict=True):
        total += column * np.uint16(weight)
    return total


def _all_known(values: Matrix) -> Mask:
    mask: Mask = (values != _FOREIGN).all(axis=1)
    return mask


_USCC = _values(USCC_CHARACTERS, range(31))
_ALNUM = _values(_ALNUM_CHARACTERS, range(36))
_VIN = _values(_VIN_CHARACTERS, _VIN_VALUES)
