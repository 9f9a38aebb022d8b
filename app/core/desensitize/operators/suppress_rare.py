"""罕见值抑制: values of few rows are blanked or become one: a rare value tells a person."""

from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from app.core.desensitize.operation import Context, Counted, Unfit, ValueOperator, operators
from app.core.text import Text


@dataclass(frozen=True)
class SuppressRareParams:
    """A value of ``fewer_than`` so many rows becomes ``label``, or blank if that is empty."""

    fewer_than: int = 5
    label: str = ""

    def __post_init__(self) -> None:
        if self.fewer_than < 2:
            raise Unfit("fewer_than 至少为 2", "fewer_than must be 2 or more")


@dataclass(frozen=True)
class Frequent(SuppressRareParams):
    """What was learnt: the values that stay."""

    values: tuple[str, ...] = ()


@operators.register
class SuppressRareOperator(ValueOperator):
    """It looks at one column; who stands alone by several of them, the anonymity search finds."""

    id = "suppress-rare"
    title = Text("罕见值抑制", "suppress rare values")
    version = "1"
    strength = "irreversible"
    leaves = True
    keeps = Text("常见的值", "frequent values")
    source = (
        "Hundepool et al., Statistical Disclosure Control, Wiley 2012 (local suppression, recalled); "
        "GB/T 37964-2019 (抑制), by its title and secondary sources"
    )
    Params = SuppressRareParams
    examples = ({}, {"fewer_than": 2, "label": "其他"})

    def learns(self, params: SuppressRareParams) -> bool:
        return True

    def learn(self, column: Counted, params: SuppressRareParams) -> Frequent:
        kept = column.values.filter(pa.array(column.counts >= params.fewer_than))
        return Frequent(params.fewer_than, params.label, tuple(kept.to_pylist()))

    def apply(
        self, values: pa.StringArray, params: SuppressRareParams, context: Context
    ) -> pa.StringArray:
        if not isinstance(params, Frequent):
            raise TypeError("the frequent values have to be learnt first")
        stays = pc.or_(pc.is_in(values, pa.array(params.values, pa.string())), values.is_null())
        return pc.if_else(stays, values, pa.scalar(params.label or None, pa.string()))

    def describe(self, params: SuppressRareParams) -> Text:
        if params.label:
            said = Text(
                "少于 {n} 行的值归为“{label}”", "values of fewer than {n} rows become {label}"
            )
        else:
            said = Text("清空少于 {n} 行的值", "values of fewer than {n} rows are blanked")
        return said.format(n=params.fewer_than, label=params.label)
