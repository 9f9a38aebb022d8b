"""The rows of a header, grown up and down from the one that stands out most."""

import re
from collections.abc import Sequence
from itertools import groupby, pairwise

from app.core.intake.layout import counting, kinds, words
from app.core.intake.layout.against import against, column_of, series
from app.core.intake.layout.code_names import are_code_names
from app.core.intake.layout.column_numbers import is_count_up
from app.core.intake.layout.grid import Grid, Line
from app.core.intake.layout.preamble import is_preamble
from app.core.intake.sheet import Merge

LEVELS = 5  # the most rows a header has
SHORTEST_TITLE = 5  # a shorter text is the upper name of some columns
_PERIOD_ENDS = ("年", "年度", "月", "月份", "季度")
MOST_AMOUNTS = 0.7  # the share of a column's texts that are amounts, where a unit may head it
LEAST_NUMBERS = 3  # 1 2: so few may well be data
LEAST_UNLIKE = 3  # rows below codes that are unlike them all
_SIGNS = dict.fromkeys(map(ord, "℃°′″‰μ²³·"))
_SPAN = re.compile(r"\s*[-—–~～至]\s*")
_IDENTIFIER = re.compile(r"[a-z][a-z0-9]*(?:_[a-z0-9]+|[A-Z][a-z0-9]*)*")


def grow(sheet: Grid, best: int, start: int, end: int) -> list[int]:
    """All rows of the header that row ``best`` is part of: up and down."""
    first = last = best
    while first > start and last - first + 1 < LEVELS and _is_parent(sheet, first - 1, first, end):
        first -= 1
    while last + 1 < end and last - first + 1 < LEVELS and _is_child(sheet, first, last, end):
        last += 1
    return list(range(first, last + 1))


def _is_parent(sheet: Grid, above: int, row: int, end: int) -> bool:
    """Whether a row stands over the next as its upper names: merged over it, or with gaps in it."""
    if _is_upper_name(sheet, above, row, end):
        return True
    merges = sheet.merges
    reaching = any(m.top - 1 <= above and m.bottom - 1 >= row for m in merges)
    valued = _values(sheet, above) > 0.3 and not are_code_names(sheet, above, end)
    if _is_bound(sheet, above, row) or _is_over_blocks(sheet, above, row, end):
        return True
    if is_preamble(sheet, above) or (valued and not reaching):
        return False
    texts = sheet.texts(above)
    if any(_is_stated(t) or kinds.is_head_count(t) for t in texts):
        return False
    if _is_cut(sheet, above, row):
        return False
    if _are_titles(sheet, above, row, end):
        return False
    groups = any(m.bottom == above + 1 and m.right > m.left for m in merges)
    return (
        reaching
        or groups
        or _completes(sheet, above, row, end)
        or _echoes(sheet, above, row, end)
        or _tells_apart(sheet, above, row)
        or _stands_over_each(sheet, above, row)
        or _spans_names(sheet, above, row, end)
        or (_heads_names(sheet, above, row, end) and _names_values(sheet, row, end))
    )


def _is_stated(text: str) -> bool:
    """填报单位：民政局; （本列数据的关系为：第一项等于第二项） in the corner of a table is an aside on a column."""
    return words.is_stated(text) and not words.is_aside(text)


def _is_bound(sheet: Grid, above: int, row: int) -> bool:
    """Whether each text of a row is merged over several names of the next, or down into it; some are each.

    A line around a table may say anything, but is not merged so.
    """
    starts = [m for m in sheet.merges if m.top == above + 1]
    down = [m for m in starts if m.bottom > m.top]
    over = [m for m in starts if m.bottom == m.top and len(sheet.named(row, m)) > 1]
    return bool(down and over) and len(down) + len(over) == len(sheet.texts(above))


def _is_over_blocks(sheet: Grid, above: int, row: int, end: int) -> bool:
    """| | 收入 | | 支出 | over 地区 年份 预算 决算 预算 决算, where the names of the others stand below, too.

    The names under each come again, or 按性别分 and the like stand over them.
    """
    high, low = sheet.spread[above], sheet.spread[row]
    used = sheet.used(row, end)
    starts = [column for column in used if high[column]]
    if not starts or starts[0] == used[0]:
        return False
    if all(words.is_upper_name(high[column]) for column in starts):
        return all(low[column] for column in used if column <= starts[0] or column in starts)
    blocks = [low[start:end] for start, end in pairwise([*starts, used[-1] + 1])]
    again = len(blocks) > 1 and len(blocks[0]) > 1 and blocks.count(blocks[0]) == len(blocks)
    return again and all(low[column] for column in used if column >= starts[0])


