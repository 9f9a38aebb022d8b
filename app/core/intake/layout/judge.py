"""The rows below a header, one by one: data, or the reason why a row is none."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import Literal

from app.core.intake.layout import counting, kinds, pack, words
from app.core.intake.layout.asides import is_note, is_unit
from app.core.intake.layout.column_numbers import is_count_up, is_stem
from app.core.intake.layout.habit import NO_HABIT, Habit, names_code
from app.core.intake.layout.header import Header
from app.core.intake.layout.summary import is_statistic_row, is_summary, is_total
from app.core.intake.sheet import Merge, Row

UNDER = 3  # rows right under a header (or under a gap) that are read with it in mind
LONG = 40  # characters, more than a cell beside others mostly holds
MANY = 1 << 31  # beyond any row number

Reason = Literal[
    "title", "unit", "group", "total", "note", "blank", "repeated-header", "column-numbers",
    "next-table",
]  # fmt: skip
_CLOSING = ("blank", "note", "total", "group")  # what may stand above a line of who and when
_GAPS = ("blank", "group", "title", "unit", "note", "total", "repeated-header")


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
        self._labels = frozenset(map(words.as_spelled, labels))
        names = zip(header.names, header.columns, strict=True)
        self._nameless = [place for place, (name, n) in enumerate(names) if name == f"列{n}"]
        self._habit = habit
        self._indicators = words.is_indicator(header.names[0]) if header.rows else True
        self._once = {"", *habit.titles, *map(words.without_continued, habit.titles)}
        self._titles = {words.without_digits(title) for title in habit.titles if " " in title}
        self._under = header.body  # the row right under the header, or under its last repetition
        self._gap: int | None = None  # the first row of the gap that is open
        self._captioned = False  # whether 表2 … stands in the gap
        self._counted_on = False  # whether 三、 stands in the gap of a table with the title 二、
        self._parted = False  # whether a blank row stands in the gap
        self._summed = False  # whether the last row of the table is a total
        self._begun = False  # whether a row with more than its first cell was data
        self._alone: int | None = (
            None  # the last row, if a lone first cell below such a row is data
        )
        self._titled = False  # whether that row reads like a title
        self._last = (header.body - 1, "header")

    def __call__(self, number: int, cells: Row) -> Reason | None:
        """``cells``: row ``number`` of the sheet, cut to the header's columns."""
        if self.end is not None:
            return "next-table"
        self._follow(number)
        line = [(cell or "").strip() for cell in cells]
        reason = self._reason(number, line, list(filter(None, line)))
        if reason in ("blank", "group", "title", "unit"):
            self._gap = number if self._gap is None else self._gap
            self._captioned |= reason == "group" and self._is_caption(line)
            self._counted_on |= reason == "group" and self._counts_on(line)
            self._parted |= reason == "blank"
        elif reason == "next-table":
            self.end = self._start_of_gap(number)
        else:
            self._close()
            self._summed = reason == "total"
            lone = bool(line[0]) and not any(line[1:])
            if reason is None and lone and self._begun and not words.is_header_word(line[0]):
                self._alone = number
                self._titled = words.is_numbered(line[0]) or _is_title_like(line[0])
            self._begun |= reason is None and not lone
        self._last = (number, reason or "data")
        return reason

    def _start_of_gap(self, number: int) -> int:
        """The first row that a table which begins at or above row ``number`` may begin with."""
        if self._gap is None:
            return number if self._alone is None else self._alone
        return self._gap

    def _is_caption(self, line: list[str]) -> bool:
        """表2 …, or the table's own title with another year or month in it."""
        text = next(filter(None, line))
        told = words.times_in(text)
        others = (
            t for t in self._habit.titles if words.without_digits(t) == words.without_digits(text)
        )
        return words.is_caption(line[0]) or any(words.times_in(title) != told for title in others)

    def _counts_on(self, line: list[str]) -> bool:
        """三、捐款明细 below a table that has the title 二、救助明细."""
        text = next(filter(None, line))
        return any(words.follows(text, title) for title in self._habit.titles)

    def blank(self, first: int, last: int) -> None:
        """The rows from ``first`` to ``last`` hold nothing."""
        self._follow(first)
        self._gap = first if self._gap is None else self._gap
        self._parted = True
        self._last = (last, "blank")

    def _follow(self, number: int) -> None:
        """Rows that were left out before this one are data."""
        if number != self._last[0] + 1:
            self._close()
            self._begun = True
            self._last = (number - 1, "data")

    def _close(self) -> None:
        """A row of the table ends the gap."""
        self._gap, self._alone = None, None
        self._captioned = self._counted_on = self._parted = self._summed = False

    def _reason(self, number: int, line: list[str], texts: list[str]) -> Reason | None:
        if not texts or (len(texts) == self._columns and all(map(kinds.is_rule, texts))):
            return "blank"
        if len(texts) > 1 and all(words.as_spelled(text) in self._labels for text in texts):
            if self._captioned and self._gap is not None and self._gap > self._body:
                return "next-table"
            self._under = number + 1
            return "repeated-header"
        return (
            self._aside(number, line, texts)
            or self._summing(number, line, texts)
            or self._apart(number, line, texts)
        )

    def _aside(self, number: int, line: list[str], texts: list[str]) -> Reason | None:
        """Words around a table: units, notes, numbers of columns, the title once more."""
        under = self._under <= number < self._under + UNDER
        if is_unit(texts, under and self._habit.united, self._columns):
            return "unit"
        if number in self._habit.closing or (self._columns > 1 and is_note(texts, self._columns)):
            return "note"
        if len(texts) > 1 and all(map(words.is_open_label, texts)):
            return self._labels_of(line)
        if 1 < len(texts) < self._columns and self._are_stated(texts):
            return "note"
        shows = words.is_example(texts[0]) or all(map(words.is_instruction, texts))
        if under and len(texts) > 1 and shows:
            return "note"
        if under and is_count_up(texts, self._columns) and not self._is_graded(line):
            return "column-numbers"
        if self._is_title(texts):
            return "title"
        return None

    def _are_stated(self, texts: list[str]) -> bool:
        """借方笔数：2 | 贷方笔数：1: things with what they are, unless the first cells of other rows read so too."""
        told = all(words.is_label(text) and words.is_stated(text) for text in texts)
        return told and "stated" not in self._habit.manners

    def _is_graded(self, line: list[str]) -> bool:
        """A | 1 | 2 over B | 3 | 5: a letter among the letters of its column numbers no columns."""
        return any(is_stem(line[place]) for place in self._habit.stems)

    def _is_title(self, texts: list[str]) -> bool:
        """A line above the header once more; of several texts, with other numbers: 第2页."""
        if len(texts) == 1:
            return words.without_continued(texts[0]) in self._once
        return bool(self._titles) and words.without_digits(" ".join(texts)) in self._titles

    def _labels_of(self, line: list[str]) -> Reason | None:
        """局长： 经办人： to be signed; or 流动资产： 流动负债： over the rows of two sides."""
        if any(map(words.is_signature, line)):
            return "note"
        amiss = any(text and place in self._habit.values for place, text in enumerate(line))
        return None if amiss else "group"

    def _summing(self, number: int, line: list[str], texts: list[str]) -> Reason | None:
        """A sum of other rows, or a group with the sums of its rows beside its name."""
        if number in self._habit.figures:
            return None
        if number in self._habit.totals or is_total(texts) or self._is_remarked(line, texts):
            return "total"
        if is_statistic_row(line) and self._is_unlike(line):
            return "total"
        if self._last[1] == "total" and not self._indicators and is_statistic_row(line, _is_ratio):
            return "total"
        serial = None if self._habit.serial is None else line[self._habit.serial]
        if len(texts) < 2:
            return None
        if serial and words.is_numeral(serial):
            return "group"
        label = texts[0]
        if kinds.is_value(label) or words.begins_plainly(label):
            return None
        # The right side of a table of two sides goes on where the left one has ended.
        right = 2 * line.index(label) >= self._columns
        apart = number in self._wide or (serial == "" and not right) or self._lacks_words(line)
        named = serial == label or (apart and self._habit.summed and words.is_numbered(label))
        if kinds.kind_of(label) != "words":
            return None
        if named and all(kinds.is_amount(text) or kinds.is_quantity(text) for text in texts[1:]):
            return "group"
        if not is_summary(texts):
            return None
        under = self._last[1] == "total" and not right
        return "total" if under and self._is_unlike(line) else None

    def _lacks_words(self, line: list[str]) -> bool:
        """Whether a row is blank where every row has words that is not numbered: 一、续建 | | 602."""
        return any(not line[place] for place in self._habit.worded)

    def _is_remarked(self, line: list[str], texts: list[str]) -> bool:
        """合计 | | 408.5 | 已整改2个: a total with words in the last column, where other rows have words too."""
        if not line[-1] or len(texts) < 3 or self._columns - 1 in self._habit.values:
            return False
        return is_total(texts[:-1]) and any(map(kinds.is_amount, texts[1:-1]))

    def _is_unlike(self, line: list[str]) -> bool:
        """Whether a row has no key where all others have one, or words where they have a code."""
        if not line[0]:
            return self._habit.keyed
        return 0 in self._habit.values and not kinds.is_value(line[0])

    def _apart(self, number: int, line: list[str], texts: list[str]) -> Reason | None:
        if self._last[1] == "note" and self._is_signed(line, texts):
            return "note"
        if self._last[1] in ("total", "note", "blank") and self._are_signers(line, texts):
            return "note"
        if self._start_of_gap(number) > self._body and self._is_next(line, texts):
            return "next-table"
        if len(texts) == 2 < self._columns and line[0] and kinds.is_head_count(line[1]):
            return "group"
        if number in self._habit.headings or self._is_named(line):
            return "group"
        if len(texts) > 1:
            return None
        text = texts[0]
        merged = number in self._wide
        if merged and (self._columns > 1 or text in self._habit.titles):
            return "note" if len(text) > 60 or text.endswith("。") else "group"
        after_gap = self._last[1] in ("blank", "note")
        if self._columns > 2:
            return self._lone(number, line, text, after_gap)
        if self._columns == 2 and words.manner(line[0]) == "sentence" not in self._habit.manners:
            return "note"
        if self._columns == 2 and line[0] and (after_gap or self._last[1] == "total"):
            named = pack.pattern("title").match(text) or text.endswith(("：", ":"))
            told = named or words.is_numbered(text) or self._is_caption(line)
            told = told or (self._summed and self._parted)
            return "group" if told else None
        return None

    def _is_named(self, line: list[str]) -> bool:
        """11 | 一般医疗服务 over longer codes; | A.1 | 土石方工程 over rows that are counted."""
        if len(line[0]) < self._habit.coded and names_code(line):
            return True
        counted = self._habit.serial == 0 and not line[0]
        return counted and names_code([line[1].replace(".", ""), *line[2:]])

    def _lone(self, number: int, line: list[str], text: str, after_gap: bool) -> Reason | None:
        """The only text of a row in a table of three columns or more."""
        habit = self._habit
        if self._is_said(line, text) or (line[0] and after_gap and text[-1] in "；;"):
            return "group" if words.is_stated(text) else "note"  # below all rows no group
        if habit.heads and line[habit.heads]:
            return "group"
        if habit.serial is not None and not line[habit.serial] and not self._is_tall(number):
            # Further right than the names of the rows something is added to the row above.
            return "group" if line.index(text) <= habit.serial + 1 else None
        if not line[0]:
            if habit.keyed and line[1] and words.is_numbered(text):
                return "group"
            if not habit.keyed or self._last[1] not in _CLOSING:
                return None
            return "group" if self._last[1] == "group" else "note"
        if kinds.kind_of(text) == "date" and (habit.serial == 0 or not habit.dated):
            return "note" if kinds.is_day(text) else "group"
        if words.numbering(text) in habit.numbered:
            return None
        if pack.pattern("group").search(text):
            return "group"
        digitless = bool(habit.tails) and all(map(kinds.has_digit, habit.tails))
        keyed = 0 in habit.values or habit.serial == 0 or (digitless and not kinds.has_digit(text))
        strange = keyed and not kinds.is_value(text)
        # A lone first cell may also be a row whose other values are not known yet.
        wide = self._columns > 3 or habit.heads == 0
        unlike = text[-1] not in habit.tails if habit.tails else wide
        unlike |= text in habit.sorts
        grouped = habit.grouped and unlike and not kinds.is_value(text)
        return "group" if strange or after_gap or grouped else None

    def _is_said(self, line: list[str], text: str) -> bool:
        """What is said about a table, or a long text, unless the first cells of other rows read so too."""
        manner = words.manner(line[0])
        said = manner and manner not in self._habit.manners
        return bool(said) or len(text) > max(LONG, self._habit.longest)

    def _is_signed(self, line: list[str], texts: list[str]) -> bool:
        """石门乡政府 | | 沙洲镇政府 below a note: things, that name nothing, where rows have their number."""
        keyed = bool(line[0]) and 0 in self._habit.values and 2 * len(texts) <= self._columns
        return keyed and all(
            kinds.kind_of(text) == "words" and not words.name_likeness(text) for text in texts
        )

    def _are_signers(self, line: list[str], texts: list[str]) -> bool:
        """经办人 | 甲某 | 审核人 | 乙某 where other rows have values: who signs, without colons."""
        paired = len(texts) > 2 and len(texts) % 2 == 0
        if not paired or not all(words.is_signature(f"{text}：") for text in texts[::2]):
            return False
        serial = self._habit.serial
        valued = self._habit.values | (frozenset() if serial is None else {serial})
        return any(line[place] and not kinds.is_value(line[place]) for place in valued)

    def _is_tall(self, number: int) -> bool:
        """Whether a row lies inside a merge that began above it."""
        place = bisect_right(self._tall, (number, MANY)) - 1
        return place >= 0 and number <= self._tall[place][1]

    def _is_next(self, line: list[str], texts: list[str]) -> bool:
        """A header of another table: words where values should be, after a gap or by its key."""
        if len(texts) < 2 or len(texts) < 0.5 * min(self._columns, 4):
            return False
        key = len(texts) > 2 and pack.squeeze(texts[0]) in pack.words("key")
        against = [place for place in self._habit.values if line[place]]
        strange = len(against) >= max(1, 0.5 * len(self._habit.values))
        # Below a lone first cell, which may well be a row of its own, words are more often data.
        headed = self._alone is not None and (strange or self._titled)
        after_gap = self._last[1] in _GAPS or headed
        if not (after_gap or key) or len(set(texts)) < len(texts):
            return False
        periods = counting.series(texts)
        if any(kinds.kind_of(text) != "words" and text not in periods for text in texts):
            return False
        usual = dict(enumerate(self._habit.likeness))
        places = [place for place, text in enumerate(line) if text]
        names = [place for place in places if not self._is_field(place, line[place])]
        likeness = sum(words.stands_out(line[n], usual.get(n, 0.0)) for n in names) / len(texts)
        if key and likeness >= 0.6 and (strange or likeness > 0.85):
            return True
        if not after_gap:
            return False
        if (strange or likeness >= 0.4) and any(line[place] for place in self._nameless):
            return True
        entitled = self._last[1] in ("group", "title") and (self._parted or self._counted_on)
        if entitled and (likeness >= 0.5 or any(map(kinds.unit_of, texts))):
            return True  # blank or 二、, a line of its own, and 地点 or 工本费（元）: data seldom end so
        return (strange and (likeness >= 0.4 or self._gap is not None)) or likeness >= 0.75

    def _is_field(self, place: int, text: str) -> bool:
        """名称 in a list of fields, whose data hold words for columns; the header's own are names."""
        return (place, text) in self._habit.named and words.as_spelled(text) not in self._labels


def _is_title_like(text: str) -> bool:
    return pack.pattern("title").match(text) is not None


def _is_ratio(text: str) -> bool:
    return words.is_statistic(text) or words.is_rate(text)


def _united(ranges: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The ranges in order, those that overlap as one."""
    united: list[tuple[int, int]] = []
    for first, last in sorted(ranges):
        if united and first <= united[-1][1] + 1:
            united[-1] = united[-1][0], max(last, united[-1][1])
        else:
            united.append((first, last))
    return united
