"""The distinct tuples of quasi-identifiers, by codes: all that the search ever looks at.

Each tuple bears its rows, and by sensitive column how often each value stands beside it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pyarrow as pa

from app.core.contingency import Codes, Contingency, Counts, Cross, cross
from app.core.desensitize.anonymize.domain import Domain, fit
from app.core.desensitize.anonymize.lattice import Floats
from app.core.desensitize.hierarchies.hierarchy import Hierarchy


@dataclass(frozen=True, eq=False)
class Tuples:
    """``codes``: by quasi-identifier, of each tuple, the place in its domain's values.

    ``counts``: rows of each tuple. ``crosses``: by sensitive column, the tuples crossed with it.
    """

    domains: tuple[Domain, ...]
    codes: tuple[Codes, ...]
    counts: Counts
    crosses: Mapping[str, Cross]

    @property
    def rows(self) -> int:
        return int(self.counts.sum())

    @cached_property
    def margins(self) -> tuple[Floats, ...]:
        """By quasi-identifier, the rows of each of its values, by code."""
        rows = self.counts.astype(np.float64)
        return tuple(
            np.bincount(codes, rows, len(domain.values)).astype(np.float64, copy=False)
            for codes, domain in zip(self.codes, self.domains, strict=True)
        )

    @cached_property
    def label_rows(self) -> tuple[tuple[Floats, ...], ...]:
        """By quasi-identifier and level, the rows of each label."""
        return tuple(
            tuple(
                np.bincount(rung.numbers, margin).astype(np.float64, copy=False)
                for rung in domain.rungs
            )
            for domain, margin in zip(self.domains, self.margins, strict=True)
        )


def tuples_of(
    table: Contingency,
    hierarchies: Sequence[Hierarchy],
    sensitive: Mapping[str, pa.ChunkedArray],
    weights: Counts | None = None,
) -> Tuples:
    """The tuples of a contingency table of the hierarchies' columns, beside sensitive ones of the same
    rows and ``weights``.

    Raises HierarchyIncomplete.
    """
    domains = tuple(
        fit(hierarchy, values, blanks=bool((codes == len(values)).any()))
        for hierarchy, values, codes in zip(hierarchies, table.values, table.codes, strict=True)
    )
    crosses = {name: cross(table, column, weights) for name, column in sensitive.items()}
    return Tuples(domains, table.codes, table.counts, crosses)
