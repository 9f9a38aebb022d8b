"""State secrecy marks, internal marks and trade secret words, wherever they stand.

Source: 保守国家秘密法 (2024) art. 22 and its implementing regulation art. 21: the mark is
密级★保密期限. The patterns and their severities are the ``marks`` pack.
"""

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from app.core import resources
from app.core.review.column import AROUND, Column
from app.core.review.detector import cut_out, detectors
from app.core.review.evidence import Evidence
from app.core.review.patterns import compiled
from app.core.review.signs import sought
from app.core.review.spans import NONE, Spans, joined
from app.core.text import Text

Rule = Mapping[str, Any]


class MarkDetector:
    """The rules of the ``marks`` pack that belong to one type."""

    id: str
    title: Text
    version = "2"
    precedence = 1
    everywhere = True
    yields = False

    def examine(self, column: Column) -> Evidence | None:
        found: list[Spans] = []
        reasons: list[Text] = []
        for rule in rules(self.id):
            if not _applies(rule, column):
                continue
            spans = _spans(column, rule)
            if len(spans):
                found.append(spans)
                reasons.append(Text(rule["zh"], rule["en"]))
        return Evidence(joined(*found), 0.99, tuple(reasons)) if found else None


@detectors.register
class SecretMarkDetector(MarkDetector):
    """绝密, 机密, 秘密: nothing may be stored."""

    id = "secret-mark"
    title = Text("国家秘密标志", "state secrecy mark")


@detectors.register
class InternalMarkDetector(MarkDetector):
    """工作秘密, 内部资料, drafts: hold until a reviewer has decided (政府信息公开条例 art. 16)."""

    id = "internal-mark"
    title = Text("内部标志", "internal mark")


@detectors.register
class TradeSecretDetector(MarkDetector):
    """商业秘密 (政府信息公开条例 art. 15)."""

    id = "trade-secret"
    title = Text("商业秘密", "trade secret")


@cache
def rules(type_id: str) -> list[Rule]:
    """The pack's rules of one type; ``needs``: words or signs of which every match holds one."""
    return [
        {**rule, "needs": sought(rule["needs"])} if "needs" in rule else rule
        for rule in resources.pack("marks").data["rules"]
        if rule["type"] == type_id
    ]


def _applies(rule: Rule, column: Column) -> bool:
    """``header``: what the column's name must match; ``only``: ``cells`` of a table, or what stands
    ``around`` it and is never carried on.
    """
    place = "around" if column.name == AROUND else "cells"
    if rule.get("only", place) != place:
        return False
    return "header" not in rule or re.search(rule["header"], column.name) is not None


def _spans(column: Column, rule: Rule) -> Spans:
    """What the pattern finds, less what lies within a harmless phrase of the same text."""
    pattern, negative = rule["pattern"], rule.get("not")
    among = column.holding(rule["needs"]) if "needs" in rule else None
    if among is not None and not len(among):
        return NONE
    values = column.matching(pattern, among)
    if not len(values):  # before Python's expression is compiled
        return NONE
    found = cut_out(column, values, compiled(pattern))
    if negative is None or not len(found):
        return found
    harmless = values[column.which(values, negative)]  # mostly none: RE2 tells soonest
    return found.where(~found.overlapping(cut_out(column, harmless, compiled(negative))))