def _stands_over_each(sheet: Grid, above: int, row: int) -> bool:
    """单位 | 2023年 | | 2024年 | over | 一季度 | | 一季度 |: the key's name, and one over each name below."""
    columns = range(sheet.width)
    high, low = ({c for c in columns if sheet.cells[n][c]} for n in (above, row))
    return len(low) > 1 and low < high and min(high) < min(low)


def _heads_names(sheet: Grid, above: int, row: int, end: int) -> bool:
    """Whether a row has a text of its own over every column, blanks below it included.

    Or, where its merges were lost, one over the key and one over the first of the names.
    """
    used = sheet.used(row, end)
    texts = [sheet.cells[above][column] for column in used]
    if all(texts):
        return len(set(texts)) == len(texts)
    first = next(place for place, column in enumerate(used) if sheet.cells[row][column])
    told = list(filter(None, texts))
    return first > 0 and bool(texts[0] and texts[first]) and len(set(told)) == len(told)


def _is_cut(sheet: Grid, above: int, row: int) -> bool:
    """Whether a merged text ends in the midst of a merged one below it, which no upper name does."""
    high, low = (
        [m for m in sheet.merges if m.right > m.left and touching in (m.top, m.bottom)]
        for touching in (above + 1, row + 1)
    )
    return any(
        upper.bottom < lower.top
        and upper.left <= lower.right
        and lower.left <= upper.right
        and (lower.left < upper.left or upper.right < lower.right)
        for upper in high
        for lower in low
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
        or _translates(sheet, last, row)
        or _translates_all(sheet, first, row, end)
        or _names_values(sheet, row, end)
    )


def _is_upper_name(sheet: Grid, above: int, row: int, end: int) -> bool:
    """A row whose one short text is merged over some columns but the first, all named below.

    Two columns before them have names of their own; one may be the corner of a cross-tab, left blank.
    """
    used = sheet.used(row, end)
    wide = [m for m in sheet.merges if m.top == m.bottom == above + 1 and m.right > m.left]
    texts, high = sheet.texts(above), sheet.cells[above]
    if len(texts) != 1 or not used:
        return False
    period = kinds.is_period(texts[0])
    if not wide:
        # The merge was lost: 2024年 over the first name beside the corner.
        unnamed = [column for column in used if not sheet.spread[row][column]]
        return period and unnamed == used[:1] and len(used) > 2 and bool(high[used[1]])
    if len(wide) != 1:
        return False
    if len(texts[0]) >= SHORTEST_TITLE and not period:
        return False
    aside = words.starts_note(texts[0]) or words.is_stated(texts[0])
    named = all(sheet.cells[row][column] for column in used)
    cornered = period and _is_beside_corner(sheet, row, used, wide[0])
    return (named or cornered) and used[0] + 1 < wide[0].left and not aside


def _is_beside_corner(sheet: Grid, row: int, used: Sequence[int], wide: Merge) -> bool:
    """Whether a text is merged over all columns but the first, which alone has no name below."""
    inside = range(wide.left - 1, min(wide.right, sheet.width))
    unnamed = [column for column in used if not sheet.spread[row][column]]
    return unnamed == used[:1] and used[1:] == list(inside)


def _are_titles(sheet: Grid, above: int, row: int, end: int) -> bool:
    """One title over each of several tables that a blank column parts; no names stand twice below."""
    used = sheet.used(row, end)
    runs = groupby(enumerate(used), key=lambda pair: pair[1] - pair[0])
    tables = [[column for _, column in run] for _, run in runs]
    if len(tables) < 2 or any(len(columns) < 2 for columns in tables):
        return False
    titles = [{sheet.spread[above][column] for column in columns} - {""} for columns in tables]
    names = [tuple(sheet.cells[row][column] for column in columns) for columns in tables]
    if len(set(names)) < len(names) or any(len(told) != 1 for told in titles):
        return False
    keyed = all(words.is_key(columns[0]) for columns in names)
    long = all(len(text) >= SHORTEST_TITLE for told in titles for text in told)
    return keyed or long or all(_tells_rows(sheet, row, columns[0], end) for columns in tables)


