"""Many numbers at once as :func:`number_text` shows each of them, and which lose digits by it.

It takes formats without conditions, of which each section is one block of digits (``#,##0.00``,
``0.0%``) or a date. Numbers that lie within rounding noise of a half, and very large ones, are left
to :func:`number_text`, and so are all other formats.
"""

from typing import NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from app.core.intake.display.date_array import date_texts
from app.core.intake.display.digit_marks import marked
from app.core.intake.display.format_code import Block, Section, sections

Floats: TypeAlias = npt.NDArray[np.float64]
Mask: TypeAlias = npt.NDArray[np.bool_]

_LARGEST = 1e12  # shown digits as an integer; far above, floats have no room for a fraction
# A double is shown by 15 digits, so the fraction that rounding looks at is this far from sure.
_NOISE, _LEAST_NOISE = 1e-14, 1e-9
_MOST_PLACES = 9

_SHOWN = 15  # significant digits
_POWERS = np.array([float(f"1e{power}") for power in range(21)])  # a double holds each exactly
_LEAST, _MOST = 1e-5, 1e14
_TIE = 1e-6  # numbers this near to the middle of two texts are left alone
_SPLIT = 2.0**27 + 1  # Veltkamp's


class ShownArray(NamedTuple):
    """``texts``: a string array; ``sure``: which of them are those of :func:`number_text`;
    ``exact``: which of these name the stored number.
    """

    texts: pa.Array
    sure: Mask
    exact: Mask


def number_texts(values: Floats, code: str, *, epoch_1904: bool = False) -> ShownArray | None:
    """The texts of finite numbers; None where the format shows none of them at once."""
    parts = _parts(values, code)
    if not parts:
        return None
    if len(parts) == 1 and parts[0][1].all():
        return _shown(values, parts[0][0], epoch_1904=epoch_1904)
    texts = pa.nulls(len(values), pa.string())
    sure, exact = np.zeros(len(values), np.bool_), np.zeros(len(values), np.bool_)
    for section, mask in parts:
        found = _shown(values[mask], section, epoch_1904=epoch_1904)
        texts = pc.replace_with_mask(texts, pa.array(mask), found.texts)
        sure[mask], exact[mask] = found.sure, found.exact
    return ShownArray(pc.fill_null(texts, ""), sure, exact)


def general_texts(values: Floats) -> tuple[pa.Array, Mask]:
    """Numbers as General shows them, by fifteen digits at most, and for which of them that is sure.

    A number is scaled to an integer of fifteen digits. The product's rounding error is worked out
    too (Dekker, "A floating-point technique for extending the available precision", 1971), so the
    integer is the one nearest to the stored number; divided by the power of ten, which a double
    holds, it gives the double whose shortest text is the one sought.
    """
    size = np.abs(values)
    sure = (size >= _LEAST) & (size < _MOST)
    size = np.where(sure, size, 1.0)
    scale = _POWERS[_SHOWN - 1 - np.floor(np.log10(size)).astype(np.intp)]
    product = size * scale
    nearest = np.rint(product)
    beyond = (product - nearest) + _product_error(size, scale, product)
    sure &= np.abs(np.abs(beyond) - 0.5) > _TIE
    nearest += np.where(np.abs(beyond) > 0.5, np.sign(beyond), 0)
    # The logarithm may be off by one next to a power of ten.
    sure &= (nearest >= _POWERS[_SHOWN - 1]) & (nearest < _POWERS[_SHOWN])
    texts = pa.array(np.copysign(nearest / scale, values)).cast(pa.string())
    sure &= ~pc.match_substring(texts, "e").to_numpy(zero_copy_only=False)
    return texts, sure


def _product_error(a: Floats, b: Floats, product: Floats) -> Floats:
    """What the product of two doubles lacks: ``a * b - product``, exactly."""
    a_high, b_high = _upper_half(a), _upper_half(b)
    a_low, b_low = a - a_high, b - b_high
    crossed = (a_high * b_high - product) + a_high * b_low + a_low * b_high
    return crossed + a_low * b_low


def _upper_half(values: Floats) -> Floats:
    """The first 26 bits of each number."""
    widened = values * _SPLIT
    return widened - (widened - values)


def _parts(values: Floats, code: str) -> list[tuple[Section, Mask]]:
    """The sections that can be done at once, each with the numbers that it shows."""
    numeric = sections(code)[:3]
    if any(section.condition for section in numeric):
        return []
    signs = np.sign(values)
    masks = [signs >= 0, signs < 0] if len(numeric) == 2 else [signs > 0, signs < 0, signs == 0]
    if len(numeric) == 1:
        masks = [np.ones(len(values), np.bool_)]
    return [
        (section, mask)
        for section, mask in zip(numeric, masks, strict=True)
        if mask.any() and (section.is_date or _is_plain(section.block))
    ]


def _is_plain(block: Block | None) -> bool:
    if block is None or not block.least or block.required != block.places:
        return False
    return block.places <= _MOST_PLACES


def _shown(values: Floats, section: Section, *, epoch_1904: bool) -> ShownArray:
    if section.is_date:
        return ShownArray(*date_texts(values, section, epoch_1904=epoch_1904))
    block = section.block
    assert block is not None  # noqa: S101 — of all others _parts tells nothing
    return _fixed(values, block, has_sign=section.has_sign)


def _fixed(values: Floats, block: Block, *, has_sign: bool) -> ShownArray:
    power = block.places + block.scale
    scaled = np.abs(values) * 10.0**power
    sure = scaled < _LARGEST
    scaled = np.where(sure, scaled, 0)
    down = np.floor(scaled)
    sure &= np.abs(scaled - down - 0.5) > scaled * _NOISE + _LEAST_NOISE
    digits = np.floor(scaled + 0.5).astype(np.int64)
    least = block.least + block.places
    written = pa.array(digits).cast(pa.string())
    if len(digits) and digits.min() < 10 ** (least - 1):
        written = pc.utf8_lpad(written, least, "0")
    texts = marked(
        written,
        block.places,
        grouped=block.grouped,
        negative=(values < 0) & (not has_sign),
        prefix=block.prefix.lstrip(),
        suffix=block.suffix.rstrip(),
    )
    # Both are integers that a double holds, so the quotient is the double nearest to what is shown.
    named = digits / 10.0**power if power >= 0 else digits * 10.0**-power
    return ShownArray(texts, sure, sure & (named == np.abs(values)))
