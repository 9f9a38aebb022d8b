"""Shares of sensitive values: in each class, and in the whole table."""

import numpy as np
import numpy.typing as npt

from app.core.contingency import Cross

Floats = npt.NDArray[np.float64]


def shares(cross: Cross) -> tuple[Floats, Floats]:
    """p of each pair, and q of each code."""
    whole = np.bincount(cross.codes, cross.counts, len(cross.values) + 1)
    return cross.counts / cross.sizes[cross.classes], whole / max(int(cross.sizes.sum()), 1)
