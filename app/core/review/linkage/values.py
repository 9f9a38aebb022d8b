"""Values as they are joined: the same thing written in two ways is one value.

Full-width forms and letter case are folded, spaces and invisible characters removed, and dates become
digits (1990年1月, 1990-01 and 1990/1 are 199001). A text of nothing but spaces is blank.

Who knows a birthday also knows the month and the year: dates are joined coarser as well (*cuts*).
"""

from typing import Literal, TypeAlias

import pyarrow as pa
import pyarrow.compute as pc

from app.core.review.fold import fold

Cut: TypeAlias = Literal["", "month", "year"]

_DATE = (
    r"^\s*(?P<year>(?:19|20)[0-9]{2})\s*(?:年\s*|[-/.年]\s*(?P<month>[0-9]{1,2})"
    r"(?:\s*[-/.月]\s*(?P<day>[0-9]{1,2})\s*日?|\s*月)?(?:[ T]00:00(?::00)?)?\s*)$"
)
_DIGITS = {  # of dates as they are joined: how many, and the form
    8: r"^(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])$",
    6: r"^(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])$",
    4: r"^(?:19|20)[0-9]{2}$",
}
_CUTS: dict[Cut, int] = {"month": 6, "year": 4}
_NEARLY_ALL = 0.95


def normalised(texts: pa.StringArray) -> pa.StringArray:
    """Every value as it is joined, same length and order; null where nothing is left."""
    if not pc.all(pc.string_is_ascii(texts)).as_py():
        texts = fold(texts)
    texts = _dates(texts)
    if pc.any(pc.match_substring_regex(texts, r"\s")).as_py():
        texts = pc.replace_substring_regex(texts, r"\s+", "")
    texts = pc.utf8_lower(texts)
    blank = pc.equal(texts, "")
    if pc.any(blank).as_py():
        texts = pc.if_else(blank, pa.scalar(None, pa.string()), texts)
    return texts


def date_digits(sample: pa.Array) -> int:
    """How many digits the finest dates of a column have, or 0 if it holds no dates."""
    found = {
        digits: pc.sum(pc.match_substring_regex(sample, form)).as_py() or 0
        for digits, form in _DIGITS.items()
    }
    if not len(sample) or sum(found.values()) < _NEARLY_ALL * len(sample):
        return 0
    return max(digits for digits, count in found.items() if count)


def cuts(digits: int) -> tuple[Cut, ...]:
    """How dates of so many digits can be cut."""
    return tuple(cut for cut, left in _CUTS.items() if left < digits)


def cut_to(values: pa.StringArray, cut: Cut) -> pa.StringArray:
    """Dates without what is finer."""
    return pc.utf8_slice_codeunits(values, 0, _CUTS[cut])


def _dates(texts: pa.StringArray) -> pa.StringArray:
    dated = pc.fill_null(pc.match_substring_regex(texts, _DATE), False)
    if not pc.any(dated).as_py():
        return texts
    parts = pc.extract_regex(texts.filter(dated), _DATE)
    year, month, day = (pc.struct_field(parts, part) for part in ("year", "month", "day"))
    digits = pc.binary_join_element_wise(year, _two_digits(month), _two_digits(day), "")
    return pc.replace_with_mask(texts, dated, digits)


def _two_digits(numbers: pa.StringArray) -> pa.StringArray:
    return pc.if_else(pc.equal(numbers, ""), numbers, pc.utf8_lpad(numbers, 2, "0"))
