"""Individual risk: how likely a person of the sample is found, the class's size in the population
being guessed from its size in the sample.

Given f in the sample, drawn with the chance p, the size F in the population is f + NB(f, p), and the risk
is r_f = E(1/F) = ∫₀¹ p·u^(f-1)/(p + (1-p)·u) du. Source: L. Franconi, S. Polettini, Individual risk estimation
in µ-Argus: a review, Privacy in Statistical Databases, LNCS 3050, 2004; here every person has the same
chance to be drawn.
"""

from math import log

import numpy as np
import numpy.typing as npt

from app.core.contingency import Counts

Floats = npt.NDArray[np.float64]

_BEYOND = 2000  # sizes from which on two terms of the expansion in 1/f are right to ten digits


def individual_risk(sizes: Counts, chance: float) -> Floats:
    """r_f of each class by its size f ≥ 1, for a sampling chance in (0, 1]; of no class there is none."""
    if chance >= 1 or not len(sizes):
        found: Floats = 1.0 / sizes
        return found
    of_size, places = np.unique(sizes, return_inverse=True)
    return _risks(int(of_size.max(initial=1)), chance)[of_size][places]


def _risks(most: int, p: float) -> Floats:
    """r_f for f up to ``most``, by (1-p)·r_(f+1) + p·r_f = p/f, taken in the direction in which errors
    shrink."""
    odds = p / (1 - p)
    risks = np.zeros(most + 1)
    if odds < 1:
        risk = odds * log(1 / p)
        for f in range(1, most + 1):
            risks[f] = risk
            risk = odds * (1 / f - risk)
        return risks
    last = most + _BEYOND
    risk = p / last * (1 + (1 - p) / last)
    for f in range(last - 1, 0, -1):
        risk = 1 / f - risk / odds
        if f <= most:
            risks[f] = risk
    return risks
