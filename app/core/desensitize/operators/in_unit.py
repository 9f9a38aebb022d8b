"""统一单位: 12万元 beside 3500元 becomes 120000 beside 3500, and the unit is the column's."""

from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from app.core import units
from app.core.desensitize.operation import Context, Unfit, ValueOperator, operators
from app.core.errors import ValueUntreatable
from app.core.text import Text

_AMBIGUOUS = Text("没有写单位", "it states no unit")
_WAY = Text(
    "在表中补上单位，或不统一这一列", "write its unit into the table, or leave the column as it is"
)


@dataclass(frozen=True)
class InUnitParams:
    """``unit``: of every number afterwards; ``bare``: numbers without a unit are in it already."""

    unit: str
    bare: bool = False

    def __post_init__(self) -> None:
        if self.unit not in units.known():
            raise Unfit(f"不认识单位“{self.unit}”", f"“{self.unit}” is no unit that is known")


@operators.register
class InUnitOperator(ValueOperator):
    """Exact: only units that turn into each other by a power of ten. What is no number, or of another kind
    of unit, stays. A number without a unit is not guessed.
    """

    id = "in-unit"
    title = Text("统一单位", "numbers in one unit")
    version = "1"
    strength = "none"
    leaves = True
    keeps = Text("全部，单位除外", "everything but the units")
    source = "GB/T 36344-2018 (一致性); the pack units"
    Params = InUnitParams
    examples = ({"unit": "元", "bare": True}, {"unit": "平方米", "bare": True})

    def apply(
        self, values: pa.StringArray, params: InUnitParams, context: Context
    ) -> pa.StringArray:
        """Raises ValueUntreatable for a number without a unit, unless such are in it already."""
        found = units.stated(values)
        numbers, stated = found.numbers, found.units
        without = pc.and_(numbers.is_valid(), pc.equal(stated, ""))
        if not params.bare and pc.any(without).as_py():
            value = values.filter(without)[0].as_py()
            raise ValueUntreatable(name=self.title, value=value, reason=_AMBIGUOUS, way=_WAY)
        treated = values
        for unit in pc.unique(stated.filter(numbers.is_valid())).to_pylist():
            by = units.factor(unit or params.unit, params.unit)
            if by is not None:
                chosen = pc.and_(numbers.is_valid(), pc.equal(stated, unit))
                plain = numbers.filter(chosen)
                if by != 1:
                    plain = pa.array(
                        [units.converted(n, by) for n in plain.to_pylist()], pa.string()
                    )
                treated = pc.replace_with_mask(treated, chosen, plain)
        return treated

    def unit(self, params: InUnitParams) -> str:
        return params.unit

    def describe(self, params: InUnitParams) -> Text:
        return Text(
            "数值统一以“{unit}”为单位，单元格中不再写单位",
            "all numbers in {unit}, with no unit in the cells",
        ).format(unit=params.unit)
