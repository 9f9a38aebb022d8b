"""The rows of a header, grown up and down from the one that stands out most."""

from collections.abc import Sequence
from itertools import groupby

from app.core.intake.layout import counting, kinds, lost_merges, translations, words
from app.core.intake.layout.against import against
from app.core.intake.layout.code_names import are_code_names
from app.core.intake.layout.grid import LEVELS, Grid
from app.core.intake.layout.preamble import is_preamble
from app.core.intake.sheet import Merge

SHORTEST_TITLE = 5  # a shorter text is the upper name of some columns
MOST_AMOUNTS = 0.7  # the share of a column's texts that are amounts, where a unit may head it


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
    texts = sheet.texts(above)
    valued = counting.share_of_values(texts) > 0.3 and not are_code_names(sheet, above, end)
    if _is_bound(sheet, above, row) or lost_merges.is_over_blocks(sheet, above, row, end):
        return True
    if is_preamble(sheet, above) or (valued and not reaching):
        return False
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
        or lost_merges.completes(sheet, above, row, end)
        or translations.echoes(sheet, above, row, end)
        or lost_merges.tells_apart(sheet, above, row)
        or lost_merges.stands_over_each(sheet, above, row)
        or lost_merges.spans_names(sheet, above, row, end)
        or (lost_merges.heads_names(sheet, above, row, end) and _names_values(sheet, row, end))
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
        return counting.share_of_values(sheet.texts(row)) <= 0.5 or _is_sub(sheet, last, row)
    if _is_sub(sheet, last, row) and counting.share_of_values(sheet.texts(row)) <= 0.5:
        return True
    return (
        any(lost_merges.completes(sheet, upper, row, end) for upper in range(first, last + 1))
        or translations.echoes(sheet, last, row, end)
        or translations.translates(sheet, last, row)
        or translations.translates_all(sheet, first, row, end)
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
    own = [
        c for c in range(sheet.width) if sheet.cells[row][c] or line[c] != sheet.spread[upper][c]
    ]
    beside = [c for c in own if c not in inside and line[c]]
    twice = [line[c] for c in beside if sheet.spread[upper][c]]  # under a name of their own
    known = sum(map(words.name_likeness, twice)) >= 0.5 * len(twice)
    return (
        bool(wide)
        and all(line[c] for c in inside)
        and known
        and not any(kinds.is_value(line[c]) for c in beside)
        and not is_preamble(sheet, row)
    )


def stands_over_units(sheet: Grid, row: int, end: int) -> bool:
    """Whether right below a row stands a unit under each of some names, and amounts below it."""
    if row + 1 >= end or is_preamble(sheet, row):
        return False
    units = sheet.cells[row + 1]
    filled = [column for column, text in enumerate(units) if text]
    if len(filled) < 2 or not all(sheet.spread[row][column] for column in filled):
        return False
    if not kinds.are_units([units[column] for column in filled]):
        return False
    below = [sheet.below(row + 1, column, end - row - 2) for column in filled]
    return all(
        texts and sum(map(kinds.is_amount, texts)) >= MOST_AMOUNTS * len(texts) for texts in below
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
    if kinds.are_units([low[c] for c in filled]):
        return False
    if counting.series([low[c] for c in filled]).issuperset(low[c] for c in filled):
        return True
    quantities = frozenset(low[c] for c in filled if kinds.is_quantity(low[c]))  # 35kV over prices
    return all(against(low[c], sheet.below(row, c, end - row - 1), quantities)[0] for c in filled)
