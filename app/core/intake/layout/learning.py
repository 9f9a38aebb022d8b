"""The habits of a table's rows, learned by judging them once without any."""

import dataclasses
from collections.abc import Iterable, Sequence
from itertools import pairwise

from app.core.intake.layout import kinds, words
from app.core.intake.layout.habit import Habit, habit
from app.core.intake.layout.header import Header
from app.core.intake.layout.judge import Judge, Reason
from app.core.intake.layout.summary import figures, is_summary
from app.core.intake.sheet import Merge, Row

Told = tuple[tuple[int, Row], Reason | None]


def learned(
    header: Header,
    labels: frozenset[str],
    merges: Sequence[Merge],
    lines: Sequence[tuple[int, Row]],
    titles: frozenset[str],
) -> Habit:
    """The habits of the data rows; what seemed to be units or groups with sums may turn out to be data."""
    known = Habit(titles=titles)
    found, told = _learned_with(known, header, labels, merges, lines)
    found = dataclasses.replace(found, headings=_headings(told))
    united = _are_units([line for line, reason in told if reason == "unit"], found)
    summed = _head_rows(told)
    if united and summed:
        return found
    known = dataclasses.replace(known, united=united, summed=summed)
    found, told = _learned_with(known, header, labels, merges, lines)
    return dataclasses.replace(found, united=united, summed=summed, headings=_headings(told))


def _headings(told: Sequence[Told]) -> frozenset[int]:
    """The rows with one text right above the header once more, which head what stands below it."""
    return frozenset(
        number
        for ((number, cells), reason), (_, below) in pairwise(told)
        if reason is None and below == "repeated-header" and sum(map(bool, cells)) == 1
    )


def _learned_with(
    known: Habit,
    header: Header,
    labels: frozenset[str],
    merges: Sequence[Merge],
    lines: Sequence[tuple[int, Row]],
) -> tuple[Habit, list[Told]]:
    """The habits of the data rows, first of those above any gap, lest a next table teach them too.

    Beside them what the rows were taken for.
    """
    titles = known.titles
    first = Judge(header, labels, merges, known)
    data: list[tuple[int, Row]] = []
    told: list[Told] = []
    early: Habit | None = None
    for line, reason in judged(first, lines):
        told.append((line, reason))
        if reason is None:
            data.append(line)
        elif data and early is None and reason in ("blank", "group", "title", "total"):
            early = habit(data, titles, header.names[0] if header.rows else "")
    if early is not None:
        judge = Judge(header, labels, merges, early)
        for number, cells in lines:
            judge(number, cells)
        if judge.end is not None:
            above = [line for line in told if line[0][0] < judge.end]
            return dataclasses.replace(early, figures=_figures(above)), told
    totals = frozenset(number for (number, _), reason in told if reason == "total")
    own = _figures(told)
    data = [line for line, reason in told if reason is None or line[0] in own]
    found = habit(data, titles, header.names[0] if header.rows else "", totals - own)
    return dataclasses.replace(found, figures=own), told


def _figures(told: Sequence[Told]) -> frozenset[int]:
    """The totals by their words that are figures of their own."""
    kept = [(line, reason) for line, reason in told if reason in (None, "total")]
    totals = frozenset(number for (number, _), reason in kept if reason == "total")
    rows = [(n, [(cell or "").strip() for cell in cells]) for (n, cells), _ in kept]
    return figures(rows, totals)


def _head_rows(told: Sequence[Told]) -> bool:
    """Whether rows of 一、新收申请 | 12 | 3 head groups: most have a row below, or a group of theirs."""
    wholes = [place for place, ((_, cells), reason) in enumerate(told) if _is_whole(cells, reason)]
    heads = [place for place in wholes if _heads(told, place)]
    return 2 * len(heads) >= len(wholes)


def _is_whole(cells: Row, reason: Reason | None) -> bool:
    """A numbered group with numbers beside its name."""
    texts = [text.strip() for text in cells if text and text.strip()]
    return reason == "group" and words.is_numbered(texts[0]) and is_summary(texts)


def _heads(told: Sequence[Told], place: int) -> bool:
    """Whether below a group stands a row of data, or a group that is numbered in another way."""
    (_, cells), _ = told[place]
    for (_, below), reason in told[place + 1 :]:
        if reason == "group":
            return words.numbering(_first(below)) != words.numbering(_first(cells))
        if reason in (None, "total"):
            return reason is None and not words.follows(_first(below), _first(cells))
    return False


def _first(cells: Row) -> str:
    return next(text.strip() for text in cells if text and text.strip())


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
