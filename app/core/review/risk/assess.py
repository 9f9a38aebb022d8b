"""The risk of a table: every figure over its equivalence classes, and the rows behind it."""

from collections.abc import Sequence
from typing import Literal

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from app.core.anonymity import closeness, diversity
from app.core.anonymity.population import estimate
from app.core.anonymity.suppressed import suppressed
from app.core.contingency import Contingency, Counts, Cross, contingency, cross
from app.core.errors import ColumnUnknown, ParameterInvalid
from app.core.jobs import Job
from app.core.model import AttributeRisk, PopulationRisk, RiskReport, Table
from app.core.numeric import numbers
from app.core.review.risk import special
from app.core.review.risk.classes import anonymity, size_bands, uniques
from app.core.review.risk.models import journalist, marketer, prosecutor
from app.core.sharing import sharing_profile
from app.core.text import Text

ROWS_BEHIND = 1000  # rows listed behind a figure
_ROUNDING = 1e-12  # within which two distances are one

Distance = Literal["equal", "ordered"]
Mask = npt.NDArray[np.bool_]


def assess_risk(
    table: Table,
    quasi_identifiers: Sequence[str],
    job: Job,
    *,
    sensitive: str | None = None,
    distance: Distance | None = None,
    sharing: str = "public",
    population: pa.Table | None = None,
    weights: Counts | None = None,
    population_size: int | None = None,
) -> RiskReport:
    """Everything that the room measures.

    ``sharing``: the mode of the ``sharing`` pack that sets the threshold. ``distance``: for t; by
    default ordered for numbers, else equal. ``population``: a larger table that holds these rows and
    has the same quasi-identifiers; ``population_size``: of how many persons the rows are a sample.
    ``weights``: of a table that has each tuple once, its rows; there are none to be told behind the
    figures then. Raises ColumnUnknown, ParameterInvalid.
    """
    _check(table.columns, quasi_identifiers, sensitive)
    asked = sharing_profile(sharing)
    threshold = asked.tau
    hidden = suppressed(table.data, quasi_identifiers)
    measured = [name for name in (*quasi_identifiers, sensitive) if name is not None]
    data = _but(hidden, table.data.select(measured))
    shown = None if weights is None else weights[~hidden]
    classes = contingency(data, quasi_identifiers, job, shown)
    sizes = classes.counts
    hiding = None if population is None else _hiding(classes, population, quasi_identifiers, job)
    behind: dict[str, Mask] = {
        "k": sizes == anonymity(sizes),
        "uniques": sizes == 1,
        "at-risk": 1 / sizes > threshold,
    }
    if special.is_cheap(classes):
        behind["special"] = special.least_unique(classes, job) > 0
    attribute = None
    if sensitive is not None:
        ordered = _is_ordered(table, sensitive) if distance is None else distance == "ordered"
        pairs = cross(classes, data[sensitive], shown)
        attribute, worst = _attribute(sensitive, pairs, job, ordered=ordered)
        behind |= worst
    return RiskReport(
        quasi_identifiers=tuple(quasi_identifiers),
        rows=table.data.num_rows,
        classes=len(classes),
        k=anonymity(sizes),
        uniques=uniques(sizes),
        sizes=size_bands(sizes),
        threshold=threshold,
        least=asked.k,
        prosecutor=prosecutor(sizes, threshold),
        journalist=journalist(sizes, hiding, threshold),
        marketer=marketer(sizes, hiding),
        special=int(behind["special"].sum()) if "special" in behind else None,
        attribute=attribute,
        population=_uniqueness(sizes, population_size),
        suppressed=int(hidden.sum() if weights is None else weights[hidden].sum()),
        behind=_rows_behind(classes, behind, np.flatnonzero(~hidden)) if weights is None else {},
        packs=dict(asked.packs),
    )


