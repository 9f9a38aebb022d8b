"""Which tuples the classes of a node are counted over: as few as are at hand.

Roll-ups are kept over the levels of the pivots, the attributes of the most values. Many nodes agree in
these, and what such a roll-up joins need not be counted again for each.
"""

from collections import Counter

import numpy as np

from app.core.desensitize.anonymize.blocks import Block, Table, pack
from app.core.desensitize.anonymize.classes import Classes, Pairs, Rollup, classes_of, has_counters
from app.core.desensitize.anonymize.lattice import Node
from app.core.desensitize.anonymize.tuples import Tuples

_PIVOTS = 3
_PAYS = 1 << 19  # tuples looked up for nodes that agree, from which on a roll-up pays
_SHRINKS = 0.7  # of the tuples, those that a roll-up leaves at most to be worth keeping
_SORTED = 1 << 16  # tuples that may be sorted for a roll-up that may save little
_HELD = 1 << 20  # tuples of all roll-ups together, unless the table itself has more


class Grouping:
    """Groups the tuples of a table at any node."""

    def __init__(self, tuples: Tuples) -> None:
        self.blocks: tuple[Block, ...] = pack(tuples)
        self._base = Rollup(
            node=(0,) * len(tuples.domains),
            places=np.arange(len(tuples.counts), dtype=np.int32),
            codes=tuple(block.codes for block in self.blocks),
            rows=tuples.counts.astype(np.float64),
            pairs={
                column: Pairs(cross.values, cross.classes, cross.codes, cross.counts)
                for column, cross in tuples.crosses.items()
            },
        )
        sizes = [len(domain.values) for domain in tuples.domains]
        self._pivots = sorted(range(len(sizes)), key=lambda place: -sizes[place])[:_PIVOTS]
        self._rollups: dict[tuple[int, ...], Rollup] = {}
        self._asked: Counter[tuple[int, ...]] = Counter()
        self._room = max(_HELD, len(self._base))

    def at(self, node: Node) -> Classes:
        """The classes of a node, counted over the smallest roll-up that serves."""
        source = self._base
        key: tuple[int, ...] = ()
        for place in self._pivots:
            key += (node[place],)
            if key not in self._rollups:
                self._asked[key] += 1
                if self._asked[key] * len(source) < _PAYS:
                    break
                self._rollups[key] = self._rolled_up(source, place, node[place])
            source = self._rollups[key]
        return self.over(source, node)

    def over(self, source: Rollup | None, node: Node) -> Classes:
        """The classes of a node, counted over a roll-up below it; None for all tuples."""
        return classes_of(node, source or self._base, self._tables(node))

    def _tables(self, node: Node) -> list[Table]:
        return [block.table(tuple(node[place] for place in block.places)) for block in self.blocks]

    def _rolled_up(self, source: Rollup, place: int, level: int) -> Rollup:
        """A roll-up with one more level; the same one where that saves little or costs a long sort."""
        node = (*source.node[:place], level, *source.node[place + 1 :])
        tables = self._tables(node)
        sorts = not has_counters(source, tables)
        if level == 0 or (sorts and len(source) > _SORTED):
            return source
        rolled = classes_of(node, source, tables)
        count = len(rolled.first)
        if count > _SHRINKS * len(source) or count > self._room:
            return source
        self._room -= count
        return rolled.rollup()
