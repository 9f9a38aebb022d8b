"""What any two attributes rule out by themselves.

Classes of several attributes are parts of those of two of them (K. LeFevre, D. DeWitt, R. Ramakrishnan,
Incognito, SIGMOD 2005), so where at two levels a class is too small, so is one in every node that has
both. All pairs lie in one Burt matrix (M. Greenacre, J. Blasius, Multiple correspondence analysis
and related methods, 2006): a row and a column for each label, in each cell the rows that bear both.
Tuples are counted at the finest levels only; what coarser labels share is a sum of its rows and columns.
"""

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from app.core.desensitize.anonymize.blocks import Block
from app.core.desensitize.anonymize.classes import Rollup
from app.core.desensitize.anonymize.lattice import Floats, Lattice, Mask, Numbers

_MOST_LABELS = 1 << 7  # of the matrix; few, as it is summed up for each pair of levels
_CHUNK = 1 << 15  # tuples counted at a time: what is at hand stays in the processor's cache


@dataclass(frozen=True, eq=False)
class _Attribute:
    """An attribute in the matrix, from one of its levels on. ``part``: its place among those of its
    block. ``rows``: its rows and columns. ``counts``: by level from there on, how many labels."""

    block: int
    part: int
    finest: int
    rows: slice
    counts: list[int]


def ruled_out(source: Rollup, blocks: Sequence[Block], lattice: Lattice, smallest: int) -> Mask:
    """By figure and figure of another attribute, whether some class at the two levels has less than
    ``smallest`` rows; on the diagonal, at one.

    ``source``: of a node that is below all others that are of interest.
    """
    attributes = _attributes(source, blocks)
    starts = [int(lattice.starts[blocks[a.block].places[a.part]]) for a in attributes]
    found = np.zeros((len(lattice.levels), len(lattice.levels)), np.bool_)
    if not attributes:
        return found
    figures = np.concatenate(
        [
            np.arange(start + a.finest, start + a.finest + len(a.counts))
            for start, a in zip(starts, attributes, strict=True)
        ]
    )
    matrix = _burt(source, blocks, attributes)
    found[np.ix_(figures, figures)] = _has_small(matrix, blocks, attributes, smallest)
    for start, attribute in zip(starts, attributes, strict=True):  # what is finer does no better
        figure = start + attribute.finest
        found[start:figure] = found[figure]
        found[:, start:figure] = found[:, figure, np.newaxis]
    return found


def _attributes(source: Rollup, blocks: Sequence[Block]) -> list[_Attribute]:
    """Those that tell rows apart, each from such a level on that all have few labels together."""
    parts = [(b, part) for b, block in enumerate(blocks) for part in range(len(block.places))]
    counts = [[int(level.max()) + 1 for level in blocks[b].labels[part]] for b, part in parts]
    finest = [source.node[blocks[b].places[part]] for b, part in parts]
    telling = [[count for count in levels if count > 1] for levels in counts]

    def labels(place: int) -> int:
        return sum(telling[place][finest[place] : finest[place] + 1])

    while sum(map(labels, range(len(parts)))) > _MOST_LABELS:
        finest[max(range(len(parts)), key=labels)] += 1
    found: list[_Attribute] = []
    end = 0
    for place, (block, part) in enumerate(parts):
        if size := labels(place):
            rows = slice(end, end + size)
            levels = telling[place][finest[place] :]
            found.append(_Attribute(block, part, finest[place], rows, levels))
            end = rows.stop
    return found


def _burt(source: Rollup, blocks: Sequence[Block], attributes: Sequence[_Attribute]) -> Floats:
    """The matrix of the finest labels."""
    size = attributes[-1].rows.stop
    matrix = np.zeros((size, size))
    labels = [blocks[a.block].labels[a.part][a.finest] for a in attributes]
    within: list[tuple[int, int]] = []
    across: list[tuple[int, int]] = []
    for pair in itertools.combinations_with_replacement(range(len(attributes)), 2):
        one, other = (attributes[place] for place in pair)
        (within if one.block == other.block else across).append(pair)

    def count(
        pairs: Iterable[tuple[int, int]], labels: Sequence[Numbers], rows: Sequence[Floats]
    ) -> None:
        for one, other in pairs:
            upper, lower = attributes[one].rows, attributes[other].rows
            shape = (upper.stop - upper.start, lower.stop - lower.start)
            keys = labels[one] * shape[1] + labels[other]
            cells = np.bincount(keys, rows[one], shape[0] * shape[1]).reshape(shape)
            matrix[upper, lower] += cells
            if one != other:
                matrix[lower, upper] += cells.T

    margins = [
        np.bincount(codes, source.rows, block.size).astype(np.float64, copy=False)
        for codes, block in zip(source.codes, blocks, strict=True)
    ]
    count(within, labels, [margins[attribute.block] for attribute in attributes])
    if across:
        for start in range(0, len(source), _CHUNK):
            part = slice(start, start + _CHUNK)
            taken = [
                level.take(source.codes[attribute.block][part])
                for level, attribute in zip(labels, attributes, strict=True)
            ]
            count(across, taken, [source.rows[part]] * len(taken))
    return matrix


def _has_small(
    matrix: Floats, blocks: Sequence[Block], attributes: Sequence[_Attribute], smallest: int
) -> Mask:
    """By level and level of the attributes, whether some cell has rows, and less than ``smallest``."""
    joined: list[tuple[Numbers, Numbers]] = []
    counts, first = [], 0
    for attribute in attributes:
        levels = blocks[attribute.block].labels[attribute.part][attribute.finest :]
        finest = np.arange(attribute.rows.start, attribute.rows.stop)
        for level, count in zip(levels, attribute.counts, strict=False):
            above = np.empty(len(finest), np.intp)
            above[levels[0]] = level + first
            joined.append((finest, above))
            counts.append(count)
            first += count
    finest, above = (np.concatenate(side) for side in zip(*joined, strict=True))
    order = finest[np.argsort(above, kind="stable")]
    cells = _by_runs(np.add, matrix[np.ix_(order, order)], np.bincount(above))
    found: Mask = _by_runs(np.logical_or, (cells > 0) & (cells < smallest), np.array(counts))
    return found


def _by_runs(join: np.ufunc, matrix: Floats | Mask, runs: Numbers) -> Any:
    """Rows and columns joined by runs of so many."""
    heads = np.cumsum(runs) - runs
    return join.reduceat(join.reduceat(matrix, heads, axis=0), heads, axis=1)
