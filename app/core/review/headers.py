"""What a column's name tells: Chinese, pinyin, English and abbreviations, by word lists of the packs."""

from collections.abc import Iterable, Mapping
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
    """Whether a name holds one of ``words``, ends in one of ``ends`` or is one of ``exact``; any of
    ``not`` denies it."""
    folded = folded_name(name)
    if any(word in folded for word in rules.get("not", ())):
        return "denies"
    told = any(word in folded for word in rules.get("words", ()))
    told = told or folded.endswith(tuple(rules.get("ends", ())))
    return "says" if told or folded in rules.get("exact", ()) else "silent"


def is_among(kind: str, column: Column, but: Iterable[str] = ()) -> bool:
    """Whether the names of the columns beside it tell of a kind of company: ``persons``, ``enterprises``.
    Who acts for an office (负责人姓名), and how many persons there are (学生人数), tell of no person; nor
    do names that hold one of ``but``.
    """
    told = (name for name in column.others if tells_of(kind, name))
    return any(not any(word in folded_name(name) for word in but) for name in told)


@lru_cache(1 << 14)
def tells_of(kind: str, name: str) -> bool:
    """Whether the name of a column keeps those beside it a kind of company."""
    rules = resources.pack("evidence").data["company"][kind]
    folded = folded_name(name)
    if is_of_nobody(kind, folded):
        return False
    return folded in rules.get("exact", ()) or any(word in folded for word in rules["words"])


def is_of_nobody(kind: str, folded: str) -> bool:
    """Whether a folded name holds a word of a kind of company, and tells of something else: how many they
    are (农户数), who acts for them, or words that meet so (行业主管部门 is of no 业主).
    """
    but = resources.pack("evidence").data["company"][kind].get("but", ())
    return any(word in folded for word in but)


def is_named(type_id: str, column: Column) -> bool:
    """Whether a column's name tells of a type. Names that the pack lists under ``among_persons`` are for
    other things, too, and tell only there.
    """
    if header_says(type_id, column.name) == "says":
        return True
    doubtful = resources.finding_type(type_id).data.get("among_persons", {})
    return says(doubtful, column.name) == "says" and is_among("persons", column)


def stands_beside(words: str | list[str], column: Column, but: Iterable[str] = ()) -> bool:
    """Whether the name of another column holds one of some words; ``persons`` names those that tell
    of persons. Names that hold one of ``but`` do not count.
    """
    if isinstance(words, str):
        return is_among(words, column, but)
    return column.is_beside(words, but=but)


def level_told(type_id: str, column: Column) -> Level | None:
    """The level that a column's name, or those beside it, give to a type of finding: that of the
    first rule under ``levels`` of which ``name`` holds a word, or what :func:`stands_beside`, names that
    hold one of ``but`` left out; None where no rule does.
    """
    for rule in resources.finding_type(type_id).data.get("levels", ()):
        named = any(word in folded_name(column.name) for word in rule.get("name", ()))
        if named or stands_beside(rule.get("beside", []), column, rule.get("but", [])):
            level: Level = rule["level"]
            return level
    return None
