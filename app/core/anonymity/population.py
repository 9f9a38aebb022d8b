"""Population uniqueness: how many persons of the population nobody else is like, from a sample alone.

Only the frequencies of frequencies are asked: s_j classes of the sample have j rows. n rows were drawn
from N persons, π = n/N. Three models of the population, each with its own idea of its classes:

- L. V. Zayatz, Estimation of the percent of unique population elements on a microdata file using the
  sample, US Bureau of the Census, 1991: class sizes of the population are distributed as the sample's;
- G. Chen, S. Keller-McNulty, Estimation of identification disclosure risk in microdata, Journal of
  Official Statistics 14(1), 1998: sizes less one are negative binomial (slide negative binomial, SNB);
- N. Hoshino, Applying Pitman's sampling formula to microdata disclosure risk assessment, Journal of
  Official Statistics 17(4), 2001.

Which to believe: F. K. Dankar, K. El Emam, A. Neisa, T. Roffey, Estimating the re-identification risk of
clinical data sets, BMC Medical Informatics and Decision Making 12:66, 2012. Their rule, as ARX puts it:
Pitman up to π = 0.1; above, the lesser of SNB and Zayatz; Zayatz where the model asked for does not fit.
"""

from collections.abc import Callable
from math import exp, lgamma, log, log1p

import numpy as np
import numpy.typing as npt

from app.core.anonymity.individual import individual_risk
from app.core.contingency import Counts
from app.core.model import PopulationModel, PopulationRisk

Floats = npt.NDArray[np.float64]

_SMALL_SAMPLE = 0.1  # π up to which Pitman's model is believed
_GOLDEN = (5**0.5 - 1) / 2
_STEPS = 60  # halvings of an interval: more than doubles can tell apart
_SEARCHED = 45  # golden sections: to 1e-9 of the first interval


def estimate(sizes: Counts, population: int) -> PopulationRisk:
    """Population uniques by every model, and by the decision rule.

    ``sizes``: of the sample's classes. ``population``: N, no less than their sum and at least 1.
    """
    rows = int(sizes.sum())
    fraction = rows / population
    uniques = int(np.count_nonzero(sizes == 1))
    found: dict[PopulationModel, float | None]
    if uniques == 0 or rows == population:
        exact = float(uniques)  # none to be found; or the sample is the population
        found = {"zayatz": exact, "snb": exact, "pitman": exact}
    else:
        found = {
            "zayatz": zayatz(sizes, population),
            "snb": snb(sizes, population),
            "pitman": pitman(sizes, population),
        }
    chosen = _chosen(found, fraction)
    value = found[chosen] or 0.0
    risks = individual_risk(sizes, fraction)
    return PopulationRisk(
        size=population,
        fraction=fraction,
        uniques=found,
        chosen=chosen,
        share=value / population,
        true_uniques=min(value * fraction / uniques, 1.0) if uniques else 0.0,
        individual=float(risks.max(initial=0.0)),
        expected=float((sizes * risks).sum()),
    )


def zayatz(sizes: Counts, population: int) -> float:
    """P(F=1 | f=1) by Bayes' rule, times the sample uniques, by π.

    P(F=j) is taken from the sample, P(f=1 | F=j) is hypergeometric.
    """
    of_size, classes = np.unique(sizes, return_counts=True)
    rows = int(sizes.sum())
    drawn = [_one_of(int(size), rows, population) for size in of_size]
    alone = np.asarray(drawn) * classes
    unique = int(classes[of_size == 1].sum())
    return float(unique * alone[of_size == 1].sum() / alone.sum()) * population / rows


def snb(sizes: Counts, population: int) -> float | None:
    """K·P(F=1), where F-1 is negative binomial over the K classes of the population.

    K and the shape r follow from three expectations under Bernoulli sampling at the rate π: the
    persons, the classes and the uniques of the sample. None where no shape gives as many uniques.
    """
    rows, classes = int(sizes.sum()), len(sizes)
    wanted = int(np.count_nonzero(sizes == 1))
    rate = rows / population

    def implied(r: float) -> tuple[float, float]:
        """The classes of the population, and the uniques of the sample, that a shape implies."""
        low, high = float(classes), float(population)
        for _ in range(_STEPS):
            middle = (low + high) / 2
            _, seen, _ = _slid(r, middle, population, rate)
            low, high = (middle, high) if seen < classes else (low, middle)
        return low, _slid(r, low, population, rate)[2]

    def misses(shape: float) -> float:
        return implied(exp(shape))[1] - wanted

    shape = _root(misses, np.linspace(-12, 12, 49))
    if shape is None:
        return None
    r = exp(shape)
    return _slid(r, implied(r)[0], population, rate)[0]


