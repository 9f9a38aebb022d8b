"""Where the table lies in a sheet: header rows, data rows, and what is neither, with reasons.

Nothing is dropped silently: every sheet row that is not data is listed with its reason.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import dropwhile, pairwise
from typing import Literal

from app.core import resources
from app.core.intake.sheet import Merge, Row
from app.core.model import DroppedRow

HEAD = 200  # rows looked at to find the header
HEADER_DEPTH = 30  # a header starts within so many rows

_GROUP = re.compile(  # （92所）, a colon, 一、, 第二部分
    r"[（(][^（）()]*[）)]$|[:：]$|^[（(]?[一二三四五六七八九十]+[）)]?[、.．]"
    r"|^第[一二三四五六七八九十\d]+[部章类]"
)
_NUMBER = re.compile(r"^[-+]?[\d,，]*\.?\d+%?$|^[-+]?\d+$")
_DATE = re.compile(r"^\d{4}[-/.年]\d{1,2}([-/.月]\d{1,2}日?)?月?$|^\d{4}年$")
_YEAR = re.compile(r"(19|20)\d{2}(年|年度)?")
_UNIT = re.compile(r"^[（(]?(?:计量|金额|货币|数量|面积)?单\s*位\s*[：:]")
_BRACKETED = re.compile(r"[（(\[][^（）()]{1,8}[）)\]]")
_LABEL = re.compile(r"^[^：:]{1,10}[：:]")

Reason = Literal[
    "title", "unit", "group", "total", "note", "blank", "repeated-header", "column-numbers"
]


@dataclass(frozen=True)
class Header:
    """The header found: its rows and columns (from 1), one name a column, and the first row below.

    ``rows`` is empty where the table begins with its data; the names are then made up.
    """

    rows: tuple[int, ...]
    columns: tuple[int, ...]
    names: tuple[str, ...]
    body: int


def find_header(head: Sequence[Row], merges: Sequence[Merge]) -> Header | None:
    """The header among the first rows of a sheet, or None where there is no table."""
    width = max((len(row) for row in head), default=0)
    grid = [list(row) + [None] * (width - len(row)) for row in head]
    spread = _spread(grid, merges)
    candidates = [
        (_score(grid, spread, number, merges), -number)
        for number in range(min(HEADER_DEPTH, len(grid)))
        if sum(cell is not None for cell in spread[number]) > 0
    ]
    if not candidates:
        return None
    last = -max(candidates)[1]
    lost = _lost_merges(grid, last)
    if lost:
        merges, last = [*merges, *lost], lost[0].top - 1
        spread = _spread(grid, merges)
    rows = _grow(grid, spread, merges, last)
    rows += [last + 1] if lost and last + 1 not in rows else []
    start = rows[-1] + 1
    if len(rows) == 1 and _is_data(grid, last):
        rows, start = [], _first_full_row(grid)
    columns = [
        number + 1
        for number in range(width)
        if any(spread[row][number] for row in rows)
        or any(row[number] is not None for row in grid[start:])
    ]
    names = _unique([_name(spread, rows, column) for column in columns])
    return Header(tuple(row + 1 for row in rows), tuple(columns), tuple(names), start + 1)


class Judge:
    """Tells the rows below a header apart: data, or the reason why it is none.

    ``labels``: the texts that stand in the header's cells. Rows come one by one, in order.
    """

    def __init__(self, header: Header, labels: frozenset[str], merges: Sequence[Merge]) -> None:
        self._columns = len(header.columns)
        self._wide = {merge.top for merge in merges if merge.right > merge.left}
        self._labels = labels
        self._under_header = True

    def __call__(self, number: int, cells: Row) -> Reason | None:
        """``cells``: row ``number`` of the sheet, cut to the header's columns."""
        texts = [cell.strip() for cell in cells if cell and cell.strip()]
        if not texts:
            return "blank"
        under_header, self._under_header = self._under_header, False
        if len(texts) > 1 and all(text in self._labels for text in texts):
            self._under_header = True
            return "repeated-header"
        if _is_unit(texts, under_header):
            return "unit"
        if self._columns > 1 and _is_note(texts, self._columns):
            return "note"
        if under_header and len(texts) == self._columns and _is_count_up(texts):
            return "column-numbers"
        if _is_total(texts):
            return "total"
        if self._columns > 2 and len(texts) == 1 and cells[0] and cells[0].strip():
            if len(texts[0]) > 40:
                return "note"
            # A lone first cell may also be a row whose other values are not known yet.
            if number in self._wide or _GROUP.search(texts[0]):
                return "group"
        return None


def before_header(head: Sequence[Row], header: Header) -> list[DroppedRow]:
    """The rows above the header: titles, units, blanks."""
    dropped = []
    for number in range(1, header.rows[0] if header.rows else header.body):
        texts = [cell.strip() for cell in head[number - 1] if cell and cell.strip()]
        if not texts:
            dropped.append(DroppedRow(number, "blank", ""))
        else:
            dropped.append(DroppedRow(number, _above(texts), " ".join(texts)))
    return dropped