def _but(hidden: Mask, data: pa.Table) -> pa.Table:
    """The other rows, which are copied: so of no more columns than are measured."""
    return data.filter(pa.array(~hidden)) if hidden.any() else data


def _hiding(
    classes: Contingency, population: pa.Table, quasi_identifiers: Sequence[str], job: Job
) -> Counts:
    """How many of the population each class hides among."""
    _check(tuple(population.column_names), quasi_identifiers, None)
    return classes.counts_in(contingency(population, quasi_identifiers, job))


def _check(
    columns: tuple[str, ...], quasi_identifiers: Sequence[str], sensitive: str | None
) -> None:
    asked = [*quasi_identifiers, *([] if sensitive is None else [sensitive])]
    for name in asked:
        if name not in columns:
            raise ColumnUnknown(column=name, known=", ".join(columns))
    if not quasi_identifiers:
        reason = Text("至少要有一个准标识符", "there must be a quasi-identifier")
        raise ParameterInvalid(name="risk", reason=reason)
    if len(set(asked)) < len(asked):
        reason = Text(
            "准标识符不能重复，敏感列不能是准标识符",
            "no quasi-identifier comes twice, and the sensitive column is none of them",
        )
        raise ParameterInvalid(name="risk", reason=reason)


def _is_ordered(table: Table, column: str) -> bool:
    """Whether all of a column is numbers; its type allows some counter-examples."""
    profile = next((profile for profile in table.profile if profile.name == column), None)
    return (
        profile is not None
        and profile.type in ("integer", "decimal")
        and not profile.nulls
        and not profile.counter_examples
    )


def _attribute(
    column: str, pairs: Cross, job: Job, *, ordered: bool
) -> tuple[AttributeRisk, dict[str, Mask]]:
    """l and t, and by figure which classes are the worst."""
    job.report(0, 3)
    kinds = diversity.distinct(pairs)
    ratio = float(diversity.recursive(pairs, 2).max(initial=0.0))
    job.report(1, 3)
    ranks = _ranks(pairs) if ordered else None
    if ordered and ranks is None:
        reason = Text("“{column}”不全是数值", "not all of {column} is numbers").format(
            column=column
        )
        raise ParameterInvalid(name="distance", reason=reason)
    distances = (
        closeness.equal_distance(pairs)
        if ranks is None
        else closeness.ordered_distance(pairs, ranks)
    )
    job.report(2, 3)
    least = int(kinds.min()) if len(kinds) else 0
    farthest = float(distances.max(initial=0.0))
    risk = AttributeRisk(
        column=column,
        l=least,
        entropy_l=float(diversity.entropy(pairs).min()) if len(kinds) else 0.0,
        recursive_c=ratio if np.isfinite(ratio) else None,
        t=farthest,
        distance="equal" if ranks is None else "ordered",
    )
    return risk, {"l": kinds == least, "t": distances >= farthest - _ROUNDING}


def _ranks(pairs: Cross) -> npt.NDArray[np.int64] | None:
    """Values as ranks of their numbers; None where one is no number, or blank."""
    found = numbers(pairs.values)
    if np.isnan(found).any() or pairs.codes.max(initial=0) >= len(found):
        return None
    return np.unique(found, return_inverse=True)[1].astype(np.int64)


def _uniqueness(sizes: Counts, population: int | None) -> PopulationRisk | None:
    if population is None:
        return None
    if population < max(int(sizes.sum()), 1):
        reason = Text("人群不能少于表的行数", "the population is no smaller than the table")
        raise ParameterInvalid(name="population-size", reason=reason)
    return estimate(sizes, population)


def _rows_behind(
    classes: Contingency, behind: dict[str, Mask], rows: Counts
) -> dict[str, tuple[int, ...]]:
    """``rows``: of each row that is in a class, its place in the table."""
    return {
        figure: tuple(int(rows[row]) + 1 for row in classes.rows_of(mask, ROWS_BEHIND))
        for figure, mask in behind.items()
    }
