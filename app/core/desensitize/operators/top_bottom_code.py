"""极值归并: numbers beyond a bound become the bound: rare heights of income or age tell a person."""

import re
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from app.core.desensitize import number_cells
from app.core.desensitize.characters import joined
from app.core.desensitize.operation import Context, Counted, Unfit, ValueOperator, operators
from app.core.text import Text

_BOUND = re.compile(r"(-?[0-9]+(?:\.[0-9]+)?)(%?)")


@dataclass(frozen=True)
class TopBottomParams:
    """``low`` and ``high``: a number, or a share of the rows (``1%``, ``99%``); empty for no bound.
    ``label``: write ≤ or ≥ before a bound.
    """

    low: str = ""
    high: str = ""
    label: bool = True

    def __post_init__(self) -> None:
        if not self.low and not self.high:
            raise Unfit("low 和 high 至少填一个", "low or high must be given")
        for name, bound in (("low", self.low), ("high", self.high)):
            match = _BOUND.fullmatch(bound)
            if bound and (match is None or (match[2] and not 0 < float(match[1]) < 100)):
                raise Unfit(
                    f"{name} 应为数值，或 0% 至 100% 之间的百分位，如 95%",
                    f"{name} must be a number, or a percentile between 0% and 100% as 95%",
                )
        kinds = {bound[-1:] == "%" for bound in (self.low, self.high) if bound}
        if self.low and self.high and len(kinds) == 1:
            low, high = (float(bound.rstrip("%")) for bound in (self.low, self.high))
            if low >= high:
                raise Unfit("low 应小于 high", "low must be below high")


@operators.register
class TopBottomOperator(ValueOperator):
    """What lies within the bounds stays; what is no number becomes null."""

    id = "top-bottom-code"
    title = Text("极值归并", "top and bottom coding")
    version = "1"
    strength = "irreversible"
    leaves = True
    keeps = Text("界限以内的数值", "numbers within the bounds")
    source = "Hundepool et al., Statistical Disclosure Control, Wiley 2012, ch. 3 (recalled)"
    Params = TopBottomParams
    examples = ({"high": "90"}, {"low": "10%", "high": "90%"}, {"low": "0", "label": False})

    def learns(self, params: TopBottomParams) -> bool:
        return "%" in params.low + params.high

    def learn(self, column: Counted, params: TopBottomParams) -> TopBottomParams:
        """Percentiles as the numbers that they are, in the rows that have one."""
        found = number_cells.read(column.values)
        order = np.argsort(found.values[found.found], kind="stable")
        values, counts = (part[found.found][order] for part in (found.values, column.counts))

        def number(bound: str) -> str:
            if not bound.endswith("%"):
                return bound
            if not len(values):
                return ""  # nothing is a number, so that nothing will stay
            rank = float(bound[:-1]) / 100 * counts.sum()
            place = np.searchsorted(np.cumsum(counts), rank, side="left")
            return np.format_float_positional(values[min(place, len(values) - 1)], trim="-")

        return _Learnt(number(params.low), number(params.high), params.label)

    def apply(
        self, values: pa.StringArray, params: TopBottomParams, context: Context
    ) -> pa.StringArray:
        if self.learns(params):
            raise TypeError("percentiles have to be learnt first")
        found = number_cells.read(values)
        shown = pc.if_else(pa.array(found.found), values, None)
        for bound, sign, beyond in (
            (params.low, "≤", np.less_equal),
            (params.high, "≥", np.greater_equal),
        ):
            if bound:
                text = joined((sign if params.label else "") + bound, found.units)
                mask = found.found & beyond(found.values, float(bound))
                shown = pc.if_else(pa.array(mask), text, shown)
        return shown

    def describe(self, params: TopBottomParams) -> Text:
        said = {
            (True, False): Text("不大于 {low} 的归为一档", "{low} and less become one"),
            (False, True): Text("不小于 {high} 的归为一档", "{high} and more become one"),
            (False, False): Text("没有数值可留", "there is no number to stay"),
            (True, True): Text(
                "不大于 {low}、不小于 {high} 的各归为一档",
                "{low} and less become one, {high} and more another",
            ),
        }
        return said[bool(params.low), bool(params.high)].format(low=params.low, high=params.high)


class _Learnt(TopBottomParams):
    """Bounds that follow from a column may meet, where most of its rows are of one value."""

    def __post_init__(self) -> None:
        pass
