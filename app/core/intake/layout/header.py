"""The header of one table: which rows hold the column names, found by what they say and what
stands below them."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from app.core.intake.layout import words
from app.core.intake.layout.grid import Grid, Line, grid
from app.core.intake.layout.names import joined, unique
from app.core.intake.sheet import Merge, Row
from app.core.model import DroppedRow

HEAD = 200  # rows looked at to find the header
HEADER_DEPTH = 40  # a header starts within so many rows
_PERIOD_ENDS = ("年", "年度", "月", "月份", "季度")
WIDE = 200  # columns that tell a header; more tell no more
MOST_FIELDS = 12  # a line of fields to fill in holds no more texts
LEVELS = 5  # the most rows a header has


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
    scores = {
        row: _score(sheet, row, start, end)
        for row in range(start, min(start + HEADER_DEPTH, end))
        if any(sheet.spread[row])
    }
    if not scores:
        return None
    best = max(scores, key=lambda row: (scores[row], -row))
    rows = _grow(sheet, best, start, end)
    rivals = [score for row, score in scores.items() if row not in rows]
    margin = scores[best] - max(rivals, default=scores[best] - 2)
    evidence = 0.3 + _evidence(sheet, rows[-1], end)
    confidence = max(0.0, min(1.0, (scores[best] - 0.6) / 1.8, 0.45 + margin, evidence))
    if len(rows) == 1 and _is_data(sheet, rows[0], end):
        first = _first_full_row(sheet, start, end)
        return Found(fixed(sheet, (), first, end), 0.3)
    return Found(fixed(sheet, tuple(rows), rows[-1] + 1, end), confidence)


def fixed(sheet: Grid, rows: Sequence[int], body: int, end: int) -> Header:
    """The header made of given rows (from 0) over data that starts at row ``body``."""
    widened = _widened(sheet, rows[-1], end) if rows else set()
    columns = [c for c in sheet.used(min([*rows, body]), end) if c not in widened]
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


def before_header(head: Sequence[Row], header: Header, first: int = 1) -> list[DroppedRow]:
    """The rows from ``first`` down to the header: titles, units, blanks."""
    dropped = []
    for number in range(first, header.rows[0] if header.rows else header.body):
        texts = [cell.strip() for cell in head[number - 1] if cell and cell.strip()]
        if not texts:
            dropped.append(DroppedRow(number, "blank", ""))
        elif any(words.is_unit(text) for text in texts):
            dropped.append(DroppedRow(number, "unit", " ".join(texts)))
        elif all(words.starts_note(text) for text in texts):
            dropped.append(DroppedRow(number, "note", " ".join(texts)))
        else:
            dropped.append(DroppedRow(number, "title", " ".join(texts)))
    return dropped


def raw_names(head: Sequence[Row], header: Header) -> frozenset[str]:
    """The texts that stand in the header's cells."""
    return frozenset(
        cell.strip() for row in header.rows for cell in head[row - 1] if cell and cell.strip()
    )


def is_preamble(sheet: Grid, row: int) -> bool:
    """A line that is no part of a table: a title, a unit, a note, fields to fill in."""
    told = list(dict.fromkeys(text for text in sheet.spread[row] if text))
    texts = sheet.texts(row) or told
    if len(told) <= 1:
        return True
    if len(texts) > MOST_FIELDS:
        return False
    if any(words.is_unit(text) for text in texts):
        return True
    labelled = [words.is_label(text) or words.starts_note(text) for text in texts]
    if labelled[0] and (words.starts_note(texts[0]) or 2 * sum(labelled) >= len(texts)):
        return True
    fields = [words.squeeze(text).rstrip(":：") in words.words("form") for text in texts]
    return fields[0] and 2 * sum(fields) >= len(texts) and len(texts) <= 6 and not all(fields)


def _score(sheet: Grid, row: int, start: int, end: int) -> float:
    """How much a row looks like a header row over the rows below it."""
    line = sheet.spread[row]
    used = sheet.used(row, min(end, row + 60))[:WIDE]
    texts = [line[column] for column in used if line[column]] or [text for text in line if text]
    if is_preamble(sheet, row) and len(used) > 1:
        return -3.0 - 0.02 * (row - start)
    periods = words.series(texts)
    values = siblings = contrast = 0.0
    # The header of the next printed page says nothing against the first.
    lines = [
        entry for entry in sheet.cells[row + 1 : min(end, row + 61)] if entry != sheet.cells[row]
    ]
    for column in used:
        if line[column]:
            below = [entry[column] for entry in lines if entry[column]]
            named, value, alike = _over(line[column], below, periods)
            contrast += named
            values += value
            siblings += alike
    count = len(texts)
    full = (above for above in range(start, row) if _is_full(sheet, above, len(used)))
    whole = sum(1 for _ in islice(full, 5))
    filled = sum(bool(text) for text in sheet.cells[row])
    under = [
        sum(map(bool, line)) for line in sheet.cells[row + 1 : min(end, row + 20)] if any(line)
    ]
    return (
        1.2 * count / max(len(used), 1)
        + 0.6 * len(set(texts)) / count
        + 1.4 * sum(map(words.name_likeness, texts)) / count
        + 1.0 * contrast / count
        + 0.4 * min(sum(under) / max(len(under), 1) / max(filled, 1), 1.0)
        - 2.2 * values / count
        - 1.2 * siblings / count
        - 1.0 * sum(len(text) > 24 for text in texts) / count
        - 0.5 * whole
        - 0.01 * (row - start)
    )


