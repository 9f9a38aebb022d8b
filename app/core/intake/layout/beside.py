"""Tables that stand side by side below one header row, told by a blank column or by their names."""

from collections.abc import Sequence
from itertools import groupby

from app.core.intake.layout import kinds, words
from app.core.intake.layout.grid import Grid
from app.core.intake.layout.header import Header
from app.core.intake.layout.preamble import is_preamble

ALIKE = 3  # tables of one width that blank columns part: two may be one table with a gap
LEAST_MEASURED = 3  # things that are measured: fewer may well be distinct by chance
LEAST_RUN = 6  # numbers in order: fewer may well be so by chance
NARROWEST = 4  # columns, of which two tables can be made


def tables_beside(sheet: Grid, header: Header, end: int | None) -> list[range]:
    """The column ranges (from 0) of tables that stand side by side, or nothing.

    ``end``: the first row (from 1) below them, or None where they go on.
    """
    if not header.rows or len(header.columns) < NARROWEST:
        return []
    last = sheet.height if end is None else end - 1
    groups = _groups(header.columns)
    if _are_wide(groups) and _parted(sheet, header, groups, last):
        return [range(group[0] - 1, group[-1]) for group in groups]
    return _repeated(sheet, header, last)


def may_be_beside(sheet: Grid, header: Header, last: int) -> bool:
    """Whether a blank column parts what may well be two tables, each with words to tell its rows by.

    ``last``: the last row (from 1) of the table.
    """
    groups = _groups(header.columns)
    firsts = [_texts(sheet, header, group[0], last) for group in groups]
    spoken = [sum(kinds.kind_of(text) == "words" for text in texts) for texts in firsts]
    return _are_wide(groups) and all(
        2 * count > len(texts) for count, texts in zip(spoken, firsts, strict=True)
    )


def _are_wide(groups: Sequence[Sequence[int]]) -> bool:
    """Whether there are several runs of columns, none a lone one, which is no table."""
    return len(groups) > 1 and all(len(group) > 1 for group in groups)


def _groups(columns: Sequence[int]) -> list[list[int]]:
    """Runs of neighbouring columns."""
    runs = groupby(enumerate(columns), key=lambda pair: pair[1] - pair[0])
    return [[column for _, column in run] for _, run in runs]


def _parted(sheet: Grid, header: Header, groups: Sequence[Sequence[int]], last: int) -> bool:
    """Whether a blank column parts two tables: the same names again, or a key name of its own.

    Of three as wide as each other, each with words in its first column, no name need tell.
    """
    worded = all(_is_worded(sheet, header, group[0], last) for group in groups)
    if len(groups) >= ALIKE and len({len(group) for group in groups}) == 1 and worded:
        return True
    names = dict(zip(header.columns, header.names, strict=True))
    firsts = [
        names[group[0]].split("_")[-1] if len(header.rows) > 1 else names[group[0]]
        for group in groups
    ]
    plain = [_bare(name) for name in firsts]
    if len(set(plain)) == 1 or all(map(words.is_key, plain)) or _are_titled(sheet, header, groups):
        return True
    again = [{_bare(names[column]) for column in group} for group in groups]
    if set.intersection(*again) and worded:
        return True
    if all(_measures(sheet, header, group, last) for group in groups):
        return True
    alone = 0
    for row in range(header.body - 1, last):
        filled = [any(sheet.cells[row][column - 1] for column in group) for group in groups]
        alone += any(filled) and not all(filled) and not is_preamble(sheet, row)
    return alone > 0


def _measures(sheet: Grid, header: Header, group: Sequence[int], last: int) -> bool:
    """蔬菜 | 40 | 39 over 水产 | 25 | 25: things, no two alike, and nothing but numbers of each."""
    things, *numbers = (_texts(sheet, header, column, last) for column in group)
    distinct = len(set(things)) == len(things) >= LEAST_MEASURED
    return (
        distinct
        and all(kinds.kind_of(text) == "words" for text in things)
        and all(texts and all(map(kinds.is_amount, texts)) for texts in numbers)
    )


def _are_titled(sheet: Grid, header: Header, groups: Sequence[Sequence[int]]) -> bool:
    """Whether above each run of columns stands a title of its own."""
    above = header.rows[0] - 2
    if above < 0:
        return False
    titles = [{sheet.spread[above][column - 1] for column in group} - {""} for group in groups]
    return all(len(told) == 1 for told in titles) and len(set.union(*titles)) == len(groups)


def _bare(name: str) -> str:
    """A name without the _2 that tells it from its namesake."""
    stem, _, number = name.rpartition("_")
    return stem if stem and number.isdigit() else name


def _repeated(sheet: Grid, header: Header, last: int) -> list[range]:
    """序号 姓名 成绩 序号 姓名 成绩: one roster printed in two halves, without a gap."""
    names = [_bare(name) for name in header.names]
    columns = header.columns
    for width in range(2, len(names) // 2 + 1):
        again = len(names) % width == 0 and names == names[:width] * (len(names) // width)
        if again and len(set(names[:width])) == width:
            starts = range(0, len(names), width)
            ranges = [range(columns[s] - 1, columns[s + width - 1]) for s in starts]
            told = _is_told_by(sheet, header, last) or _runs_on(sheet, header, width, last)
            return ranges if told else []
    return []


def _is_told_by(sheet: Grid, header: Header, last: int) -> bool:
    """Whether the first column tells what its rows are: by its name, or as it holds no numbers."""
    name = header.names[0]
    told = words.is_key(name) or name.endswith(("号", "码"))
    return told or _is_worded(sheet, header, header.columns[0], last)


def _runs_on(sheet: Grid, header: Header, width: int, last: int) -> bool:
    """分数 650 649 | 648 647 | 646 645: whether what stands first in each half goes on from half to half."""
    columns = header.columns[::width]
    halves = [_texts(sheet, header, column, last) for column in columns]
    numbers = [int(text) for half in halves for text in half if kinds.is_plain_number(text)]
    in_order = sorted(numbers)
    return len(numbers) >= LEAST_RUN and numbers in (in_order, in_order[::-1])


def _is_worded(sheet: Grid, header: Header, column: int, last: int) -> bool:
    """Whether no more than half of a column's texts are numbers."""
    texts = _texts(sheet, header, column, last)
    return 2 * sum(kinds.kind_of(text) == "number" for text in texts) <= len(texts)


def _texts(sheet: Grid, header: Header, column: int, last: int) -> list[str]:
    """The texts of a column (from 1) between the header and row ``last``."""
    lines = sheet.cells[header.body - 1 : last]
    return [line[column - 1] for line in lines if line[column - 1]]
