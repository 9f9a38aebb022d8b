"""Hierarchies made from a column's own values: ranges, redacted codes, clusters by frequency.

``values`` are a column's distinct values, none null; a blank stays apart until the top.
"""

from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Literal

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from app.core.anonymity.suppressed import SUPPRESSED
from app.core.desensitize.hierarchies.hierarchy import Hierarchy, up_to_top
from app.core.desensitize.hierarchies.quantities import Quantities, quantities, written
from app.core.desensitize.hierarchies.ranges import between, equal
from app.core.desensitize.requirement import require
from app.core.text import Text

MOST_LEVELS = 64  # of a hierarchy of hidden characters; codes have some 20
_TITLE = Text("泛化层次", "hierarchy")
OTHER = "其他"


def flat(column: str, values: pa.StringArray) -> Hierarchy:
    """Each value, or nothing."""
    return up_to_top(column, values, [])


def equal_width(column: str, values: pa.StringArray, width: Decimal) -> Hierarchy:
    """Numbers in ranges of ``width``, of twice the width, and so on; what is no number: ``*``.

    Raises ParameterInvalid unless the width is above 0.
    """
    require(
        width.is_finite() and width > 0,
        _TITLE,
        "区间宽度须大于 0",
        "the width of a range is above 0",
    )
    found = quantities(values)
    largest = Decimal(int(np.abs(found.steps).max(initial=0))).scaleb(-found.places)
    levels = [equal(found, width, whole=found.are_whole)]
    while width <= largest:
        width *= 2
        levels.append(equal(found, width, whole=found.are_whole))
    return up_to_top(column, values, levels)


def equal_frequency(
    column: str, values: pa.StringArray, counts: npt.NDArray[np.int64], ranges: int
) -> Hierarchy:
    """Numbers in about ``ranges`` ranges of as many rows each, then in pairs of these, and so on.

    ``counts``: the rows of each value. A value is in one range only, so that a frequent one may fill
    more than a range's share. Raises ParameterInvalid for fewer than 2 ranges.
    """
    require(ranges >= 2, _TITLE, "至少要有两个区间", "there are at least two ranges")
    found = quantities(values)
    cuts = _quantiles(found, counts, ranges)
    levels = []
    while cuts:
        levels.append(between(found, cuts, whole=found.are_whole))
        cuts = cuts[1::2]
    return up_to_top(column, values, levels)


def cut(column: str, values: pa.StringArray, levels: Sequence[Sequence[Decimal]]) -> Hierarchy:
    """Numbers between given cuts, level by level; those of each level are among those before.

    Raises HierarchyInvalid where they are not, so that a later level would part a range, and
    ParameterInvalid where the cuts of a level do not ascend.
    """
    for cuts in levels:
        ascend = bool(cuts) and all(cut.is_finite() for cut in cuts)
        ascend = ascend and all(below < above for below, above in pairwise(cuts))
        require(ascend, _TITLE, "分界点须由小到大", "the cuts of a level ascend")
    found = quantities(values)
    return up_to_top(
        column, values, [between(found, cuts, whole=found.are_whole) for cuts in levels]
    )


def redacted(
    column: str, values: pa.StringArray, side: Literal["right", "left"] = "right", step: int = 1
) -> Hierarchy:
    """Codes with ``step`` more characters hidden at each level: 310012, 31001*, 3100**.

    A code keeps its length until nothing of any is left. Raises ParameterInvalid for a step below 1, and
    for one that makes more levels than codes have: running text would have one for each character.
    """
    require(step >= 1, _TITLE, "每级至少隐去一个字符", "each level hides a character at least")
    lengths = pc.utf8_length(values)
    longest = pc.max(lengths).as_py() or 0
    least = -(-longest // MOST_LEVELS)
    require(
        step >= least,
        _TITLE,
        f"最长的值有 {longest} 个字符，级数太多：每级至少隐去 {least} 个，或改用其他层次",
        f"the longest value has {longest} characters, too many for a level each: hide {least} or more "
        "at each level, or begin another hierarchy",
    )
    levels = []
    for hidden in range(step, longest, step):
        stars = pc.binary_repeat(SUPPRESSED, pc.min_element_wise(lengths, hidden))
        if side == "right":
            parts = (pc.utf8_slice_codeunits(values, 0, -hidden), stars)
        else:
            parts = (stars, pc.utf8_slice_codeunits(values, hidden))
        levels.append(pc.binary_join_element_wise(*parts, ""))
    return up_to_top(column, values, levels)


def by_frequency(
    column: str,
    values: pa.StringArray,
    counts: npt.NDArray[np.int64],
    least: Sequence[int],
    other: str = OTHER,
) -> Hierarchy:
    """Values that stand in fewer rows than ``least``, which ascends level by level, become ``other``.

    Where the data has a value of that name, the group is called otherwise, lest the two be one. Raises
    ParameterInvalid where ``least`` does not ascend.
    """
    ascend = all(below < above for below, above in pairwise(least))
    require(ascend, _TITLE, "行数下限须逐级增大", "the least rows ascend level by level")
    name = _free(other, values)
    levels = [pc.if_else(pa.array(counts < rows), name, values) for rows in least]
    return up_to_top(column, values, levels)


def _quantiles(found: Quantities, counts: npt.NDArray[np.int64], ranges: int) -> list[Decimal]:
    """The first numbers of each range but the lowest."""
    steps, rows = found.steps[found.known], counts[found.known]
    order = np.argsort(steps, kind="stable")
    steps, rows = steps[order], rows[order]
    wanted = rows.sum() * np.arange(1, ranges) / ranges
    places = np.searchsorted(np.cumsum(rows) - rows, wanted)
    firsts = np.unique(steps[places[places < len(steps)]])
    return [Decimal(written(int(step), found.places)) for step in firsts if step > steps[0]]


def _free(name: str, values: pa.StringArray) -> str:
    """``name``, or with a number behind it, so that no value is called so."""
    taken = set(values.to_pylist())
    free, number = name, 2
    while free in taken:
        free, number = f"{name}（{number}）", number + 1
    return free
