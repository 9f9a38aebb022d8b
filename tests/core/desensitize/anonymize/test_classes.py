"""Classes whose numbers are too many for counters: hashed to slots, none is joined or parted."""

import numpy as np
import pytest

from app.core.desensitize.anonymize.blocks import Table
from app.core.desensitize.anonymize.classes import Rollup, classes_of

RADIX = 1 << 20  # of each of two blocks: far more pairs than counters


@pytest.mark.parametrize("tuples", [1, 2, 300, 40_000])
def test_hashed_classes_are_those_of_the_labels(tuples: int) -> None:
    source = np.random.default_rng(tuples)
    labels = source.integers(0, RADIX, (2, max(tuples // 3, 1))).take(
        source.integers(0, max(tuples // 3, 1), tuples), axis=1
    )
    rows = source.integers(1, 9, tuples).astype(np.float64)
    everyone = np.arange(tuples)
    table = Rollup((0, 0), everyone.astype(np.int32), (everyone, everyone), rows, {})
    classes = classes_of((0, 0), table, [Table(label, RADIX) for label in labels])
    _, alike = np.unique(labels, axis=1, return_inverse=True)
    assert classes.sizes.tolist() == np.bincount(alike, rows)[alike].tolist()
    assert len(classes.first) == alike.max() + 1
    assert len(set(zip(classes.ranks.tolist(), alike.tolist(), strict=True))) == alike.max() + 1
