"""替换: a made-up value in place of each real one, always the same for the same value.

The values come from Faker's zh_CN provider, seeded by an HMAC of the original, so that the key is
needed to repeat the choice. They look real: a rescan finds them, and a person could take them for
facts. Use it for test and training data; for open data prefer mask or generalise.
"""

import hashlib
import hmac
from dataclasses import dataclass
from functools import cache
from typing import Literal

import pyarrow as pa
from faker import Faker

from app.core.desensitize.operation import Context, ValueOperator, each, operators
from app.core.text import Text


@dataclass(frozen=True)
class ReplaceParams:
    """What kind of value to make up."""

    kind: Literal["name", "company", "address", "phone_number", "email", "ssn"] = "name"


@operators.register
class ReplaceOperator(ValueOperator):
    id = "replace"
    title = Text("仿真替换", "synthetic replacement")
    version = "1"
    strength = "linkable"
    keyed = True
    keeps = Text("相同与否", "whether two values are equal")
    source = "GB/T 37964-2019 (假名化), by its title and secondary sources"
    Params = ReplaceParams

    def apply(
        self, values: pa.StringArray, params: ReplaceParams, context: Context
    ) -> pa.StringArray:
        return each(values, lambda text: _made_up(text, params.kind, context.key))

    def describe(self, params: ReplaceParams) -> Text:
        return Text("换成虚构的值", "replaced by made-up values")


def _made_up(text: str, kind: str, key: bytes) -> str:
    """A value that differs from the original even when chance would repeat it."""
    faker = _faker()
    for attempt in range(100):
        seed = hmac.digest(key, f"{kind}\0{attempt}\0{text}".encode(), hashlib.sha256)
        faker.seed_instance(int.from_bytes(seed, "big"))
        value = str(getattr(faker, kind)())
        if value != text:
            return value
    raise AssertionError("Faker returned the original a hundred times")


@cache
def _faker() -> Faker:
    return Faker("zh_CN")
