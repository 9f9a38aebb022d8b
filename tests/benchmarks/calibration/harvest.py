"""What the review weighs: the terms of every verdict on every column, beside the label."""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from unittest.mock import patch

import numpy as np
import pyarrow as pa

from app.core.review import detector
from app.core.review.column import Column
from app.core.review.detector import WeighedDetector, detectors
from app.core.review.evidence import Candidates, Evidence, terms, weigh
from app.core.review.fold import fold
from app.core.review.spans import NONE, joined
from app.core.text import Text
from tests.benchmarks.detection.labels import LabelledColumn, LabelledTable
from tests.benchmarks.detection.tables import examination

MOSTLY = 0.5  # of the candidates, that the label must hold for: the verdict is on all of them
CLAIMED = 0.8  # of the candidates, that another type has: the scan then drops the finding


@dataclass(frozen=True)
class Weighed:
    """One verdict: the terms, and whether the column is of the type."""

    seed: int
    type: str
    named: str
    beside: tuple[str, ...]
    content: float
    filled: float
    true: bool


def harvest(seeds: range, rows: int) -> Iterator[Weighed]:
    """All verdicts of some examinations that the labels decide."""
    for seed in seeds:
        for table in examination(seed, rows):
            for place in range(len(table.columns)):
                yield from _of_column(seed, table, place)


def _of_column(seed: int, table: LabelledTable, place: int) -> Iterator[Weighed]:
    labelled = table.columns[place]
    others = tuple(c.header for n, c in enumerate(table.columns) if n != place)
    filled = [row for row, value in enumerate(labelled.values) if value is not None]
    texts = pa.array([labelled.values[row] for row in filled], pa.string())
    column = Column(labelled.header, fold(texts), np.ones(len(filled), np.int64), others)
    asked: list[tuple[str, Candidates]] = []

    def spy(type_id: str, title: Text, view: Column, found: Candidates) -> Evidence | None:
        asked.append((type_id, found))
        return weigh(type_id, title, view, found)

    claimed = NONE
    for each in sorted(detectors.all().values(), key=lambda one: one.precedence):
        if not isinstance(each, WeighedDetector):
            continue
        asked.clear()
        with patch.object(detector, "weigh", spy):
            evidence = each.examine(column)
        for type_id, found in asked:
            if not len(found.spans) or found.spans.overlapping(claimed).mean() > CLAIMED:
                continue
            hit = {filled[value] for value in column.values_of(found.spans).tolist()}
            true = label(labelled, type_id, hit)
            if true is False and each.level(column, found.spans) == "public":
                continue  # it may well be of the type, an office's telephone say: nobody asks
            if true is not None:
                told = terms(type_id, column, found)
                yield Weighed(
                    seed, type_id, told.named, told.beside, told.content, told.filled, true
                )
        if evidence is not None:
            claimed = joined(claimed, evidence.spans)


def label(column: LabelledColumn, type_id: str, rows: set[int]) -> bool | None:
    """Whether these rows hold the type; None where the labels leave it open."""
    if type_id in column.may:
        return None
    needs = [need for need in column.needs if type_id in need.answers]
    if not needs:
        return False
    held = frozenset().union(*(need.rows | need.doubtful for need in needs))
    share = len(held & rows) / len(rows)
    return True if share >= MOSTLY else None


def save(weighed: list[Weighed], file: Path) -> None:
    file.write_text("\n".join(json.dumps(asdict(one)) for one in weighed) + "\n", "utf-8")


def load(file: Path) -> list[Weighed]:
    records = map(json.loads, file.read_text("utf-8").splitlines())
    return [Weighed(**record | {"beside": tuple(record["beside"])}) for record in records]
