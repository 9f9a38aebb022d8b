"""What every metric of information loss offers; the least is the best.

On one table a metric is a *scale*: it scores nodes, and says what one node's score implies for others.
Scores are what bounds add up; a rising function turns them into the metric's value.
"""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import Protocol

import numpy as np

from app.core.desensitize.anonymize.classes import Classes, Grouping, Mask
from app.core.desensitize.anonymize.domain import Floats
from app.core.desensitize.anonymize.lattice import Node
from app.core.desensitize.anonymize.tuples import Tuples
from app.core.registry import Registry
from app.core.text import Text


class Scale(ABC):
    """A metric on one table.

    A node's score is at least ``join`` of its floor and of its penalty; what is not known is no bound.
    ``floors``: by attribute, of each level what it adds to the floor of a node.
    """

    join: np.ufunc
    floors: Sequence[Floats]

    @abstractmethod
    def score(self, classes: Classes, suppressed: Mask) -> float:
        """Of a node, from its classes and those of them that are suppressed."""

    @abstractmethod
    def penalties(self, classes: Classes, suppressed: Mask) -> list[Floats]:
        """By attribute, of each level up to the node's, what it adds to the penalty of every node that
        is at most as general, given that these rows will be suppressed there too."""

    def floor(self, classes: Classes) -> float | None:
        """A floor of every node that is at least as general, if the classes tell one."""
        return None

    @abstractmethod
    def value(self, score: float) -> float:
        """The metric's value."""


def uniform(shape: Sequence[int], figure: float, node: Node | None = None) -> list[Floats]:
    """By attribute and level what adds up to ``figure`` for every node at most as general as ``node``
    (for all nodes without one), and elsewhere to -inf."""
    tables = [np.zeros(levels) for levels in shape]
    if node is not None:
        for table, level in zip(tables, node, strict=True):
            table[level + 1 :] = -np.inf
    tables[0] += figure
    return tables


class Metric(Protocol):
    """``least_rows``: how many rows each class has that will be kept."""

    id: str
    title: Text
    version: str

    def on(self, tuples: Tuples, grouping: Grouping, least_rows: int) -> Scale:
        """The metric on one table."""


metrics: Registry[Metric] = Registry(
    "metrics", Text("信息损失指标", "metric"), "app.core.desensitize.anonymize.metrics"
)