def _evidence(sheet: Grid, row: int, end: int) -> float:
    """How much tells a header from data: known words for names, or words over values."""
    line = sheet.spread[row]
    columns = [column for column in range(sheet.width) if line[column]][:WIDE]
    periods = words.series([line[column] for column in columns])
    known = sum(words.name_likeness(line[column]) for column in columns)
    over = sum(
        _over(line[column], sheet.below(row, column, end - row - 1), periods)[0]
        for column in columns
    )
    return (known + over) / max(len(columns), 1)


def _over(text: str, below: list[str], periods: frozenset[str]) -> tuple[bool, bool, bool]:
    """Whether a text names the values below it, is a value itself, is like those below it."""
    if not below:
        return False, words.is_value(text) and text not in periods, False
    values = sum(map(words.is_value, below)) / len(below)
    if text in periods and sum(map(words.is_period, below)) < 0.7 * len(below):
        return True, False, False
    if words.is_value(text):
        return False, True, values >= 0.7 and _shape(text) in map(_shape, below)
    tails = Counter(entry[-1] for entry in below)
    alike = len(below) > 1 and tails[text[-1]] > 0.5 * len(below) and len(text) > 1
    return values >= 0.7, False, text in below or alike


def _shape(text: str) -> str:
    return "".join("9" if c.isdigit() else "A" if c.isascii() and c.isalpha() else c for c in text)


def _is_full(sheet: Grid, row: int, width: int) -> bool:
    """A row that might be data or names: it holds several things, and no words around a table."""
    texts = sheet.texts(row)
    return len(texts) >= max(2, 0.5 * width) and not is_preamble(sheet, row)


def _grow(sheet: Grid, best: int, start: int, end: int) -> list[int]:
    """All rows of the header that row ``best`` is part of: up and down."""
    first = last = best
    while first > start and last - first + 1 < LEVELS and _is_parent(sheet, first - 1, first, end):
        first -= 1
    while last + 1 < end and last - first + 1 < LEVELS and _is_child(sheet, first, last, end):
        last += 1
    return list(range(first, last + 1))


def _is_parent(sheet: Grid, above: int, row: int, end: int) -> bool:
    """Whether a row stands over the next as its upper names: merged over it, or with gaps in it."""
    if is_preamble(sheet, above) or _values(sheet, above) > 0.3:
        return False
    merges = sheet.merges
    reaching = any(m.top - 1 <= above and m.bottom - 1 >= row for m in merges)
    groups = any(m.bottom == above + 1 and m.right > m.left for m in merges)
    return (
        reaching
        or groups
        or _completes(sheet, above, row, end)
        or _echoes(sheet, above, row, end)
        or _tells_apart(sheet, above, row)
    )


def _is_child(sheet: Grid, first: int, last: int, end: int) -> bool:
    """Whether the row below a header's last row belongs to it."""
    row = last + 1
    if any(m.top - 1 <= last and m.bottom - 1 >= row and m.top - 1 >= first for m in sheet.merges):
        return _values(sheet, row) <= 0.5 or _is_sub(sheet, last, row)
    if _is_sub(sheet, last, row) and _values(sheet, row) <= 0.5:
        return True
    return (
        any(_completes(sheet, upper, row, end) for upper in range(first, last + 1))
        or _echoes(sheet, last, row, end)
        or _names_values(sheet, row, end)
    )


def _is_sub(sheet: Grid, upper: int, row: int) -> bool:
    """A row of distinct names under names that are merged over several columns."""
    wide = [m for m in sheet.merges if m.top == m.bottom == upper + 1 and m.right > m.left]
    under = [
        sheet.cells[row][c] for m in wide for c in range(m.left - 1, min(m.right, sheet.width))
    ]
    return bool(wide) and all(under) and not is_preamble(sheet, row)


def _values(sheet: Grid, row: int) -> float:
    """The share of values in a row; a year or month written out may be the upper name of others."""
    texts = sheet.texts(row)
    periods = words.series(texts) | {t for t in texts if t.endswith(_PERIOD_ENDS)}
    return sum(words.is_value(t) and t not in periods for t in texts) / max(len(texts), 1)


