"""State secrecy marks, internal marks and trade secret words, wherever they stand.

Source: 保守国家秘密法 (2024) art. 22 and its implementing regulation art. 21: the mark is
密级★保密期限. The patterns and their severities are the ``marks`` pack.
"""

import re
from collections.abc import Mapping
from functools import cache

from app.core import resources
from app.core.review.column import AROUND, Column
from app.core.review.detector import cut_out, detectors
from app.core.review.evidence import Evidence
from app.core.review.patterns import compiled
from app.core.review.spans import Spans, joined
from app.core.text import Text


class MarkDetector:
    """The rules of the ``marks`` pack that belong to one type."""

    id: str
    title: Text
    version = "2"
    precedence = 1
    everywhere = True

    def examine(self, column: Column) -> Evidence | None:
        worded = not column.is_ascii and len(column.matching(_any_mark())) > 0
        found: list[Spans] = []
        reasons: list[Text] = []
        for rule in rules(self.id):
            if not (_applies(rule, column) and (worded or _asks_for_more(rule))):
                continue
            spans = _spans(column, rule["pattern"], rule.get("not"))
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


def rules(type_id: str) -> list[dict[str, str]]:
    """The pack's rules of one type."""
    return [rule for rule in resources.pack("marks").data["rules"] if rule["type"] == type_id]


def _applies(rule: Mapping[str, str], column: Column) -> bool:
    """``header``: what the column's name must match; ``only``: ``cells`` of a table, or what stands
    ``around`` it and is never carried on; ``needs``: signs of which every match holds one.
    """
    place = "around" if column.name == AROUND else "cells"
    if rule.get("only", place) != place:
        return False
    if "header" in rule and not re.search(rule["header"], column.name):
        return False
    return "needs" not in rule or column.holds(rule["needs"])


def _asks_for_more(rule: Mapping[str, str]) -> bool:
    """Whether a rule is not among those of :func:`_any_mark`."""
    return "header" in rule or "needs" in rule


@cache
def _any_mark() -> str:
    """One RE2 pass that clears nearly every column of all rules that ask for nothing else."""
    every = [r["pattern"] for r in resources.pack("marks").data["rules"] if not _asks_for_more(r)]
    return "|".join(f"(?:{pattern})" for pattern in every)


def _spans(column: Column, pattern: str, negative: str | None) -> Spans:
    """What the pattern finds, less what lies within a harmless phrase of the same text."""
    values = column.matching(pattern)
    found = cut_out(column, values, compiled(pattern))
    if negative is None or not len(found):
        return found
    return found.where(~found.overlapping(cut_out(column, values, compiled(negative))))
