"""令牌化: a code in place of each value, by a key of one release alone.

The key is derived from the workspace's (HMAC as a pseudorandom function, NIST SP 800-108), so that
the same person has other codes in another release and nobody can join the two by them.
"""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from app.core.desensitize.characters import joined
from app.core.desensitize.keyed import derived, digests, fixed_width
from app.core.desensitize.operation import Context, Unfit, ValueOperator, operators
from app.core.text import Text

# Crockford's: no letter looks like a digit, so that a code can be read out.
_LETTERS = np.frombuffer(b"0123456789ABCDEFGHJKMNPQRSTVWXYZ", np.uint8)


@dataclass(frozen=True)
class TokeniseParams:
    """``release``: what the codes are for; those of the same name can be joined, others cannot.
    ``length``: letters, 12 to 32, of 5 bits each. ``prefix`` before every code.
    """

    release: str
    length: int = 16
    prefix: str = ""

    def __post_init__(self) -> None:
        if not self.release.strip():
            raise Unfit("release 不能为空", "release must not be empty")
        if not 12 <= self.length <= 32:
            raise Unfit("length 应在 12 至 32 之间", "length must be 12 to 32")


@operators.register
class TokeniseOperator(ValueOperator):
    id = "tokenise"
    title = Text("令牌化", "tokenise")
    version = "1"
    strength = "linkable"
    keyed = True
    keeps = Text("在本次发布内相同与否", "whether two values of one release are equal")
    source = (
        "NIST SP 800-108 Rev. 1 (key derivation); RFC 2104; GB/T 37964-2019 (假名化), by its title "
        "and secondary sources"
    )
    Params = TokeniseParams
    examples = ({"release": "2026年第一季度"}, {"release": "a", "length": 12, "prefix": "T-"})

    def apply(
        self, values: pa.StringArray, params: TokeniseParams, context: Context
    ) -> pa.StringArray:
        key = derived(context.key, f"tokenise/{params.release.strip()}")
        letters = fixed_width(_LETTERS[digests(values, key)[:, : params.length] % 32])
        return pc.if_else(values.is_valid(), joined(params.prefix, letters), None)

    def describe(self, params: TokeniseParams) -> Text:
        return Text(
            "替换为仅在“{r}”内一致的 {n} 位代号", "replaced by {n}-letter codes of “{r}” alone"
        ).format(n=params.length, r=params.release)
