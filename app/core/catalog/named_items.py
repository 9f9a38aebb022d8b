"""Information items as one cell of a list names them: ``企业名称、注册日期(D)、注册资本(N 16)``.

A department's list has a line a resource. What such a cell does not say of its items is what they most
likely are: text, of the length that fields of text commonly get, shared and opened as their resource is.
"""

import re

from app.core.model import InfoItem
from app.core.pinyin import initials

LENGTH = 255  # bytes
_BETWEEN = re.compile(r"[、，,；;\n]")
_ITEM = re.compile(r"(?P<name>.+?)\s*(?:[(（]\s*(?P<type>[A-Z])\s*(?P<length>\d+)?\s*[)）])?")


def read(text: str, share: str, opened: str) -> tuple[InfoItem, ...]:
    """The items that a cell names. ``share`` and ``opened``: the resource's sharing and opening type."""
    found = (_ITEM.fullmatch(part.strip()) for part in _BETWEEN.split(text))
    return tuple(
        InfoItem(
            item["name"],
            item["type"] or "C",
            int(item["length"] or LENGTH),
            technical_name=initials(item["name"]),
            share=share,
            open=opened,
        )
        for item in found
        if item is not None
    )


def written(items: tuple[InfoItem, ...]) -> str:
    """The names of items in one cell."""
    return "、".join(item.name for item in items)
