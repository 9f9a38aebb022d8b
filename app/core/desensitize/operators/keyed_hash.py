"""加盐哈希: equal values stay equal, and only the key's holder could test a guess.

HMAC-SHA-256 (RFC 2104, FIPS 198-1). An unkeyed hash of an identity or phone number is undone by
trying all numbers, so there is no unkeyed form.
"""

import hashlib
import hmac
from dataclasses import dataclass

import pyarrow as pa

from app.core.desensitize.operation import Context, ValueOperator, each, operators
from app.core.text import Text


@dataclass(frozen=True)
class HashParams:
    """``length``: hex digits kept, 16 to 64; 32 make an accidental clash impossible in practice."""

    length: int = 32

    def __post_init__(self) -> None:
        if not 16 <= self.length <= 64:
            raise ValueError("length: 16–64")


@operators.register
class HashOperator(ValueOperator):
    id = "hash"
    title = Text("加密哈希", "keyed hash")
    version = "1"
    strength = "linkable"
    keyed = True
    keeps = Text("相同与否", "whether two values are equal")
    source = "RFC 2104; FIPS 198-1; GB/T 37964-2019 (假名化), by its title and secondary sources"
    Params = HashParams

    def apply(self, values: pa.StringArray, params: HashParams, context: Context) -> pa.StringArray:
        start = hmac.new(context.key, digestmod=hashlib.sha256)

        def pseudonym(text: str) -> str:
            mac = start.copy()
            mac.update(text.encode())
            return mac.hexdigest()[: params.length]

        return each(values, pseudonym)

    def describe(self, params: HashParams) -> Text:
        return Text("替换为 {n} 位代号", "replaced by a code of {n} digits").format(n=params.length)
