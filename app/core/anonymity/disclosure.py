"""δ-disclosure and β-likeness: how much a class tells of a sensitive value beside the whole table.

p is a value's share in a class, q in the table. Each function answers by class; the table has the worst
of them. Sources: J. Brickell, V. Shmatikov, The cost of privacy, KDD 2008; J. Cao, P. Karras, Publishing
microdata with a robust privacy guarantee, PVLDB 5(11), 2012.
"""

import numpy as np
import numpy.typing as npt

from app.core.anonymity.shares import shares
from app.core.contingency import Cross

Floats = npt.NDArray[np.float64]


def disclosure(cross: Cross) -> Floats:
    """max |ln(p/q)| over all values of the table; infinite where a class lacks one.

    That is the definition's reading. Some tools leave absent values out, which lets a class through
    that tells for certain what a person does not have.
    """
    share, whole = shares(cross)
    gaps = np.abs(np.log(share / whole[cross.codes]))
    found = np.maximum.reduceat(gaps, cross.starts) if len(gaps) else np.zeros(0)
    return np.where(cross.distinct < np.count_nonzero(whole), np.inf, found)


def likeness(cross: Cross) -> Floats:
    """max (p - q)/q over the values of a class that are commoner in it than in the table; at least 0."""
    share, whole = shares(cross)
    table = whole[cross.codes]
    gains = np.maximum(share - table, 0) / table
    found: Floats = np.maximum.reduceat(gains, cross.starts) if len(gains) else np.zeros(0)
    return found
