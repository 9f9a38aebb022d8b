"""Pivot caches: a copy of the source table that stays when the source is gone.

Source: ECMA-376 Part 1, 18.10.1.67 ff. (definition), 18.10.1.68 ff. (records); slicer and timeline
caches are those of MS-XLSX 2.6.
"""

from app.core.intake.hidden.concealed import MAX_TEXT, lines
from app.core.intake.hidden.parts import Part

_VALUES = frozenset("snbde")  # text, number, boolean, date, error


def cache_definition(part: Part) -> None:
    """Where the data came from, who refreshed it, and every field with its distinct values."""
    origin: list[str] = []
    texts = _Distinct()
    for opened, tag in part.tags():
        if not opened:
            continue
        if tag.name in ("pivotCacheDefinition", "worksheetSource", "consolidation", "rangeSet"):
            names = ("refreshedBy", "sheet", "ref", "name")
            origin += [tag.get(name) for name in names]
            if "r:id" in tag.attributes and tag.get("r:id") in part.relations:
                origin.append(part.relations[tag.get("r:id")].target)
        elif tag.name == "cacheField":
            texts.add(tag.get("name"))
            texts.add(tag.get("formula"))
        elif tag.name in _VALUES:
            texts.add(tag.get("v"))
    part.add(lines(origin), f"{part.where} 来源 source")
    part.add(texts.text)


def cache_records(part: Part) -> None:
    """The rows of the cache; what is shared stands in the definition."""
    texts = _Distinct()
    for tag in part.closed():
        if tag.name in _VALUES:
            texts.add(tag.get("v"))
    part.add(texts.text)


def slicer_cache(part: Part) -> None:
    """The items that a slicer or a timeline offers."""
    names = ("name", "sourceName", "n", "c", "nd", "column", "startDate", "endDate")
    texts = _Distinct()
    for tag in part.closed():
        for name in names:
            if not tag.get(name).isdecimal() or name == "c":
                texts.add(tag.get(name))
    part.add(texts.text)


class _Distinct:
    """Distinct texts up to a little more than what is told, so that the cut is noticed."""

    def __init__(self) -> None:
        self._texts: dict[str, None] = {}
        self._length = 0

    def add(self, text: str) -> None:
        if text and self._length <= MAX_TEXT and text not in self._texts:
            self._texts[text] = None
            self._length += len(text) + 1

    @property
    def text(self) -> str:
        return lines(self._texts)
