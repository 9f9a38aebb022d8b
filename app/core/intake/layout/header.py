"""The header of one table: which rows hold the column names, found by what they say and what
stands below them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise, takewhile

from app.core.intake.layout import kinds, words
from app.core.intake.layout.against import against, series, stands_apart
from app.core.intake.layout.column_numbers import is_count_up
from app.core.intake.layout.grid import Grid, Line, grid
from app.core.intake.layout.levels import grow, stands_over_units
from app.core.intake.layout.lists import name_of_list
from app.core.intake.layout.names import joined, unique
from app.core.intake.layout.preamble import is_preamble
from app.core.intake.sheet import Merge, Row
from app.core.model import DroppedRow

HEAD = 200  # rows looked at to find the header
HEADER_DEPTH = 40  # a header starts within so many rows
PREAMBLE = -3.0  # the score of a line that is no part of a table
APART = 0.5  # what words over others that are alike count for, where words over values count 1
CORNERED = 0.8  # what a blank corner beside words over rows with keys counts for
COUNTED = 0.2  # the likeness to a name of a text that is counted on from column to column
LEAST_GAP = 3  # blanks behind the first text of a line whose merges were lost
MOST_FULL = 5  # rows above a header that might be data or names; more tell no more
INDEXED = 3  # rows that are numbered tell an index
WIDE = 200  # columns that tell a header; more tell no more


@dataclass(frozen=True)
class Header:
    """The header found: its rows and columns (from 1), one name a column, and the first row below.

    ``rows`` is empty where the table begins with its data; the names are then made up.
    """

    rows: tuple[int, ...]
    columns: tuple[int, ...]
    names: tuple[str, ...]
    body: int


@dataclass(frozen=True)
class Found:
    """A header and how well it stands out, from 0 (a guess) to 1."""

    header: Header
    confidence: float


def find_header(head: Sequence[Row], merges: Sequence[Merge]) -> Header | None:
    """The header among the first rows of a sheet, or None where there is no table."""
    found = seek(grid(head, merges), 0)
    return found.header if found else None


def seek(sheet: Grid, start: int, stop: int | None = None) -> Found | None:
    """The header of the first table at or below row ``start`` (from 0)."""
    end = sheet.height if stop is None else stop
    if _is_over_an_index(sheet, start, end):
        return Found(fixed(sheet, (start,), start + 1, end), 1.0)
    listed = name_of_list(sheet, start, end)
    if listed is not None:
        return Found(fixed(sheet, (listed,), listed + 1, end), 1.0)
    likely = [row for row in range(start, min(start + HEADER_DEPTH, end)) if any(sheet.spread[row])]
    held = {row: len(sheet.texts(row)) for row in likely if not is_preamble(sheet, row)}
    scores = {row: _score(sheet, row, start, end, held) for row in likely}
    if not scores:
        return None
    best = max(scores, key=lambda row: (scores[row], -row))
    if start and scores[best] <= PREAMBLE:
        return None  # below a table, words around it make no other
    rows = grow(sheet, best, start, end)
    rivals = [score for row, score in scores.items() if row not in rows]
    margin = scores[best] - max(rivals, default=scores[best] - 2)
    evidence = 0.3 + _evidence(sheet, rows, end)
    confidence = max(0.0, min(1.0, (scores[best] - 0.6) / 1.8, 0.45 + margin, evidence))
    if len(rows) == 1 and _is_data(sheet, rows[0], start, end):
        first = _first_full_row(sheet, start, end)
        return Found(fixed(sheet, (), first, end), 0.3)
    return Found(fixed(sheet, tuple(rows), rows[-1] + 1, end), confidence)


def _is_over_an_index(sheet: Grid, row: int, end: int) -> bool:
    """Whether a row names every column but the first, which numbers the rows below it: so programs
    write a frame of data with its index, and the name of a single column is no title over two."""
    used = sheet.used(row, end)
    if len(used) < 2 or sheet.cells[row][used[0]]:
        return False
    numbers = [line[used[0]] for line in sheet.cells[row + 1 : end]]
    if len(numbers) < INDEXED or not all(text.isascii() and text.isdigit() for text in numbers):
        return False
    rising = all(int(upper) < int(lower) for upper, lower in pairwise(numbers))
    return rising and all(sheet.cells[row][column] for column in used[1:])


def fixed(sheet: Grid, rows: Sequence[int], body: int, end: int) -> Header:
    """The header made of given rows (from 0) over data that starts at row ``body``."""
    widened = _widened(sheet, rows[-1], end) if rows else set()
    # What a title or a note is merged over is not yet a column.
    used = [
        column
        for column in sheet.used(min([*rows, body]), end)
        if any(sheet.spread[row][column] for row in rows)
        or any(line[column] for line in sheet.cells[body:end])
    ]
    asides = _asides(sheet, used, rows, end)
    columns = [c for c in used if c not in widened and c not in asides] or used  # beside nothing
    lines = _filled(sheet, rows)
    named = [joined(line[column] for line in lines) or f"列{column + 1}" for column in columns]
    return Header(
        tuple(row + 1 for row in rows),
        tuple(column + 1 for column in columns),
        tuple(unique(named)),
        body + 1,
    )


def _widened(sheet: Grid, row: int, end: int) -> set[int]:
    """Columns that only widen the one at their left: merged with it in the header, and blank."""
    covered = {
        column
        for merge in sheet.merges
        if merge.top - 1 <= row < merge.bottom
        for column in range(merge.left, min(merge.right, sheet.width))
    }
    lines = sheet.cells[row:end]
    return {column for column in covered if not any(line[column] for line in lines)}


def _asides(sheet: Grid, used: Sequence[int], rows: Sequence[int], end: int) -> set[int]:
    """Columns that a blank one parts from the table, with no name, or with a note for one.

    Each holds one text, or notes. So does a column with nothing but the table's unit in the header.
    """
    if not rows:
        return set()
    units = {c for c in used if kinds.is_unit(sheet.cells[rows[-1]][c])}
    parted = [right for left, right in pairwise(used) if right != left + 1]
    below = {column: sheet.below(rows[-1], column, end - rows[-1] - 1) for column in parted}
    named = {c: [text for row in rows if (text := sheet.spread[row][c])] for c in parted}
    return {c for c in units if not sheet.below(rows[-1], c, end - rows[-1] - 1)} | {
        column
        for column, texts in below.items()
        if (not named[column] and (len(texts) < 2 or _are_remarks(texts)))
        or (not texts and all(words.is_stated(t) or words.starts_note(t) for t in named[column]))
    }


def _are_remarks(texts: Sequence[str]) -> bool:
    """注：…, or 备注 over 1.含外来人口 2.为推算数; the texts of one row each may all begin with 1."""
    points = [number for text in texts if (number := words.point(text))]
    others = (text for text in texts if not words.point(text))
    counted = all(first < second for first, second in pairwise(points))
    return counted and all(words.starts_note(f"{text}：") for text in others)


def before_header(head: Sequence[Row], header: Header, first: int = 1) -> list[DroppedRow]:
    """The rows from ``first`` down to the header: titles, units, blanks."""
    dropped = []
    for number in range(first, header.rows[0] if header.rows else header.body):
        texts = [cell.strip() for cell in head[number - 1] if cell and cell.strip()]
        if not texts:
            dropped.append(DroppedRow(number, "blank", ""))
        elif any(kinds.is_unit(text) for text in texts) or all(map(kinds.are_measures, texts)):
            dropped.append(DroppedRow(number, "unit", " ".join(texts)))
        elif len(texts) == 1 and words.is_sealed_title(texts[0]):
            dropped.append(DroppedRow(number, "title", texts[0]))
        elif (
            all(map(words.starts_note, texts))
            or all(map(words.is_sentence, texts))
            or words.are_pairs(texts)
            or (len(texts) > 2 and all(map(words.is_open_label, texts[::2])))
            or _is_point(texts, dropped)
        ):
            dropped.append(DroppedRow(number, "note", " ".join(texts)))
        elif is_count_up(texts, len(header.columns)):
            dropped.append(DroppedRow(number, "column-numbers", " ".join(texts)))
        else:
            dropped.append(DroppedRow(number, "title", " ".join(texts)))
    return dropped


def _is_point(texts: Sequence[str], above: Sequence[DroppedRow]) -> bool:
    """1.本表按季填报； or 2.金额取整 below 填报说明：: a point of what a note says."""
    point = words.point(texts[0]) if len(texts) == 1 else 0
    below_note = bool(above) and above[-1].reason == "note"
    return point > 0 and (below_note or texts[0].endswith(("。", "；")))


def raw_names(head: Sequence[Row], header: Header) -> frozenset[str]:
    """The texts that stand in the header's cells."""
    return frozenset(
        cell.strip() for row in header.rows for cell in head[row - 1] if cell and cell.strip()
    )


