"""What every detector offers, and the shape that most of them share.

A detector looks at one column: its name and its *distinct* values with their counts. Cost grows
with variety, hardly with length.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

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
    the spans out of what passes. What :meth:`plausible` lets through is a candidate; :meth:`valid`
    is the check that chance passes now and then, so ``share`` of the candidates must pass it, or
    nothing is found.
    """

    id: str
    title: Text
    version: str = "1"
    precedence: int = 50
    everywhere: bool = False
    prefilter: str
    pattern: re.Pattern[str]
    share: float = 0.0

    def plausible(self, text: str) -> bool:
        """Whether a match has the form of its type; separators are already removed."""
        return True

    def valid(self, text: str) -> bool:
        """Whether a candidate passes the check of its type."""
        return True

    def certain(self, text: str) -> bool:
        """Whether a valid candidate counts whatever the others in its column are."""
        return False

    def damaged(self, texts: list[str], *, named: bool) -> bool:
        """Whether candidates that fill a column and fail the check are of this type all the same.

        A name that says so is believed: digits are mistyped, and Excel rounds them away.
        """
        return named

    def level(self, texts: list[str]) -> Level | None:
        """A level that follows from the hits themselves; None leaves it to the pack."""
        return None

    def examine(self, column: ColumnView) -> Evidence | None:
        """Weigh the share of valid candidates, and what the column's name says."""
        candidates = list(self._candidates(column))
        if not candidates:
            return None
        named = header_names(self.id, column.name)
        valid = [(hit, text) for hit, text in candidates if self.valid(text)]
        total, passed = _cells(column, candidates), _cells(column, valid)
        if valid and passed >= self.share * total:
            reason, hits = VALID.format(n=passed, title=self.title), valid
        elif total >= FILLED * column.cells and self.damaged(
            [text for _, text in candidates], named=named
        ):
            reason, hits = DAMAGED.format(n=total, title=self.title), candidates
        elif certain := [(hit, text) for hit, text in valid if self.certain(text)]:
            reason, hits = VALID.format(n=_cells(column, certain), title=self.title), certain
        else:
            return None
        doubt = (1 - 0.5 * passed / total) * (0.6 if self.share < 0.9 else 0.8)
        return Evidence(
            tuple(hit for hit, _ in hits),
            round(1 - doubt * (0.5 if named else 1), 3),
            (reason, NAMED) if named else (reason,),
            self.level([text for _, text in hits]),
        )

    def _candidates(self, column: ColumnView) -> Iterator[tuple[Hit, str]]:
        """What has the form of the type, with its text in capitals and without separators."""
        for value, text in prefiltered(column.values, self.prefilter):
            for match in self.pattern.finditer(text):
                compact = _compact(match[0])
                if self.plausible(compact):
                    yield Hit(value, *match.span()), compact


FILLED = 0.6  # of a column's cells
NAMED = Text("列名说明了内容", "the column's name says so")
VALID = Text("{n} 个单元格符合{title}的格式和校验", "{n} cells have the form and check of: {title}")
DAMAGED = Text(
    "{n} 个单元格形如{title}但校验不符，可能被 Excel 舍入或录入有误",
    "{n} cells have the form but not the check of: {title}; rounded by Excel, or mistyped",
)


def _cells(column: ColumnView, hits: list[tuple[Hit, str]]) -> int:
    """How many cells hold at least one of the hits."""
    return sum(column.counts[value] for value in {hit.value for hit, _ in hits})


def prefiltered(values: pa.StringArray, pattern: str) -> Iterator[tuple[int, str]]:
    """Index and text of the values that match an RE2 pattern."""
    matching = pc.indices_nonzero(pc.match_substring_regex(values, pattern))
    yield from zip(matching.to_pylist(), values.take(matching).to_pylist(), strict=True)


def header_names(type_id: str, name: str) -> bool:
    """Whether a column's name speaks of a type, by the words of the ``headers`` pack."""
    rules = resources.pack("headers").data["types"].get(type_id)
    return rules is not None and name_meets(rules, name)


def name_meets(rules: Mapping[str, Any], name: str) -> bool:
    """Whether a column's name holds one of ``words`` or is one of ``exact``, and none of ``not``."""
    folded = re.sub(r"[\s_\-*（）()]", "", name).lower()
    if any(word in folded for word in rules.get("not", ())):
        return False
    return any(word in folded for word in rules["words"]) or folded in rules.get("exact", ())


def _compact(text: str) -> str:
    return re.sub(r"[\s\-]", "", text).upper().translate(_LIKE_X)


_LIKE_X = str.maketrans("×ΧХ", "XXX")  # typed for the X of a check digit: sign, Greek, Cyrillic
