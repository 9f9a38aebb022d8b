"""Which tuples the classes of a node are counted over: as few as are at hand.

Roll-ups are kept over the levels of the pivots, the attributes of the most values. Many nodes agree in
these, and what such a roll-up joins need not be counted again for each. Below them all may lie one over
levels that hardly any node of interest is below.
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
    """Groups the tuples of a table at any node.

    ``least``: the node that those which are asked for are hardly ever below.
    """

    def __init__(self, tuples: Tuples, least: Node | None = None) -> None:
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
        self.least = self._base if least is None else self._rolled_up(self._base, least)

    def at(self, node: Node) -> Classes:
        """The classes of a node, counted over the smallest roll-up that serves."""
        source = self.least
        if any(level < least for level, least in zip(node, source.node, strict=True)):
            return self.over(None, node)
        key: tuple[int, ...] = ()
        for place in self._pivots:
            key += (node[place],)
            if key not in self._rollups:
                self._asked[key] += 1
                if self._asked[key] * len(source) < _PAYS:
                    break
                levels = (*source.node[:place], node[place], *source.node[place + 1 :])
                self._rollups[key] = self._rolled_up(source, levels)
            source = self._rollups[key]
        return self.over(source, node)

    def over(self, source: Rollup | None, node: Node) -> Classes:
        """The classes of a node, counted over a roll-up below it; None for all tuples."""
        return classes_of(node, source or self._base, self._tables(node))

    def _tables(self, node: Node) -> list[Table]:
        return [block.table(tuple(node[place] for place in block.places)) for block in self.blocks]

    def _rolled_up(self, source: Rollup, node: Node) -> Rollup:
        """A roll-up over a node above; the same one where that saves little or costs a long sort."""
        tables = self._tables(node)
        sorts = not has_counters(source, tables)
        if node == source.node or (sorts and len(source) > _SORTED):
            return source
        rolled = classes_of(node, source, tables)
        count = len(rolled.first)
        if count > _SHRINKS * len(source) or count > self._room:
            return source
        self._room -= count
        return rolled.rollup()
