"""What the data rows of a table are like, learned from the first of them."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise, takewhile

from app.core.intake.layout import kinds, words
from app.core.intake.layout.column_numbers import is_stem
from app.core.intake.layout.summary import is_statistic_row, is_total, summaries
from app.core.intake.sheet import Row


@dataclass(frozen=True)
class Habit:
    """What the data rows of a table are like.

    ``values``: the places (from 0) of columns that hold numbers, dates or codes. ``dated``: whether
    the first holds dates. ``serial``: the place of the column that counts the rows. ``tails``: what first cells end
    with, where most end alike.
    ``titles``: lines above the header. ``totals``: rows that sum the others up. ``closing``: lines
    of who and when at the end. ``united``: a row of units may stand under the header.
    ``summed``: a numbered name with amounts beside it, merged or without a serial number, is a group.
    ``keyed``: no first cell is blank, but for some below the last key.
    ``heads``: the place of lone cells that stand over other rows. ``coded``: how long the shortest code of a
    full row is, where shorter ones with nothing but a name stand over those that begin with them.
    ``numbered``: how most first cells with values beside them are numbered; no group is so, then.
    ``stems``: the places of columns that hold single letters such as A and 甲.
    ``grouped``: whether lone first cells stand over other rows, for the first row is one. ``longest``: the length
    of the longest first cell with something beside it; ``sorts``: lone first cells with which the name right
    below them ends, 小学 over 第一小学; ``manners``: in which such cells say something.
    ``likeness``: how much the texts of each of the first columns read like names of columns, on average.
    ``named``: the words for columns that stand among the data, each with its place, as in a list of fields.
    ``headings``: lines of one text that stand right above the header once more. ``worded``: the places of columns,
    but the first, in which every row that is not numbered has words. ``figures``: rows that are data although
    their words are those of totals.
    """

    values: frozenset[int] = frozenset()
    serial: int | None = None
    tails: frozenset[str] = frozenset()
    titles: frozenset[str] = frozenset()
    totals: frozenset[int] = frozenset()
    closing: frozenset[int] = frozenset()
    united: bool = True
    summed: bool = True
    keyed: bool = False
    dated: bool = True
    heads: int | None = None
    coded: int = 0
    numbered: frozenset[str] = frozenset()
    stems: frozenset[int] = frozenset()
    grouped: bool = False
    sorts: frozenset[str] = frozenset()
    longest: int = 0
    manners: frozenset[str] = frozenset()
    likeness: tuple[float, ...] = ()
    named: frozenset[tuple[int, str]] = frozenset()
    headings: frozenset[int] = frozenset()
    worded: frozenset[int] = frozenset()
    figures: frozenset[int] = frozenset()


NO_HABIT = Habit()
MOST = 0.7  # the share of a column's texts that are values, where it is one of values
LEAST_COUNTED = 3  # numbers behind a key that count; fewer may well be amounts
COUNTED = 0.4  # the share of rows that a serial number counts; a lone 1 is an amount
FULL = 0.6  # the share of filled cells in rows that blanks tell from the heads of groups
LEAST_GROUPS = 2  # one lone cell may be a row whose values are not known
MAX_CODE = 20  # characters, more than any numeral
LEAST_CODED = 3  # a code, a name and something of its own: else a list of codes
LEAST_WORDED = 3  # rows that have words in a column; fewer may well be so by chance
WIDE = 200  # columns whose texts are looked at for names
TELLING = 10  # texts that tell what a column is like; more cost time and tell no more
CLOSING = 3  # lines at the end that say who and when
MOST_SIGNED = 2  # texts in such a line: who, and when


def habit(
    lines: Sequence[tuple[int, Row]],
    titles: frozenset[str] = frozenset(),
    first: str = "",
    summed_up: frozenset[int] = frozenset(),
) -> Habit:
    """The habit of data rows, each with its number, cut to the columns.

    ``titles``: lines above the header; ``first``: the first column's name; ``summed_up``: the
    numbers of rows between them that are totals by their words.
    """
    rows = [(n, [(cell or "").strip() for cell in cells]) for n, cells in lines]
    every = [line for _, line in rows]
    closing = _closing(rows, summed_up)
    rows = [(n, line) for n, line in rows if sum(map(bool, line)) > 1 or len(line) <= 2]
    if not rows:
        return Habit(titles=titles)
    plain = [line for _, line in rows if not is_statistic_row(line)] or [rows[0][1]]
    columns = [[line[place] for line in plain if line[place]] for place in range(len(plain[0]))]
    values = {
        place
        for place, texts in enumerate(columns)
        if texts and sum(kinds.kind_of(t) != "words" for t in texts) >= MOST * len(texts)
    } | ({0} if _is_coded(columns[0]) else set())
    ends = Counter(text[-1] for text in columns[0])
    count = max(ends.values(), default=0)
    alike = count >= 0.6 * len(columns[0]) and len(columns[0]) > 2
    tails = frozenset(ends) if alike else frozenset()
    serial = _serial(plain)
    totals = summaries(rows, frozenset(values), serial, first, summed_up)
    told = [line for line in plain if any(line[1:])]
    return Habit(
        values=frozenset(values),
        serial=serial,
        tails=tails,
        titles=titles,
        totals=totals,
        closing=closing,
        keyed=_is_keyed(plain),
        dated=any(kinds.kind_of(text) == "date" for text in columns[0]),
        heads=_heads(every),
        coded=_coded(every, first),
        numbered=_numbered(plain),
        stems=frozenset(p for p, texts in enumerate(columns) if any(map(is_stem, texts))),
        grouped=_is_grouped(
            [line for (n, _), line in zip(lines, every, strict=True) if n not in closing]
        ),
        sorts=frozenset(above[0] for above, below in pairwise(every) if _is_sort(above, below)),
        longest=max((len(line[0]) for line in told), default=0),
        manners=frozenset(words.manner(line[0]) for line in told),
        likeness=tuple(map(usual_likeness, columns[:WIDE])),
        worded=_worded(plain),
        named=frozenset(
            (place, text)
            for place, texts in enumerate(columns[:WIDE])
            for text in texts
            if words.is_header_word(text)
        ),
    )


def _numbered(lines: Sequence[Sequence[str]]) -> frozenset[str]:
    """The ways in which most first cells are numbered that have values beside them: 一、 over （一）."""
    told = [words.numbering(line[0]) for line in lines if line[0] and any(line[1:])]
    ways = {way: count for way, count in Counter(told).items() if way and count > 1}
    return frozenset(ways) if ways and sum(ways.values()) >= MOST * len(told) else frozenset()


def _worded(lines: Sequence[Sequence[str]]) -> frozenset[int]:
    """The places of columns, but the first, in which every row with a name that is not numbered has words."""
    told = [line for line in lines if line[0] and not words.is_numbered(line[0])]
    if len(told) < LEAST_WORDED:
        return frozenset()
    return frozenset(
        place
        for place in range(1, min(len(told[0]), WIDE))
        if all(kinds.kind_of(line[place]) == "words" and line[place] for line in told)
    )


def _is_grouped(lines: Sequence[Sequence[str]]) -> bool:
    """Whether a lone first cell stands over the first rows, which are mostly full: groups leave no row out."""
    heads = [bool(line[0]) and not any(line[1:]) for line in lines]
    rows = [line for line, head in zip(lines, heads, strict=True) if not head]
    filled = [sum(map(bool, texts)) for texts in zip(*(row[1:] for row in rows), strict=True)]
    told = [count for count in filled if count]
    mostly_full = sum(told) >= FULL * len(rows) * len(told)
    bare = (
        pair for pair, alone in zip(pairwise(lines), pairwise(heads), strict=True) if all(alone)
    )
    empty = heads[-1] or any(not _leads(upper[0], lower[0]) for upper, lower in bare)
    return heads[0] and sum(heads) >= LEAST_GROUPS and mostly_full and not empty


def _leads(upper: str, lower: str) -> bool:
    """食品 over 1、食用油: whether a group stands over the first of some that are numbered."""
    return words.point(lower) == 1 and not words.point(upper)


def _is_sort(above: Sequence[str], below: Sequence[str]) -> bool:
    """小学 alone over 第一小学: what sort of thing the row below is."""
    lone = bool(above[0]) and not any(above[1:])
    return lone and any(below[1:]) and above[0] != below[0] and below[0].endswith(above[0])


def usual_likeness(texts: Sequence[str]) -> float:
    """How much the first texts of a column read like names of columns, on average."""
    first = texts[:TELLING]
    return sum(map(words.name_likeness, first)) / max(len(first), 1)


def _is_coded(texts: Sequence[str]) -> bool:
    """Whether a column holds values only, but for some words below the last of them."""
    values = [place for place, text in enumerate(texts) if kinds.is_value(text)]
    return bool(values) and values[-1] == len(values) - 1 and 2 * len(values) > len(texts)


def _closing(
    lines: Sequence[tuple[int, Sequence[str]]], summed_up: frozenset[int]
) -> frozenset[int]:
    """The last rows, each one text or one and a date, that close a table rather than belong to it.

    They end with a date, 清溪县教育局 and below it 2024年8月30日, where no row above has one; or the
    last of them says something in a manner that no text above it has; or they stand below the total
    and name nothing that the rows above it do. A lone text that is only longer than those above it
    is a row whose other values are not known.
    """
    ending = list(takewhile(lambda line: _may_close(line[1]), reversed(lines)))
    numbers = [number for number, _ in ending]
    others = [line for _, line in lines[: len(lines) - len(numbers)] if any(line)]
    if not numbers or not others:
        return frozenset()
    place, text = [(place, text) for place, text in enumerate(lines[-1][1]) if text][-1]
    above = [line[place] for line in others]
    signed = any(_count(line) > 1 for _, line in ending)
    if signed and (min(map(_count, others)) <= MOST_SIGNED or not all(above)):
        return frozenset()  # a name and a date may be a row like the others
    if kinds.kind_of(text) == "date":
        day = kinds.is_day(text)  # with its year, where the rows may be of 5月31日
        closes = not any(kinds.is_day(t) if day else kinds.kind_of(t) == "date" for t in above)
    else:
        manner = words.manner(text)
        closes = bool(manner) and manner not in map(words.manner, above)
        closes |= numbers[-1] - 1 in summed_up and text[-1] not in {t[-1] for t in above if t}
    return frozenset(numbers[:CLOSING]) if closes else frozenset()


def _count(line: Sequence[str]) -> int:
    """How many cells of a row hold a text."""
    return sum(map(bool, line))


def _may_close(line: Sequence[str]) -> bool:
    """A single text, or 县安委办 and 6月3日 in a table of more columns."""
    texts = list(filter(None, line))
    signed = len(texts) == MOST_SIGNED < len(line) and kinds.kind_of(texts[0]) == "words"
    return len(texts) == 1 or (signed and kinds.kind_of(texts[1]) == "date")


def _is_keyed(lines: Sequence[Sequence[str]]) -> bool:
    """Whether every row has a first cell, down to the last that has one; that is most of them."""
    filled = [place for place, line in enumerate(lines) if line[0]]
    return bool(filled) and filled[-1] == len(filled) - 1 and 2 * len(filled) > len(lines)


def _heads(lines: Sequence[Sequence[str]]) -> int | None:
    """The place of lone cells, one of them in the first row, that stand over rows named unlike them.

    In the first column the rows below are full; further right, they have the keys that the lone
    cells lack.
    """
    lone = [sum(map(bool, line)) == 1 for line in lines]
    places = {
        next(n for n, text in enumerate(line) if text)
        for line, alone in zip(lines, lone, strict=True)
        if alone
    }
    if sum(lone) < LEAST_GROUPS or not lone[0] or lone[-1] or any(map(all, pairwise(lone))):
        return None
    rows = [line for line, alone in zip(lines, lone, strict=True) if not alone]
    if len(places) != 1:
        return None
    place = places.pop()
    if place:
        keyed = (all(line[:place]) or is_total(list(filter(None, line))) for line in rows)
        return place if all(keyed) else None
    if not all(map(all, rows)):
        return None
    tails = {line[0][-1] for line in rows}
    heads = {line[0][-1] for line, alone in zip(lines, lone, strict=True) if alone}
    return 0 if tails.isdisjoint(heads) else None


def names_code(line: Sequence[str]) -> bool:
    """11 | 一般医疗服务, or 二 | 医技诊疗类, and nothing beside it."""
    is_pair = len(line) >= LEAST_CODED and bool(line[0] and line[1]) and not any(line[2:])
    coded = line[0].isascii() and line[0].isalnum()
    return is_pair and (coded or words.is_numeral(line[0])) and not kinds.is_value(line[1])


def _coded(lines: Sequence[Sequence[str]], first: str) -> int:
    """The length of the shortest full row's code, if every shorter one alone with its name opens a group.

    ``first``: the first column's name, which has no unit: 0 over 0.00 are amounts under 面积（亩）.
    """
    if kinds.unit_of(first):
        return 0
    pairs = [names_code(line) for line in lines]
    full = [line[0] for line, pair in zip(lines, pairs, strict=True) if not pair and line[0]]
    if lines and len(lines[0]) == LEAST_CODED and not _is_third_amount(lines, pairs):
        return 0  # the third column holds remarks
    # 一 | 教育部门 over rows that have no code at all
    least = min(map(len, full), default=MAX_CODE)
    heads = [n for n, pair in enumerate(pairs) if pair and len(lines[n][0]) < least]
    opened = all(n + 1 < len(lines) and _opens(lines[n][0], lines[n + 1][0]) for n in heads)
    return least if heads and opened and 2 * len(heads) < len(lines) else 0


def _opens(head: str, code: str) -> bool:
    """Whether 11 stands over 110200001; 一 stands over any code."""
    return words.is_numeral(head) or code.startswith(head)


def _is_third_amount(lines: Sequence[Sequence[str]], pairs: Sequence[bool]) -> bool:
    """Whether all rows but those that may be groups have a value in the third column."""
    return all(kinds.is_value(line[2]) for line, pair in zip(lines, pairs, strict=True) if not pair)


def _serial(lines: Sequence[Sequence[str]]) -> int | None:
    """The first of the leading columns that counts 1 2 3, with small gaps or from 1 again."""
    for place in range(min(2, len(lines[0]))):
        texts = [line[place] for line in lines if line[place]]
        counted = [line for line in lines if kinds.is_plain_number(line[place])]
        numbers = [int(line[place]) for line in counted]
        steps = sum(a < b <= a + 3 or b == 1 for a, b in pairwise(numbers))
        if (
            numbers[:1] == [1]
            and (place == 0 or _counts_things(counted))
            and len(numbers) >= max(0.6 * len(texts), COUNTED * len(lines))
            and steps >= 0.8 * (len(numbers) - 1)
        ):
            return place if len(lines[0]) > 1 else None
    return None


def _counts_things(lines: Sequence[Sequence[str]]) -> bool:
    """Whether numbers behind a key count rather than being amounts, as 户数 1 1 2 and 1 4 5 are.

    They go on by one through all rows, or from 1 again under each new key, and under that only.
    """
    numbers = [int(line[1]) for line in lines]
    if len(numbers) < LEAST_COUNTED:
        return False
    if 1 not in numbers[1:]:
        return sum(b == a + 1 for a, b in pairwise(numbers)) >= MOST * (len(numbers) - 1)
    anew = [bool(lower[0]) and upper[0] != lower[0] for upper, lower in pairwise(lines)]
    return [number == 1 for number in numbers[1:]] == anew and not all(anew)