def _score(sheet: Grid, row: int, start: int, end: int, held: Mapping[int, int]) -> float:
    """How much a row looks like a header row over the rows below it.

    ``held``: how many texts stand in each row from ``start`` on that is no words around a table.
    """
    line = sheet.spread[row]
    used = sheet.used(row, min(end, row + 60), WIDE)
    texts = [line[column] for column in used if line[column]] or [text for text in line if text]
    above = [count for other, count in held.items() if other < row]
    if row not in held and (len(used) > 1 or any(count > 1 for count in above)):
        return PREAMBLE - 0.02 * (row - start)
    if row > start and stands_over_units(sheet, row - 1, end):
        return PREAMBLE - 0.02 * (row - start)  # the names stand above it
    over_units = stands_over_units(sheet, row, end)
    periods = series(sheet, row, end)
    values = siblings = contrast = 0.0
    # The header of the next printed page says nothing against the first.
    lines = [
        entry for entry in sheet.cells[row + 1 : min(end, row + 61)] if entry != sheet.cells[row]
    ]
    for column in used:
        if line[column]:
            below = [entry[column] for entry in lines if entry[column]]
            named, value, alike = against(line[column], below, periods)
            contrast += named or over_units
            values += value and not over_units  # PM2.5 over μg/m³ is a name
            siblings += alike and not over_units
    count = len(texts)
    # A line that is merged over several of the names is no data that stands above them.
    wide = (m for m in sheet.merges if start < m.top <= row and m.right > m.left)
    merged = {m.top - 1 for m in wide if len(sheet.named(row, m)) > 1}
    data = [
        count
        for other, count in held.items()
        if other < row and other not in merged and not _is_spread(sheet, other, row)
    ]
    full = sum(count >= max(2, 0.5 * len(used)) for count in data)
    filled = sheet.filled(row)
    under = list(filter(None, map(sheet.filled, range(row + 1, min(end, row + 20)))))
    return (
        1.2 * count / max(len(used), 1)
        + 0.6 * len(set(texts)) / count
        + 1.4 * sum(max(words.name_likeness(t), COUNTED * (t in periods)) for t in texts) / count
        + 1.0 * contrast / count
        + CORNERED * _is_cornered(sheet, row, used, lines)
        + 0.4 * min(sum(under) / max(len(under), 1) / max(filled, 1), 1.0)
        - 2.2 * values / count
        - 1.2 * siblings / count
        - 1.0 * sum(len(text) > 24 for text in texts) / count
        - 0.5 * min(full, MOST_FULL)
        - 0.01 * (row - start)
    )


