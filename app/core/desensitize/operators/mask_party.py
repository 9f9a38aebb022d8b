"""相对人遮蔽: of the parties to a licence or a penalty, persons are masked and organisations named.

Whom an office has licensed or fined is published: organisations by name and code; of a person, less.
"""

from dataclasses import dataclass
from typing import ClassVar, Literal

import pyarrow as pa
import pyarrow.compute as pc

from app.core.desensitize.characters import check_is_sign, length, repeated
from app.core.desensitize.operation import Context, ValueOperator, operators
from app.core.desensitize.persons import IdPart, identity_numbers, surnames
from app.core.organisations import are_codes, surely_named
from app.core.text import Text


@dataclass(frozen=True)
class MaskPartyParams:
    """``part``: what the column holds of the parties, their ``names`` or their ``numbers``; ``id_part``: what
    stays of the number of a person.
    """

    part: Literal["names", "numbers"] = "names"
    id_part: IdPart = "region-and-year"
    character: str = "*"

    def __post_init__(self) -> None:
        check_is_sign(self.character)


@operators.register
class MaskPartyOperator(ValueOperator):
    """Names that end as those of organisations do stay, and credit codes that check, but for those of
    个体工商户; of all others the surname, or what ``id_part`` says. What is neither kind of number is masked
    whole.
    """

    id = "mask-party"
    title = Text("相对人遮蔽", "mask parties")
    version = "1"
    strength = "irreversible"
    leaves = True
    keeps = Text(
        "单位的名称和代码；自然人留下的字符", "organisations; of persons the characters that stay"
    )
    source = "政府信息公开条例 art. 15, 20; GB 32100-2015; GB/T 37964-2019 (抑制), by its title"
    Params = MaskPartyParams
    only_with: ClassVar = {"id_part": ("part", ("numbers",))}
    examples = ({}, {"part": "numbers"}, {"part": "numbers", "id_part": "only-region"})

    def apply(
        self, values: pa.StringArray, params: MaskPartyParams, context: Context
    ) -> pa.StringArray:
        if params.part == "names":
            stays, shown = surely_named(values), surnames(values, params.character)
        else:
            stays = are_codes(values)
            shown = identity_numbers(values, params.id_part, params.character)
        masked = pc.coalesce(shown, repeated(params.character, length(values)))
        return pc.if_else(pa.array(stays), values, masked)

    def describe(self, params: MaskPartyParams) -> Text:
        return {
            "names": Text(
                "自然人只留姓氏，单位名称不变",
                "of persons the surname stays, organisations are named",
            ),
            "numbers": Text(
                "自然人的证件号遮蔽，单位代码不变",
                "of persons the number is masked, organisations keep codes",
            ),
        }[params.part]