def raw_names(head: Sequence[Row], header: Header) -> frozenset[str]:
    """The texts that stand in the header's cells."""
    return frozenset(
        cell.strip() for row in header.rows for cell in head[row - 1] if cell and cell.strip()
    )


def _above(texts: list[str]) -> Reason:
    if any(_UNIT.match(text) for text in texts):
        return "unit"
    return "note" if all(_starts_note(text) for text in texts) else "title"


def _is_unit(texts: list[str], under_header: bool) -> bool:
    """单位：万元 on a line of its own; or a row of （万元）（人） right under the header."""
    bracketed = under_header and all(_BRACKETED.fullmatch(text) for text in texts)
    return bracketed or all(_UNIT.match(text) for text in texts)


def _is_note(texts: list[str], columns: int) -> bool:
    """Words that open a note, with next to nothing beside them; or labels to fill in and sign."""
    few = len(texts) <= (2 if columns > 2 else 1)
    return (few and _starts_note(texts[0])) or (
        len(texts) > 1 and all(_starts_note(text) and _LABEL.match(text) for text in texts)
    )


def _starts_note(text: str) -> bool:
    return _pattern("note").match(text) is not None


def _is_total(texts: list[str]) -> bool:
    """A word of summing up among the first two cells, and only numbers after it."""
    for place, text in enumerate(texts[:2]):
        if _pattern("total").fullmatch("".join(text.split()).rstrip(":：")):
            return all(_is_amount(cell) for cell in texts[place + 1 :])
    return False


def _is_amount(text: str) -> bool:
    return bool(_NUMBER.match(text)) or text in ("-", "—", "–", "/", "——")


def _words() -> dict[str, list[str]]:
    return dict(resources.pack("layout").data["words"])


@cache
def _pattern(kind: str) -> re.Pattern[str]:
    """The pack's patterns of one kind as one."""
    return re.compile("|".join(f"(?:{word})" for word in _words()[kind]))


def _spread(grid: list[list[str | None]], merges: Sequence[Merge]) -> list[list[str | None]]:
    """The grid with every merged range filled by its first cell."""
    spread = [list(row) for row in grid]
    for merge in merges:
        if merge.top > len(grid):
            continue
        value = grid[merge.top - 1][merge.left - 1] if merge.left <= len(grid[0]) else None
        for row in range(merge.top - 1, min(merge.bottom, len(grid))):
            for column in range(merge.left - 1, min(merge.right, len(grid[0]))):
                spread[row][column] = value
    return spread


def _score(
    grid: list[list[str | None]],
    spread: list[list[str | None]],
    number: int,
    merges: Sequence[Merge],
) -> float:
    """How much a row looks like the last row of a header."""
    row = [cell.strip() if cell else "" for cell in spread[number]]
    texts = [cell for cell in row if cell]
    below = [line for line in grid[number + 1 : number + 60] if any(line)]
    used = [place for place in range(len(row)) if row[place] or any(line[place] for line in below)]
    coverage = len(texts) / max(len(used), 1)
    distinct = len(set(texts)) / len(texts)
    years = _year_run(texts)
    values = sum(_is_value(text) for text in texts if text not in years) / len(texts)
    long = sum(len(text) > 20 for text in texts) / len(texts)
    lexicon = sum(any(word in text for word in _words()["header"]) for text in texts) / len(texts)
    contrast = _contrast(row, below)
    whole_width = any(
        merge.top <= number + 1 <= merge.bottom and merge.right - merge.left + 1 >= 0.6 * len(used)
        for merge in merges
    )
    lone = len(used) > 1 and len(set(texts)) == 1
    parent = any(
        merge.top == merge.bottom == number + 1 and merge.right > merge.left for merge in merges
    )
    fill_below = sum(sum(map(bool, line)) for line in below[:20]) / max(len(below[:20]), 1)
    return (
        1.2 * coverage
        + 0.6 * distinct
        + 1.6 * lexicon
        + 1.0 * contrast
        + 0.4 * min(fill_below / max(len(texts), 1), 1.0)
        - 2.2 * values
        - 1.0 * long
        - 2.5 * (whole_width or lone)
        - 0.6 * parent
        - 0.02 * number
    )


def _is_value(text: str) -> bool:
    return bool(_NUMBER.match(text) or _DATE.match(text))


def _year_run(texts: list[str]) -> set[str]:
    """The years in a row that counts them up or down one by one: such numbers are names."""
    years = [text for text in texts if _YEAR.fullmatch(text)]
    steps = {int(b[:4]) - int(a[:4]) for a, b in pairwise(years)}
    return set(years) if steps in ({1}, {-1}) else set()


