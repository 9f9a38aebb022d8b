"""What counts on from column to column in a row: years, months, bare numbers, codes."""

import re
from collections.abc import Sequence
from itertools import groupby, pairwise, takewhile

from app.core.intake.layout import kinds, words

LEAST_YEARS = 3  # years that are not evenly spaced but in order: two may well be so by chance
LEAST_STEMMED = 3  # P1 P2 P3: fewer codes that count on may well be data
_STEMMED = re.compile(r"([A-Za-z]{1,8}[-_]?)(\d{1,3})")
_MEASURED = r"(?:[A-Za-z]{1,3}|[一-鿿]{0,2}?)"
_BAND = re.compile(
    rf"(\d{{1,6}}){_MEASURED}(?:\s*[-—–~～至]\s*(\d{{1,6}}){_MEASURED}|(?:\+|[及或]?以上))"
)
_NUMERALS = "一二三四五六七八九十"
_NUMBERED = re.compile(rf"第?([{_NUMERALS}])([一-鿿]{{2,4}})")
LEAST_BANDS = 3  # 0-14 15-59 60+: fewer may well be data
_PERIOD_ENDS = ("年", "年度", "月", "月份", "季度")


def series(texts: Sequence[str]) -> frozenset[str]:
    """The periods in a row that names its columns by them: years one apart, months, quarters, dates."""
    each = frozenset(texts)  # a wide row says the same many times
    told = {text for text in each if kinds.YEAR.fullmatch(text)}
    years = [text for text in texts if text in told] if told else []
    steps = {int(b[:4]) - int(a[:4]) for a, b in pairwise(_once(years))}
    even = len(steps) == 1 and abs(next(iter(steps))) in (1, 5, 10)
    even = even or _goes_on(texts, years)
    # 2022年 2022年 2023年 2023年 over several columns each; bare numbers must count on.
    runs = steps <= {-1, 0, 1} and not any(text.isdigit() for text in years)
    found = set(years) if len(years) > 1 and (even or runs) else set()
    dated = [text for text in each if kinds.PERIOD.fullmatch(text)]
    for period in kinds.PERIODS:
        hits = {text for text in dated if period.fullmatch(text)}
        if len(hits) > 1 and len(_once([text for text in texts if text in hits])) == len(hits):
            found |= hits
    numbers = counted(texts)
    if len(numbers) > 3 and words.name_likeness(texts[0]):
        found |= set(numbers)  # 站名 1 2 3 4: months or days without their word
    return frozenset(found.union(stemmed(texts), bands(texts), numbered(texts)))


def share_of_values(texts: Sequence[str]) -> float:
    """How many of a row's texts are values; a year or month written out may be the upper name of others."""
    periods = series(texts) | {t for t in texts if t.endswith(_PERIOD_ENDS)}
    return sum(kinds.is_value(t) and t not in periods for t in texts) / max(len(texts), 1)


def _once(periods: Sequence[str]) -> Sequence[str]:
    """2019 2020 of 2019 2020 2019 2020: the same periods once more under each upper name."""
    size = len(periods)
    for width in range(2, size // 2 + 1):
        if size % width == 0 and list(periods) == list(periods[:width]) * (size // width):
            return periods[:width]
    return periods


def _goes_on(texts: Sequence[str], years: Sequence[str]) -> bool:
    """指标 1978 1990 2000 2020: the later years of a yearbook, all in order, under a name's row."""
    if len(years) < LEAST_YEARS:
        return False
    first = texts.index(years[0])
    steps = [int(b[:4]) - int(a[:4]) for a, b in pairwise(years)]
    ordered = all(step > 0 for step in steps) or all(step < 0 for step in steps)
    named = all(map(words.name_likeness, texts[:first]))
    return ordered and named and list(texts[first : first + len(years)]) == list(years)


def stemmed(texts: Sequence[str]) -> Sequence[str]:
    """P1 P2 P3, X1 X2 X3 Y1 Y2: the codes of a row, if those of each stem count on by one."""
    codes = [found for text in texts if (found := _STEMMED.fullmatch(text))]
    runs = [[int(code[2]) for code in run] for _, run in groupby(codes, key=lambda code: code[1])]
    on = all(len(run) > 1 and run == [*range(run[0], run[0] + len(run))] for run in runs)
    return (
        [code[0] for code in codes]
        if on and max(map(len, runs), default=0) >= LEAST_STEMMED
        else ()
    )


def numbered(texts: Sequence[str]) -> Sequence[str]:
    """一标段 二标段 三标段 behind the first text: the same thing, counted on by one."""
    found = [(text, _NUMBERED.fullmatch(text)) for text in texts[1:]]
    told = [(text, parts[1], parts[2]) for text, parts in found if parts]
    if len(told) < LEAST_STEMMED or len({kind for _, _, kind in told}) > 1:
        return ()
    on = "".join(number for _, number, _ in told) in _NUMERALS
    return [text for text, _, _ in told] if on else ()


def bands(texts: Sequence[str]) -> Sequence[str]:
    """0-14 15-59 60+: bands behind the first text, each of which begins where the one before ends."""
    found = {text: band for text in texts[1:] if (band := _BAND.fullmatch(text))}
    on = all(
        band[2] is not None and int(after[1]) - int(band[2]) in (0, 1)
        for band, after in pairwise(found.values())
    )
    return [*found] if on and len(found) >= LEAST_BANDS else ()


def counted(texts: Sequence[str]) -> Sequence[str]:
    """The numbers behind the first text that count on by one and are all the numbers there are."""
    begin = next((place for place, text in enumerate(texts) if kinds.is_digits(text)), 0)
    if begin == 0:
        return ()
    run = list(takewhile(kinds.is_digits, texts[begin:]))
    if any(map(kinds.is_digits, texts[begin + len(run) :])):
        return ()
    first = int(run[0])
    return run if [str(first + n) for n in range(len(run))] == run else ()