def _tells_rows(sheet: Grid, row: int, column: int, end: int) -> bool:
    """Whether a column below a row holds words only, no two alike: what the rows of a table are."""
    texts = sheet.below(row, column, end - row - 1)
    return len(set(texts)) == len(texts) and all(kinds.kind_of(t) == "words" for t in texts)


def _is_sub(sheet: Grid, upper: int, row: int) -> bool:
    """A row of distinct names under names that are merged over several columns.

    Beside them stands nothing but more names: a row of data goes on with values.
    """
    wide = [m for m in sheet.merges if m.top == m.bottom == upper + 1 and m.right > m.left]
    inside = {c for m in wide for c in range(m.left - 1, min(m.right, sheet.width))}
    line = sheet.spread[row]  # the names may be merged over columns in their turn
    beside = [c for c in range(sheet.width) if c not in inside and line[c]]
    twice = [line[c] for c in beside if sheet.spread[upper][c]]  # under a name of their own
    known = sum(map(words.name_likeness, twice)) >= 0.5 * len(twice)
    return (
        bool(wide)
        and all(line[c] for c in inside)
        and known
        and not any(kinds.is_value(line[c]) for c in beside)
        and not is_preamble(sheet, row)
    )


def _values(sheet: Grid, row: int) -> float:
    """The share of values in a row; a year or month written out may be the upper name of others."""
    texts = sheet.texts(row)
    periods = counting.series(texts) | {t for t in texts if t.endswith(_PERIOD_ENDS)}
    return sum(kinds.is_value(t) and t not in periods for t in texts) / max(len(texts), 1)


def _completes(sheet: Grid, upper: int, row: int, end: int) -> bool:
    """A lower row of names whose merges were lost: it fills what the upper row leaves blank.

    It is told from data by its own blanks, which the data below fill.
    """
    high, low = sheet.spread[upper], sheet.spread[row]
    if any(m.top == upper + 1 and m.right > m.left for m in sheet.merges):
        return False
    if is_preamble(sheet, upper) or not any(low):
        return False
    texts = sheet.texts(row)
    if _values(sheet, row) and not _counts_on(sheet, row, end):
        return False
    used = sheet.used(upper, end)
    gaps = [column for column in used if not low[column]]
    fills = [column for column in used if low[column] and not high[column]]
    lines = sheet.cells[row + 1 : min(end, row + 20)]
    below = [
        line for line in lines if any(line) and line not in (sheet.cells[row], sheet.cells[upper])
    ]
    if not gaps or not fills or not below or not _is_keyed(sheet, upper, used[0]):
        return False
    told = not low[used[0]] or _names_the_rest(high, low, used, below)
    if not told and _told(low, [c for c in used if low[c]], below) < 0.6:
        return False
    if _are_units([low[c] for c in used if low[c]]):
        return False
    filled = [sum(bool(line[c]) for c in gaps) / len(gaps) for line in below]
    # Where the merges are lost, what stands for several rows stands in the first of them, and above
    # that may stand one more row of names, and a group.
    if max(*filled[:3], sum(filled) / len(filled)) < 0.5 or not any(high[: fills[0]]):
        return False
    if not low[used[0]] and _goes_on_from(high, low, used):
        return True
    periods = counting.series(texts).union(filter(_is_year, texts))
    periods |= set(filter(kinds.is_digits, texts)) if _are_numbers(texts) else set()
    return not any(against(low[c], column_of(below, c), periods)[2] for c in fills)


def _counts_on(sheet: Grid, row: int, end: int) -> bool:
    """Whether a row holds nothing but periods: those that count on, or any years, or 1 2 3, with no key beside them."""
    texts = sheet.texts(row)
    keyless = not sheet.cells[row][sheet.used(row, end, 1)[0]]
    numbered = all(map(_is_year, texts)) or _are_numbers(texts)
    return (keyless and numbered) or series(sheet, row, end).issuperset(texts)


def _are_numbers(texts: Sequence[str]) -> bool:
    """1 2 3 得分 1 2 得分: which ball, or which time, each of some columns is of; words may stand beside them."""
    runs = [list(run) for digits, run in groupby(texts, key=kinds.is_digits) if digits]
    counted = all(run == [str(n + 1) for n in range(len(run))] for run in runs)
    plain = all(kinds.is_digits(text) or kinds.kind_of(text) == "words" for text in texts)
    return counted and plain and max(map(len, runs), default=0) >= LEAST_NUMBERS


