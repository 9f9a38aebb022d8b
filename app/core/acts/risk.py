"""Re-identification risk of a release as it stands: its output, before that its imported table."""

from collections.abc import Sequence
from dataclasses import dataclass

import pyarrow as pa

from app.core.jobs import Job
from app.core.model import Kind, QuasiIdentifier, Table
from app.core.review.risk.aggregates import assess_cells, house_rules, small_counts
from app.core.review.risk.assess import assess_risk
from app.core.review.risk.propose import propose
from app.core.review.risk.words import Figure, cell_figure, count_figure, figures
from app.core.workspace.store import Workspace

SHOWN = 200  # rows behind a figure that are shown


@dataclass(frozen=True)
class RiskQuestion:
    """What to measure. ``sensitive``: the column for l and t; ``measure`` and ``contributor``: of an
    aggregate by the quasi-identifiers; ``counts``: a column of counts. Empty where nothing is asked.
    """

    quasi_identifiers: tuple[str, ...]
    sensitive: str = ""
    sharing: str = "public"
    measure: str = ""
    contributor: str = ""
    counts: str = ""


@dataclass(frozen=True)
class RiskAnswer:
    """The figures, and by figure the first rows behind it: number from 1, and the cells of ``columns``."""

    figures: tuple[Figure, ...]
    columns: tuple[str, ...]
    behind: dict[str, tuple[tuple[int, tuple[str, ...]], ...]]


def table_at_hand(ws: Workspace, release: str) -> Kind:
    """Which table of a release a question is about."""
    return Kind.OUTPUT if Kind.OUTPUT in ws.standing(release) else Kind.TABLE


def propose_identifiers(
    ws: Workspace, release: str, job: Job, kind: Kind | None = None
) -> tuple[QuasiIdentifier, ...]:
    """Every column, proposed as a quasi-identifier or not, with the reason; ``kind``: of which table,
    by default of the one at hand.
    """
    return propose(ws.load_table(release, kind or table_at_hand(ws, release)), job)


def weigh_risk(ws: Workspace, release: str, asked: RiskQuestion, job: Job) -> RiskAnswer:
    """The figures that were asked for. Raises ParameterInvalid and what assess_risk raises."""
    table = ws.load_table(release, table_at_hand(ws, release))
    report = assess_risk(
        table,
        asked.quasi_identifiers,
        job,
        sensitive=asked.sensitive or None,
        sharing=asked.sharing,
    )
    found = list(figures(report))
    behind = {figure: list(rows) for figure, rows in report.behind.items()}
    if asked.measure:
        cells = assess_cells(
            table.data,
            asked.quasi_identifiers,
            asked.measure,
            job,
            contributor=asked.contributor or None,
        )
        found.append(cell_figure(cells))
        behind["cells"] = [row for cell in cells.examples for row in cell.rows]
    if asked.counts:
        least = house_rules().least_contributors
        rows = small_counts(table.data[asked.counts], least)
        found.append(count_figure(len(rows), least))
        behind["counts"] = rows.tolist()
    named = (
        *asked.quasi_identifiers,
        asked.sensitive,
        asked.measure,
        asked.contributor,
        asked.counts,
    )
    columns = tuple(dict.fromkeys(filter(None, named)))
    shown = {figure: _cells(table, columns, rows[:SHOWN]) for figure, rows in behind.items()}
    return RiskAnswer(tuple(found), columns, shown)


def _cells(
    table: Table, columns: Sequence[str], rows: Sequence[int]
) -> tuple[tuple[int, tuple[str, ...]], ...]:
    some = table.data.select(list(columns)).take(pa.array([row - 1 for row in rows], pa.int64()))
    values = [some[name].cast(pa.string()).to_pylist() for name in columns]
    cells = zip(*([text or "" for text in column] for column in values), strict=True)
    return tuple(zip(rows, cells, strict=True))
