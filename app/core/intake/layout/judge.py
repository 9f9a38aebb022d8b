"""The rows below a header, one by one: data, or the reason why a row is none."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from app.core.intake.layout import words
from app.core.intake.layout.header import Header
from app.core.intake.sheet import Merge, Row

UNDER = 3  # rows right under a header (or under a gap) that are read with it in mind
MANY = 1 << 31  # beyond any row number

Reason = Literal[
    "title", "unit", "group", "total", "note", "blank", "repeated-header", "column-numbers",
    "next-table",
]  # fmt: skip
_GAPS = ("blank", "group", "title", "unit", "note", "total", "repeated-header")


@dataclass(frozen=True)
class Habit:
    """What the data rows of a table are like, learned from the first of them.

    ``values``: the places (from 0) of columns that hold numbers, dates or codes. ``serial``: the
    place of the column that counts the rows. ``tail``: the character most first cells end with.
    ``titles``: lines above the header. ``totals``: rows that are the sum of the others.
    """

    values: frozenset[int] = frozenset()
    serial: int | None = None
    tail: str = ""
    titles: frozenset[str] = frozenset()
    totals: frozenset[int] = frozenset()


NO_HABIT = Habit()


class Judge:
    """Tells the rows below a header apart: data, or the reason why it is none.

    ``labels``: the texts that stand in the header's cells. Rows come in order; those that
    :class:`Suspects` clears may be left out. Once a row is "next-table", the table is over:
    the next one starts at row :attr:`end`, above which what was dropped stays dropped.
    """

    def __init__(
        self,
        header: Header,
        labels: frozenset[str],
        merges: Sequence[Merge],
        habit: Habit = NO_HABIT,
    ) -> None:
        self.end: int | None = None
        self._body = header.body
        self._columns = len(header.columns)
        self._wide = {m.top for m in merges if m.right > m.left}
        self._tall = _united(
            (m.top + 1, m.bottom) for m in merges if m.bottom > m.top >= header.body
        )
        self._labels = labels
        self._habit = habit
        self._under = header.body  # the row right under the header, or under its last repetition
        self._gap: int | None = None  # the first row of the gap that is open
        self._captioned = False  # whether 表2 … stands in the gap
        self._last = (header.body - 1, "header")

    def __call__(self, number: int, cells: Row) -> Reason | None:
        """``cells``: row ``number`` of the sheet, cut to the header's columns."""
        if self.end is not None:
            return "next-table"
        self._follow(number)
        line = [(cell or "").strip() for cell in cells]
        reason = self._reason(number, line, [text for text in line if text])
        if reason in ("blank", "group", "title", "unit"):
            self._gap = number if self._gap is None else self._gap
            self._captioned |= reason == "group" and words.is_caption(line[0])
        elif reason == "next-table":
            self.end = number if self._gap is None else self._gap
        else:
            self._gap, self._captioned = None, False
        self._last = (number, reason or "data")
        return reason

    def blank(self, first: int, last: int) -> None:
        """The rows from ``first`` to ``last`` hold nothing."""
        self._follow(first)
        self._gap = first if self._gap is None else self._gap
        self._last = (last, "blank")

    def _follow(self, number: int) -> None:
        """Rows that were left out before this one are data."""
        if number != self._last[0] + 1:
            self._gap, self._captioned = None, False
            self._last = (number - 1, "data")

    def _reason(self, number: int, line: list[str], texts: list[str]) -> Reason | None:
        if not texts:
            return "blank"
        if len(texts) > 1 and all(text in self._labels for text in texts):
            if self._captioned:
                return "next-table"
            self._under = number + 1
            return "repeated-header"
        return (
            self._aside(number, texts)
            or self._summing(number, line, texts)
            or self._apart(number, line, texts)
        )

    def _aside(self, number: int, texts: list[str]) -> Reason | None:
        """Words around a table: units, notes, numbers of columns, the title once more."""
        under = self._under <= number < self._under + UNDER
        if _is_unit(texts, under, self._columns):
            return "unit"
        if self._columns > 1 and _is_note(texts, self._columns):
            return "note"
        if under and len(texts) > 1 and all(map(words.is_instruction, texts)):
            return "note"
        if under and words.is_count_up(texts, self._columns):
            return "column-numbers"
        if len(texts) == 1 and texts[0] in self._habit.titles:
            return "title"
        return None

    def _summing(self, number: int, line: list[str], texts: list[str]) -> Reason | None:
        """A sum of other rows, or a group with the sums of its rows beside its name."""
        if number in self._habit.totals or _is_total(texts):
            return "total"
        serial = None if self._habit.serial is None else line[self._habit.serial]
        if len(texts) < 2:
            return None
        if serial and words.is_numeral(serial):
            return "group"
        label = texts[0]
        if words.is_value(label) or words.begins_plainly(label):
            return None
        apart = number in self._wide or serial == ""
        named = serial == label or (apart and words.is_numbered(label))
        return "group" if named and all(map(words.is_amount, texts[1:])) else None

    def _apart(self, number: int, line: list[str], texts: list[str]) -> Reason | None:
        starts = number if self._gap is None else self._gap
        if starts > self._body and self._is_next(line, texts):
            return "next-table"
        if len(texts) > 1:
            return None
        text = texts[0]
        merged = number in self._wide
        if merged and (self._columns > 1 or text in self._habit.titles):
            return "note" if len(text) > 60 or text.endswith("。") else "group"
        after_gap = self._last[1] in ("blank", "note")
        if self._columns > 2:
            return self._lone(number, line, text, after_gap)
        if self._columns == 2 and line[0] and after_gap and words.pattern("title").match(text):
            return "group"
        return None

    def _lone(self, number: int, line: list[str], text: str, after_gap: bool) -> Reason | None:
        """The only text of a row in a table of three columns or more."""
        habit = self._habit
        if len(text) > 40 or (line[0] and after_gap and re.search(r"[。；;]$", text)):
            return "note"
        if habit.serial is not None and not line[habit.serial] and not self._is_tall(number):
            return "group"
        if not line[0]:
            return None
        if words.pattern("group").search(text):
            return "group"
        strange = not words.is_value(text) and (0 in habit.values or habit.serial == 0)
        # A lone first cell may also be a row whose other values are not known yet.
        unlike = not text.endswith(habit.tail) if habit.tail else self._columns > 3
        return "group" if strange or after_gap or (unlike and not words.is_value(text)) else None

    def _is_tall(self, number: int) -> bool:
        """Whether a row lies inside a merge that began above it."""
        place = bisect_right(self._tall, (number, MANY)) - 1
        return place >= 0 and number <= self._tall[place][1]

    def _is_next(self, line: list[str], texts: list[str]) -> bool:
        """A header of another table: words where values should be, after a gap or by its key."""
        if len(texts) < 2 or len(texts) < 0.5 * min(self._columns, 4):
            return False
        key = len(texts) > 2 and words.squeeze(texts[0]) in words.words("key")
        after_gap = self._last[1] in _GAPS
        if not (after_gap or key) or len(set(texts)) < len(texts):
            return False
        periods = words.series(texts)
        if any(words.kind_of(text) != "words" and text not in periods for text in texts):
            return False
        likeness = sum(map(words.name_likeness, texts)) / len(texts)
        against = [place for place in self._habit.values if line[place]]
        strange = len(against) >= max(1, 0.5 * len(self._habit.values))
        if key:
            return likeness >= 0.6 and (strange or likeness > 0.85)
        return (strange and (likeness >= 0.4 or self._gap is not None)) or likeness >= 0.75


