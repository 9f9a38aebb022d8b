"""A logistic regression around given weights: ridge, bounds, and the penalty by cross-validation.

The mode of ``sum log(1 + exp(-y odds)) + penalty/2 |shift|²``, ``odds = offset + design @ shift``, within a
box. The function is convex, so accelerated projected gradients (Beck & Teboulle 2009, FISTA) reach it
from anywhere; no random numbers are drawn.
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
    ``true``: 0 or 1; ``fold``: what a verdict is left out with; ``lower`` and ``upper`` bound the shifts.
    """

    design: Floats
    offset: Floats
    true: Floats
    fold: npt.NDArray[np.int64]
    lower: Floats
    upper: Floats

    def where(self, rows: npt.NDArray[np.bool_]) -> "Problem":
        return Problem(
            self.design[rows], self.offset[rows], self.true[rows], self.fold[rows],
            self.lower, self.upper,
        )  # fmt: skip

    def loss(self, shift: Floats) -> float:
        """Mean log loss, in nats."""
        odds = self.offset + self.design @ shift
        return float(np.mean(np.logaddexp(0, odds) - self.true * odds))


def fit(problem: Problem, penalty: float) -> Floats:
    """The shifts of the parameters."""
    design, n = problem.design, problem.design.shape[1]
    step = 1 / (0.25 * np.linalg.norm(design, 2) ** 2 + penalty)
    shift, ahead, pace = np.zeros(n), np.zeros(n), 1.0
    for _ in range(STEPS):
        chance = 1 / (1 + np.exp(-(problem.offset + design @ ahead)))
        slope = design.T @ (chance - problem.true) + penalty * ahead
        new = np.clip(ahead - step * slope, problem.lower, problem.upper)
        if np.max(np.abs(new - shift), initial=0) < CLOSE:
            return new
        faster = (1 + np.sqrt(1 + 4 * pace**2)) / 2
        ahead, shift, pace = new + (pace - 1) / faster * (new - shift), new, faster
    return shift


def best_penalty(problem: Problem) -> tuple[float, dict[float, float]]:
    """The penalty with the least loss on folds that were left out, and every penalty's loss."""
    losses = {penalty: _left_out(problem, penalty) for penalty in PENALTIES}
    return min(losses, key=lambda penalty: (losses[penalty], -penalty)), losses


def _left_out(problem: Problem, penalty: float) -> float:
    total = 0.0
    for fold in np.unique(problem.fold):
        out = problem.fold == fold
        total += problem.where(out).loss(fit(problem.where(~out), penalty)) * int(out.sum())
    return total / len(problem.fold)
