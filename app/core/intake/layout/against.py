"""What a text says of those below it in its column: it names them, or is one of them."""

from collections import Counter

from app.core.intake.layout import counting, kinds
from app.core.intake.layout.code_names import code_names
from app.core.intake.layout.grid import Grid, Line

LEAST_ALIKE = 3  # fewer texts may well be alike by chance
MOST_ALIKE = 0.7  # the share of texts that are alike in a column that has a habit
MOST_DISTINCT = 0.6  # the share of distinct texts in a column of categories
LEAST_COUNTED = 3  # 1 2 3: fewer numbers that count on may well be chance


def against(text: str, below: list[str], periods: frozenset[str]) -> tuple[bool, bool, bool]:
    """Whether a text names the values below it, is a value itself, is like those below it."""
    if not below:
        return False, kinds.is_value(text) and text not in periods, False
    values = _share_of_values(below)
    coded = kinds.kind_of(text) == "code" and _shape(text) in map(_shape, below)
    if text in periods and not coded and not _is_among_periods(text, below):
        return True, False, False
    if kinds.is_value(text):
        return False, True, values >= 0.7 and _shape(text) in map(_shape, below)
    return values >= 0.7, False, text in below or _ends_alike(text, below)


def _is_among_periods(text: str, below: list[str]) -> bool:
    """2023年 over 2022年 2021年; the code of a train over its times names them."""
    return kinds.kind_of(text) != "code" and sum(map(kinds.is_period, below)) >= 0.7 * len(below)


def _share_of_values(below: list[str]) -> float:
    """How many of some texts are values, <0.001 among them; 未检出 says nothing beside others."""
    told = [text for text in below if kinds.kind_of(text) != "absent"] or below
    return sum(kinds.is_value(text) or kinds.is_bound(text) for text in told) / len(told)


def _ends_alike(text: str, below: list[str]) -> bool:
    """和平社区 over 光明社区 新华社区; 开放日 is too short to be like 周二至周日."""
    lengths = [len(entry) for entry in below if entry[-1] == text[-1]]
    if len(text) < 2 or len(below) < 2 or 2 * len(lengths) <= len(below):
        return False
    return min(lengths) - 1 <= len(text) <= max(lengths) + 1


def stands_apart(text: str, below: list[str]) -> bool:
    """Whether words are alike below a text that is unlike them: 路名 over 锦绣路 春熙路, 结果 over 合格 合格.

    They end alike, or come again and again.
    """
    if len(below) < LEAST_ALIKE or kinds.is_value(text) or text in below:
        return False
    tail, ending = Counter(entry[-1] for entry in below).most_common(1)[0]
    alike = ending >= MOST_ALIKE * len(below) and text[-1] != tail
    return alike or len(set(below)) <= MOST_DISTINCT * len(below)


def series(sheet: Grid, row: int, end: int) -> frozenset[str]:
    """The texts of a row that name columns by periods or codes, or that number columns of words."""
    texts = [text for text in sheet.spread[row] if text]
    periods = counting.series(texts)
    periods |= code_names(sheet, row, end, periods)
    if texts == [str(number) for number in range(len(texts))] and _are_frame(sheet, row):
        return frozenset(texts)
    numbers = counting.counted(sheet.spread[row])
    if len(numbers) < LEAST_COUNTED or periods.issuperset(numbers):
        return periods
    places = [place for place, text in enumerate(sheet.spread[row]) if text in numbers]
    below = [text for place in places for text in sheet.below(row, place, end - row - 1)]
    spoken = sum(kinds.kind_of(text) in ("words", "absent") for text in below)
    return periods | set(numbers) if spoken > 0.7 * len(below) else periods


def _are_frame(sheet: Grid, row: int) -> bool:
    """Whether 0 1 2 3 stands on top of a sheet, over words in one column at least.

    So a frame of pandas numbers the columns that it has no names for.
    """
    if any(map(any, sheet.cells[:row])):
        return False
    columns = [
        sheet.below(row, column) for column in range(sheet.width) if sheet.cells[row][column]
    ]
    spoken = [sum(kinds.kind_of(text) == "words" for text in below) for below in columns]
    return len(columns) >= LEAST_COUNTED and any(
        2 * count > len(below) for count, below in zip(spoken, columns, strict=True)
    )


def _shape(text: str) -> str:
    return "".join("9" if c.isdigit() else "A" if c.isascii() and c.isalpha() else c for c in text)


def column_of(below: list[Line], column: int) -> list[str]:
    return [line[column] for line in below if line[column]]
