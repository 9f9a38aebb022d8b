"""l-diversity: how many sensitive values a class leaves to guess from.

Source: A. Machanavajjhala, D. Kifer, J. Gehrke, M. Venkitasubramaniam, l-Diversity: privacy beyond
k-anonymity, ACM TKDD 1(1), 2007. A blank is a value of its own. Each function answers by class; the
table has the worst of them.
"""

import numpy as np
import numpy.typing as npt

from app.core.contingency import Counts, Cross

Floats = npt.NDArray[np.float64]


def distinct(cross: Cross) -> Counts:
    """Distinct values of each class; the least is l of distinct l-diversity."""
    return cross.distinct


def entropy(cross: Cross) -> Floats:
    """exp(H) of each class, H = -Σ p ln p; entropy l-diversity holds for l up to the least."""
    share = cross.counts / cross.sizes[cross.classes]
    sums = np.bincount(cross.classes, -share * np.log(share), len(cross.sizes))
    return np.exp(sums)


def recursive(cross: Cross, values: int) -> Floats:
    """r_1 / (r_l + … + r_m) of each class, r its value counts from the greatest, l = ``values``.

    Recursive (c, l)-diversity holds for every c above the greatest of these; a class of fewer than l
    values has none, and gives infinity.
    """
    most = int(cross.counts.max(initial=0)) + 1
    # One number sorts faster than two keys: class by class, the greatest count first.
    counts = most - np.sort(cross.classes * most + (most - cross.counts)) % most
    rank = np.arange(len(counts)) - cross.starts[cross.classes]
    tail = np.bincount(cross.classes, np.where(rank >= values - 1, counts, 0), len(cross.sizes))
    with np.errstate(divide="ignore"):
        ratios: Floats = counts[cross.starts] / tail
    return ratios
