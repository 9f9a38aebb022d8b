"""What every metric of information loss offers; the least is the best.

On one table a metric is a *scale*: it scores nodes, and says what one node's score implies for others.
Scores are what bounds add up; a rising function turns them into the metric's value.
"""

from abc import ABC, abstractmethod
from typing import Protocol

import numpy as np

from app.core.desensitize.anonymize.classes import Classes
from app.core.desensitize.anonymize.grouping import Grouping
from app.core.desensitize.anonymize.lattice import Floats, Lattice, Mask
from app.core.desensitize.anonymize.tuples import Tuples
from app.core.registry import Registry
from app.core.text import Text


class Scale(ABC):
    """A metric on one table.

    A node's score is at least ``join`` of its floor and of its penalty; what is not known is no bound.
    ``floors``: of each node, by its number. Masks choose among classes by tuple.
    """

    join: np.ufunc
    floors: Floats

    @abstractmethod
    def score(self, classes: Classes, kept: Mask) -> float:
        """Of a node, from its classes and those of them that are not suppressed."""

    @abstractmethod
    def penalty(self, classes: Classes, kept: Mask) -> Floats | float:
        """A penalty of every node that is at most as general, given that the rows that are suppressed
        here are suppressed there too: one for all of them, or figures by level that sum up to theirs."""

    def floor(self, classes: Classes) -> float | None:
        """A floor of every node that is at least as general, if the classes tell one."""
        return None

    @abstractmethod
    def value(self, score: float) -> float:
        """The metric's value."""


class Metric(Protocol):
    """``least_rows``: how many rows each class has that will be kept."""

    id: str
    title: Text
    version: str

    def on(self, tuples: Tuples, grouping: Grouping, lattice: Lattice, least_rows: int) -> Scale:
        """The metric on one table."""


metrics: Registry[Metric] = Registry(
    "metrics", Text("信息损失指标", "metric"), "app.core.desensitize.anonymize.metrics"
)
