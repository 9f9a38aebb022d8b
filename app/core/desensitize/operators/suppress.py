"""抑制: the column is dropped, or its cells are blanked."""

from dataclasses import dataclass

import pyarrow as pa

from app.core.desensitize.operation import Context, ValueOperator, operators
from app.core.text import Text


@dataclass(frozen=True)
class SuppressParams:
    """``keep_column``: blank cells under the same name instead of no column."""

    keep_column: bool = False


@operators.register
class SuppressOperator(ValueOperator):
    id = "suppress"
    title = Text("抑制", "suppress")
    version = "1"
    strength = "irreversible"
    keyed = False
    keeps = Text("无", "nothing")
    source = "GB/T 37964-2019 (抑制), by its title and secondary sources"
    Params = SuppressParams

    def apply(
        self, values: pa.StringArray, params: SuppressParams, context: Context
    ) -> pa.StringArray | None:
        return pa.nulls(len(values), pa.string()) if params.keep_column else None

    def describe(self, params: SuppressParams) -> Text:
        if params.keep_column:
            return Text("清空该列", "the column is blanked")
        return Text("删除该列", "the column is dropped")