def _united(ranges: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The ranges in order, those that overlap as one."""
    united: list[tuple[int, int]] = []
    for first, last in sorted(ranges):
        if united and first <= united[-1][1] + 1:
            united[-1] = united[-1][0], max(last, united[-1][1])
        else:
            united.append((first, last))
    return united


def habit(lines: Sequence[tuple[int, Row]], titles: frozenset[str] = frozenset()) -> Habit:
    """What the first data rows of a table are like; each with its number, cut to the columns."""
    rows = [(n, [(cell or "").strip() for cell in cells]) for n, cells in lines]
    rows = [(n, line) for n, line in rows if sum(map(bool, line)) > 1 or len(line) <= 2]
    if not rows:
        return Habit(titles=titles)
    columns = [[line[place] for _, line in rows if line[place]] for place in range(len(rows[0][1]))]
    values = frozenset(
        place
        for place, texts in enumerate(columns)
        if texts and sum(words.kind_of(t) != "words" for t in texts) >= 0.7 * len(texts)
    )
    tails = Counter(text[-1] for text in columns[0])
    tail, count = tails.most_common(1)[0] if tails else ("", 0)
    common = tail if count >= 0.6 * len(columns[0]) and len(columns[0]) > 2 else ""
    return Habit(values, _serial(columns), common, titles, _wholes(rows, values))


def _serial(columns: list[list[str]]) -> int | None:
    """The first of the leading columns that counts 1 2 3, with small gaps or from 1 again."""
    for place, texts in enumerate(columns[:2]):
        numbers = [int(t) for t in texts if t.isascii() and t.isdigit() and len(t) < 8]
        steps = sum(a < b <= a + 3 or b == 1 for a, b in pairwise(numbers))
        if (
            numbers[:1] == [1]
            and len(numbers) >= 0.6 * len(texts)
            and steps >= 0.8 * (len(numbers) - 1)
        ):
            return place if len(columns) > 1 else None
    return None


def _wholes(rows: list[tuple[int, list[str]]], values: frozenset[int]) -> frozenset[int]:
    """Rows such as 全县 whose numbers are the sums of the rows beside them."""
    wholes = [(n, line) for n, line in rows if any(map(words.is_whole, line[:2]))]
    parts = [
        line
        for n, line in rows
        if not any(map(words.is_whole, line[:2])) and not _is_total([t for t in line if t])
    ]
    if len(parts) < 2:
        return frozenset()
    found = set()
    for number, line in wholes:
        agree = tried = 0
        for place in values:
            whole, terms = _amount(line[place]), [_amount(part[place]) for part in parts]
            if whole is None or None in terms:
                continue
            tried += 1
            agree += abs(sum(term for term in terms if term) - whole) <= 0.005 * abs(whole) + 0.05
        if agree and agree >= 0.5 * tried:
            found.add(number)
    return frozenset(found)


def _amount(text: str) -> float | None:
    plain = text.replace(",", "").replace("，", "")
    return float(plain) if re.fullmatch(r"[-+]?\d{1,15}(\.\d{1,10})?", plain) else None


def _is_unit(texts: list[str], under: bool, columns: int) -> bool:
    """单位：万元 on a line of its own; or a row of （万元）（人） right under the header."""
    if all(words.is_unit(text) for text in texts):
        return True
    if not under or (len(texts) < 2 and columns > 2):
        return False
    measures = sum(words.is_bracketed(text) or words.is_measure(text) for text in texts)
    return measures >= 0.7 * len(texts) and not any(map(words.is_value, texts))


def _is_note(texts: list[str], columns: int) -> bool:
    """Words that open a note, with next to nothing beside them; or labels to fill in and sign."""
    few = len(texts) <= (2 if columns > 2 else 1)
    if few and words.starts_note(texts[0]):
        return True
    if not words.starts_note(texts[0]) or not words.is_label(texts[0]):
        return False
    labels = sum(map(words.is_label, texts))
    return labels > 1 and 2 * labels >= len(texts)


def _is_total(texts: list[str]) -> bool:
    """A word of summing up among the first two cells, and only numbers after it."""
    for place, text in enumerate(texts[:2]):
        if words.is_total(text):
            rest = texts[place + 1 :]
            return all(words.is_amount(cell) or words.is_total(cell) for cell in rest)
    return False