def _completes(sheet: Grid, upper: int, row: int, end: int) -> bool:
    """A lower row of names whose merges were lost: it fills what the upper row leaves blank.

    It is told from data by its own blanks, which the data below fill.
    """
    high, low = sheet.spread[upper], sheet.spread[row]
    if any(m.top == upper + 1 and m.right > m.left for m in sheet.merges):
        return False
    if is_preamble(sheet, upper) or _values(sheet, row) or not any(low):
        return False
    used = sheet.used(upper, end)
    gaps = [column for column in used if not low[column]]
    fills = [column for column in used if low[column] and not high[column]]
    lines = sheet.cells[row + 1 : min(end, row + 20)]
    below = [
        line for line in lines if any(line) and line not in (sheet.cells[row], sheet.cells[upper])
    ]
    if not gaps or not fills or not below or not high[used[0]]:
        return False
    if low[used[0]] and _told(low, [c for c in used if low[c]], below) < 0.6:
        return False
    if all(words.is_bracketed(low[c]) or words.is_measure(low[c]) for c in used if low[c]):
        return False
    filled = sum(sum(bool(line[c]) for c in gaps) for line in below) / (len(below) * len(gaps))
    if filled < 0.5 or not any(high[: fills[0]]):
        return False
    return not any(_over(low[c], _under(below, c), frozenset())[2] for c in fills)


def _told(line: Line, columns: Sequence[int], below: list[Line]) -> float:
    """How many of a line's texts are known as names, or name the values below them; 0 to 1."""
    told = (
        max(words.name_likeness(line[c]), _over(line[c], _under(below, c), frozenset())[0])
        for c in columns
    )
    return sum(told) / len(columns)


def _tells_apart(sheet: Grid, above: int, row: int) -> bool:
    """收入 over 项目 金额, 支出 over 项目 金额: each upper name stands over names that come again."""
    high, low = sheet.cells[above], sheet.cells[row]
    used = sheet.used(above, row + 1)
    starts = [place for place in used if high[place]]
    if len(starts) < 2 or starts[0] != used[0]:
        return False
    ends = [*starts[1:], used[-1] + 1]
    blocks = [tuple(low[start:end]) for start, end in zip(starts, ends, strict=True)]
    return len(set(blocks)) == 1 and len(blocks[0]) > 1 and all(blocks[0])


def _under(below: list[Line], column: int) -> list[str]:
    return [line[column] for line in below if line[column]]


def _names_values(sheet: Grid, row: int, end: int) -> bool:
    """Words over values, with a blank where the rows below have their key: no data row is so."""
    low = sheet.cells[row]
    used = sheet.used(row, end)
    filled = [column for column in used if low[column]]
    if len(filled) < 2 or low[used[0]] or any(words.kind_of(low[c]) != "words" for c in filled):
        return False
    if all(words.is_bracketed(low[c]) or words.is_measure(low[c]) for c in filled):
        return False
    return all(_over(low[c], sheet.below(row, c, end - row - 1), frozenset())[0] for c in filled)


def _echoes(sheet: Grid, upper: int, row: int, end: int) -> bool:
    """The same names once more in another script: 地区 over Region, or field names over 姓名."""
    high, low = sheet.texts(upper), sheet.texts(row)
    if len(high) != len(low) or len(high) < 2 or row + 1 >= end:
        return False
    latin = [all(_is_latin(t) for t in high), all(_is_latin(t) for t in low)]
    han = [all(not t.isascii() for t in high), all(not t.isascii() for t in low)]
    if not ((latin[0] and han[1]) or (han[0] and latin[1])) or _values(sheet, row):
        return False
    below = [sheet.below(row, column) for column in range(sheet.width) if sheet.cells[row][column]]
    if latin[1]:
        return not any(
            column and sum(map(_is_latin, column)) > 0.3 * len(column) for column in below
        )
    return sum(map(words.name_likeness, low)) >= 0.5 * len(low)


def _is_latin(text: str) -> bool:
    return text.isascii() and any(c.isalpha() for c in text) and not words.is_value(text)


def _is_data(sheet: Grid, row: int, end: int) -> bool:
    """Whether the best header is none: values over columns of values, no word over any of them."""
    line = sheet.spread[row]
    texts = [text for text in line if text]
    periods = words.series(texts)
    known = sum(map(words.name_likeness, texts)) / max(len(texts), 1)
    same = siblings = 0
    for column, text in enumerate(line):
        below = sheet.below(row, column, end - row - 1)
        if not text or not below:
            continue
        named, value, alike = _over(text, below, periods)
        if named:
            return False
        same += value and sum(map(words.is_value, below)) >= 0.7 * len(below)
        siblings += alike
    return (same > 0 and known < 0.5) or (siblings >= 0.5 * len(texts) and known < 0.3)


def _first_full_row(sheet: Grid, start: int, end: int) -> int:
    """The first row that fills at least half of the columns that are used at all."""
    used = len(sheet.used(start, end))
    full = (row for row in range(start, end) if sum(map(bool, sheet.cells[row])) >= 0.5 * used)
    return next(full, start)


def _filled(sheet: Grid, rows: Sequence[int]) -> list[Line]:
    """The header's lines with every upper name over all the columns it stands for."""
    lines = [list(sheet.spread[row]) for row in rows]
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
