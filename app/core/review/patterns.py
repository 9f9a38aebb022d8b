"""The expressions of packs and detectors: by RE2 over many texts, by Python to cut what RE2 has found."""

import re
from collections.abc import Callable
from functools import cache

import pyarrow as pa
import pyarrow.compute as pc

from app.core.review.spans import Mask


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """An expression of a pack for Python, compiled once."""
    return re.compile(pattern, re.ASCII)


@cache
def matcher(pattern: str) -> Callable[[pa.StringArray], Mask]:
    """What tells which texts an RE2 pattern matches; the same for the same pattern."""
    return lambda texts: matches(texts, pattern)


def matches(texts: pa.StringArray, pattern: str) -> Mask:
    """Which texts an RE2 pattern matches."""
    mask: Mask = pc.match_substring_regex(texts, pattern).to_numpy(zero_copy_only=False)
    return mask
