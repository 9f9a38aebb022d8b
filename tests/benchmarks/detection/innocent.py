"""Columns that nothing is to be found in: what agencies' tables are mostly made of.

A kind is a maker: called once a column, it fixes what a column has in common (a prefix, a year, a
place) and returns what draws the value of a row. Makers register under their name; the modules
:mod:`innocent_codes`, :mod:`innocent_numbers`, :mod:`innocent_words` and :mod:`prose` hold them.
"""

import random
from collections.abc import Callable
from dataclasses import dataclass

from tests.benchmarks.detection import wear
from tests.benchmarks.detection.labels import LabelledColumn
from tests.benchmarks.detection.personal import NEUTRAL

Maker = Callable[[random.Random], Callable[[int], str]]


@dataclass(frozen=True)
class Innocent:
    """A kind of innocent column. ``may``: types that a careful reader could also see in it."""

    name: str
    maker: Maker
    headers: tuple[str, ...]
    may: frozenset[str]
    neutral: bool


KINDS: dict[str, Innocent] = {}


def innocent(headers: str, *, may: str = "", neutral: bool = True) -> Callable[[Maker], Maker]:
    """Register a maker. ``headers`` and ``may`` are parted by blanks.

    ``neutral``: whether it stays innocent under a header without meaning.
    """

    def register(maker: Maker) -> Maker:
        name = maker.__name__
        KINDS[name] = Innocent(name, maker, tuple(headers.split()), frozenset(may.split()), neutral)
        return maker

    return register


def column(
    rng: random.Random, kind: Innocent, rows: int, header: str | None = None
) -> LabelledColumn:
    """A column of a kind, one in eight of them under a header without meaning."""
    if header is None:
        header = rng.choice(kind.headers)
        if kind.neutral and rng.random() < 0.12:
            header = rng.choice(NEUTRAL).format(rng.randint(41, 99))
    draw = kind.maker(rng)
    blank, noise = rng.choice((0.0, 0.0, 0.0, 0.05, 0.3)), rng.choice((0.0, 0.0, 0.0, 0.02))
    values = []
    for row in range(rows):
        value: str | None = draw(row)
        fate = rng.random()
        if fate < blank:
            value = None
        elif fate < blank + noise:
            value = rng.choice(wear.NOISE)
        values.append(value)
    return LabelledColumn(f"innocent {kind.name}", header, tuple(values), may=kind.may)
