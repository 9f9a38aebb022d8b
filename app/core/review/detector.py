"""What every detector offers, and the shape that most of them share.

A detector looks at one column: its name and its *distinct* values with their counts. Cost grows
with variety, hardly with length.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

import pyarrow as pa
import pyarrow.compute as pc

from app.core import resources
from app.core.model import Level
from app.core.registry import Registry
from app.core.text import Text


@dataclass(frozen=True)
class ColumnView:
    """A column as detectors see it. ``values``: folded distinct texts; ``counts``: cells of each."""

    name: str
    values: pa.StringArray
    counts: tuple[int, ...]

    @property
    def cells(self) -> int:
        return sum(self.counts)


@dataclass(frozen=True)
class Hit:
    """A match in the distinct value ``value`` (an index); the span is in folded characters."""

    value: int
    start: int
    end: int


@dataclass(frozen=True)
class Evidence:
    """Why a column is called this type. ``confidence`` is between 0 and 1."""

    hits: tuple[Hit, ...]
    confidence: float
    reasons: tuple[Text, ...]
    level: Level | None = None  # None: the level that the pack gives to the type


class Detector(Protocol):
    """Finds one type of sensitive content. ``precedence``: lower ones claim a text first.

    ``everywhere``: also reads what surrounds and hides in the table, not only its cells.
    """

    id: str
    title: Text
    version: str
    precedence: int
    everywhere: bool

    def examine(self, column: ColumnView) -> Evidence | None:
        """The evidence in a column, or None."""


detectors: Registry[Detector] = Registry(
    "detectors", Text("检测器", "detector"), "app.core.review.detectors"
)


class PatternDetector:
    """A pattern, a check, and a share that chance cannot explain.

    ``prefilter`` is RE2 and runs over all distinct values at once; ``pattern`` is Python's and cuts
    the spans out of what passes. ``chance``: how often a random candidate passes :meth:`valid`.
    """

    id: str
    title: Text
    version: str = "1"
    precedence: int = 50
    everywhere: bool = False
    prefilter: str
    pattern: re.Pattern[str]
    chance: float = 0.0

    def valid(self, text: str) -> bool:
        """Whether a candidate passes the checks of its type; separators are already removed."""
        return True

    def level(self, texts: list[str]) -> Level | None:
        """A level that follows from the hits themselves; None leaves it to the pack."""
        return None

    def examine(self, column: ColumnView) -> Evidence | None:
        """Weigh the share of valid candidates, and what the column's name says."""
        named = header_names(self.id, column.name)
        candidates, valid = self._count(column)
        if not valid:
            return None
        passed = sum(column.counts[value] for value in {hit.value for hit in valid})
        rate = passed / max(candidates, 1)
        if self.chance and not named and candidates >= 10 and rate < max(0.3, 3 * self.chance):
            return None
        doubt = (self.chance or UNCHECKED) ** min(passed, 3)
        confidence = 1 - (1 - rate * (1 - doubt)) * (0.5 if named else 1)
        reasons = [
            Text(
                "{n} 个单元格符合{title}的格式和校验",
                "{n} cells have the form and check of: {title}",
            ).format(n=passed, title=self.title)
        ]
        if named:
            reasons.append(NAMED)
        texts = [_compact(column.values[hit.value].as_py()[hit.start : hit.end]) for hit in valid]
        return Evidence(tuple(valid), round(confidence, 3), tuple(reasons), self.level(texts))

    def _count(self, column: ColumnView) -> tuple[int, list[Hit]]:
        """How many cells hold a candidate, and the hits that are valid."""
        candidates = 0
        valid: list[Hit] = []
        for value, text in prefiltered(column.values, self.prefilter):
            matches = list(self.pattern.finditer(text))
            candidates += column.counts[value] if matches else 0
            valid += [
                Hit(value, *match.span()) for match in matches if self.valid(_compact(match[0]))
            ]
        return candidates, valid


UNCHECKED = 0.4  # how often the form alone misleads, where a type has no check digit
NAMED = Text("列名说明了内容", "the column's name says so")


def prefiltered(values: pa.StringArray, pattern: str) -> Iterator[tuple[int, str]]:
    """Index and text of the values that match an RE2 pattern."""
    matching = pc.indices_nonzero(pc.match_substring_regex(values, pattern))
    yield from zip(matching.to_pylist(), values.take(matching).to_pylist(), strict=True)


def header_names(type_id: str, name: str) -> bool:
    """Whether a column's name speaks of a type, by the words of the ``headers`` pack."""
    rules = resources.pack("headers").data["types"].get(type_id)
    if rules is None:
        return False
    folded = re.sub(r"[\s_\-*（）()]", "", name).lower()
    if any(word in folded for word in rules.get("not", ())):
        return False
    return any(word in folded for word in rules["words"]) or folded in rules.get("exact", ())


def _compact(text: str) -> str:
    return re.sub(r"[\s\-]", "", text).upper()
