"""删行: rows go by what stands in a column."""

from dataclasses import dataclass
from typing import ClassVar, Literal

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from app.core.desensitize import lists, number_cells
from app.core.desensitize.operation import Context, Counted, RowFilter, Unfit, operators
from app.core.text import Text


@dataclass(frozen=True)
class RemoveRowsParams:
    """A row goes ``when`` its cell is one of the ``values`` (by 、 ； or lines), contains one, is blank,
    is a number below or above the one given, or is of fewer rows than that.
    """

    when: Literal["equal", "contains", "blank", "below", "above", "rare"] = "equal"
    values: str = ""

    def __post_init__(self) -> None:
        if self.when in ("equal", "contains") and not lists.items(self.values):
            raise Unfit("values 不能为空", "values must not be empty")
        if self.when in ("below", "above", "rare"):
            try:
                number = float(self.values)
            except ValueError:
                number = float("nan")
            if not np.isfinite(number) or (self.when == "rare" and number < 2):
                raise Unfit("values 应为一个数", "values must be one number")


@dataclass(frozen=True)
class Frequent(RemoveRowsParams):
    """What was learnt: the values of which rows stay."""

    kept: tuple[str, ...] = ()


@operators.register
class RemoveRowsOperator(RowFilter):
    """The column stays as it is in the rows that are left; what is no number is neither below nor
    above, and stays."""

    id = "remove-rows"
    title = Text("删行", "remove rows")
    version = "1"
    strength = "irreversible"
    leaves = True
    keeps = Text("其余的行", "the other rows")
    source = "GB/T 37964-2019 (抑制), by its title and secondary sources"
    Params = RemoveRowsParams
    only_with: ClassVar = {"values": ("when", ("equal", "contains", "below", "above", "rare"))}
    examples = (
        {"values": "机密、a"},
        {"when": "contains", "values": "@"},
        {"when": "blank"},
        {"when": "below", "values": "14"},
        {"when": "above", "values": "90"},
        {"when": "rare", "values": "3"},
    )

    def learns(self, params: RemoveRowsParams) -> bool:
        return params.when == "rare"

    def learn(self, column: Counted, params: RemoveRowsParams) -> Frequent:
        kept = column.values.filter(pa.array(column.counts >= float(params.values)))
        return Frequent(params.when, params.values, tuple(kept.to_pylist()))

    def kept(
        self, values: pa.StringArray, params: RemoveRowsParams, context: Context
    ) -> pa.BooleanArray:
        return pc.invert(pc.fill_null(_goes(values, params), False))

    def describe(self, params: RemoveRowsParams) -> Text:
        return _DESCRIBED[params.when].format(values=params.values)


def _goes(values: pa.StringArray, params: RemoveRowsParams) -> pa.BooleanArray:
    match params.when:
        case "equal":
            wanted = pa.array(lists.items(params.values), pa.string())
            return pc.is_in(pc.utf8_trim_whitespace(values), wanted)
        case "contains":
            found = [pc.match_substring(values, item) for item in lists.items(params.values)]
            return _any(found)
        case "blank":
            return values.is_null()
        case "below":
            return pa.array(number_cells.read(values).values < float(params.values))
        case "above":
            return pa.array(number_cells.read(values).values > float(params.values))
        case "rare":
            if not isinstance(params, Frequent):
                raise TypeError("the frequent values have to be learnt first")
            rare = pc.invert(pc.is_in(values, pa.array(params.kept, pa.string())))
            return pc.and_(rare, values.is_valid())


def _any(masks: list[pa.BooleanArray]) -> pa.BooleanArray:
    return masks[0] if len(masks) == 1 else pc.or_(masks[0], _any(masks[1:]))


_DESCRIBED = {
    "equal": Text("删除值为“{values}”的行", "rows with {values} go"),
    "contains": Text("删除含“{values}”的行", "rows that contain {values} go"),
    "blank": Text("删除空白的行", "rows with a blank go"),
    "below": Text("删除小于 {values} 的行", "rows below {values} go"),
    "above": Text("删除大于 {values} 的行", "rows above {values} go"),
    "rare": Text(
        "删除少于 {values} 行的值所在的行", "rows of values with fewer than {values} rows go"
    ),
}