def pitman(sizes: Counts, population: int) -> float | None:
    """E(uniques among N) under Pitman's sampling formula of the most likely θ and α.

    N·(θ+α)_{N-1}/(θ+1)_{N-1} with rising factorials: the chance that all others sit elsewhere. None
    where the likelihood has its maximum at the edge: all rows unique, or none.
    """
    of_size, counts = np.unique(sizes, return_counts=True)
    rows, classes = int(sizes.sum()), len(sizes)
    if classes in (1, rows) or of_size[0] != 1:
        return None
    above = [
        (int(size), int(count)) for size, count in zip(of_size, counts, strict=True) if size > 1
    ]

    def likelihood(alpha: float, theta: float) -> float:
        """The logarithm, but for what depends on neither parameter; ``theta`` here is θ + α > 0."""
        shift = theta - alpha
        joins = sum(c * (lgamma(s - alpha) - lgamma(1 - alpha)) for s, c in above)
        opens = (
            (classes - 1) * log(alpha) + lgamma(shift / alpha + classes) - lgamma(shift / alpha + 1)
        )
        return opens + joins - lgamma(shift + rows) + lgamma(shift + 1)

    def best_theta(alpha: float) -> tuple[float, float]:
        return _peak(lambda t: likelihood(alpha, exp(t)), -12.0, log(rows) + 12)

    alpha, _ = _peak(lambda a: best_theta(a)[1], 1e-6, 1 - 1e-6)
    theta = exp(best_theta(alpha)[0]) - alpha
    return population * exp(
        lgamma(theta + alpha + population - 1)
        - lgamma(theta + alpha)
        - lgamma(theta + population)
        + lgamma(theta + 1)
    )


def _chosen(found: dict[PopulationModel, float | None], fraction: float) -> PopulationModel:
    if fraction <= _SMALL_SAMPLE:
        return "zayatz" if found["pitman"] is None else "pitman"
    slid, least = found["snb"], found["zayatz"]
    return "zayatz" if slid is None or least is None or least < slid else "snb"


def _one_of(size: int, rows: int, population: int) -> float:
    """P(f=1 | F=size): one of a class is among the rows drawn without replacement."""
    others = population - size
    if rows - 1 > others:
        return 0.0
    return exp(log(size) + _choose(others, rows - 1) - _choose(population, rows))


def _choose(n: int, k: int) -> float:
    """The logarithm of a binomial coefficient."""
    return lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1)


def _slid(r: float, classes: float, population: int, rate: float) -> tuple[float, float, float]:
    """Expected population uniques, sample classes and sample uniques.

    A thinned negative binomial of mean m is one of mean πm and the same shape, so that
    P(no other is drawn) = (1 + πm/r)^-r.
    """
    others = max(population / classes - 1, 0.0)
    drawn = rate * others
    alone = exp(-r * log1p(drawn / r))
    one_other = alone * drawn * r / (r + drawn)
    unseen = (1 - rate) * alone
    uniques = classes * exp(-r * log1p(others / r))
    return uniques, classes * (1 - unseen), classes * (rate * alone + (1 - rate) * one_other)


def _root(function: Callable[[float], float], grid: Floats) -> float | None:
    """Where a function changes its sign for the first time on a grid."""
    values = [function(float(point)) for point in grid]
    for place in range(len(grid) - 1):
        if values[place] * values[place + 1] > 0:
            continue
        low, high = float(grid[place]), float(grid[place + 1])
        rising = values[place] < values[place + 1]
        for _ in range(_STEPS):
            middle = (low + high) / 2
            low, high = (middle, high) if (function(middle) < 0) == rising else (low, middle)
        return low
    return None


def _peak(function: Callable[[float], float], low: float, high: float) -> tuple[float, float]:
    """Where a function of one maximum has it, and how high, by golden sections."""
    left, right = high - _GOLDEN * (high - low), low + _GOLDEN * (high - low)
    at_left, at_right = function(left), function(right)
    for _ in range(_SEARCHED):
        if at_left < at_right:
            low, left, at_left = left, right, at_right
            right = low + _GOLDEN * (high - low)
            at_right = function(right)
        else:
            high, right, at_right = right, left, at_left
            left = high - _GOLDEN * (high - low)
            at_left = function(left)
    return (left, at_left) if at_left > at_right else (right, at_right)
