"""Upper and lower names of columns whose merges were lost: blanks stand where they reached."""

import re
from collections.abc import Sequence
from itertools import groupby, pairwise

from app.core.intake.layout import counting, kinds, words
from app.core.intake.layout.against import against, column_of, series
from app.core.intake.layout.grid import LEVELS, Grid, Line
from app.core.intake.layout.preamble import is_preamble

LEAST_NUMBERS = 3  # 1 2: so few may well be data
_SPAN = re.compile(r"\s*[-—–~～至]\s*")


def is_over_blocks(sheet: Grid, above: int, row: int, end: int) -> bool:
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


def stands_over_each(sheet: Grid, above: int, row: int) -> bool:
    """单位 | 2023年 | | 2024年 | over | 一季度 | | 一季度 |: the key's name, and one over each name below."""
    columns = range(sheet.width)
    high, low = ({c for c in columns if sheet.cells[n][c]} for n in (above, row))
    return len(low) > 1 and low < high and min(high) < min(low)


def heads_names(sheet: Grid, above: int, row: int, end: int) -> bool:
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


def completes(sheet: Grid, upper: int, row: int, end: int) -> bool:
    """A lower row of names whose merges were lost: it fills what the upper row leaves blank.

    It is told from data by its own blanks, which the data below fill.
    """
    high, low = sheet.spread[upper], sheet.spread[row]
    if any(m.top == upper + 1 and m.right > m.left for m in sheet.merges):
        return False
    if is_preamble(sheet, upper) or not any(low):
        return False
    texts = sheet.texts(row)
    if counting.share_of_values(texts) and not _counts_on(sheet, row, end):
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
    named = [c for c in used if low[c]]
    if not told and _told(low, named, below, series(sheet, row, end)) < 0.6:
        return False
    names_units = upper == row - 1 and _differ_below(high, low, used)
    if kinds.are_units([low[c] for c in used if low[c]]) and not names_units:
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
    """Whether a row holds nothing but periods: those that count on, or, with no key beside them, any years, 1 2 3
    or codes over amounts."""
    texts = sheet.texts(row)
    keyless = not sheet.cells[row][sheet.used(row, end, 1)[0]]
    numbered = all(map(_is_year, texts)) or _are_numbers(texts) or _are_coded(sheet, row, end)
    return (keyless and numbered) or series(sheet, row, end).issuperset(texts)


def _are_numbers(texts: Sequence[str]) -> bool:
    """1 2 3 得分 1 2 得分: which ball, or which time, each of some columns is of; words may stand beside them."""
    runs = [list(run) for digits, run in groupby(texts, key=kinds.is_digits) if digits]
    counted = all(run == [str(n + 1) for n in range(len(run))] for run in runs)
    plain = all(kinds.is_digits(text) or kinds.kind_of(text) == "words" for text in texts)
    return counted and plain and max(map(len, runs), default=0) >= LEAST_NUMBERS


def _are_coded(sheet: Grid, row: int, end: int) -> bool:
    """Whether a row holds nothing but codes, 财农〔2024〕3号 财农〔2024〕12号, over nothing but amounts."""
    coded = {c: text for c, text in enumerate(sheet.cells[row]) if text}
    if len(coded) < 2 or any(kinds.kind_of(text) != "code" for text in coded.values()):
        return False
    return all(
        (below := sheet.below(row, c, end - row - 1)) and all(map(kinds.is_amount, below))
        for c in coded
    )


def _is_year(text: str) -> bool:
    """2007, 2007年; or 1979-2007, over which a mean is taken."""
    return all(map(kinds.YEAR.fullmatch, _SPAN.split(text)))


def _differ_below(high: Line, low: Line, used: Sequence[int]) -> bool:
    """件 and 人 below one name whose merge was lost, which without them would be the name of both."""
    starts = [column for column in used if high[column]]
    spans = pairwise([*starts, used[-1] + 1])
    below = [[low[c] for c in range(start, end) if low[c]] for start, end in spans]
    return all(len(set(texts)) == len(texts) for texts in below) and max(map(len, below)) > 1


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


def _told(line: Line, columns: Sequence[int], below: list[Line], periods: frozenset[str]) -> float:
    """How many of a line's texts are known as names, or name the values below them; 0 to 1."""
    told = (
        max(words.name_likeness(line[c]), against(line[c], column_of(below, c), periods)[0])
        for c in columns
    )
    return sum(told) / len(columns)


def tells_apart(sheet: Grid, above: int, row: int) -> bool:
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


def spans_names(sheet: Grid, above: int, row: int, end: int) -> bool:
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
