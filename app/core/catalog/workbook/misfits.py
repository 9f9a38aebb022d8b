"""What is wrong in a filled workbook, and in which cell."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from app.core.catalog.nearest import near
from app.core.model import Entry, Problem
from app.core.text import Text


@dataclass(frozen=True)
class Misfit:
    """A cell that is wrong: ``row`` counts from 1, ``column`` is its header, ``cell`` e.g. "F12"."""

    sheet: str
    row: int
    column: str
    cell: str
    problem: Problem


@dataclass(frozen=True)
class Filled:
    """The entries of a workbook. They may be used only if there is no ``misfit``."""

    entries: tuple[Entry, ...]
    misfits: tuple[Misfit, ...]


Together = Callable[[Sequence[Entry]], Sequence[Iterable[Problem]]]
"""What keeps each of some entries out of a catalog: beside each other, and beside what it holds."""


def none_together(entries: Sequence[Entry]) -> Sequence[Iterable[Problem]]:
    """Where no catalog is at hand, entries are judged each for itself."""
    return [()] * len(entries)


def unlisted(field: str, word: str, known: Sequence[str]) -> Problem:
    """A word that is in no list, with the one that comes nearest."""
    text = Text("应为：{known}{near}", "is one of: {known}{near}")
    return Problem(
        field, "not-in-list", text.format(known="、".join(known), near=near(word, known))
    )


def no_length() -> Problem:
    """A length that is no number."""
    return Problem("length", "wrong-form", Text("应为正整数", "is a positive whole number"))


def repeated(row: int) -> Problem:
    """A name that the entry in another row has, too."""
    text = Text("与第 {row} 行的目录重名", "the entry in row {row} has this name, too")
    return Problem("name", "repeated", text.format(row=row))
