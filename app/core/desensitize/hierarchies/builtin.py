"""Hierarchies that come with the program: each says how well it fits a column, and is made for its values."""

from abc import ABC, abstractmethod
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from app.core.contingency import code
from app.core.desensitize.hierarchies.hierarchy import Hierarchy, up_to_top
from app.core.registry import Registry
from app.core.text import Text
from app.core.text_column import evenly, is_coded

_SAMPLE = 4096  # distinct values that show what a column holds
_CELLS = 4 * _SAMPLE  # where each mostly holds a value of its own
_FITS = 0.5  # share of the values below which nothing is proposed


class BuiltIn(ABC):
    """One family of values that can be generalised.

    ``breadth``: how much a hierarchy takes in by chance; of two that fit alike the narrower is
    proposed first (0: regions, 1: a form of writing, 2: lists with short codes, 3: any number).
    """

    id: str
    title: Text
    version: str
    breadth: int

    @abstractmethod
    def labels(self, values: pa.StringArray) -> list[pa.StringArray]:
        """What each value becomes, level by level from fine to coarse, without the one that says
        nothing; null, at every level, for a value that is not of this family.
        """


builtins: Registry[BuiltIn] = Registry(
    "hierarchies", Text("泛化层次", "hierarchy"), "app.core.desensitize.hierarchies.builtins"
)


@dataclass(frozen=True)
class Proposal:
    """A built-in hierarchy for a column. ``fit``: the share of its distinct values, or of some
    thousand of them, that it knows; all others are suppressed at its first level.
    """

    id: str
    title: Text
    fit: float


def propose(values: pa.StringArray) -> tuple[Proposal, ...]:
    """The hierarchies that fit at least half of a column's distinct values, the best first."""
    step = max(len(values) // _SAMPLE, 1)
    sample = values.take(pa.array(np.arange(0, len(values), step))) if step > 1 else values
    found = []
    for builtin in builtins.all().values():
        finest = builtin.labels(sample)[0]
        fit = 1 - finest.null_count / max(len(sample), 1)
        if len(sample) and fit >= _FITS:
            found.append((-fit, builtin.breadth, Proposal(builtin.id, builtin.title, fit)))
    return tuple(proposal for _, _, proposal in sorted(found, key=lambda entry: entry[:2]))


def propose_for(column: pa.ChunkedArray) -> tuple[Proposal, ...]:
    """As :func:`propose`. Of a column whose texts hardly come again some thousand cells tell: to find its
    distinct values would take more memory than the column.
    """
    return propose(code(column if is_coded(column) else evenly(column, _CELLS)).values)


def build(id: str, column: str, values: pa.StringArray) -> Hierarchy:
    """A built-in hierarchy for the distinct values of a column, none of them null.

    What the hierarchy does not know becomes ``*`` at once. Raises PluginUnknown.
    """
    return up_to_top(column, values, builtins.get(id).labels(values))
