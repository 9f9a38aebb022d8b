"""What the data rows of a table are like, learned from the first of them."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise, takewhile

from app.core.intake.layout import words
from app.core.intake.layout.summary import is_statistic_row, summaries
from app.core.intake.sheet import Row


@dataclass(frozen=True)
class Habit:
    """What the data rows of a table are like.

    ``values``: the places (from 0) of columns that hold numbers, dates or codes. ``dated``: whether
    the first holds dates. ``serial``: the place of the column that counts the rows. ``tails``: what first cells end
    with, where most end alike.
    ``titles``: lines above the header. ``totals``: rows that sum the others up. ``closing``: lines
    of who and when at the end. ``keyed``: no first cell is blank, but for some below the last key.
    ``grouped``: lone first cells stand over full rows. ``coded``: how long the shortest code of a
    full row is, where shorter ones with nothing but a name stand over those that begin with them.
    ``likeness``: how much the texts of each column read like names of columns, on average.
    """

    values: frozenset[int] = frozenset()
    serial: int | None = None
    tails: frozenset[str] = frozenset()
    titles: frozenset[str] = frozenset()
    totals: frozenset[int] = frozenset()
    closing: frozenset[int] = frozenset()
    keyed: bool = False
    dated: bool = False
    grouped: bool = False
    coded: int = 0
    likeness: tuple[float, ...] = ()


NO_HABIT = Habit()
MOST = 0.7  # the share of a column's texts that are values, where it is one of values
LEAST_GROUPS = 2  # one lone cell may be a row whose values are not known
LEAST_CODED = 3  # a code, a name and something of its own: else a list of codes
CLOSING = 3  # lines at the end that say who and when


def habit(
    lines: Sequence[tuple[int, Row]], titles: frozenset[str] = frozenset(), first: str = ""
) -> Habit:
    """The habit of data rows, each with its number, cut to the columns.

    ``titles``: lines above the header; ``first``: the first column's name.
    """
    rows = [(n, [(cell or "").strip() for cell in cells]) for n, cells in lines]
    every = [line for _, line in rows]
    rows = [(n, line) for n, line in rows if sum(map(bool, line)) > 1 or len(line) <= 2]
    if not rows:
        return Habit(titles=titles)
    plain = [line for _, line in rows if not is_statistic_row(line)] or [rows[0][1]]
    columns = [[line[place] for line in plain if line[place]] for place in range(len(plain[0]))]
    values = {
        place
        for place, texts in enumerate(columns)
        if texts and sum(words.kind_of(t) != "words" for t in texts) >= MOST * len(texts)
    } | ({0} if _is_coded(columns[0]) else set())
    ends = Counter(text[-1] for text in columns[0])
    count = max(ends.values(), default=0)
    alike = count >= 0.6 * len(columns[0]) and len(columns[0]) > 2
    tails = frozenset(ends) if alike else frozenset()
    serial = _serial(columns)
    totals = summaries(rows, frozenset(values), serial, first)
    return Habit(
        frozenset(values),
        serial,
        tails,
        titles,
        totals,
        _closing(lines),
        _is_keyed(plain),
        any(words.kind_of(text) == "date" for text in columns[0]),
        _is_grouped(every),
        _coded(every),
        tuple(sum(map(words.name_likeness, texts)) / max(len(texts), 1) for texts in columns),
    )


def _is_coded(texts: Sequence[str]) -> bool:
    """Whether a column holds values only, but for some words below the last of them."""
    values = [place for place, text in enumerate(texts) if words.is_value(text)]
    return bool(values) and values[-1] == len(values) - 1 and 2 * len(values) > len(texts)


def _closing(lines: Sequence[tuple[int, Row]]) -> frozenset[int]:
    """清溪县教育局 and below it 2024年8月30日, which no other row has a date above: the last rows."""
    told = [(n, {c: t for c, cell in enumerate(row) if (t := (cell or "").strip())}) for n, row in lines]
    last = list(takewhile(lambda row: len(row[1]) == 1, reversed(told)))[:CLOSING]
    if not last:
        return frozenset()
    [(place, text)] = last[0][1].items()
    above = [row[place] for _, row in told[: -len(last)] if place in row]
    if words.kind_of(text) != "date" or any(words.kind_of(other) == "date" for other in above):
        return frozenset()
    return frozenset(number for number, _ in last)


def _is_keyed(lines: Sequence[Sequence[str]]) -> bool:
    """Whether every row has a first cell, down to the last that has one; that is most of them."""
    filled = [place for place, line in enumerate(lines) if line[0]]
    return bool(filled) and filled[-1] == len(filled) - 1 and 2 * len(filled) > len(lines)


def _is_grouped(lines: Sequence[Sequence[str]]) -> bool:
    """Whether the first row and others are lone first cells over full rows that are named unlike them."""
    lone = [bool(line[0]) and not any(line[1:]) for line in lines]
    full = [line for line, alone in zip(lines, lone, strict=True) if not alone]
    if sum(lone) < LEAST_GROUPS or not lone[0] or lone[-1] or any(map(all, pairwise(lone))):
        return False
    tails = {line[0][-1] for line in full if line[0]}
    heads = {line[0][-1] for line, alone in zip(lines, lone, strict=True) if alone}
    return all(map(all, full)) and tails.isdisjoint(heads)


def names_code(line: Sequence[str]) -> bool:
    """11 | 一般医疗服务 and nothing beside it."""
    is_pair = len(line) >= LEAST_CODED and bool(line[0] and line[1]) and not any(line[2:])
    return is_pair and line[0].isascii() and line[0].isalnum() and not words.is_value(line[1])


def _coded(lines: Sequence[Sequence[str]]) -> int:
    """The length of the shortest full row's code, if every shorter one alone with its name opens a group."""
    pairs = [names_code(line) for line in lines]
    full = [line[0] for line, pair in zip(lines, pairs, strict=True) if not pair and line[0]]
    if lines and len(lines[0]) == LEAST_CODED and not _is_third_amount(lines, pairs):
        return 0  # the third column holds remarks
    least = min(map(len, full), default=0)
    heads = [n for n, pair in enumerate(pairs) if pair and len(lines[n][0]) < least]
    opened = all(n + 1 < len(lines) and lines[n + 1][0].startswith(lines[n][0]) for n in heads)
    return least if heads and opened and 2 * len(heads) < len(lines) else 0


def _is_third_amount(lines: Sequence[Sequence[str]], pairs: Sequence[bool]) -> bool:
    """Whether all rows but those that may be groups have a value in the third column."""
    return all(words.is_value(line[2]) for line, pair in zip(lines, pairs, strict=True) if not pair)


def _serial(columns: list[list[str]]) -> int | None:
    """The first of the leading columns that counts 1 2 3, with small gaps or from 1 again."""
    for place, texts in enumerate(columns[:2]):
        numbers = [int(t) for t in texts if words.is_plain_number(t)]
        steps = sum(a < b <= a + 3 or b == 1 for a, b in pairwise(numbers))
        if (
            numbers[:1] == [1]
            and len(numbers) >= 0.6 * len(texts)
            and steps >= 0.8 * (len(numbers) - 1)
        ):
            return place if len(columns) > 1 else None
    return None
