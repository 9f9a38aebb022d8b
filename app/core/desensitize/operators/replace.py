"""替换: a made-up value in place of each real one, always the same for the same value.

What is made up follows from the key, so that nobody else can repeat the choice; two values may become
one by chance. It looks real: a rescan finds it, and a person could take it for a fact. Use it for test
and training data; for open data prefer mask or generalise.

So that nobody real is hit, numbers are of ranges that nobody can have been given: mobile numbers of
142, identity and credit codes of regions PP99xx (GB/T 2260 gives no city the digits 99), bank cards of
9999 (ISO/IEC 7812: of the country 999, which there is not). Firms and addresses carry the word 示例,
mail goes to the domains of RFC 2606. A name cannot be marked: somebody bears it.
"""

from dataclasses import dataclass
from typing import ClassVar, Literal

import pyarrow as pa
import pyarrow.compute as pc

from app.core.desensitize.keyed import Draws
from app.core.desensitize.operation import Context, ValueOperator, operators
from app.core.desensitize.synthetic import codes, words
from app.core.text import Text

_WORDS = {
    "name": words.name,
    "company": words.company,
    "address": words.address,
    "phone_number": words.phone_number,
    "email": words.email,
}


@dataclass(frozen=True)
class ReplaceParams:
    """What kind of value to make up; of identity numbers (``ssn``), what they keep of the original."""

    kind: Literal[
        "name", "company", "address", "phone_number", "email", "ssn", "uscc", "bank_card"
    ] = "name"
    keep_sex: bool = False
    keep_birth_year: bool = False


@operators.register
class ReplaceOperator(ValueOperator):
    """A check digit is right if, and only if, that of the original is."""

    id = "replace"
    title = Text("仿真替换", "synthetic replacement")
    version = "2"
    strength = "linkable"
    keyed = True
    keeps = Text(
        "相同与否；校验码对错", "whether two values are equal, and whether a check digit is right"
    )
    source = (
        "GB/T 37964-2019 (假名化), by its title and secondary sources; tables of Faker zh_CN (MIT); "
        "RFC 2606; GB/T 2260; ISO/IEC 7812"
    )
    Params = ReplaceParams
    only_with: ClassVar = {"keep_sex": ("kind", ("ssn",)), "keep_birth_year": ("kind", ("ssn",))}
    examples = (
        {},
        {"kind": "company"},
        {"kind": "address"},
        {"kind": "phone_number"},
        {"kind": "email"},
        {"kind": "ssn"},
        {"kind": "ssn", "keep_sex": True, "keep_birth_year": True},
        {"kind": "uscc"},
        {"kind": "bank_card"},
    )

    def apply(
        self, values: pa.StringArray, params: ReplaceParams, context: Context
    ) -> pa.StringArray:
        made = _made_up(values, params, context.key, 0)
        attempt = 1
        # Chance may repeat the original: another choice for those.
        while pc.any(same := pc.fill_null(pc.equal(made, values), False)).as_py():
            again = _made_up(values.filter(same), params, context.key, attempt)
            made = pc.replace_with_mask(made, same, again)
            attempt += 1
        return pc.if_else(values.is_valid(), made, None)

    def describe(self, params: ReplaceParams) -> Text:
        return Text("换成虚构的值", "replaced by made-up values")


def _made_up(
    values: pa.StringArray, params: ReplaceParams, key: bytes, attempt: int
) -> pa.StringArray:
    draws = Draws(values, key, f"replace/{params.kind}/{attempt}")
    match params.kind:
        case "ssn":
            return codes.resident_id(values, draws, params.keep_sex, params.keep_birth_year)
        case "uscc":
            return codes.credit_code(values, draws)
        case "bank_card":
            return codes.bank_card(values, draws)
        case kind:
            return _WORDS[kind](draws)
