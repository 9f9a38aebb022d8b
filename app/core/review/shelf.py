"""Small columns side by side, so that what is told of each text by itself is asked once for all of them.

A function over texts costs some milliseconds before it reads the first one: expressions are compiled
anew, arrays are made. In a table of a thousand short columns that would be all the cost.
"""

from collections.abc import Callable
from typing import Any, Protocol, Self, TypeVar, cast

import pyarrow as pa

from app.core.review.spans import Places


class Told(Protocol):
    """One answer a text."""

    def __getitem__(self, places: Places, /) -> Self:
        """The answers for some of the texts, in order."""


Answers = TypeVar("Answers", bound=Told)
Judge = Callable[[pa.StringArray], Answers]


class Shelf:
    """The folded texts of some columns, one column behind the other."""

    def __init__(self, values: pa.StringArray) -> None:
        self.values = values
        self._told: dict[Judge[Any], Any] = {}

    def told(self, judge: Judge[Answers], places: Places) -> Answers:
        """What a function tells of some of the texts; it must judge each by itself."""
        if judge not in self._told:
            self._told[judge] = judge(self.values)
        return cast(Answers, self._told[judge][places])
