"""加盐哈希: equal values stay equal, and only the key's holder could test a guess.

An unkeyed hash of an identity or phone number is undone by trying all numbers, so there is no unkeyed
form.
"""

from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from app.core.desensitize.keyed import Digest, digests, hexadecimal
from app.core.desensitize.operation import Context, Unfit, ValueOperator, operators
from app.core.text import Text


@dataclass(frozen=True)
class HashParams:
    """``length``: hex digits kept, 16 to 64; 32 make an accidental clash impossible in practice.
    ``function``: under HMAC; sm3 where the rules ask for a national algorithm.
    """

    length: int = 32
    function: Digest = "sha256"

    def __post_init__(self) -> None:
        if not 16 <= self.length <= 64:
            raise Unfit("length 应在 16 至 64 之间", "length must be 16 to 64")


@operators.register
class HashOperator(ValueOperator):
    """The same value has the same code in every release: for that of one release alone, ``tokenise``."""

    id = "hash"
    title = Text("加密哈希", "keyed hash")
    version = "1"
    strength = "linkable"
    keyed = True
    keeps = Text("相同与否", "whether two values are equal")
    source = (
        "RFC 2104; FIPS 198-1; GB/T 32905-2016 (SM3); GB/T 37964-2019 (假名化), by its title and "
        "secondary sources"
    )
    Params = HashParams
    examples = ({}, {"length": 16}, {"length": 64, "function": "sm3"})

    def apply(self, values: pa.StringArray, params: HashParams, context: Context) -> pa.StringArray:
        made = digests(values, context.key, params.function)
        return pc.if_else(values.is_valid(), hexadecimal(made, params.length), None)

    def describe(self, params: HashParams) -> Text:
        return Text("替换为 {n} 位代号", "replaced by a code of {n} digits").format(n=params.length)