def _is_year(text: str) -> bool:
    """2007, 2007年; or 1979-2007, over which a mean is taken."""
    return all(map(kinds.YEAR.fullmatch, _SPAN.split(text)))


def _goes_on_from(high: Line, low: Line, used: Sequence[int]) -> bool:
    """价格 | | over 未分时 | 分时 |: words under a name and on under the blanks beside it, under no other name."""
    filled = [column for column in used if low[column]]
    first, *rest = filled
    run = filled == [column for column in used if first <= column <= filled[-1]]
    words_only = all(kinds.kind_of(low[column]) == "words" for column in filled)
    return bool(run and rest and high[first]) and words_only and not any(high[c] for c in rest)


def _names_the_rest(high: Line, low: Line, used: Sequence[int], below: list[Line]) -> bool:
    """项目 | | 预算 | 决算 over 类 | 款: names for what has none above, where all rows fill the rest."""
    rest = [column for column in used if not low[column]]
    named = all(low[column] or high[column] for column in used)
    return named and len(rest) > 1 and all(line[column] for line in below for column in rest)


def _is_keyed(sheet: Grid, row: int, column: int) -> bool:
    """Whether the key has its name in a row, or further up beside others, over blanks only."""
    above = range(row, max(row - LEVELS, -1), -1)
    top = next((n for n in above if sheet.spread[n][column]), None)
    return top is not None and (top == row or len(sheet.texts(top)) > 1)


def _are_units(texts: Sequence[str]) -> bool:
    """（万元） and 人 only; 月 and 日 side by side are the parts of a date."""
    if len(texts) > 1 and set(texts) <= {"年", "月", "日"}:
        return False
    if all(map(kinds.is_period, texts)):
        return False  # 10月 11月 12月 name columns
    return all(kinds.is_bracketed(text) or kinds.is_measure(text) for text in texts)


def stands_over_units(sheet: Grid, row: int, end: int) -> bool:
    """Whether right below a row stands a unit under each of some names, and amounts below it."""
    if row + 1 >= end or is_preamble(sheet, row):
        return False
    units = sheet.cells[row + 1]
    filled = [column for column, text in enumerate(units) if text]
    if len(filled) < 2 or not all(sheet.spread[row][column] for column in filled):
        return False
    if not _are_units([units[column] for column in filled]):
        return False
    below = [sheet.below(row + 1, column, end - row - 2) for column in filled]
    return all(
        texts and sum(map(kinds.is_amount, texts)) >= MOST_AMOUNTS * len(texts) for texts in below
    )


def _told(line: Line, columns: Sequence[int], below: list[Line]) -> float:
    """How many of a line's texts are known as names, or name the values below them; 0 to 1."""
    told = (
        max(words.name_likeness(line[c]), against(line[c], column_of(below, c), frozenset())[0])
        for c in columns
    )
    return sum(told) / len(columns)


def _tells_apart(sheet: Grid, above: int, row: int) -> bool:
    """收入 over 项目 金额, 支出 over 科目 金额: each upper name stands over names that come again.

    Or each over a side of a balance, whose names begin with the same key; or those do that stand over several.
    """
    high, low = sheet.cells[above], sheet.cells[row]
    used = sheet.used(above, row + 1)
    starts = [place for place in used if high[place]]
    if len(starts) < 2 or starts[0] != used[0]:
        return False
    ends = [*starts[1:], used[-1] + 1]
    blocks = [low[start:end] for start, end in zip(starts, ends, strict=True)]
    wide = [block for block in blocks if len(block) > 1]
    if len(wide) < len(blocks) and all(map(all, blocks)):  # 年份 over Year, 男 | | over 人数 比重
        return len(wide) > 1 and wide.count(wide[0]) == len(wide)
    first = set(blocks[0])
    keys = {block[0] for block in blocks}
    if len(keys) == 1 and words.is_key(blocks[0][0]):
        return all(all(block) and len(block) > 1 for block in blocks)
    return len(first) > 1 and all(
        all(block) and 2 * len(first.intersection(block)) >= max(len(block), len(first))
        for block in blocks
    )


def _spans_names(sheet: Grid, above: int, row: int, end: int) -> bool:
    """GDP | | CPI | over 总量 增速 指数 涨幅, beside a corner that both leave blank over the key."""
    high, low = sheet.cells[above], sheet.cells[row]
    corner, *named = sheet.used(row, end)
    starts = [column for column in named if high[column]]
    if high[corner] or low[corner] or len(starts) < 2 or starts[0] != named[0]:
        return False
    spans = [end - start for start, end in pairwise([*starts, named[-1] + 1])]
    below = sheet.below(row, corner, end - row - 1)
    return (
        min(spans) > 1
        and all(low[column] for column in named)
        and not any(map(kinds.is_amount, below))
    )


