"""Names of columns that stand in a header twice: in another language, or as the codes of a program."""

import re

from app.core.intake.layout import counting, kinds, words
from app.core.intake.layout.code_names import are_code_names
from app.core.intake.layout.column_numbers import is_count_up
from app.core.intake.layout.grid import Grid

LEAST_UNLIKE = 3  # rows below codes that are unlike them all
_SIGNS = dict.fromkeys(map(ord, "℃°′″‰μ²³·"))
_IDENTIFIER = re.compile(r"[a-z][a-z0-9]*(?:_[a-z0-9]+|[A-Z][a-z0-9]*)*")


def echoes(sheet: Grid, upper: int, row: int, end: int) -> bool:
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
    if counting.share_of_values(sheet.texts(row)):
        return False
    below = [sheet.below(row, column) for column in range(sheet.width) if sheet.cells[row][column]]
    if latin[1]:
        named = len(set(low)) == len(low) and all(map(_is_identifier, low))
        alike = _is_identifier if named else _is_latin  # AAA is no further ticket_price
        return not any(column and sum(map(alike, column)) > 0.3 * len(column) for column in below)
    return sum(map(words.name_likeness, low)) >= 0.5 * len(low)


def translates(sheet: Grid, upper: int, row: int) -> bool:
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


def translates_all(sheet: Grid, first: int, row: int, end: int) -> bool:
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
