"""Where to look above a node that is likely to fail: what fails higher up rules out far more.

Of a node that keeps too many rows apart, those above it that still do need not be able to win, nor be
open: each tells of all nodes below it. Whether one will fail is guessed by its entropy, the sum over
the quasi-identifiers of that of their labels: the more of it, the more and the smaller its classes.
The bound between what fails and what does not is learnt on the way, as in a staircase test
(T. Cornsweet, Am. J. Psychology 75, 1962). What lies above a node that does is no guess, and is left out.
A wrong guess costs a look, never the optimum.
"""

import math

import numpy as np

from app.core.desensitize.anonymize.lattice import Lattice, Node, Numbers
from app.core.desensitize.anonymize.tuples import Tuples

_STEP = 0.1  # nats by which the bound gives way to a guess that was right
_WRONG = 4.0  # times as far to a wrong one: four out of five shall be right
_LITTLE = 1e-3  # nats, so that a level that joins nothing is not worth everything


class Probes:
    """Learns which nodes fail, and names nodes above one to be looked at in its place."""

    def __init__(self, tuples: Tuples, lattice: Lattice) -> None:
        self._lattice = lattice
        self._entropies = [[_entropy(rows) for rows in levels] for levels in tuples.label_rows]
        self._bound = math.inf  # entropy from which on nodes are guessed to fail
        self._do: Numbers = lattice.packed[:0]  # nodes that do, packed

    def above(self, node: Node) -> list[Node]:
        """Ever more general nodes that are guessed to fail, up to the last that is."""
        path: list[Node] = []
        entropy = self._entropy(node)
        while (step := self._step(node, entropy)) is not None:
            node, entropy = step
            path.append(node)
        return path

    def learn(self, node: Node, *, failed: bool) -> None:
        """What became of a node that was no guess."""
        entropy = self._entropy(node)
        if failed == (entropy < self._bound):
            self._bound = entropy
        if not failed:
            self._remember(node)

    def guessed(self, node: Node, *, failed: bool) -> None:
        """What became of one of the nodes :meth:`above`."""
        if failed:
            self._bound -= _STEP
        else:
            self._bound += _WRONG * _STEP
            self._remember(node)

    def _step(self, node: Node, entropy: float) -> tuple[Node, float] | None:
        """The next node up that is guessed to fail, and its entropy."""
        steps = [
            (math.log1p(1 / (level + 1)) / (lost + _LITTLE), place, lost)
            for place, level in enumerate(node)
            if level + 1 < len(self._entropies[place])
            and entropy - (lost := self._lost(place, level)) >= self._bound
        ]
        for _, place, lost in sorted(
            steps, reverse=True
        ):  # the most nodes below for the least entropy
            higher = (*node[:place], node[place] + 1, *node[place + 1 :])
            if not self._lattice.below(higher, self._do).any():
                return higher, entropy - lost
        return None

    def _remember(self, node: Node) -> None:
        self._do = np.append(self._do, self._lattice.pack(node))

    def _entropy(self, node: Node) -> float:
        return sum(levels[level] for levels, level in zip(self._entropies, node, strict=True))

    def _lost(self, place: int, level: int) -> float:
        return self._entropies[place][level] - self._entropies[place][level + 1]


def _entropy(rows: np.ndarray) -> float:
    """In nats, of labels with so many rows each."""
    shares = rows[rows > 0] / rows.sum()
    return float(-(shares @ np.log(shares)))
