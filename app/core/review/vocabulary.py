"""Types that words tell, and only where the words belong to persons: 佛教 in a roll of members says
what somebody believes, in a register of temples it says nothing of anybody.

A type's pack lists ``rules``. Each asks for a column's name (``named``: of the pack's own ``headers``,
or words of its own), for what stands beside it (``beside``: words in the names of other columns, or
``persons``), and for values that match ``pattern`` (RE2) in at least ``share`` of the cells that say
anything; ``blank`` matches those that do not. ``unless``: it does not hold beside ``words`` that explain
or count what the values name (治疗, 发病数), where neither persons nor what ``but`` names stand beside, too:
a book of diseases tells of nobody's. ``cut``: what matches is cut out of sentences. ``han``:
no match is of ASCII alone. ``needs``: words of which every match holds one. ``denied``: holds too where
the ``headers`` deny the type.
"""

from collections.abc import Mapping
from typing import Any

import numpy as np

from app.core import resources
from app.core.model import Level
from app.core.review.column import Column
from app.core.review.detector import FITS, cut_out
from app.core.review.evidence import NAMED, Evidence
from app.core.review.headers import header_says, is_among, says, stands_beside
from app.core.review.patterns import compiled
from app.core.review.spans import NONE, Mask, Places, Spans
from app.core.text import Text

Rule = Mapping[str, Any]


class VocabularyDetector:
    """A type of which the first rule that holds gives the evidence."""

    id: str
    title: Text
    version: str = "1"
    precedence: int = 86
    everywhere: bool = False
    yields: bool = True

    def examine(self, column: Column) -> Evidence | None:
        pack = resources.finding_type(self.id).data
        denied = header_says(self.id, column.name) == "denies"
        for rule in pack["rules"]:
            if (denied and not rule.get("denied")) or not self._applies(rule, column):
                continue
            if not len(_places(rule, column)):
                continue
            telling = _telling(pack.get("blank"), column)
            spans = _found(rule, column, telling)
            share = column.cells_of(spans) / max(int(column.counts[telling].sum()), 1)
            if len(spans) and share >= rule.get("share", 0.0):
                return self._evidence(rule, spans, min(share, 1.0))
        return None

    def in_sentences(self, texts: Column) -> list[Evidence]:
        rules = [rule for rule in resources.finding_type(self.id).data["rules"] if rule.get("cut")]
        found = [
            (rule, _found(rule, texts, np.ones(len(texts.values), np.bool_))) for rule in rules
        ]
        return [self._evidence(rule, spans, 0.0) for rule, spans in found if len(spans)]

    def _applies(self, rule: Rule, column: Column) -> bool:
        named, beside = rule.get("named"), rule.get("beside")
        if rule.get("han") and column.is_ascii:
            return False
        if "needs" in rule and not column.holds(rule["needs"]):
            return False
        if isinstance(named, dict) and says(named, column.name) != "says":
            return False
        if named is True and header_says(self.id, column.name) != "says":
            return False
        if beside is not None and not stands_beside(beside, column):
            return False
        if "unless" in rule and _is_of_nobody(rule["unless"], column):
            return False
        # A sample shows at once that few values are of the rule.
        wanted: float = rule.get("share", 0.0)
        return not wanted or column.share_of_sample(rule["pattern"]) >= wanted / 4

    def _evidence(self, rule: Rule, spans: Spans, share: float) -> Evidence:
        reasons = [NAMED] if rule.get("named") else []
        reasons += [OF_PERSONS] if rule.get("beside") else []
        reasons.append(
            WORDS.format(title=self.title) if rule.get("cut") else FITS.format(share=share)
        )
        level: Level | None = rule.get("level")
        return Evidence(spans, round(0.7 + 0.25 * share, 3), tuple(reasons), level)


def _is_of_nobody(unless: Mapping[str, list[str]], column: Column) -> bool:
    """Whether the columns beside explain or count what stands in this one, and none of them is of persons
    or their cases."""
    if is_among("persons", column) or column.is_beside(unless["but"]):
        return False
    return column.is_beside(unless["words"])


def _places(rule: Rule, column: Column) -> Places:
    """The values that hold a match."""
    return column.matching(
        rule["pattern"], column.holding(rule["needs"]) if "needs" in rule else None
    )


def _found(rule: Rule, column: Column, telling: Mask) -> Spans:
    places = _places(rule, column)
    places = places[telling[places]]
    if not len(places):
        return NONE
    if rule.get("cut"):
        return cut_out(column, places, compiled(rule["pattern"]))
    return column.whole(places)


def _telling(blank: str | None, column: Column) -> Mask:
    """Which values say anything."""
    told = np.ones(len(column.counts), np.bool_)
    if blank is not None:
        told[column.matching(blank)] = False
    return told


OF_PERSONS = Text("旁边的列说的是人", "the columns beside it speak of persons")
WORDS = Text("句中写明了{title}", "the sentence tells: {title}")
