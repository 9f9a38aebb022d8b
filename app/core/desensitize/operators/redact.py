"""文中遮盖: what is sensitive inside a text is replaced, the rest of the text stays.

What the review's detectors do not see is not replaced: no program finds everything in running text,
so a person has to read what is left.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Literal

import pyarrow as pa

from app.core.desensitize.characters import check_is_sign
from app.core.desensitize.operation import Context, Span, ValueOperator, operators
from app.core.errors import ReviewMissing
from app.core.text import Text


@dataclass(frozen=True)
class RedactParams:
    """``replacement``: what stands for a stretch: its ``kind`` in square brackets, or ``stars``, one a
    character.
    """

    replacement: Literal["kind", "stars"] = "kind"
    character: str = "*"

    def __post_init__(self) -> None:
        check_is_sign(self.character)


@operators.register
class RedactOperator(ValueOperator):
    """Needs the review's eyes (``context.find``). Raises :class:`ReviewMissing` without them."""

    id = "redact"
    title = Text("文中遮盖", "redact in text")
    version = "1"
    strength = "irreversible"
    leaves = True
    keeps = Text("文中未发现敏感内容的部分", "the parts of a text in which nothing was found")
    source = "GB/T 37964-2019 (抑制), by its title and secondary sources; 政府信息公开条例 art. 37 (区分处理)"
    Params = RedactParams
    only_with: ClassVar = {"character": ("replacement", ("stars",))}
    examples = ({}, {"replacement": "stars"})

    def apply(
        self, values: pa.StringArray, params: RedactParams, context: Context
    ) -> pa.StringArray:
        if context.find is None:
            raise ReviewMissing(name=self.title)
        present = values.drop_null()
        found = iter(zip(present.to_pylist(), context.find(present), strict=True))
        treated = [
            _redacted(*next(found), params) if valid else None
            for valid in values.is_valid().to_pylist()
        ]
        return pa.array(treated, pa.string())

    def describe(self, params: RedactParams) -> Text:
        return {
            "kind": Text("文中敏感内容换成类别名", "what is sensitive in a text becomes its kind"),
            "stars": Text("文中敏感内容换成星号", "what is sensitive in a text becomes stars"),
        }[params.replacement]


def _redacted(text: str, spans: Sequence[Span], params: RedactParams) -> str:
    parts = []
    behind = 0
    for start, end, name in spans:
        parts += [
            text[behind:start],
            f"[{name}]" if params.replacement == "kind" else params.character * (end - start),
        ]
        behind = end
    return "".join([*parts, text[behind:]])
