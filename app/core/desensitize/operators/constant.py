"""常量替换: every value becomes the same word."""

from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from app.core.desensitize.operation import Context, Unfit, ValueOperator, operators
from app.core.text import Text


@dataclass(frozen=True)
class ConstantParams:
    """``value``: what stands in every cell that was not blank."""

    value: str = "已隐去"

    def __post_init__(self) -> None:
        if not self.value:
            raise Unfit(
                "value 不能为空；要清空请用“抑制”", "value must not be empty; to blank, suppress"
            )


@operators.register
class ConstantOperator(ValueOperator):
    id = "constant"
    title = Text("常量替换", "replace by a constant")
    version = "1"
    strength = "irreversible"
    keeps = Text("有无", "whether there is a value")
    source = "GB/T 37964-2019 (抑制), by its title and secondary sources"
    Params = ConstantParams
    examples = ({}, {"value": "×"})

    def apply(
        self, values: pa.StringArray, params: ConstantParams, context: Context
    ) -> pa.StringArray:
        return pc.if_else(values.is_valid(), params.value, None)

    def describe(self, params: ConstantParams) -> Text:
        return Text("一律换成“{v}”", "every value becomes {v}").format(v=params.value)
