"""加噪: a random number is added to each number, and the sum is kept within bounds.

The noise of a cell follows from the workspace's key, the cell and the columns that tell rows apart, so
that a release can be repeated and averaging repeated releases brings nothing. Under the key each
row's noise is independent of the others' if those columns tell all rows apart; without them equal
values get equal noise, which hides a value less. Whoever has the key can test a guess.

With Laplace noise of scale (high - low) / ε, each value first clipped to the bounds, one number of one
row is ε-locally differentially private (Dwork et al. 2006) against whoever lacks the key, up to the
rounding of doubles (Mironov 2012); several columns or releases of other noise add up their ε. Gaussian
noise of a stated σ carries no such promise here: it is disclosure limitation, measured by its σ.
"""

import math
from dataclasses import dataclass
from typing import ClassVar, Literal

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from app.core.desensitize import lists, number_cells
from app.core.desensitize.characters import joined
from app.core.desensitize.keyed import Draws
from app.core.desensitize.operation import Context, RowOperator, Unfit, operators
from app.core.text import Text


@dataclass(frozen=True)
class NoiseParams:
    """``low`` and ``high``: the bounds. ``epsilon``: of Laplace noise; ``sigma``: of Gaussian noise, in
    the column's unit. ``by``: the columns that tell rows apart, by 、 or ；.
    """

    low: float
    high: float
    distribution: Literal["laplace", "gaussian"] = "laplace"
    epsilon: float = 1.0
    sigma: float = 1.0
    by: str = ""

    def __post_init__(self) -> None:
        if not (math.isfinite(self.low) and math.isfinite(self.high) and self.low < self.high):
            raise Unfit("low 应小于 high", "low must be below high")
        for name, value in (("epsilon", self.epsilon), ("sigma", self.sigma)):
            if not (value > 0 and math.isfinite(value)):
                raise Unfit(f"{name} 应大于 0", f"{name} must be above 0")


@operators.register
class NoiseOperator(RowOperator):
    """Decimals stay as many as they were. What is no number becomes null."""

    id = "noise"
    title = Text("加噪", "add noise")
    version = "1"
    strength = "linkable"
    keyed = True
    leaves = True
    keeps = Text("大致的数值，偶尔恰为原值", "about the number, now and then itself by chance")
    source = (
        "C. Dwork, F. McSherry, K. Nissim, A. Smith, Calibrating noise to sensitivity, TCC 2006; "
        "I. Mironov, On significance of the least significant bits, CCS 2012"
    )
    Params = NoiseParams
    only_with: ClassVar = {
        "epsilon": ("distribution", ("laplace",)),
        "sigma": ("distribution", ("gaussian",)),
    }
    examples = (
        {"low": 0, "high": 100, "by": "编号"},
        {"low": 0, "high": 10000, "distribution": "gaussian", "sigma": 5},
    )

    def beside(self, params: NoiseParams) -> tuple[str, ...]:
        return lists.items(params.by)

    def apply(
        self,
        values: pa.StringArray,
        beside: tuple[pa.StringArray, ...],
        params: NoiseParams,
        context: Context,
    ) -> pa.StringArray:
        found = number_cells.read(values)
        # Signs that hardly any cell holds, so that two rows have two texts.
        row = pc.binary_join_element_wise(
            values, *(pc.fill_null(b, "\x1f") for b in beside), "\x1e"
        )
        draws = Draws(row, context.key, f"noise/{params.distribution}")
        clipped = np.clip(found.values, params.low, params.high)
        noisy = np.clip(clipped + _noise(draws, params), params.low, params.high)
        return joined(number_cells.written(noisy, found.decimals), found.units)

    def describe(self, params: NoiseParams) -> Text:
        said = {
            "laplace": Text(
                "加拉普拉斯噪声（ε = {e}），限于 {a} 至 {b}",
                "Laplace noise (ε = {e}) within {a} to {b}",
            ),
            "gaussian": Text(
                "加高斯噪声（σ = {s}），限于 {a} 至 {b}",
                "Gaussian noise (σ = {s}) within {a} to {b}",
            ),
        }
        low, high, epsilon, sigma = (
            f"{number:g}" for number in (params.low, params.high, params.epsilon, params.sigma)
        )
        return said[params.distribution].format(a=low, b=high, e=epsilon, s=sigma)


def _noise(draws: Draws, params: NoiseParams) -> number_cells.Floats:
    share = draws.uniform()
    if params.distribution == "laplace":
        scale = (params.high - params.low) / params.epsilon
        centred = share - 0.5
        laplace: number_cells.Floats = -scale * np.sign(centred) * np.log1p(-2 * np.abs(centred))
        return laplace
    # Box and Muller 1958.
    radius = np.sqrt(-2 * np.log(share))
    gaussian: number_cells.Floats = params.sigma * radius * np.cos(2 * np.pi * draws.uniform())
    return gaussian
