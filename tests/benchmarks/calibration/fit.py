"""A logistic regression around given weights: ridge, bounds, and the penalty by cross-validation.

The mode of ``sum cost log(1 + exp(-y odds)) + penalty/2 |shift|²``, ``odds = offset + design @ shift``,
within a box. The function is convex, so accelerated projected gradients (Beck & Teboulle 2009, FISTA;
restarts of O'Donoghue & Candès 2015) reach it from anywhere; no random numbers are drawn.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
PENALTIES = (0.3, 1.0, 3.0, 10.0, 30.0, 100.0)
STEPS, CLOSE = 20_000, 1e-10


@dataclass(frozen=True)
class Problem:
    """``design``: a row a verdict, a column a parameter; ``offset``: the odds without any shift;
    ``true``: 0 or 1; ``cost`` of being wrong; ``fold``: what a verdict is left out with; ``lower`` and
    ``upper`` bound the shifts.
    """

    design: Floats
    offset: Floats
    true: Floats
    cost: Floats
    fold: npt.NDArray[np.int64]
    lower: Floats
    upper: Floats

    def where(self, rows: npt.NDArray[np.bool_]) -> "Problem":
        return Problem(
            self.design[rows], self.offset[rows], self.true[rows], self.cost[rows],
            self.fold[rows],
            self.lower, self.upper,
        )  # fmt: skip

    def loss(self, shift: Floats) -> float:
        """Mean log loss by cost, in nats."""
        odds = self.offset + self.design @ shift
        return float(np.average(np.logaddexp(0, odds) - self.true * odds, weights=self.cost))


def fit(problem: Problem, penalty: float) -> Floats:
    """The shifts of the parameters."""
    design, n = problem.design, problem.design.shape[1]
    steepest = np.linalg.norm(np.sqrt(problem.cost)[:, None] * design, 2) ** 2
    step = 1 / (0.25 * steepest + penalty)
    shift, ahead, pace = np.zeros(n), np.zeros(n), 1.0
    for _ in range(STEPS):
        chance = 1 / (1 + np.exp(-(problem.offset + design @ ahead)))
        slope = design.T @ (problem.cost * (chance - problem.true)) + penalty * ahead
        new = np.clip(ahead - step * slope, problem.lower, problem.upper)
        if np.max(np.abs(new - shift), initial=0) < CLOSE:
            return new
        if np.dot(ahead - new, new - shift) > 0:
            pace = 1.0
        faster = (1 + np.sqrt(1 + 4 * pace**2)) / 2
        ahead, shift, pace = new + (pace - 1) / faster * (new - shift), new, faster
    return shift


def best_penalty(problem: Problem) -> tuple[float, dict[float, float]]:
    """The largest penalty whose loss on folds that were left out is within one standard error of the
    least (Breiman et al. 1984), and every penalty's loss."""
    losses = {penalty: _left_out(problem, penalty) for penalty in PENALTIES}
    means = {penalty: float(told.mean()) for penalty, told in losses.items()}
    least = min(means, key=means.__getitem__)
    error = losses[least].std(ddof=1) / np.sqrt(len(losses[least]))
    return max(p for p, mean in means.items() if mean <= means[least] + error), means


def _left_out(problem: Problem, penalty: float) -> Floats:
    """The loss on each fold, by what the others teach."""
    outs = [problem.fold == fold for fold in np.unique(problem.fold)]
    return np.array([problem.where(out).loss(fit(problem.where(~out), penalty)) for out in outs])
