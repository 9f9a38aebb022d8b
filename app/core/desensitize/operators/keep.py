"""保留: the column is published as it is, on the word of the clerk, for the reviewer to weigh."""

from dataclasses import dataclass

import pyarrow as pa

from app.core.desensitize.operation import Context, ValueOperator, operators
from app.core.text import Text


@dataclass(frozen=True)
class KeepParams:
    """``reason``: why this may be public, e.g. officials acting in office; required."""

    reason: str

    def __post_init__(self) -> None:
        if not self.reason.strip():
            raise ValueError("reason: required")


@operators.register
class KeepOperator(ValueOperator):
    """Findings in a kept column do not stop the clerk; they stand in the reviewer's evidence."""

    id = "keep"
    title = Text("保留", "keep")
    version = "1"
    strength = "none"
    keyed = False
    keeps = Text("全部", "everything")
    source = "政府信息公开条例 art. 15"
    Params = KeepParams

    def apply(self, values: pa.StringArray, params: KeepParams, context: Context) -> pa.StringArray:
        return values

    def describe(self, params: KeepParams) -> Text:
        return Text("原样公开：{r}", "published as it is: {r}").format(r=params.reason)
