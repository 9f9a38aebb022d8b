"""What is asked of the search, checked against the table before any work is done."""

import math
from dataclasses import dataclass

import pyarrow as pa

from app.core.contingency import Contingency
from app.core.desensitize.anonymize.keys import is_key
from app.core.desensitize.anonymize.metric import Metric
from app.core.desensitize.anonymize.model import Model
from app.core.desensitize.hierarchies.hierarchy import Hierarchy
from app.core.desensitize.requirement import require
from app.core.errors import ColumnUnknown, QuasiIdentifierUnique
from app.core.text import Text

_TITLE = Text("k-匿名处理", "anonymize")


@dataclass(frozen=True)
class Problem:
    """``hierarchies``: one for each quasi-identifier, which bears its column's name.

    ``suppression``: the share of rows that may be suppressed, 0 to 1. ``seconds``: how long the search
    may take, by the clock; None for as long as it takes.
    """

    hierarchies: tuple[Hierarchy, ...]
    models: tuple[Model, ...]
    metric: Metric
    suppression: float = 0.0
    seconds: float | None = None

    @property
    def quasi_identifiers(self) -> tuple[str, ...]:
        return tuple(hierarchy.column for hierarchy in self.hierarchies)

    @property
    def sensitive(self) -> tuple[str, ...]:
        """The columns that models protect, each once."""
        return tuple(dict.fromkeys(model.sensitive for model in self.models if model.sensitive))

    def most_suppressed(self, rows: int) -> int:
        """How many of the rows may be suppressed."""
        return math.floor(rows * self.suppression + 1e-9)

    def check(self, data: pa.Table) -> None:
        """Raises ColumnUnknown, ParameterInvalid."""
        asked = [*self.quasi_identifiers, *self.sensitive]
        for name in asked:
            if name not in data.column_names:
                raise ColumnUnknown(column=name, known=", ".join(data.column_names))
        require(
            bool(self.hierarchies),
            _TITLE,
            "至少要有一个准标识符",
            "there must be a quasi-identifier",
        )
        require(bool(self.models), _TITLE, "至少要有一个匿名模型", "there must be a model")
        require(
            len(set(asked)) == len(asked),
            _TITLE,
            "准标识符不能重复，敏感列不能是准标识符",
            "no quasi-identifier comes twice, and a sensitive column is none of them",
        )
        require(
            0 <= self.suppression <= 1,
            _TITLE,
            "抑制上限须在 0 与 1 之间",
            "the suppression limit is a share of rows, from 0 to 1",
        )
        for model in self.models:
            model.check(data)

    def check_values(self, table: Contingency) -> None:
        """Whether a quasi-identifier is a key (:func:`is_key`). Raises QuasiIdentifierUnique."""
        for hierarchy, values in zip(self.hierarchies, table.values, strict=True):
            if is_key(values, table.rows, len(hierarchy.values)):
                raise QuasiIdentifierUnique(column=hierarchy.column)
