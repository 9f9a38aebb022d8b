"""The habits of a table's rows, learned by judging them once without any."""

import dataclasses
from collections.abc import Iterable, Sequence
from itertools import pairwise

from app.core.intake.layout import kinds
from app.core.intake.layout.habit import Habit, habit
from app.core.intake.layout.header import Header
from app.core.intake.layout.judge import Judge, Reason
from app.core.intake.sheet import Merge, Row


def learned(
    header: Header,
    labels: frozenset[str],
    merges: Sequence[Merge],
    lines: Sequence[tuple[int, Row]],
    titles: frozenset[str],
) -> Habit:
    """The habits of the data rows; rows of measures under the header may turn out to be data."""
    found, units = _learned_with(Habit(titles=titles), header, labels, merges, lines)
    if not _are_units(units, found):
        plain = Habit(titles=titles, united=False)
        found, _ = _learned_with(plain, header, labels, merges, lines)
        found = dataclasses.replace(found, united=False)
    return found


def _learned_with(
    known: Habit,
    header: Header,
    labels: frozenset[str],
    merges: Sequence[Merge],
    lines: Sequence[tuple[int, Row]],
) -> tuple[Habit, list[tuple[int, Row]]]:
    """The habits of the data rows, first of those above any gap, lest a next table teach them too.

    Beside them the rows that were taken for units.
    """
    titles = known.titles
    first = Judge(header, labels, merges, known)
    data: list[tuple[int, Row]] = []
    units: list[tuple[int, Row]] = []
    early: Habit | None = None
    for line, reason in judged(first, lines):
        if reason is None:
            data.append(line)
        elif reason == "unit":
            units.append(line)
        elif data and early is None and reason in ("blank", "group", "title", "total"):
            early = habit(data, titles, header.names[0] if header.rows else "")
    if early is not None:
        judge = Judge(header, labels, merges, early)
        for number, cells in lines:
            judge(number, cells)
        if judge.end is not None:
            return early, units
    return habit(data, titles, header.names[0] if header.rows else ""), units


def _are_units(rows: Sequence[tuple[int, Row]], found: Habit) -> bool:
    """Whether rows of measures are what they seem: one row under a header, over values if over any."""
    below = [(n, cells) for n, cells in rows if not all(kinds.is_unit(c) for c in cells if c)]
    if any(second == first + 1 for (first, _), (second, _) in pairwise(below)):
        return False  # 个 and 吨 under each other are the units of rows
    if not found.likeness:
        # Units that nothing stands under have no key.
        return not any(cells[0] for _, cells in below)
    return all(any(cells[place] for place in found.values) for _, cells in below)


def judged(
    judge: Judge, lines: Iterable[tuple[int, Row]]
) -> Iterable[tuple[tuple[int, Row], Reason | None]]:
    """The lines, each with what the judge says of it."""
    for number, cells in lines:
        yield (number, cells), judge(number, cells)
