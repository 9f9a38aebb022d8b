"""State secrecy marks, internal marks and trade secret words, wherever they stand.

Source: 保守国家秘密法 (2024) art. 22 and its implementing regulation art. 21: the mark is
密级★保密期限. The patterns and their severities are the ``marks`` pack.
"""

import re
from functools import cache

from app.core import resources
from app.core.review.detector import ColumnView, Evidence, Hit, detectors, prefiltered
from app.core.text import Text


class MarkDetector:
    """The rules of the ``marks`` pack that belong to one type."""

    id: str
    title: Text
    version = "1"
    precedence = 1
    everywhere = True

    def examine(self, column: ColumnView) -> Evidence | None:
        hits: list[Hit] = []
        reasons: list[Text] = []
        for rule in rules(self.id):
            header = rule.get("header")
            if header is not None and not re.search(header, column.name):
                continue
            found = list(_hits(column, rule["pattern"], rule.get("not")))
            if found:
                hits += found
                reasons.append(Text(rule["zh"], rule["en"]))
        return Evidence(tuple(hits), 0.99, tuple(reasons)) if hits else None


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


def _hits(column: ColumnView, pattern: str, negative: str | None) -> list[Hit]:
    """What the pattern finds, less what lies within a harmless phrase of the same text."""
    compiled = _compiled(pattern)
    hits = []
    for value, text in prefiltered(column.values, pattern):
        harmless = [m.span() for m in _compiled(negative).finditer(text)] if negative else []
        hits += [
            Hit(value, *match.span())
            for match in compiled.finditer(text)
            if not any(start < match.end() and match.start() < end for start, end in harmless)
        ]
    return hits


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)
