"""遮蔽: some characters stay, the rest become stars."""

import re
from dataclasses import dataclass
from typing import Literal

import pyarrow as pa

from app.core.desensitize.operation import Context, ValueOperator, each, operators
from app.core.text import Text


@dataclass(frozen=True)
class MaskParams:
    """``ends``: so many characters stay at each end. ``name``: the surname stays. ``email``: the
    first character and the domain stay."""

    shape: Literal["ends", "name", "email"] = "ends"
    keep_start: int = 0
    keep_end: int = 0
    character: str = "*"

    def __post_init__(self) -> None:
        if self.keep_start < 0 or self.keep_end < 0 or len(self.character) != 1:
            raise ValueError("keep_start and keep_end ≥ 0, character: one character")


@operators.register
class MaskOperator(ValueOperator):
    """Counts characters, not bytes. A value too short to keep anything of is masked whole."""

    id = "mask"
    title = Text("遮蔽", "mask")
    version = "1"
    strength = "irreversible"
    keyed = False
    keeps = Text("留下的字符", "the characters that stay")
    source = "GB/T 37964-2019 (抑制), by its title and secondary sources"
    Params = MaskParams

    def apply(self, values: pa.StringArray, params: MaskParams, context: Context) -> pa.StringArray:
        return each(values, lambda text: _mask(text, params))

    def describe(self, params: MaskParams) -> Text:
        if params.shape == "name":
            return Text("只留姓氏", "only the surname stays")
        if params.shape == "email":
            return Text("只留首字符和域名", "only the first character and the domain stay")
        return Text(
            "前留 {a} 位、后留 {b} 位", "{a} leading and {b} trailing characters stay"
        ).format(a=params.keep_start, b=params.keep_end)


def _mask(text: str, params: MaskParams) -> str:
    star = params.character
    if params.shape == "name":
        return text[:1] + star * (len(text) - 1) if len(text) > 1 else star
    if params.shape == "email":
        user, at, domain = text.partition("@")
        return user[:1] + star * 3 + at + domain if at and user else star * len(text)
    hidden = len(text) - params.keep_start - params.keep_end
    if hidden <= 0:
        return re.sub(r".", star, text, flags=re.DOTALL)
    return text[: params.keep_start] + star * hidden + text[len(text) - params.keep_end :]
