"""Patterns over the values of many columns at once.

What judges a column is a generator: it yields what it asks, values and patterns, and is sent a mask
for each pattern. What several columns ask alike is answered in one pass: to compile a pattern takes
RE2 as long as to match it with a thousand values, and a wide table has thousands of columns.
"""

from collections.abc import Generator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import TypeAlias, TypeVar

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from app.core.intake.profiling import value_patterns

_SHORT_TEXT = 200  # bytes; RE2 takes longer ones, whose time no pattern can stretch
_FEW = 1000  # values for which RE2 takes longer to compile a pattern than Python to match it

T = TypeVar("T")
Mask: TypeAlias = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Asked:
    """Which of the ``values``, a string array without nulls, match each of the ``patterns``."""

    values: pa.Array
    patterns: tuple[str, ...]


Judging: TypeAlias = Generator[Asked, Sequence[Mask], T]


def judged(judges: Sequence[Judging[T]]) -> list[T]:
    """What each of the judges returns, all of them run side by side."""
    returned: dict[int, T] = {}
    waiting: dict[int, Asked] = {}

    def go_on(place: int, masks: Sequence[Mask] | None) -> None:
        try:
            waiting[place] = judges[place].send(masks)  # type: ignore[arg-type]  # None starts it
        except StopIteration as end:
            returned[place] = end.value

    for place in range(len(judges)):
        go_on(place, None)
    while waiting:
        alike: dict[tuple[str, ...], list[int]] = {}
        for place, asked in waiting.items():
            alike.setdefault(asked.patterns, []).append(place)
        for patterns, places in alike.items():
            answers = _answers([waiting.pop(place).values for place in places], patterns)
            for place, masks in zip(places, answers, strict=True):
                go_on(place, masks)
    return [returned[place] for place in range(len(judges))]


def _answers(columns: Sequence[pa.Array], patterns: Sequence[str]) -> list[tuple[Mask, ...]]:
    """Of each column, which of its values match each pattern."""
    values = columns[0] if len(columns) == 1 else pa.concat_arrays(columns)
    masks = [_matches(values, pattern) for pattern in patterns]
    ends = [*accumulate(map(len, columns))]
    cuts = [slice(*bounds) for bounds in pairwise([0, *ends])]
    return [tuple(mask[cut] for mask in masks) for cut in cuts]


def _matches(values: pa.Array, pattern: str) -> Mask:
    """Which values match the pattern."""
    if len(values) <= _FEW and (pc.max(pc.binary_length(values)).as_py() or 0) <= _SHORT_TEXT:
        matches = value_patterns.compiled(pattern).fullmatch
        return np.array([matches(value) is not None for value in values.to_pylist()], np.bool_)
    mask: Mask = np.asarray(pc.match_substring_regex(values, value_patterns.whole(pattern)))
    return mask
