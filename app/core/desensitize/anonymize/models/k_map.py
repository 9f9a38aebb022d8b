"""k-map: everybody hides among at least k persons of the population.

Source: L. Sweeney, Computational disclosure control, MIT 2001; K. El Emam, F. K. Dankar, Protecting
privacy using k-anonymity, JAMIA 15(5), 2008. The table is part of the population, so no class counts
fewer there than here. A class only grows when others join it: absorbing.
"""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from app.core.contingency import contingency
from app.core.desensitize.anonymize.classes import Classes
from app.core.desensitize.anonymize.grouping import Grouping
from app.core.desensitize.anonymize.lattice import Mask
from app.core.desensitize.anonymize.model import Keep, Model, models
from app.core.desensitize.anonymize.tuples import Tuples, tuples_of
from app.core.desensitize.requirement import require
from app.core.errors import ColumnUnknown
from app.core.jobs import Job
from app.core.text import Text
from app.core.text_column import PLAIN


@models.register
@dataclass(frozen=True, eq=False)
class KMap(Model):
    """Each class counts at least ``k`` rows of ``population``, which has the quasi-identifiers too."""

    id = "k-map"
    title = Text("k-映射", "k-map")
    version = "1"
    monotone = True
    absorbing = True
    of_texts = False  # the population is not published

    k: int = 5
    population: pa.Table | None = None

    def on(self, tuples: Tuples) -> Keep:
        """Raises ColumnUnknown, HierarchyIncomplete."""
        assert self.population is not None  # noqa: S101  (checked)
        places, everybody = _together(tuples, self.population)
        grouping = Grouping(everybody)

        def keep(classes: Classes, kept: Mask) -> Mask:
            among = grouping.over(None, classes.node)
            hiding = among.sizes[places[classes.source.places]]
            passed: Mask = kept & (np.maximum(hiding, classes.sizes) >= self.k)
            return passed

        return keep

    def describe(self) -> Text:
        return Text("总体中每组至少 {k} 人", "at least {k} persons of the population").format(
            k=self.k
        )

    def check(self, data: pa.Table) -> None:
        require(self.k >= 1, self.title, "k 至少为 1", "k is at least 1")
        require(
            self.population is not None,
            self.title,
            "须给出总体数据表",
            "a table of the population is needed",
        )


def _together(tuples: Tuples, population: pa.Table) -> tuple[np.ndarray, Tuples]:
    """Tuples of table and population, counted in the population; and where the table's stand there."""
    columns = [domain.hierarchy.column for domain in tuples.domains]
    for name in columns:
        if name not in population.column_names:
            raise ColumnUnknown(column=name, known=", ".join(population.column_names))
    here = [
        domain.values.take(pa.array(codes))
        for domain, codes in zip(tuples.domains, tuples.codes, strict=True)
    ]
    there = [population[name].cast(PLAIN) for name in columns]
    joined = pa.table(
        {
            name: pa.chunked_array([mine, *theirs.chunks], PLAIN)
            for name, mine, theirs in zip(columns, here, there, strict=True)
        }
    )
    hierarchies = [domain.hierarchy for domain in tuples.domains]
    table = contingency(joined, columns, Job())
    everybody = tuples_of(table, hierarchies, {})
    classes = table.class_of_rows()
    counts = np.bincount(classes[len(tuples.counts) :], minlength=len(table)).astype(np.int64)
    return classes[: len(tuples.counts)], Tuples(everybody.domains, everybody.codes, counts, {})
