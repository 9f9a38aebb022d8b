"""The lattice of generalisations: a node is one level for each quasi-identifier.

Node v is more general than u where each of its levels is at least u's. Source: P. Samarati, Protecting
respondents' identities in microdata release, IEEE TKDE 13(6), 2001.

What is known of many nodes at once is a sum of figures, one for each level of each attribute; in an
array these lie attribute by attribute. The attributes are cut into two halves with about equally many
combinations of levels, so that the sum of a node is one number from each half.

A node is packed into one number, its levels side by side, each below a spare bit. Borrowed from, a spare
bit tells that a level is higher than another, so that one subtraction compares a node with many.
"""

import itertools
import math
from collections.abc import Sequence
from typing import TypeAlias, TypeVar

import numpy as np
import numpy.typing as npt

from app.core.errors import LatticeTooLarge

Node: TypeAlias = tuple[int, ...]
Floats: TypeAlias = npt.NDArray[np.float64]
Numbers: TypeAlias = npt.NDArray[np.intp]
Mask: TypeAlias = npt.NDArray[np.bool_]
Figures = TypeVar("Figures", Floats, Numbers)

MOST_NODES = 1 << 24


def dot(weights: Floats, figures: Floats | Mask) -> float:
    """The sum of products, in one thread: BLAS would wake others for less work than to wake them."""
    return float(np.einsum("i,i", weights, figures))


class Lattice:
    """All nodes over attributes of these heights (the most general levels).

    ``starts``: by attribute, where its figures begin. ``levels``: of each figure, its level.
    ``packed``: every node, by its number; with the spare bits twice as long as a
    number at most, so 48 bits.
    """

    def __init__(self, heights: Sequence[int]) -> None:
        """Raises LatticeTooLarge."""
        self.shape = tuple(height + 1 for height in heights)
        self.size = math.prod(self.shape)
        if self.size > MOST_NODES:
            raise LatticeTooLarge(nodes=self.size, most=MOST_NODES, columns=len(self.shape))
        self.starts: Numbers = np.cumsum([0, *self.shape[:-1]])
        self.levels = np.concatenate([np.arange(count) for count in self.shape])
        cut = min(
            range(len(self.shape) + 1),
            key=lambda cut: math.prod(self.shape[:cut]) + math.prod(self.shape[cut:]),
        )
        self._halves = self._places(0, cut), self._places(cut, len(self.shape))
        widths = [height.bit_length() + 1 if height else 0 for height in heights]
        ends = list(itertools.accumulate(widths))
        self._shifts = [end - width for end, width in zip(ends, widths, strict=True)]
        self._spare = sum(1 << (end - 1) for end, width in zip(ends, widths, strict=True) if width)
        self.packed: Numbers = self.every(self.levels << np.repeat(self._shifts, self.shape))

    def node(self, number: int) -> Node:
        """The node of a number below ``size``."""
        levels = []
        for count in reversed(self.shape):
            number, level = divmod(number, count)
            levels.append(level)
        return tuple(reversed(levels))

    def places(self, node: Node) -> Numbers:
        """Where the figures of a node's levels lie."""
        return self.starts + np.asarray(node, np.intp)

    def halves(self, numbers: Numbers) -> tuple[Numbers, Numbers]:
        """Of each node, where to look it up in the two halves of a sum."""
        left, right = np.divmod(numbers, self._halves[1].shape[1])
        return left, right

    def sums(self, figures: Figures) -> tuple[Figures, Figures]:
        """The two halves of the sums of the nodes' figures."""
        left, right = self._halves
        return figures[left].sum(axis=0), figures[right].sum(axis=0)

    def every(self, figures: Figures) -> Figures:
        """The sum at every node, in the order of their numbers."""
        left, right = self.sums(figures)
        sums: Figures = np.add.outer(left, right).ravel()
        return sums

    def meet(self, marked: Mask) -> Mask:
        """Of every node, whether two of its figures are marked, or one with itself; by figure and
        figure, either way round."""
        left, right = self._halves
        found = np.logical_or.outer(_meet(marked, left), _meet(marked, right))
        beside = marked[left].any(axis=0)
        for places in right:
            found |= beside.take(places, axis=1)
        return found.ravel()

    def below(self, node: Node, packed: Numbers) -> Mask:
        """Which of the packed nodes are at most as general."""
        found: Mask = ((self.pack(node) | self._spare) - packed) & self._spare == self._spare
        return found

    def above(self, node: Node, packed: Numbers) -> Mask:
        """Which of the packed nodes are at least as general."""
        found: Mask = ((packed | self._spare) - self.pack(node)) & self._spare == self._spare
        return found

    def each_below(self, packed: Numbers) -> Mask:
        """By packed node and packed node, whether the second is at most as general as the first."""
        upper = (packed | self._spare)[:, np.newaxis]
        found: Mask = (upper - packed) & self._spare == self._spare
        return found

    def pack(self, node: Node) -> int:
        """The node as one number."""
        return sum(level << shift for level, shift in zip(node, self._shifts, strict=True))

    def _places(self, first: int, end: int) -> Numbers:
        """By attribute and combination of levels, where the figure lies."""
        shape = self.shape[first:end]
        grid = np.indices(shape).reshape(len(shape), math.prod(shape))
        found: Numbers = grid + self.starts[first:end, np.newaxis]
        return found


def _meet(marked: Mask, places: Numbers) -> Mask:
    """By combination of levels, whether two of its figures are marked."""
    beside: Mask = np.any(marked[places], axis=0)
    found: Mask = np.any(np.take_along_axis(beside, places.T, axis=1), axis=1)
    return found
