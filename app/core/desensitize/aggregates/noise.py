"""Counts under noise: differential privacy by the discrete Laplace (geometric) mechanism.

Whatever is published then changes its chances by a factor of e^ε at most when one person is added or
left out (C. Dwork et al., TCC 2006; A. Ghosh, T. Roughgarden, M. Sundararajan, STOC 2009 for counts).
Totals are summed from the noisy counts, so they add up and cost nothing more.
"""

import secrets
from dataclasses import dataclass
from fractions import Fraction
from random import Random

import numpy as np

from app.core.contingency import Counts
from app.core.desensitize.aggregates.discrete import discrete_laplace
from app.core.desensitize.aggregates.margins import with_margins
from app.core.errors import ParameterInvalid
from app.core.jobs import Job
from app.core.text import Text

_REPORTED = 256  # draws between two reports

_SAID = Text(
    "加入离散拉普拉斯噪声，ε = {epsilon}，每人至多影响 {sensitivity} 个计数；计数不再准确，平均偏差约 {error}",
    "discrete Laplace noise with ε = {epsilon}, one person moves {sensitivity} counts at most; counts are off by "
    "{error} on the average",
)


@dataclass(frozen=True)
class NoiseParams:
    """``epsilon``: ε, the privacy loss, above 0. ``sensitivity``: the sum of changes of all counts when
    one person is added or left out; 1 where everybody is in one cell."""

    epsilon: Fraction
    sensitivity: int = 1

    def __post_init__(self) -> None:
        if self.epsilon <= 0:
            raise ParameterInvalid(name="epsilon", reason=Text("ε 须大于 0", "ε is above 0"))
        if self.sensitivity < 1:
            raise ParameterInvalid(name="sensitivity", reason=Text("应不小于 1", "1 at the least"))

    @property
    def scale(self) -> Fraction:
        return self.sensitivity / self.epsilon

    def describe(self) -> Text:
        """What is done, for the review form; E|x| of the noise is 2q/(1-q²), q = e^(-1/scale)."""
        fading = float(np.exp(-1 / float(self.scale)))
        error = 2 * fading / (1 - fading**2)
        return _SAID.format(
            epsilon=f"{float(self.epsilon):g}", sensitivity=self.sensitivity, error=f"{error:.3g}"
        )


def add_noise(
    counts: Counts, params: NoiseParams, job: Job, source: Random | None = None
) -> Counts:
    """The counts under noise and their totals, laid out as with_margins does; of one dimension, with
    their sum. Counts below 0 become 0, which uses nothing but what is published.

    ``source``: the operating system's, unless a test says otherwise. Raises ParameterInvalid.
    """
    source = source or secrets.SystemRandom()
    with_margins(counts)  # refuses what is no table of counts
    noisy = counts.astype(np.int64).copy()
    flat = noisy.reshape(-1)
    for place in range(len(flat)):
        if place % _REPORTED == 0:
            job.report(place, len(flat))
        flat[place] = max(int(flat[place]) + discrete_laplace(params.scale, source), 0)
    table = with_margins(noisy)
    return table.shown(table.cells)
