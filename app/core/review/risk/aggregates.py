"""Aggregate tables: cells that tell of a single contributor.

A cell is the rows that agree in the dimensions; x_1 ≥ x_2 ≥ … are the absolute magnitudes of its
contributors, X their sum. It is unsafe by

- *small*: fewer contributors than the least;
- *dominance* (n, k): x_1 + … + x_n > k % of X;
- *p-percent*: X - x_1 - x_2 < p % of x_1, so that the second can estimate the first within p %.

Sources: L. H. Cox, Linear sensitivity measures in statistical disclosure control, Journal of
Statistical Planning and Inference 5, 1981; A. Hundepool et al., Statistical Disclosure Control, 2012,
ch. 4. The parameters stand in the ``risk`` pack.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from app.core import resources
from app.core.contingency import Coded, Contingency, Counts, code, contingency
from app.core.jobs import Job
from app.core.model import AggregateReport, UnsafeCell
from app.core.numeric import numbers

Floats = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]
Rule = Literal["small", "dominance", "p-percent"]

_EXAMPLES = 20  # unsafe cells that are shown
_ROWS = 10  # rows shown of each


@dataclass(frozen=True)
class CellRules:
    """When a cell is unsafe: ``n`` contributors hold ``k_percent``, and so on."""

    least_contributors: int
    n: int
    k_percent: float
    p_percent: float


def house_rules() -> CellRules:
    """The parameters of the ``risk`` pack."""
    given = resources.pack("risk").data["aggregate"]
    return CellRules(**{name: given[name] for name in CellRules.__dataclass_fields__})


def assess_cells(
    data: pa.Table,
    dimensions: Sequence[str],
    measure: str,
    job: Job,
    *,
    contributor: str | None = None,
    rules: CellRules | None = None,
) -> AggregateReport:
    """The unsafe cells of ``measure`` by ``dimensions``.

    ``contributor``: the column that names who contributes; without it, and where it is blank, each
    row is one contributor.
    """
    rules = rules or house_rules()
    magnitudes = _numbers_of(code(data[measure]))
    readable = ~np.isnan(magnitudes)
    rows = np.flatnonzero(readable)
    kept = data.filter(pa.array(readable))
    table = contingency(kept, dimensions, job)
    cells, magnitudes = _contributions(table, magnitudes[readable], kept, contributor)
    broken, contributors = _broken(cells, magnitudes, len(table), rules)
    unsafe = np.logical_or.reduce(list(broken.values()))
    smallest = np.flatnonzero(unsafe)
    smallest = smallest[np.argsort(contributors[smallest], kind="stable")][:_EXAMPLES]
    return AggregateReport(
        cells=len(table),
        unsafe=int(unsafe.sum()),
        by_rule={rule: int(mask.sum()) for rule, mask in broken.items()},
        unreadable=int(data.num_rows - len(rows)),
        examples=tuple(
            UnsafeCell(
                tuple(rule for rule, mask in broken.items() if mask[cell]),
                int(contributors[cell]),
                tuple(int(rows[row]) + 1 for row in table.rows_of(_only(cell, table), _ROWS)),
            )
            for cell in smallest.tolist()
        ),
    )


def small_counts(column: pa.ChunkedArray, least: int) -> Counts:
    """The rows (from 1) of a published table whose count c is small: 0 < c < ``least``.

    A zero tells of nobody and stays (Hundepool et al. 2012, threshold rule).
    """
    counts = _numbers_of(code(column))
    return np.flatnonzero((counts > 0) & (counts < least)) + 1


def _numbers_of(column: Coded) -> Floats:
    return np.append(numbers(column.values), np.nan)[column.codes]


def _contributions(
    table: Contingency, magnitudes: Floats, data: pa.Table, contributor: str | None
) -> tuple[Counts, Floats]:
    """Of each contributor to each cell, the cell and the absolute magnitude."""
    cells = table.class_of_rows()
    if contributor is None:
        return cells, np.abs(magnitudes)
    named = code(data[contributor])
    blank = len(named.values)
    persons = named.codes.astype(np.int64)
    persons = np.where(persons == blank, blank + np.arange(len(persons)), persons)
    space = blank + len(persons) + 1
    pairs, places = np.unique(cells * space + persons, return_inverse=True)
    return pairs // space, np.abs(np.bincount(places, magnitudes, len(pairs)))


def _broken(
    cells: Counts, magnitudes: Floats, count: int, rules: CellRules
) -> tuple[dict[Rule, Mask], Counts]:
    """By rule, which cells break it; and the contributors of each cell."""
    order = np.lexsort((-magnitudes, cells))
    cells, magnitudes = cells[order], magnitudes[order]
    contributors = np.bincount(cells, minlength=count)
    starts = np.cumsum(contributors) - contributors
    rank = np.arange(len(cells)) - starts[cells]
    total = np.bincount(cells, magnitudes, count)

    def greatest(several: int) -> Floats:
        return np.bincount(cells, np.where(rank < several, magnitudes, 0.0), count).astype(float)

    rest = np.bincount(cells, np.where(rank >= 2, magnitudes, 0), count)
    broken: dict[Rule, Mask] = {
        "small": contributors < rules.least_contributors,
        "dominance": greatest(rules.n) > rules.k_percent / 100 * total,
        "p-percent": rest < rules.p_percent / 100 * greatest(1),
    }
    return broken, contributors


def _only(cell: int, table: Contingency) -> Mask:
    mask = np.zeros(len(table), np.bool_)
    mask[cell] = True
    return mask
