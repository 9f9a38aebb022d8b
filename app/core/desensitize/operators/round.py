"""取整: numbers become multiples of a unit, halves away from zero (四舍五入)."""

import math
from dataclasses import dataclass
from decimal import Decimal

import pyarrow as pa

from app.core.desensitize import number_cells
from app.core.desensitize.characters import joined
from app.core.desensitize.operation import Context, Unfit, ValueOperator, operators
from app.core.text import Text


@dataclass(frozen=True)
class RoundParams:
    """``to``: a multiple of it is what stays, e.g. 10, 0.5 or 1000."""

    to: float = 10

    def __post_init__(self) -> None:
        if not self.to > 0 or not math.isfinite(self.to):
            raise Unfit("to 应大于 0", "to must be above 0")


@operators.register
class RoundOperator(ValueOperator):
    """What is no number becomes null; a unit behind it stays."""

    id = "round"
    title = Text("取整", "round")
    version = "1"
    strength = "irreversible"
    keeps = Text("最近的整倍数", "the nearest multiple")
    source = "GB/T 37964-2019 (泛化), by its title and secondary sources"
    Params = RoundParams
    examples = ({}, {"to": 0.5}, {"to": 1000})

    def apply(
        self, values: pa.StringArray, params: RoundParams, context: Context
    ) -> pa.StringArray:
        found = number_cells.read(values)
        rounded = number_cells.half_up(found.values / params.to) * params.to
        return joined(number_cells.written(rounded, _decimals(params.to)), found.units)

    def describe(self, params: RoundParams) -> Text:
        return Text("数值取整到 {to} 的倍数", "numbers become multiples of {to}").format(
            to=f"{params.to:g}"
        )


def _decimals(unit: float) -> int:
    exponent = Decimal(repr(unit)).normalize().as_tuple().exponent
    return max(0, -int(exponent))
