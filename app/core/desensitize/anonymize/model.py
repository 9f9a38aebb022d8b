"""What every anonymity model offers: which classes it lets be published.

A class that some model refuses is suppressed. What a search may conclude from one node about others
rests on two properties, each proven beside the model that claims it:

- *monotone*: two classes that are let through are let through when they are joined. Then a node whose
  classes all pass has only such nodes above it.
- *absorbing*: a class that is let through still is when any rows join it. Then rows suppressed in a
  node are suppressed in every node below it. Absorbing models are monotone.
"""

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING

import pyarrow as pa

from app.core.registry import Registry
from app.core.text import Text

if TYPE_CHECKING:
    from app.core.desensitize.anonymize.classes import Classes, Mask


class Model(ABC):
    """A frozen dataclass of its parameters. ``sensitive``: the column it protects, or "" for none."""

    id: str
    title: Text
    version: str
    monotone: bool
    absorbing: bool
    sensitive: str = ""

    @abstractmethod
    def keep(self, classes: "Classes", kept: "Mask") -> "Mask":
        """Which of the classes ``kept`` so far pass; by number."""

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
