"""Made-up numbers that look right, with a check digit that is right if the original's was.

Nobody bears them: identity and credit codes are of regions PP99xx, as GB/T 2260 gives no city the
digits 99; cards begin with 9999, which ISO/IEC 7812 leaves to a country of the code 999, and there is
none.
"""

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from app.core import check_digits
from app.core.check_digits import ID_CHARACTERS, USCC_CHARACTERS, places
from app.core.desensitize.keyed import Draws, Matrix, Numbers, fixed_width
from app.core.regions import PROVINCE_CODES
from app.core.text_bytes import offsets_and_bytes

Mask = npt.NDArray[np.bool_]

UNASSIGNED_CITY = "99"
UNASSIGNED_ISSUER = "9999"
_PROVINCES = np.array(PROVINCE_CODES)
_FIRST_DAY, _LAST_DAY = (
    np.datetime64(day, "D").astype(np.int64) for day in ("1940-01-01", "2005-12-31")
)
_CARD = 19  # digits of a card where the original is none
_LONG_ID, _OLD_ID = r"\A[0-9]{17}[0-9Xx]\z", r"\A[0-9]{15}\z"
_USCC_FORM = r"\A[0-9A-HJ-NPQRTUWXY]{18}\z"


def resident_id(
    values: pa.StringArray, draws: Draws, keep_sex: bool, keep_birth_year: bool
) -> pa.StringArray:
    """An identity number of 18 characters, or of 15 where the original has so many."""
    long, old = _of_form(values, _LONG_ID), _of_form(values, _OLD_ID)
    made = _seventeen(draws)
    if keep_birth_year:
        years = {17: long.rows[:, 6:10], 15: _with_century(old.rows[:, 6:8])}
        made[long.mask, 6:10], made[old.mask, 6:10] = years[17], years[15]
        # 29 February is of leap years only.
        leap = (made[:, 10:14] == np.frombuffer(b"0229", np.uint8)).all(axis=1)
        made[leap, 13] = ord("8")
    if keep_sex:
        for form, place in ((long, 16), (old, 14)):
            made[form.mask, 16] += (form.rows[:, place] - made[form.mask, 16]) % 2
            made[made[:, 16] > ord("9"), 16] = ord("0")
    right = check_digits.resident_id_digit(long.rows[:, :17]) == places(
        _upper(long.rows[:, 17]), ID_CHARACTERS
    )
    checks = _checks(check_digits.resident_id_digit(made), long.fill(right), draws, 11)
    made = np.concatenate([made, ID_CHARACTERS[checks][:, None]], axis=1)
    short = fixed_width(np.delete(made[:, :17], (6, 7), axis=1))
    return pc.if_else(pa.array(old.mask), short, fixed_width(made))


def credit_code(values: pa.StringArray, draws: Draws) -> pa.StringArray:
    """A unified social credit code of an enterprise; its organisation code has a check of its own."""
    form = _of_form(values, _USCC_FORM)
    region = _region(draws)
    organisation = USCC_CHARACTERS[np.stack([draws.below(31) for _ in range(8)], axis=1)]
    inner = ID_CHARACTERS[check_digits.organisation_digit(organisation)]
    head = np.broadcast_to(np.frombuffer(b"91", np.uint8), (len(values), 2))
    made = np.concatenate([head, region, organisation, inner[:, None]], axis=1)
    right = check_digits.uscc_digit(form.rows[:, :17]) == places(form.rows[:, 17], USCC_CHARACTERS)
    checks = _checks(check_digits.uscc_digit(made), form.fill(right), draws, 31)
    return fixed_width(np.concatenate([made, USCC_CHARACTERS[checks][:, None]], axis=1))


def bank_card(values: pa.StringArray, draws: Draws) -> pa.StringArray:
    """A card number of as many digits as the original; of 19 where that is none."""
    numbers = pc.replace_substring_regex(values, r"[- ]", "")
    card = pc.match_substring_regex(numbers, r"\A[0-9]{12,19}\z")
    lengths = pc.if_else(card, pc.utf8_length(numbers), _CARD)
    lengths = pc.fill_null(lengths, _CARD).to_numpy(zero_copy_only=False)
    wrong = draws.below(9) + 1
    tail = draws.digits(_CARD - len(UNASSIGNED_ISSUER))
    head = np.broadcast_to(np.frombuffer(UNASSIGNED_ISSUER.encode(), np.uint8), (len(values), 4))
    digits = np.concatenate([head, tail], axis=1)
    result = pa.nulls(len(values), pa.string())
    for length in np.unique(lengths).tolist():
        form = _of_form(numbers, rf"\A[0-9]{{{length}}}\z")
        mask = lengths == length
        made = digits[mask, :length]
        right = check_digits.luhn_digit(form.rows[:, :-1]) == places(
            form.rows[:, -1], ID_CHARACTERS
        )
        checks = (
            check_digits.luhn_digit(made[:, :-1]) + np.where(form.fill(right)[mask], 0, wrong[mask])
        ) % 10
        made[:, -1] = ID_CHARACTERS[checks]
        result = pc.replace_with_mask(result, pa.array(mask), fixed_width(made))
    return result


class _Form:
    """The values of a form: which, and their characters."""

    def __init__(self, mask: Mask, rows: Matrix) -> None:
        self.mask, self.rows = mask, rows

    def fill(self, answers: Mask) -> Mask:
        """Answers for the values of the form as answers for all; the others' are no."""
        filled = np.zeros(len(self.mask), np.bool_)
        filled[self.mask] = answers
        return filled


def _of_form(values: pa.StringArray, pattern: str) -> _Form:
    """``pattern`` must be of ASCII and of one length."""
    fits = pc.fill_null(pc.match_substring_regex(values, pattern), False)
    chosen = values.filter(fits)
    _, text = offsets_and_bytes(chosen)
    width = len(text) // len(chosen) if len(chosen) else _CARD
    return _Form(fits.to_numpy(zero_copy_only=False), text.reshape(len(chosen), width))


def _checks(right: Numbers, keep: Mask, draws: Draws, radix: int) -> Numbers:
    """The right check digits where the originals' were right, else wrong ones."""
    wrong = draws.below(radix - 1) + 1
    checks: Numbers = (right + np.where(keep, 0, wrong)) % radix
    return checks


def _seventeen(draws: Draws) -> Matrix:
    """Region, birth date and serial number."""
    region = _region(draws)
    days = draws.below(int(_LAST_DAY - _FIRST_DAY)) + _FIRST_DAY
    dates = np.datetime_as_string(days.astype("datetime64[D]")).astype("S10")
    birth = dates.view(np.uint8).reshape(len(days), 10)[:, [0, 1, 2, 3, 5, 6, 8, 9]]
    return np.concatenate([region, birth, draws.digits(3)], axis=1)


def _region(draws: Draws) -> Matrix:
    province = _PROVINCES[draws.below(len(_PROVINCES))]
    first = np.stack([province // 10, province % 10], axis=1).astype(np.uint8) + np.uint8(ord("0"))
    city = np.frombuffer(UNASSIGNED_CITY.encode(), np.uint8)
    return np.concatenate([first, np.broadcast_to(city, first.shape), draws.digits(2)], axis=1)


def _with_century(years: Matrix) -> Matrix:
    century = np.broadcast_to(np.frombuffer(b"19", np.uint8), years.shape)
    return np.concatenate([century, years], axis=1)


def _upper(characters: Matrix) -> Matrix:
    return np.where(characters == ord("x"), np.uint8(ord("X")), characters)
