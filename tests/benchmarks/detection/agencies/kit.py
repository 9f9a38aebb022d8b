"""How a table is told: columns with their makers and their truth."""

import random
import zlib
from collections.abc import Callable
from dataclasses import dataclass

from tests.benchmarks.detection.agencies.draw import Maker
from tests.benchmarks.detection.labels import LabelledColumn, LabelledTable, Need

Column = Callable[[random.Random, int], LabelledColumn]
Told = tuple[str, int, str, tuple[Column, ...]]


@dataclass(frozen=True)
class Among:
    """``share`` of the cells, but three at least, are of ``maker``; the others of ``usual``."""

    usual: Maker
    maker: Maker
    share: float


def column(
    header: str,
    make: Maker | Among,
    needs: str = "",
    *,
    may: str = "",
    instead: str = "",
    public: str = "",
) -> Column:
    """Types, separated by blanks: ``needs`` must be found, at the level *public* where ``public``
    names them; ``instead`` says the same; ``may`` is tolerated. Of an :class:`Among`, its share
    holds what is needed.
    """

    def build(rng: random.Random, rows: int) -> LabelledColumn:
        if isinstance(make, Among):
            holders = set(rng.sample(range(rows), min(max(3, int(rows * make.share)), rows)))
            values = [(make.maker if r in holders else make.usual)(rng, r) for r in range(rows)]
        else:
            values = [make(rng, row) for row in range(rows)]
            holders = {row for row, value in enumerate(values) if value is not None}
        rows_held = frozenset(holders)
        return LabelledColumn(
            kind=needs or "innocent",
            header=header,
            values=tuple(values),
            needs=tuple(
                Need(one, rows_held, instead=frozenset(instead.split()))
                for one in (needs + " " + public).split()
            ),
            may=frozenset(may.split()),
            public=frozenset(public.split()),
        )

    return build


def table(name: str, rows: int, *columns: Column, suffix: str = ".csv") -> LabelledTable:
    """The table, the same on every call: its name is the seed."""
    rng = random.Random(zlib.crc32(name.encode()))
    return LabelledTable(name, tuple(build(rng, rows) for build in columns), suffix)