def _is_cornered(
    sheet: Grid, row: int, used: Sequence[int], lines: Sequence[Sequence[str]]
) -> bool:
    """| 集中培训 | 网络自学 over rows that all have a key: words for every column but that of the keys."""
    corner, *texts = [sheet.spread[row][column] for column in used] or [""]
    if corner or not all(texts) or len(texts) < 2 or len(set(texts)) < len(texts):
        return False
    keyed = all(line[used[0]] for line in lines if any(line))
    return keyed and not any(map(kinds.is_value, texts))


def _is_spread(sheet: Grid, above: int, row: int) -> bool:
    """Whether the first text of a line was merged over names of a row below it, in a file without merges."""
    texts = sheet.cells[above]
    gap = list(takewhile(lambda column: not texts[column], range(1, sheet.width)))
    return bool(texts[0]) and len(gap) >= LEAST_GAP and all(sheet.cells[row][c] for c in gap)


def _evidence(sheet: Grid, rows: Sequence[int], end: int) -> float:
    """How much tells a header from data: known words for names, or words over values."""
    row = rows[-1]
    upper = (sheet.spread[above] for above in reversed(rows))
    line = [next(filter(None, texts), "") for texts in zip(*upper, strict=True)]
    columns = [column for column in range(sheet.width) if line[column]][:WIDE]
    periods = series(sheet, row, end)
    known = sum(words.name_likeness(line[column]) for column in columns)
    below = {column: sheet.below(row, column, end - row - 1) for column in columns}
    over = sum(against(line[column], below[column], periods)[0] for column in columns)
    apart = sum(stands_apart(line[column], below[column]) for column in columns)
    return (known + over + APART * apart) / max(len(columns), 1)


