"""Special uniques: rows that a few of their columns make unique.

A sample unique that is unique already in a small subset of the quasi-identifiers (its minimal sample
unique, MSU) is more likely to be unique in the population than one that needs them all. Source:
M. J. Elliot, A. M. Manning, R. W. Ford, A computational algorithm for handling the special uniques
problem, IJUFKS 10(5), 2002; A. M. Manning, D. J. Haglin, J. A. Keane, A recursive search algorithm for
statistical disclosure assessment, Data Mining and Knowledge Discovery 16(2), 2008 (SUDA2).
"""

from itertools import combinations
from math import comb

import numpy as np

from app.core.contingency import Contingency, Counts
from app.core.jobs import Job

LARGEST = 3  # columns of a minimal sample unique that is looked for
_MOST = 50_000_000  # classes times subsets, beyond which the search is not made


def is_cheap(table: Contingency) -> bool:
    """Whether the search takes seconds."""
    columns = len(table.columns)
    return len(table) * sum(comb(columns, size) for size in _sizes(columns)) <= _MOST


def least_unique(table: Contingency, job: Job) -> Counts:
    """Of each class, how many columns make it unique at the least; 0 where more than three must.

    Subsets of all columns but one are the largest: that all of them together make a row unique is
    no news. The smallest subset in which a row is unique is minimal by itself.
    """
    least = np.zeros(len(table), np.int64)
    columns = len(table.columns)
    subsets = [s for size in _sizes(columns) for s in combinations(range(columns), size)]
    for done, places in enumerate(subsets):
        job.report(done, len(subsets))
        found = (least == 0) & (table.counts == 1) & (table.margin(places) == 1)
        least[found] = len(places)
    return least


def _sizes(columns: int) -> range:
    return range(1, min(LARGEST, columns - 1) + 1)
