"""The examinee: the review's public function, on tables that went through import as users' do."""

import time
from dataclasses import dataclass
from pathlib import Path

from app.core.intake.table import import_file
from app.core.jobs import Job
from app.core.model import Findings, Table
from app.core.review.scan import scan
from tests.benchmarks.detection.labels import LabelledTable
from tests.benchmarks.detection.scoring import Answer, Score
from tests.benchmarks.detection.tables import write


@dataclass(frozen=True)
class Cost:
    """What the scans took: cells, CPU seconds of this process, and cells that were not listed."""

    cells: int
    seconds: float
    unlisted: int


def examine(tables: tuple[LabelledTable, ...], folder: Path) -> tuple[Score, Cost]:
    """Write, import and scan every table, and mark the answers.

    Raises ValueError when import does not bring back the rows that were written: labels would then
    point at other cells.
    """
    score = Score()
    cells, seconds, unlisted = 0, 0.0, 0
    for labelled in tables:
        table = import_file(write(labelled, folder), Job())
        if (table.rows, len(table.columns)) != (labelled.rows, len(labelled.columns)):
            raise ValueError(
                f"{labelled.name}: import brought {table.rows} x {len(table.columns)}, written "
                f"{labelled.rows} x {len(labelled.columns)}; dropped {table.layout.dropped[:3]}"
            )
        started = time.process_time()
        findings = scan(table, Job(), table_digest=table.source.sha256)
        seconds += time.process_time() - started
        cells += table.rows * len(table.columns)
        unlisted += findings.cells_total - len(findings.cells)
        answers = _answers(table, findings)
        for name, column in zip(table.columns, labelled.columns, strict=True):
            score.mark(labelled.name, column, answers[name])
    return score, Cost(cells, seconds, unlisted)


def _answers(table: Table, findings: Findings) -> dict[str, Answer]:
    levels: dict[str, dict[str, str]] = {name: {} for name in table.columns}
    rows: dict[str, dict[str, set[int]]] = {name: {} for name in table.columns}
    for finding in findings.columns:
        levels[finding.column][finding.type] = finding.level
    for cell in findings.cells:
        rows[cell.column].setdefault(cell.type, set()).add(cell.row - 1)
    return {
        name: Answer(levels[name], {t: frozenset(found) for t, found in rows[name].items()})
        for name in table.columns
    }
