"""What a column's name tells: Chinese, pinyin, English and abbreviations, by word lists of the packs."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any, Literal

from app.core import resources
from app.core.model import Level
from app.core.review.column import Column, folded_name

Saying = Literal["says", "denies", "silent"]


@lru_cache(1 << 14)
def header_says(type_id: str, name: str) -> Saying:
    """What a column's name tells of a type of finding, by the type's rules."""
    return says(resources.finding_type(type_id).data.get("headers", {}), name)


def says(rules: Mapping[str, Any], name: str) -> Saying:
    """Whether a name holds one of ``words`` or is one of ``exact``; any of ``not`` denies it."""
    folded = folded_name(name)
    if any(word in folded for word in rules.get("not", ())):
        return "denies"
    told = any(word in folded for word in rules.get("words", ()))
    return "says" if told or folded in rules.get("exact", ()) else "silent"


def is_among(kind: str, column: Column) -> bool:
    """Whether the names of the columns beside it tell of a kind of company: ``persons``, ``enterprises``."""
    return column.is_beside(**resources.pack("evidence").data["company"][kind])


def level_told(type_id: str, column: Column) -> Level | None:
    """The level that a column's name, or those beside it, give to a type of finding: that of the
    first rule under ``levels`` of which ``name`` or ``beside`` holds a word; None where no rule does.
    """
    for rule in resources.finding_type(type_id).data.get("levels", ()):
        named = any(word in folded_name(column.name) for word in rule.get("name", ()))
        if named or column.is_beside(rule.get("beside", ())):
            level: Level = rule["level"]
            return level
    return None
