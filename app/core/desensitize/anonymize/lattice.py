"""The lattice of generalisations: a node is one level for each quasi-identifier.

Node v is more general than u where each of its levels is at least u's. Source: P. Samarati, Protecting
respondents' identities in microdata release, IEEE TKDE 13(6), 2001.

What is known of many nodes at once is a sum over the attributes, each adding what one level adds. The
attributes are cut into two halves with about equally many combinations of levels, so that the sum of a
node is one number from each half.
"""

import math
from collections.abc import Sequence
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from app.core.errors import LatticeTooLarge

Node: TypeAlias = tuple[int, ...]
Floats: TypeAlias = npt.NDArray[np.float64]
Numbers: TypeAlias = npt.NDArray[np.intp]

MOST_NODES = 1 << 24


class Lattice:
    """All nodes over attributes of these heights (the most general levels)."""

    def __init__(self, heights: Sequence[int]) -> None:
        """Raises LatticeTooLarge."""
        self.shape = tuple(height + 1 for height in heights)
        self.size = math.prod(self.shape)
        if self.size > MOST_NODES:
            raise LatticeTooLarge(nodes=self.size, most=MOST_NODES, columns=len(self.shape))
        self._cut = min(
            range(len(self.shape) + 1),
            key=lambda cut: math.prod(self.shape[:cut]) + math.prod(self.shape[cut:]),
        )
        self._right = math.prod(self.shape[self._cut :])

    def node(self, number: int) -> Node:
        """The node of a number below ``size``."""
        return tuple(int(level) for level in np.unravel_index(number, self.shape))

    def halves(self, numbers: Numbers) -> tuple[Numbers, Numbers]:
        """Of each node, where to look it up in the two halves of a sum."""
        left, right = np.divmod(numbers, self._right)
        return left, right

    def sums(self, tables: Sequence[Floats]) -> tuple[Floats, Floats]:
        """The two halves of a sum over the attributes; ``tables``: of each, one figure a level."""
        return _outer(tables[: self._cut]), _outer(tables[self._cut :])

    def every(self, tables: Sequence[Floats]) -> Floats:
        """The sum at every node, in the order of their numbers."""
        left, right = self.sums(tables)
        return np.add.outer(left, right).ravel()

    def below(self, node: Node, figure: float = 0.0) -> list[Floats]:
        """Tables that sum to ``figure`` for nodes at most as general as this, elsewhere to -inf."""
        return self._box([(0, level + 1) for level in node], figure)

    def above(self, node: Node, figure: float = 0.0) -> list[Floats]:
        """Tables that sum to ``figure`` for nodes at least as general as this, elsewhere to -inf."""
        return self._box(list(zip(node, self.shape, strict=True)), figure)

    def _box(self, ranges: Sequence[tuple[int, int]], figure: float) -> list[Floats]:
        tables = []
        for levels, (first, end) in zip(self.shape, ranges, strict=True):
            table = np.full(levels, -np.inf)
            table[first:end] = 0.0
            tables.append(table)
        tables[0] = tables[0] + figure
        return tables


def _outer(tables: Sequence[Floats]) -> Floats:
    total = np.zeros(1)
    for table in tables:
        total = np.add.outer(total, table).ravel()
    return total
