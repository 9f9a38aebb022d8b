"""Columns for detectors, and invented identifiers: no real person can have them.

County 330199 does not exist, no operator has the prefix 142, no bank issues under 620000.
"""

import random

import numpy as np
import pyarrow as pa

from app.core.checksums import id_check_digit
from app.core.review.column import Column
from app.core.review.detector import Detector, detectors
from app.core.review.evidence import Evidence
from app.core.review.fold import fold


def view(values: list[str], name: str = "内容", others: tuple[str, ...] = ()) -> Column:
    """A column as a detector sees it, every value once."""
    counts = np.ones(len(values), np.int64)
    return Column(name, fold(pa.array(values, pa.string())), counts, others)


def examine(
    type_id: str, values: list[str], name: str = "内容", others: tuple[str, ...] = ()
) -> Evidence | None:
    detector: Detector = detectors.get(type_id)
    return detector.examine(view(values, name, others))


def spans(evidence: Evidence | None, values: list[str]) -> list[str]:
    """The texts of the hits, folded."""
    if evidence is None:
        return []
    text = view(values).text
    pairs = zip(evidence.spans.starts.tolist(), evidence.spans.ends.tolist(), strict=True)
    return [text[start:end].tobytes().decode() for start, end in pairs]


def resident_id(generator: random.Random, county: str = "330199") -> str:
    first17 = f"{county}{_day(generator, 1940, 2015)}{generator.randrange(1000):03d}"
    return first17 + id_check_digit(first17)


def contract(generator: random.Random, serial: int) -> str:
    """Area, date of signing, serial: 18 digits that pass the check one time in eleven."""
    return f"330199{_day(generator, 2015, 2025)}{serial % 10_000:04d}"


def mobile(generator: random.Random) -> str:
    return f"142{generator.randrange(10**8):08d}"


def bank_card(generator: random.Random, digits: int = 19) -> str:
    body = "620000" + "".join(generator.choice("0123456789") for _ in range(digits - 7))
    for last in "0123456789":
        total = 0
        for place, digit in enumerate(reversed(body + last)):
            value = int(digit) * (1 + place % 2)
            total += value - 9 * (value > 9)
        if total % 10 == 0:
            return body + last
    raise AssertionError


def _day(generator: random.Random, first: int, last: int) -> str:
    year = generator.randint(first, last)
    return f"{year}{generator.randint(1, 12):02d}{generator.randint(1, 28):02d}"
