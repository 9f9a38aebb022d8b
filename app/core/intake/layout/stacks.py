"""Tables that stand below one another, told by the blank rows that part them.

A blank row alone ends no table: clerks leave some between its rows. It does where what stands
below it is a table by itself, under a header that is no row of the table above.
"""

import dataclasses
from collections.abc import Sequence
from itertools import pairwise

from app.core.intake.layout import counting, kinds, words
from app.core.intake.layout.forms import is_form
from app.core.intake.layout.grid import Grid
from app.core.intake.layout.habit import usual_likeness
from app.core.intake.layout.header import Found, Header, fixed, seek
from app.core.intake.layout.lists import is_list
from app.core.intake.layout.preamble import is_full

LIKELY = 0.4  # the least confidence in the header of a block that is a table by itself
SQUARE = 2  # rows, and one column more, that no words around a table fill
SURE = 0.7  # the confidence in a header under a title that needs nothing else to tell it from data
NAMELIKE = 0.5  # the likeness to a name of a column of a text that may be one
KNOWN = 0.5  # the share of a header's texts that are known as names of columns
MOST = 0.7  # the share of a column's texts that are values, where it is one of values


def first_table(sheet: Grid, start: int) -> tuple[Found | None, int | None]:
    """The header of the first table at or below row ``start`` (from 0), and where the next begins.

    The header that stands out most may be that of a table further down; the first block that is a
    table by itself comes before it. The next table begins with the blank row (from 1) that parts it,
    None where there is none.
    """
    found = _first(sheet, start)
    if found is None or not found.header.rows:
        return found, None
    stop = _next(sheet, found.header)
    if stop is None:
        return found, None
    alone = dataclasses.replace(sheet, cells=sheet.cells[:stop], spread=sheet.spread[:stop])
    return _first(alone, start), stop + 1


def next_table(sheet: Grid, header: Header) -> int | None:
    """The blank row (from 1) below which another table begins under a header's, or None."""
    stop = _next(sheet, header) if header.rows else None
    return None if stop is None else stop + 1


def _blocks(sheet: Grid, start: int) -> list[range]:
    """The runs of rows from ``start`` on that no blank row parts."""
    found: list[range] = []
    for row in range(start, sheet.height):
        if not any(sheet.spread[row]):
            continue
        if found and found[-1].stop == row:
            found[-1] = range(found[-1].start, row + 1)
        else:
            found.append(range(row, row + 1))
    return found


def _first(sheet: Grid, start: int) -> Found | None:
    found = seek(sheet, start)
    if found is None or not found.header.rows:
        return found
    above = (block for block in _blocks(sheet, start) if block.stop < found.header.rows[0])
    own = next(filter(None, (_own_table(sheet, block) for block in above)), None)
    if own is None:
        return found
    rows = [row - 1 for row in own.header.rows]
    return Found(fixed(sheet, rows, own.header.body - 1, sheet.height), own.confidence)


def _next(sheet: Grid, header: Header) -> int | None:
    """The first row (from 0) of the gap above a block that is another table, and above its titles.

    A block in which the header stands again is none.
    """
    names = _spelled(sheet, header.rows[-1] - 1)
    gap = None  # above the titles that stand right above the block
    for above, block in pairwise(_blocks(sheet, header.body - 1)):
        gap = above.stop if gap is None else gap
        again = any(_spelled(sheet, row) == names for row in block)
        own = None if again else _own_table(sheet, block)
        if own is not None and _is_another(sheet, header, own, block.start):
            return gap
        if not all(_entitles(sheet, row) for row in block):
            gap = None
    return None


def _spelled(sheet: Grid, row: int) -> set[str]:
    """The texts of a row, as they read without the white space that spreads them."""
    return {words.as_spelled(text) for text in sheet.spread[row] if text}


def _entitles(sheet: Grid, row: int) -> bool:
    """Whether a row is one text that may be the title of what stands below it."""
    told = {text for text in sheet.spread[row] if text}
    return len(told) == 1 and all(map(words.may_entitle, told))


def _own_table(sheet: Grid, block: range) -> Found | None:
    """The header of a block that is a table by itself: rows below it, nothing but titles above it."""
    if len(block) < 2:
        return None
    found = seek(sheet, block.start, block.stop)
    if found is None or not found.header.rows:
        return None
    header, columns = found.header, len(found.header.columns)
    above = range(block.start, header.rows[0] - 1)
    below = range(header.body - 1, block.stop)
    full = [row for row in above if is_full(sheet, row, columns)]
    if not all(_are_fields(sheet.texts(row)) for row in full):
        return None
    data = [[sheet.cells[row][column - 1] for column in header.columns] for row in below]
    if columns < 2:
        return found if is_list(header.names[0], [cells[0] for cells in data]) else None
    if is_form(header, data) or _are_fields_below(header, data):
        return None
    filled = any(2 * sum(map(bool, cells)) >= columns for cells in data)
    likely = found.confidence >= LIKELY or _is_square(data)
    return found if filled and likely else None


def _is_square(data: Sequence[Sequence[str]]) -> bool:
    """Whether so many rows hold a text in every column that they are a table, whatever their header."""
    return len(data) >= SQUARE and len(data[0]) > SQUARE and all(map(all, data))


def _are_fields(texts: Sequence[str]) -> bool:
    """仓库名称 | 城东储备库 | 保管员 | 田园: words that may be names, each with what it is beside it."""
    named = all(words.name_likeness(text) >= NAMELIKE for text in texts[::2])
    return named and len(texts) % 2 == 0 and not any(map(words.name_likeness, texts[1::2]))


def _are_fields_below(header: Header, data: Sequence[Sequence[str]]) -> bool:
    """报表名称 | 执行明细 over 查询条件 | 1-6月: two columns, where names stand at the left only."""
    if len(header.columns) != 2 or words.name_likeness(header.names[1]) == 1:
        return False
    names = [words.name_likeness(cells[0]) for cells in data if cells[0]]
    values = [kinds.is_value(cells[1]) for cells in data]
    return sum(names) >= NAMELIKE * len(names) and sum(values) < MOST * len(values)


def _is_another(sheet: Grid, header: Header, own: Found, end: int) -> bool:
    """Whether the header of a block is no row of the table above it.

    It stands over words where that table has values, or its texts are known as names, or it has a
    title. ``end``: the row (from 0) where the block begins.
    """
    line = sheet.spread[own.header.rows[-1] - 1]
    names = {column: text for column in own.header.columns if (text := line[column - 1])}
    periods = counting.series(list(names.values()))
    against, apart = [], []
    for column, text in names.items():
        above = sheet.below(header.rows[-1] - 1, column - 1, end - header.rows[-1])
        apart.append(words.stands_out(text, usual_likeness(above)))
        if above and sum(map(kinds.is_value, above)) >= MOST * len(above):
            against.append(text in periods or not kinds.is_value(text))
    if not all(against):
        return False
    if sum(apart) >= KNOWN * len(apart):
        return True
    if own.header.rows[0] - 1 > end:  # under a title
        return bool(against) or own.confidence >= SURE
    return 2 * len(against) >= len(names)
