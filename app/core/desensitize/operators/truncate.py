"""截断: the first or last characters of a value, and nothing of the rest."""

from dataclasses import dataclass
from typing import Literal

import pyarrow as pa
import pyarrow.compute as pc

from app.core.desensitize.characters import MOST, head, length, tail
from app.core.desensitize.operation import Context, Unfit, ValueOperator, operators
from app.core.text import Text


@dataclass(frozen=True)
class TruncateParams:
    """``characters`` that stay, from the ``side``."""

    characters: int = 2
    side: Literal["start", "end"] = "start"

    def __post_init__(self) -> None:
        if not 1 <= self.characters <= MOST:
            raise Unfit(f"characters 应在 1 至 {MOST} 之间", f"characters must be 1 to {MOST}")


@operators.register
class TruncateOperator(ValueOperator):
    """A value that has no more characters than may stay becomes null: nothing of it would go."""

    id = "truncate"
    title = Text("截断", "truncate")
    version = "1"
    strength = "irreversible"
    keeps = Text("留下的字符", "the characters that stay")
    source = "GB/T 37964-2019 (抑制), by its title and secondary sources"
    Params = TruncateParams
    examples = ({}, {"characters": 1}, {"characters": 4, "side": "end"})

    def apply(
        self, values: pa.StringArray, params: TruncateParams, context: Context
    ) -> pa.StringArray:
        part = head if params.side == "start" else tail
        longer = pc.greater(length(values), params.characters)
        return pc.if_else(longer, part(values, params.characters), None)

    def describe(self, params: TruncateParams) -> Text:
        said = {
            "start": Text("只留前 {n} 个字符", "only the first {n} characters stay"),
            "end": Text("只留后 {n} 个字符", "only the last {n} characters stay"),
        }
        return said[params.side].format(n=params.characters)
