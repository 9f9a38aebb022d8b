"""Re-identification by three attackers: prosecutor, journalist and marketer.

f_j is the size of class j in the table, F_j its size in the population, J the number of classes, n of
rows. Sources: K. El Emam and F. K. Dankar, Protecting privacy using k-anonymity, JAMIA 15(5), 2008;
K. El Emam, Guide to the de-identification of personal health information, 2013; GB/T 42460-2023 annex D
for R_a, R_b and R_c. A table without rows has risk 0.
"""

import numpy as np

from app.core.contingency import Counts
from app.core.model import AttackerRisk


def prosecutor(sizes: Counts, threshold: float) -> AttackerRisk:
    """The attacker knows that the person is in the table: θ_j = 1/f_j.

    max θ_j is R_b of GB/T 42460; the mean over rows is J/n; over classes it is R_c; the share of
    classes with θ_j > τ is R_a.
    """
    return _attack(sizes, sizes, threshold)


def journalist(sizes: Counts, population: Counts | None, threshold: float) -> AttackerRisk:
    """The attacker knows only that the person is in the population: θ_j = 1/F_j.

    ``population``: F_j by class, counted or estimated; the table is part of it, so F_j is never taken
    below f_j. Without it the table itself is the population, which overstates the risk.
    """
    return _attack(sizes, _at_least(sizes, population), threshold)


def marketer(sizes: Counts, population: Counts | None = None) -> float:
    """The share of rows that an attacker links rightly who links all: (1/n) Σ f_j/F_j.

    Without a population F_j = f_j and it is J/n.
    """
    rows = int(sizes.sum())
    return float((sizes / _at_least(sizes, population)).sum()) / rows if rows else 0.0


def _attack(sizes: Counts, hiding: Counts, threshold: float) -> AttackerRisk:
    """``hiding``: among how many a person of each class hides."""
    if not len(sizes):
        return AttackerRisk(0.0, 0.0, 0.0, 0, 0.0)
    risks = 1.0 / hiding
    above = risks > threshold
    return AttackerRisk(
        max=float(risks.max()),
        mean=float((sizes * risks).sum() / sizes.sum()),
        class_mean=float(risks.mean()),
        rows_above=int(sizes[above].sum()),
        classes_above=float(np.mean(above)),
    )


def _at_least(sizes: Counts, population: Counts | None) -> Counts:
    return sizes if population is None else np.maximum(sizes, population)