def _is_data(sheet: Grid, row: int, start: int, end: int) -> bool:
    """Whether the best header is none: values over columns of values, no word over any of them.

    What nothing stands below may still be like what stands above it, down from row ``start``.
    """
    line = sheet.spread[row]
    texts = [text for text in line if text]
    periods = series(sheet, row, end)
    known = sum(map(words.name_likeness, texts)) / max(len(texts), 1)
    lowest = not any(map(any, sheet.cells[row + 1 : end]))
    first, last = (start, row) if lowest else (row + 1, end)
    same = siblings = values = 0
    for column, text in enumerate(line):
        others = sheet.below(first - 1, column, last - first)
        if not text:
            continue
        named, value, alike = against(text, others, periods)
        if named and not lowest:
            return False
        values += value
        same += value and bool(others) and sum(map(kinds.is_value, others)) >= 0.7 * len(others)
        siblings += alike
    if lowest and row == start:
        return 2 * values > len(texts) and known < 0.5
    return (same > 0 and known <= 0.5) or (siblings >= 0.5 * len(texts) and known < 0.3)


def _first_full_row(sheet: Grid, start: int, end: int) -> int:
    """The first row that fills at least half of the columns that are used at all."""
    used = len(sheet.used(start, end))
    full = (row for row in range(start, end) if sheet.filled(row) >= 0.5 * used)
    return next(full, start)


def _filled(sheet: Grid, rows: Sequence[int]) -> list[Line]:
    """The header's lines with every upper name over all the columns it stands for."""
    lines = [list(sheet.spread[row]) for row in rows]
    if any(_tells_of_columns(sheet, row, rows[n:]) for n, row in enumerate(rows[:-1], 1)):
        for line in lines[:-1]:
            line[:] = ["" if text == line[0] else text for text in line]
    for depth, row in enumerate(rows[:-1]):
        if any(m.top == row + 1 and m.right > m.left for m in sheet.merges):
            continue
        line, parents = lines[depth], lines[depth - 1] if depth else None
        for column in range(1, len(line)):
            under = any(lower[column] for lower in lines[depth + 1 :])
            same = parents is None or parents[column] == parents[column - 1]
            alone = parents is not None and not parents[column]
            if not line[column] and line[column - 1] and under and same and not alone:
                below = any(lower[column - 1] for lower in lines[depth + 1 :])
                line[column] = line[column - 1] if below else ""
    return lines


def _tells_of_columns(sheet: Grid, row: int, lower: Sequence[int]) -> bool:
    """采样地点 merged over 序号 and 项目, and 城南水厂 | 北门水厂 over 结果 that is merged over both.

    The first text says what the others are, and is no upper name.
    """
    labels = (m for m in sheet.merges if m.top == m.bottom == row + 1 and m.left == 1 < m.right)
    if not any(len(sheet.named(below, m)) > 1 for m in labels for below in lower):
        return False
    wide = (m for m in sheet.merges if m.top == m.bottom and m.top - 1 in lower)
    return any(m.right > m.left and len(sheet.named(row, m)) > 1 for m in wide)
