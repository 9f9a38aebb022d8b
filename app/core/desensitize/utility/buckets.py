"""A column in few buckets, so that counts by them, and by two columns of them, can be compared.

Numbers fall into ranges of about as many rows each; texts into the most frequent ones and the rest.
A text rarer than ``least`` is never a bucket of its own: a report may travel farther than the data.
"""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from app.core.contingency import Counts
from app.core.desensitize.utility.recoding import Floats, Recoding
from app.core.numeric import numbers
from app.core.text import Text

MOST = 32  # buckets of a column, beside that of its blanks

_ALL = Text("全部", "all")
_BLANK = Text("（空白）", "(blank)")
_REST = Text("（其余）", "(other)")
_UP_TO = Text("不超过 {high}", "up to {high}")
_WITHIN = Text("{low} 至 {high}", "{low} to {high}")
_ABOVE = Text("大于 {low}", "above {low}")


@dataclass(frozen=True, eq=False)
class Buckets:
    """``of_value``: by value, its bucket; the last bucket is that of blanks. ``edges``: between the
    ranges of numbers, the upper end belongs to the lower range; None for texts.
    """

    titles: tuple[Text, ...]
    of_value: Counts
    edges: Floats | None

    def __len__(self) -> int:
        return len(self.titles)


@dataclass(frozen=True, eq=False)
class Guess:
    """What a reader of the output takes its labels for. ``kinds``: by label, a row of ``weights``;
    ``weights``: kinds × buckets, the chance of each bucket; nothing for a label that tells nothing.
    """

    kinds: Counts
    weights: Floats


def bucket(column: Recoding, least: int) -> Buckets:
    """The buckets of the original's values."""
    return _by_number(column) or _by_frequency(column, least)


def guess(column: Recoding, buckets: Buckets) -> Guess:
    """What the labels are taken for.

    A text of the original column, and a number, by itself; a group, as any of its values with the
    same chance (K. LeFevre, D. DeWitt, R. Ramakrishnan, Workload-aware anonymization, KDD 2006).
    """
    count = len(buckets)
    nothing = count
    kinds = np.full(len(column.labels), nothing, np.int64)
    places = column.original
    kinds[places >= 0] = buckets.of_value[places[places >= 0]]
    if buckets.edges is not None:
        own = numbers(column.labels)
        read = ~np.isnan(own) & (places < 0)
        kinds[read] = np.searchsorted(buckets.edges, own[read])
    if column.occurs[-1]:  # a blank may be what was blank before
        kinds[-1] = count - 1
    groups = np.flatnonzero((kinds == nothing) & ~column.hidden & (column.width > 0))
    kinds[groups] = nothing + 1 + np.arange(len(groups))
    value, label, _ = column.pairs
    of_group = kinds[label] > nothing
    rows = np.zeros((len(groups), count))
    cells = kinds[label[of_group]] - nothing - 1, buckets.of_value[value[of_group]]
    np.add.at(rows, cells, 1 / column.width[label[of_group]])
    return Guess(kinds, np.concatenate([np.eye(count), np.zeros((1, count)), rows]))


def _by_number(column: Recoding) -> Buckets | None:
    if column.numbers is None:
        return None
    values = column.numbers[:-1]
    order = np.argsort(values)
    rows = np.cumsum(column.rows_before[:-1][order])
    wanted = np.arange(1, MOST) * rows[-1] / MOST
    edges = np.unique(values[order][np.searchsorted(rows, wanted)])
    edges = edges[edges < values.max()]
    shown = [f"{edge:g}" for edge in edges]
    titles = [_ALL]
    if shown:
        titles = [
            _UP_TO.format(high=shown[0]),
            *(_WITHIN.format(low=low, high=high) for low, high in pairwise(shown)),
            _ABOVE.format(low=shown[-1]),
        ]  # fmt: skip
    places = np.append(np.searchsorted(edges, values), len(titles))
    return Buckets((*titles, _BLANK), places, edges)


def _by_frequency(column: Recoding, least: int) -> Buckets:
    rows = column.rows_before[:-1]
    order = np.argsort(-rows, kind="stable")[: MOST - 1]
    chosen = order[rows[order] >= least]
    places = np.full(len(column.values), len(chosen), np.int64)
    places[chosen] = np.arange(len(chosen))
    places[-1] = len(chosen) + 1
    titles = [Text.plain(column.values[int(place)].as_py()) for place in chosen]
    return Buckets((*titles, _REST, _BLANK), places, None)
