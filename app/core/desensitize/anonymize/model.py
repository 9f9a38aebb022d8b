"""What every anonymity model offers: which classes it lets be published.

A class that some model refuses is suppressed. What a search may conclude from one node about others
rests on two properties, each proven beside the model that claims it:

- *monotone*: two classes that are let through are let through when they are joined. Then a node whose
  classes all pass has only such nodes above it.
- *absorbing*: a class that is let through still is when any rows join it. Then rows suppressed in a
  node are suppressed in every node below it. Absorbing models are monotone.
"""

from abc import ABC, abstractmethod
from typing import Protocol

import pyarrow as pa

from app.core.desensitize.anonymize.classes import Classes
from app.core.desensitize.anonymize.lattice import Mask
from app.core.desensitize.anonymize.tuples import Tuples
from app.core.desensitize.requirement import require
from app.core.errors import ParameterInvalid
from app.core.registry import Registry
from app.core.text import Text
from app.core.text_column import distinct


class Keep(Protocol):
    """A model on one table."""

    def __call__(self, classes: Classes, kept: Mask) -> Mask:
        """Which classes pass of those ``kept`` so far; by tuple."""


class Model(ABC):
    """A frozen dataclass of its parameters.

    ``sensitive``: the column it protects, or "" for none. ``whole``: whether it judges a class beside
    all others, and so comes after models that judge each by itself. ``of_texts``: whether a published
    table tells by itself that it is kept.
    """

    id: str
    title: Text
    version: str
    monotone: bool
    absorbing: bool
    whole: bool = False
    of_texts: bool = True
    sensitive: str = ""

    @abstractmethod
    def on(self, tuples: Tuples) -> Keep:
        """The model on one table."""

    @abstractmethod
    def describe(self) -> Text:
        """What it asks, in one phrase."""

    @property
    def least_rows(self) -> int:
        """How many rows a class has at least that passes."""
        return 1

    def check(self, data: pa.Table) -> None:  # noqa: B027  (most models ask nothing of the table)
        """Whether the parameters make sense for a table. Raises ParameterInvalid."""


models: Registry[Model] = Registry(
    "models", Text("匿名模型", "anonymity model"), "app.core.desensitize.anonymize.models"
)


def check_diversity(title: Text, column: pa.ChunkedArray, values: float) -> None:
    """Whether a column can have so many values in a class. Raises ParameterInvalid."""
    require(values >= 1, title, "l 至少为 1", "l is at least 1")
    known = len(distinct(column)) + bool(column.null_count)
    if values > known:
        reason = Text(
            "l 为 {l}，而敏感列只有 {known} 个不同的值，请把 l 降到 {known} 以下",
            "l is {l}, but the sensitive column has only {known} values; ask for no more",
        )
        raise ParameterInvalid(name=title, reason=reason.format(l=values, known=known))


def check_closeness(title: Text, t: float) -> None:
    """Raises ParameterInvalid."""
    require(0 <= t <= 1, title, "t 须在 0 与 1 之间", "t is a distance from 0 to 1")
