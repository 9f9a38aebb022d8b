"""What every quality dimension offers."""

import datetime
from dataclasses import dataclass
from typing import Protocol

import pandas as pd

from app.core.model import Entry, Problem
from app.core.registry import Registry
from app.core.text import Text

EXAMPLES = 5  # rows shown for a problem


@dataclass(frozen=True)
class Subject:
    """What is assessed: the table as text (blank cells are missing), its entry, and the day."""

    frame: pd.DataFrame
    entry: Entry
    today: datetime.date


class Dimension(Protocol):
    """One dimension of quality. Source of the four: the pilot plan of 2018; GB/T 36344-2018."""

    id: str
    title: Text
    version: str

    def assess(self, subject: Subject) -> tuple[float, list[Problem]]:
        """A score between 0 and 1, and the evidence."""


dimensions: Registry[Dimension] = Registry(
    "dimensions", Text("质量维度", "quality dimension"), "app.core.quality.dimensions"
)


def share(mask: "pd.Series[bool]") -> float:
    """How much of a column (or of the rows) ``mask`` holds for; 0 where there are no rows."""
    return float(mask.mean()) if len(mask) else 0.0


def examples(mask: "pd.Series[bool]") -> tuple[int, ...]:
    """The first data rows (from 1) where ``mask`` holds."""
    return tuple(int(row) + 1 for row in mask.to_numpy().nonzero()[0][:EXAMPLES])