def _names_values(sheet: Grid, row: int, end: int) -> bool:
    """Words over values, with a blank where the rows below have their key: no data row is so.

    周一 周二 周三 count on, whatever stands below them.
    """
    low = sheet.cells[row]
    used = sheet.used(row, end)
    filled = [column for column in used if low[column]]
    named = all(kinds.kind_of(low[c]) == "words" or kinds.is_quantity(low[c]) for c in filled)
    if len(filled) < 2 or low[used[0]] or not named:
        return False
    if _are_units([low[c] for c in filled]):
        return False
    if counting.series([low[c] for c in filled]).issuperset(low[c] for c in filled):
        return True
    quantities = frozenset(low[c] for c in filled if kinds.is_quantity(low[c]))  # 35kV over prices
    return all(against(low[c], sheet.below(row, c, end - row - 1), quantities)[0] for c in filled)


def _echoes(sheet: Grid, upper: int, row: int, end: int) -> bool:
    """The same names once more in another script: 地区 over Region, field names or codes over 姓名."""
    high, low = sheet.texts(upper), sheet.texts(row)
    if len(high) != len(low) or len(high) < 2 or row + 1 >= end:
        return False
    coded = [are_code_names(sheet, upper, end), are_code_names(sheet, row, end)]
    latin = [coded[0] or all(map(_is_latin, high)), coded[1] or all(map(_is_latin, low))]
    han = [all(not t.isascii() for t in high), all(not t.isascii() for t in low)]
    if not ((latin[0] and han[1]) or (han[0] and latin[1])) or is_count_up(low, sheet.width):
        return False
    if coded[1]:
        return end - row > LEAST_UNLIKE  # A101 may well be data over one 1205 or two
    if _values(sheet, row):
        return False
    below = [sheet.below(row, column) for column in range(sheet.width) if sheet.cells[row][column]]
    if latin[1]:
        named = len(set(low)) == len(low) and all(map(_is_identifier, low))
        alike = _is_identifier if named else _is_latin  # AAA is no further ticket_price
        return not any(column and sum(map(alike, column)) > 0.3 * len(column) for column in below)
    return sum(map(words.name_likeness, low)) >= 0.5 * len(low)


def _translates(sheet: Grid, upper: int, row: int) -> bool:
    """Region alone under 地区, with years or units beside it that need no other words.

    One of the words is known as a name; 2023 as % of 2022 is so by the others beside it.
    """
    filled = [column for column in range(sheet.width) if sheet.cells[row][column]]
    known = any(words.name_likeness(sheet.cells[row][column]) == 1 for column in filled)
    return known and all(
        not sheet.cells[upper][column].isascii()
        and _is_latin(sheet.cells[row][column])
        and (below := sheet.below(row, column))
        and not any(map(_is_latin, below))
        for column in filled
    )


def _translates_all(sheet: Grid, first: int, row: int, end: int) -> bool:
    """Age Group | Total | Male under 合计 and 男, with 年龄组 further up: each lowest name once more."""
    if row - first < 2 or row + 1 >= end:
        return False  # one row of names is echoed, or has data below it
    low = sheet.cells[row]
    used = sheet.used(first, end)
    upper = range(row - 1, first - 1, -1)
    names = [next(filter(None, (sheet.spread[n][c] for n in upper)), "") for c in used]
    latin = all(_is_latin(low[column]) for column in used)
    if (
        not latin
        or any(name.isascii() for name in names)
        or is_count_up(sheet.texts(row), len(used))
    ):
        return False
    below = (sheet.below(row, column) for column in used)
    return not any(texts and sum(map(_is_latin, texts)) > 0.3 * len(texts) for texts in below)


def _is_identifier(text: str) -> bool:
    """address, ticket_price, ticketPrice: a field's name in a program."""
    return _IDENTIFIER.fullmatch(text) is not None


def _is_latin(text: str) -> bool:
    """Region, Average Temperature (℃): words in ASCII, the signs of their unit set aside."""
    return (
        text.translate(_SIGNS).isascii()
        and any(c.isalpha() for c in text)
        and not kinds.is_value(text)
    )
