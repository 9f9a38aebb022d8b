"""What the search still has to look at, and the least that each of these nodes can score.

Nodes lie in the order in which they are visited. A node whose bound reaches the best score found is
left out for good; when none is left, the best is proven. Few open nodes may be compared each with each:
the next is then the one that leaves out most of them whatever becomes of it.
"""

import numpy as np

from app.core.desensitize.anonymize.lattice import Floats, Lattice, Node, Numbers

_TIE = 1e-12  # scores this close, relatively, are one: sums of the same rows differ by rounding
_TIDY = 16  # nodes looked at between two times of leaving out what cannot win
_AHEAD = 256  # nodes that are passed over at once
_FEW = 256  # open nodes that are compared each with each
_EXCLUDED = float(np.finfo(np.float64).max) / 4


class Bounds:
    """The open nodes of a lattice; ``best``: the least score found so far. ``compared``: whether they
    are so few that they are compared, instead of visited in their order."""

    def __init__(
        self,
        lattice: Lattice,
        join: np.ufunc,
        floors: Floats,
        order: Numbers,
        *,
        compare: bool = False,
    ) -> None:
        """``floors``: of each node, by its number. ``order``: numbers of nodes, first comes first.
        ``compare``: whether few are compared, which pays where those that are sure to fail are left out."""
        self.compared = compare and len(order) <= _FEW
        self.best = np.inf
        self._lattice = lattice
        self._join = join
        self._numbers = order
        self._packed = lattice.packed[order]
        self._left, self._right = lattice.halves(order)
        self._floors = floors[order]
        self._penalties = np.zeros(len(order))
        self._next = 0
        self._looked = 0

    def __len__(self) -> int:
        return max(len(self._numbers) - self._next, 0)

    def next(self) -> Node | None:
        """The next node that may still win, which is then no longer open."""
        self._looked += 1
        if self.compared or self._looked % _TIDY == 0:
            self._tidy()
        if self.compared:
            return self._most_telling()
        limit = self._limit
        while self._next < len(self._numbers):
            part = slice(self._next, self._next + _AHEAD)
            (open_,) = np.nonzero(self._join(self._floors[part], self._penalties[part]) < limit)
            if len(open_):
                place = self._next + int(open_[0])
                self._next = place + 1
                return self._lattice.node(int(self._numbers[place]))
            self._next += _AHEAD
        return None

    def improve(self, score: float) -> None:
        """A better score was found."""
        self.best = score
        self._tidy()

    def penalise(self, node: Node, added: Floats | float) -> None:
        """A penalty of all nodes at most as general as this one: one for all, or figures by level."""
        if isinstance(added, float) and not added:
            return
        below = np.flatnonzero(self._lattice.below(node, self._packed))
        if not isinstance(added, float):
            left, right = self._lattice.sums(added)
            added = left.take(self._left.take(below)) + right.take(self._right.take(below))
        self._penalties[below] = np.maximum(self._penalties.take(below), added)

    def raise_floor(self, node: Node, floor: float) -> None:
        """A floor of all nodes at least as general as this one."""
        above = np.flatnonzero(self._lattice.above(node, self._packed))
        self._floors[above] = np.maximum(self._floors.take(above), floor)

    def exclude_below(self, node: Node) -> None:
        """No node at most as general as this one will do."""
        self._penalties[self._lattice.below(node, self._packed)] = _EXCLUDED

    def least(self) -> float:
        """The least that any open node or the best can score."""
        self._tidy()
        return float(min(self._bounds().min(initial=np.inf), self.best))

    @property
    def _limit(self) -> float:
        return self.best - _TIE * abs(self.best) if np.isfinite(self.best) else _EXCLUDED

    def _most_telling(self) -> Node | None:
        """Of few nodes, the one that leaves out most: those below it if it fails, and if it does, those
        that can hardly be better. The harmonic mean asks for both, as none knows which it will be."""
        if not len(self._numbers):
            return None
        bounds = self._bounds()
        below = np.count_nonzero(self._lattice.each_below(self._packed), axis=1)
        worse = len(bounds) - np.searchsorted(np.sort(bounds), bounds)
        place = int(np.argmax(below * worse / (below + worse)))
        self._penalties[place] = _EXCLUDED
        return self._lattice.node(int(self._numbers[place]))

    def _bounds(self) -> Floats:
        bounds: Floats = self._join(self._floors, self._penalties)
        return bounds

    def _tidy(self) -> None:
        kept = self._bounds() < self._limit
        kept[: self._next] = False
        chosen = np.flatnonzero(kept)
        self._next = 0
        for name in ("_numbers", "_packed", "_left", "_right", "_floors", "_penalties"):
            setattr(self, name, getattr(self, name).take(chosen))
