"""The words of the layout pack, by their kind."""

import re
from functools import cache

from app.core import resources


def squeeze(text: str) -> str:
    """The text without any white space, as the words of the pack are written."""
    return "".join(text.split())


@cache
def words(kind: str) -> frozenset[str]:
    """The plain words of one kind in the layout pack."""
    return frozenset(resources.pack("layout").data["words"][kind])


@cache
def pattern(kind: str) -> re.Pattern[str]:
    """The pack's patterns of one kind as one."""
    return re.compile("|".join(f"(?:{word})" for word in _listed(kind)))


def _listed(kind: str) -> list[str]:
    return list(resources.pack("layout").data["words"][kind])