def _contrast(row: list[str], below: list[list[str | None]]) -> float:
    """The share of the header cells that are words over a column of numbers or dates."""
    named = [place for place, text in enumerate(row) if text]
    years = _year_run([row[place] for place in named])
    words = {row[place] for place in named if not _NUMBER.match(row[place])} | years
    hits = 0
    for place in named:
        column = [line[place].strip() for line in below if line[place]]  # type: ignore[union-attr]
        values = sum(_is_value(cell) for cell in column)
        if column and values >= 0.7 * len(column) and row[place] in words:
            hits += 1
    return hits / max(len(named), 1)


def _is_data(grid: list[list[str | None]], number: int) -> bool:
    """Whether the best header is none: values over columns of values, no word over any of them."""
    row = [cell.strip() if cell else "" for cell in grid[number]]
    below = grid[number + 1 :]
    years = _year_run([text for text in row if text])
    values_over_values = 0
    for place, text in enumerate(row):
        column = [line[place] or "" for line in below if line[place]]
        if not text or not column:
            continue
        if sum(_is_value(cell.strip()) for cell in column) < 0.7 * len(column):
            continue
        if text in years or not _is_value(text):
            return False
        values_over_values += 1
    return values_over_values > 0


def _first_full_row(grid: list[list[str | None]]) -> int:
    """The first row that fills at least half of the columns that are used at all."""
    used = sum(any(row[place] for row in grid) for place in range(len(grid[0])))
    return next(n for n, row in enumerate(grid) if sum(map(bool, row)) >= 0.5 * used)


def _grow(
    grid: list[list[str | None]],
    spread: list[list[str | None]],
    merges: Sequence[Merge],
    last: int,
) -> list[int]:
    """The header rows, once its lowest row is known: up and down through merged cells."""
    bottom = max(
        [last + 1]
        + [m.bottom for m in merges if m.top <= last + 1 <= m.bottom and m.bottom <= last + 3]
    )
    first = last
    while first > 0:
        above = first - 1
        reaching = any(m.top - 1 <= above and m.bottom - 1 >= first for m in merges)
        groups = [m for m in merges if m.top == m.bottom == above + 1 and m.right > m.left]
        texts = {cell for cell in spread[above] if cell}
        covered = sum(m.right - m.left + 1 for m in groups)
        is_title = len(texts) <= 1 or (covered >= 0.9 * len(grid[0]) and len(groups) == 1)
        if not is_title and (reaching or groups):
            first = above
        else:
            break
    return list(range(first, bottom))


def _lost_merges(grid: list[list[str | None]], last: int) -> list[Merge]:
    """The merges of a two-row header that a format without merges has dropped.

    What the upper row leaves blank the lower one fills, and the first column has its name above.
    """
    for top in (last, last - 1):
        if top < 0 or top + 1 >= len(grid):
            continue
        upper, lower = grid[top], grid[top + 1]
        used = [n for n in range(len(upper)) if any(row[n] for row in grid[top:])]
        split = upper[used[0]] and not lower[used[0]] and sum(map(bool, upper)) > 1
        whole = all(upper[n] or lower[n] for n in used) and not all(upper[n] for n in used)
        if split and whole and not any(_is_value(cell.strip()) for cell in lower if cell):
            return _runs(top, upper, lower)
    return []


def _runs(top: int, upper: list[str | None], lower: list[str | None]) -> list[Merge]:
    """Each name of the upper row with the blanks at its right that stand over a lower name."""
    runs: list[Merge] = []
    for place, name in enumerate(upper, 1):
        if name:
            runs.append(Merge(top + 1, place, top + 1, place))
        elif lower[place - 1] and runs and runs[-1].right == place - 1:
            runs[-1] = Merge(top + 1, runs[-1].left, top + 1, place)
    return runs


def _name(spread: list[list[str | None]], rows: list[int], column: int) -> str:
    """A column's name: the distinct texts from top to bottom, joined as 上级_下级."""
    parts: list[str] = []
    for row in rows:
        text = re.sub(r"\s+", "", spread[row][column - 1] or "")
        if text and (not parts or parts[-1] != text):
            parts.append(text)
    return "_".join(parts) or f"列{column}"


def _unique(names: Iterable[str]) -> list[str]:
    """The names, with _2, _3 … after those that have stood before."""
    taken: set[str] = set()
    result = []
    for name in names:
        unique, number = name, 2
        while unique in taken:
            unique, number = f"{name}_{number}", number + 1
        taken.add(unique)
        result.append(unique)
    return result


def _is_count_up(texts: list[str]) -> bool:
    """1 2 3 …, (1) (2) (3) … or 甲 乙 1 2 …: the row that numbers the columns of a form."""
    bare = [text.strip("()（）栏次 ") for text in texts]
    numbers = list(dropwhile(lambda text: text in ("甲", "乙", "丙", "丁", ""), bare))
    told = numbers != texts or len(texts) > 3  # three plain numbers may well be data
    return told and len(numbers) > 1 and numbers == [str(n + 1) for n in range(len(numbers))]
