"""Which entry each item of a workbook belongs to, by its name; one slip of the pen is told at one cell."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from app.core.catalog.nearest import nearest, question
from app.core.catalog.workbook.misfits import repeated
from app.core.model import Problem
from app.core.text import Text

Numbered = Sequence[tuple[int, str]]
"""Rows and the names that stand in them, "" for none."""


@dataclass(frozen=True)
class Belonging:
    """What is wrong with the names: ``of_entries`` and ``of_items`` by their rows; ``meant``: entries that have
    no items because these were written under another name.
    """

    of_entries: Mapping[int, Problem]
    of_items: Mapping[int, Problem]
    meant: frozenset[str]


def belonging(entries: Numbered, items: Numbered) -> Belonging:
    """Compare the names of entries with those that items state."""
    names = list(dict.fromkeys(name for _, name in entries if name))
    stated = list(dict.fromkeys(name for _, name in items))
    twice = dict(_repeated(entries))
    nameless = {row for row, name in entries if not name}  # told as that already
    strays = [name for name in stated if name and name not in names]
    renamed: dict[str, int] = {}  # items of an entry that has another's name now
    for stray in strays:
        for row in _beside(stray, stated, entries):
            if (row in twice or row in nameless) and row not in renamed.values():
                renamed[stray] = row
                break
    waiting = [name for name in names if name not in stated]
    guesses: dict[str, str] = {}  # items whose entry is called otherwise
    called = dict(entries)
    for stray in (name for name in strays if name not in renamed):
        close = (called[row] for row in _beside(stray, stated, entries))
        guess = next((name for name in close if name in waiting), "") or nearest(stray, waiting)
        if guess:
            waiting.remove(guess)
            guesses[stray] = guess
    for stray, row in renamed.items():
        if row in twice:
            twice[row] = _missing(twice[row], stray)
    lost = {
        row: _unknown(guesses.get(name) or nearest(name, names))
        for row, name in items
        if name not in names and name not in renamed
    }
    return Belonging(twice, lost, frozenset(guesses.values()))


def _beside(stray: str, stated: Sequence[str], entries: Numbered) -> Iterator[int]:
    """The rows of entries that stand between the same names as a stray does among the items'."""
    place = stated.index(stray)
    before, after = stated[place - 1 : place], stated[place + 1 : place + 2]
    for number, (row, _) in enumerate(entries):
        above = [name for _, name in entries[max(number - 1, 0) : number]]
        below = [name for _, name in entries[number + 1 : number + 2]]
        if above == before or (below and below == after):
            yield row


def _repeated(entries: Numbered) -> Iterator[tuple[int, Problem]]:
    """Names that stand in a row above already."""
    first: dict[str, int] = {}
    for row, name in entries:
        if name and first.setdefault(name, row) != row:
            yield row, repeated(first[name])


def _missing(problem: Problem, stray: str) -> Problem:
    text = Text(
        "{told}；信息项中的“{name}”没有目录",
        "{told}; items state “{name}”, which no entry is called",
    )
    return Problem(problem.field, problem.code, text.format(told=problem.message, name=stray))


def _unknown(guess: str) -> Problem:
    text = Text("没有名为此的目录{near}", "there is no such entry{near}")
    return Problem("entry", "entry-unknown", text.format(near=question(guess)))
