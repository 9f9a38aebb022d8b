"""What every check offers: faults of one column, or of the table as a whole.

Own checks rather than a library's: pandera and the Frictionless checks look at every cell from Python
and stop at a type that does not parse, where here the text is the truth, a column is judged by its
distinct values, and each finding has to name its rows, its source and its weight in both languages.
"""

from abc import ABC
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

import numpy as np

from app.core import resources
from app.core.model import Treatment
from app.core.quality.subject import Column, Mask, Subject
from app.core.registry import Registry
from app.core.text import Text

Severity = Literal["error", "warn"]


@dataclass(frozen=True, eq=False)
class Fault:
    """What is wrong: ``column`` ("" for rows), and of each row whether it is concerned; None: the
    table as a whole. ``cells``: how many cells are wrong, by default the rows.
    """

    column: str
    message: Text
    rows: Mask | None = None
    cells: int | None = None

    @property
    def count(self) -> int:
        """The cells that are wrong."""
        if self.cells is not None:
            return self.cells
        return 0 if self.rows is None else int(np.count_nonzero(self.rows))


@dataclass(frozen=True)
class Repair:
    """A treatment for the recipe, and the ``obstacle`` to programs that it takes away."""

    treatment: Treatment
    obstacle: Text


class Check(ABC):
    """One kind of fault. ``dimension``: an id of the ``quality`` pack, whose score it lowers.

    ``source``: the standard or the experience that it comes from. Both methods may find nothing.
    """

    id: str
    title: Text
    version: str = "1"
    dimension: str
    severity: Severity = "error"
    source: str

    def of_column(self, column: Column, subject: Subject) -> Iterator[Fault]:
        """The faults of one column."""
        return iter(())

    def of_table(self, subject: Subject) -> Iterator[Fault]:
        """The faults that no single column shows."""
        return iter(())

    def repair(self, column: Column, subject: Subject) -> Repair | None:
        """How to rewrite a column so that programs can read it; None where nothing is wrong or no way is
        safe. What the treatment cannot rewrite stays as it is.
        """
        return None


checks: Registry[Check] = Registry(
    "checks", Text("质量检查", "quality check"), "app.core.quality.checks"
)


@cache
def dimensions() -> dict[str, Text]:
    """The six dimensions and their names, from the ``quality`` pack."""
    return {
        entry["id"]: Text(entry["zh"], entry["en"])
        for entry in resources.pack("quality").data["dimensions"]
    }


def words(name: str) -> tuple[str, ...]:
    """A list of words of the ``quality`` pack."""
    return tuple(resources.pack("quality").data[name])
