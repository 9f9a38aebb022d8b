"""How well answers meet the labels."""

import math
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice

from tests.benchmarks.detection.labels import DIRECT, LabelledColumn, Need

RARE = 0.035  # what counts as "three per cent or less" of a column's cells


@dataclass(frozen=True)
class Answer:
    """What was said of one column: its types with their levels, and by type the rows, from 0."""

    levels: dict[str, str]
    rows: dict[str, frozenset[int]] = field(default_factory=dict)


@dataclass(frozen=True)
class Lapse:
    """A miss, a false alarm, or a level that is too high; ``rows``: where to look, from 0."""

    what: str
    table: str
    column: LabelledColumn
    type: str
    rows: frozenset[int]

    def __str__(self) -> str:
        filled = (value for value in self.column.values if value is not None)
        sample = [str(self.column.values[row]) for row in sorted(self.rows)[:3]] or islice(
            filled, 3
        )
        return (
            f"{self.what:11} {self.type:22} {self.column.header} [{self.column.kind}] "
            f"{self.table}: {' | '.join(text[:60] for text in sample)}"
        )


@dataclass(frozen=True)
class Share:
    """A count out of a total."""

    hits: int
    total: int

    @property
    def rate(self) -> float:
        return self.hits / self.total if self.total else math.nan

    def interval(self) -> tuple[float, float]:
        """Wilson's 95 % interval of the rate."""
        if not self.total:
            return math.nan, math.nan
        z, n, p = 1.96, self.total, self.rate
        middle = (p + z * z / (2 * n)) / (1 + z * z / n)
        half = z * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n)) / (1 + z * z / n)
        return max(0.0, middle - half), min(1.0, middle + half)

    def __str__(self) -> str:
        return f"{self.rate:.3f} ({self.hits}/{self.total})"


def f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


class Score:
    """Counts over columns, types and cells; read when all columns are marked."""

    def __init__(self) -> None:
        self.found: Counter[str] = Counter()
        self.missed: Counter[str] = Counter()
        self.false: Counter[str] = Counter()
        self.direct: list[bool] = []
        self.rare: list[bool] = []
        self.columns = 0
        self.innocent = 0
        self.alarmed = 0
        self.cells: Counter[str] = Counter()
        self.lapses: list[Lapse] = []

    def mark(self, table: str, column: LabelledColumn, answer: Answer) -> None:
        """Hold an answer against a column's labels."""
        self.columns += 1
        for need in column.needs:
            met = bool(need.answers & answer.levels.keys())
            (self.found if met else self.missed)[need.type] += 1
            if not met:
                self.lapses.append(Lapse("miss", table, column, need.type, need.rows))
            if need.type in DIRECT:
                self.direct.append(met)
                if len(need.rows) <= RARE * column.filled:
                    self.rare.append(met)
        wrong = list(_false_types(column, answer))
        for found in wrong:
            self.false[found] += 1
            rows = answer.rows.get(found, frozenset())
            self.lapses.append(Lapse("false alarm", table, column, found, rows))
        too_high = [t for t in column.public if answer.levels.get(t, "public") != "public"]
        self.lapses += [Lapse("level", table, column, found, frozenset()) for found in too_high]
        if column.innocent:
            self.innocent += 1
            self.alarmed += bool(wrong or too_high)
        self._mark_cells(column, answer)

    def _mark_cells(self, column: LabelledColumn, answer: Answer) -> None:
        for need in column.needs:
            hit = frozenset().union(*(answer.rows.get(t, frozenset()) for t in need.answers))
            self.cells["found"] += len(need.rows & hit)
            self.cells["missed"] += len(need.rows - hit)
        for found, rows in answer.rows.items():
            if found in column.may or answer.levels.get(found) == "public":
                continue
            right = _right_rows(column.needs, found)
            self.cells["right"] += len(rows & right)
            self.cells["wrong"] += len(rows - right)

    @property
    def recall(self) -> Share:
        return Share(self.found.total(), self.found.total() + self.missed.total())

    @property
    def precision(self) -> Share:
        return Share(self.found.total(), self.found.total() + self.false.total())

    @property
    def alarms(self) -> Share:
        """Innocent columns with an alarm."""
        return Share(self.alarmed, self.innocent)

    def by_type(self) -> Iterator[tuple[str, Share, Share]]:
        """Each type with its precision and recall."""
        for name in sorted(self.found.keys() | self.missed.keys() | self.false.keys()):
            found = self.found[name]
            yield (
                name,
                Share(found, found + self.false[name]),
                Share(found, found + self.missed[name]),
            )

    def report(self) -> str:
        """The figures, a line each, and the table of types."""
        p, r = self.precision, self.recall
        low, high = self.alarms.interval()
        cells = self.cells
        macro = [
            f1(precision.rate if precision.total else 0.0, recall.rate)
            for _, precision, recall in self.by_type()
            if recall.total
        ]
        lines = [
            f"columns {self.columns}, of them innocent {self.innocent}",
            f"column micro   precision {p}  recall {r}  F1 {f1(p.rate, r.rate):.3f}",
            f"column macro   F1 {sum(macro) / len(macro):.3f} over {len(macro)} types",
            f"direct identifiers   recall {_share(self.direct)}; "
            f"in columns that hold 3 % of them or less {_share(self.rare)}",
            f"false alarms   {1000 * self.alarms.rate:.1f} in 1,000 innocent columns "
            f"(95 % {1000 * low:.1f} to {1000 * high:.1f}; {self.alarmed}/{self.innocent})",
            f"cells   precision {Share(cells['right'], cells['right'] + cells['wrong'])}  "
            f"recall {Share(cells['found'], cells['found'] + cells['missed'])}",
            "",
            f"{'type':24}{'precision':>18}{'recall':>18}",
        ]
        lines += [
            f"{name:24}{precision!s:>18}{recall!s:>18}"
            for name, precision, recall in self.by_type()
        ]
        return "\n".join(lines)


def _share(outcomes: Iterable[bool]) -> Share:
    met = list(outcomes)
    return Share(sum(met), len(met))


def _false_types(column: LabelledColumn, answer: Answer) -> Iterator[str]:
    right = column.may.union(*(need.answers for need in column.needs))
    for found, level in answer.levels.items():
        if found not in right and level != "public":
            yield found


def _right_rows(needs: tuple[Need, ...], found: str) -> frozenset[int]:
    """The rows where a finding of a type is right."""
    rows: frozenset[int] = frozenset()
    for need in needs:
        if found in need.answers:
            rows |= need.rows | need.doubtful
    return rows
