"""The sizes of equivalence classes: k, sample uniques and a histogram.

Source: L. Sweeney, k-Anonymity: a model for protecting privacy, IJUFKS 10(5), 2002; GB/T 37964-2019,
which names k-anonymity as a de-identification model.
"""

import numpy as np

from app.core.contingency import Counts
from app.core.model import SizeBand

_BANDS = (1, 2, 3, 5, 10, 20, 50, 100)  # first size of each; 20 is the bound of public release


def anonymity(sizes: Counts) -> int:
    """k = min f_j over the classes; 0 for a table without rows (Sweeney 2002)."""
    return int(sizes.min()) if len(sizes) else 0


def uniques(sizes: Counts) -> int:
    """Sample uniques: classes, and so rows, with f_j = 1."""
    return int(np.count_nonzero(sizes == 1))


def size_bands(sizes: Counts) -> tuple[SizeBand, ...]:
    """A histogram of class sizes; bands without a class are left out."""
    place = np.searchsorted(_BANDS, sizes, side="right") - 1
    classes = np.bincount(place, minlength=len(_BANDS))
    rows = np.bincount(place, sizes, minlength=len(_BANDS)).astype(np.int64)
    lasts = [first - 1 for first in _BANDS[1:]] + [None]
    return tuple(
        SizeBand(first, last, int(classes[band]), int(rows[band]))
        for band, (first, last) in enumerate(zip(_BANDS, lasts, strict=True))
        if classes[band]
    )
