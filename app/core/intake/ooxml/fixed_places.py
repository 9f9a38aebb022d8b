"""Many numbers at once under formats of one block of digits, such as ``#,##0.00`` and ``0.0%``.

The texts are those of :func:`number_text`. Numbers that lie within rounding noise of a half, and
very large ones, are left to it.
"""

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from app.core.intake.format_code import Block, sections

_LARGEST = 1e12  # shown digits as an integer; far above, floats have no room for a fraction
# A double is shown by 15 digits, so the fraction that rounding looks at is this far from sure.
_NOISE, _LEAST_NOISE = 1e-14, 1e-9


def block_of(code: str) -> Block | None:
    """The block of a format that has one section without a condition or a sign of its own."""
    found = sections(code)
    if len(found) != 1 or found[0].condition or found[0].has_sign:
        return None
    block = found[0].block
    if block is None or not block.least or block.required != block.places or block.places > 9:
        return None
    return block


def fixed_texts(
    values: npt.NDArray[np.float64], block: Block
) -> tuple[pa.Array, npt.NDArray[np.bool_]]:
    """The texts of finite numbers, and which of them are sure."""
    scaled = np.abs(values) * 10.0 ** (block.places + block.scale)
    sure = scaled < _LARGEST
    scaled = np.where(sure, scaled, 0)
    down = np.floor(scaled)
    sure &= np.abs(scaled - down - 0.5) > scaled * _NOISE + _LEAST_NOISE
    digits = np.floor(scaled + 0.5).astype(np.int64)
    whole, part = np.divmod(digits, 10**block.places)
    before = _grouped(whole) if block.grouped else pa.array(whole).cast(pa.string())
    if block.least > 1:
        before = pc.utf8_lpad(before, block.least, "0")
    pieces = [before]
    if block.places:
        pieces += [".", pc.utf8_lpad(pa.array(part).cast(pa.string()), block.places, "0")]
    texts = pc.binary_join_element_wise(
        pa.scalar(block.prefix.lstrip()), *pieces, pa.scalar(block.suffix.rstrip()), ""
    )
    negative = values < 0
    if negative.any():
        texts = pc.if_else(pa.array(negative), pc.binary_join_element_wise("-", texts, ""), texts)
    return texts, sure


def _grouped(whole: npt.NDArray[np.int64]) -> pa.Array:
    """Integers with a comma before every third digit from the right."""
    plain = pa.array(whole).cast(pa.string())
    if not len(whole) or whole.max() < 1000:
        return plain
    head, tail = np.divmod(whole, 1000)
    last = pc.utf8_lpad(pa.array(tail).cast(pa.string()), 3, "0")
    joined = pc.binary_join_element_wise(_grouped(head), last, ",")
    return pc.if_else(pa.array(head > 0), joined, plain)
