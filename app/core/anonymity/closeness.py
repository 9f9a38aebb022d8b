"""t-closeness: how far a class's sensitive values are from those of the whole table.

Source: N. Li, T. Li, S. Venkatasubramanian, t-Closeness: privacy beyond k-anonymity and l-diversity,
ICDE 2007: the Earth Mover's Distance between the distribution P in a class and Q in the table. Each
function answers by class; t is the greatest. Pairs that do not occur cost nothing.
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from app.core.anonymity.shares import shares
from app.core.contingency import Cross

Floats = npt.NDArray[np.float64]


def equal_distance(cross: Cross) -> Floats:
    """½ Σ|p_i - q_i|: all values are equally far from each other.

    Since P and Q both sum to 1 this is Σ max(p_i - q_i, 0), where only values of the class count.
    """
    share, whole = shares(cross)
    surplus = np.maximum(share - whole[cross.codes], 0)
    sums: Floats = np.bincount(cross.classes, surplus, len(cross.sizes)).astype(np.float64)
    return sums


def hierarchical_distance(cross: Cross, levels: Sequence[npt.NDArray[np.intp]]) -> Floats:
    """Values are as far apart as the lowest level that joins them, of all levels; in [0, 1].

    ``levels``: below the one that joins all, by code the number of its group; the first tells all
    values apart. The paper's cost of a node, height/H · min(what its children have too much, what they
    have too little), sums up to the mean of the equal distances at these levels.
    """
    total = np.zeros(len(cross.sizes))
    for groups in levels:
        total += equal_distance(_merged(cross, groups))
    return total / max(len(levels), 1)


def _merged(cross: Cross, groups: npt.NDArray[np.intp]) -> Cross:
    """The cross of groups of values; its ``values`` only number them."""
    count = int(groups.max(initial=0)) + 1
    keys, pairs = np.unique(cross.classes * count + groups[cross.codes], return_inverse=True)
    classes, codes = np.divmod(keys, count)
    counts = np.bincount(pairs, cross.counts, len(keys)).astype(np.int64)
    return Cross(pa.nulls(count - 1, pa.string()), classes, codes, counts, cross.sizes)


def ordered_distance(cross: Cross, ranks: npt.NDArray[np.int64]) -> Floats:
    """1/(m-1) Σ_i |Σ_{j≤i} (p_j - q_j)|: values as far apart as their ranks, of which there are m.

    ``ranks``: by code, from 0 without gaps; equal values have equal ranks. Between two values of a
    class its cumulative share stays the same while the table's grows, so each gap is summed at once,
    cut where the table overtakes the class.
    """
    levels = int(ranks.max(initial=0)) + 1
    if levels == 1:
        return np.zeros(len(cross.sizes))
    share, whole = shares(cross)
    table = np.cumsum(np.bincount(ranks, whole[: len(ranks)], levels))
    sums = np.concatenate([[0.0], np.cumsum(table)])

    place = ranks[cross.codes]
    order = np.argsort(cross.classes * levels + place)
    place, share = place[order], share[order]
    classes, starts = cross.classes, cross.starts
    total = np.cumsum(share)
    own = total - (total - share)[starts][classes]  # the class's cumulative share
    after = np.append(place[1:], levels)
    after[starts[1:] - 1] = levels
    cut = np.clip(np.searchsorted(table, own), place, after)
    gaps = own * (2 * cut - place - after) + sums[place] + sums[after] - 2 * sums[cut]
    before = sums[place[starts]]
    distances: Floats = (np.bincount(classes, gaps, len(cross.sizes)) + before) / (levels - 1)
    return distances
