"""Rows that sum the others up: told by their word, by where they stand, by what the numbers come to."""

import re
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise, takewhile

from app.core.intake.layout import kinds, pack, words

Line = list[str]

MANY = 0.8  # the share of the parts that have an amount in a column of amounts
LIKE_NAMES = (
    0.4  # the mean likeness of first cells that name what each row is about: 任务数, 上站数
)
BY_CHANCE = 10  # smaller numbers may well come out by chance
LAST_DIGIT = 0.0005  # what floating point may add to a sum of amounts
EVIDENT = 3  # so many parts, and a total's own word may stand for the sum that does not come out


def is_total(texts: Sequence[str]) -> bool:
    """A word of summing up and only numbers after it: among the first two texts, or a plain one.

    本月合计 may stand behind any others, and 借 or 平 may stand among a ledger's numbers.
    """
    named = (place for place, text in enumerate(texts[:2]) if words.is_total(text))
    place = next(named, None)
    if place is None:
        return not "".join(texts[2:]).isascii() and _is_running(texts)
    rest = texts[place + 1 :]
    # 数据项 | 平均分 with nothing behind it names what is summed up, and sums up nothing.
    return all(map(_sums, rest)) if rest else words.is_sum(texts[place])


def figures(rows: Sequence[tuple[int, Line]], totals: frozenset[int]) -> frozenset[int]:
    """资产总计 and 负债合计 in a list of key figures: ``totals`` whose parts do not stand above them.

    ``rows``: the data rows and the totals, each with its number. The parts are the rows right above,
    or the totals among them.
    """
    found = set()
    for place, (number, line) in enumerate(rows):
        texts = _filled(line)
        own = number in totals and any(map(words.is_figure, texts[:2]))
        if not own or sum(map(words.is_total, texts)) > 1:
            continue
        above = [other for _, other in rows[:place]]
        sums = [other for n, other in rows[:place] if n in totals]
        parts = (some[n:] for some in (above, sums) for n in range(len(some)))
        if not any(_is_sum_of(line, some) for some in parts):
            found.add(number)
    return frozenset(found)


def _is_sum_of(line: Line, parts: Sequence[Line]) -> bool:
    """Whether half of the amounts of a row are the sums of others'; a rate and the number of a line are none."""
    told = {place: amount for place, text in enumerate(line) if (amount := _amount(text))}
    sums = [
        abs(sum(_amount(part[place]) or 0.0 for part in parts) - whole) <= 0.005 * abs(whole) + 0.05
        for place, whole in told.items()
    ]
    return any(sums) and 2 * sum(sums) >= len(sums)


def _is_running(texts: Sequence[str]) -> bool:
    """Whether a running total stands behind the first two texts, sought from the numbers at its right."""
    sums = takewhile(lambda place: _sums(texts[place]), range(len(texts) - 1, 2, -1))
    return any(words.is_running_total(texts[place - 1]) for place in sums)


def _sums(text: str) -> bool:
    plain = kinds.is_amount(text) or kinds.is_quantity(text) or kinds.is_tally(text)
    return plain or kinds.is_spelled(text) or words.is_total(text) or text in pack.words("side")


def is_statistic_row(line: Sequence[str], test: Callable[[str], bool] = words.is_statistic) -> bool:
    """最高分, 及格率 and the like among the first two texts, and only numbers after it."""
    texts = _filled(line)
    places = [place for place, text in enumerate(texts[:2]) if test(text)]
    rest = texts[places[0] + 1 :] if places else []
    return bool(rest) and all(map(kinds.is_amount, rest))


def is_summary(texts: Sequence[str]) -> bool:
    """参考人数 412: words, and only numbers after them."""
    return (
        len(texts) > 1
        and kinds.kind_of(texts[0]) == "words"
        and all(map(kinds.is_amount, texts[1:]))
    )


def summaries(
    rows: Sequence[tuple[int, Line]],
    values: frozenset[int],
    serial: int | None,
    first: str,
    summed_up: frozenset[int] = frozenset(),
) -> frozenset[int]:
    """The numbers of those rows that sum others up, although their words alone would not tell.

    ``rows``: the data rows so far, each with its number; ``values``: the places of columns of
    values; ``serial``: of the one that counts the rows; ``first``: the first column's name; ``summed_up``: the numbers
    of rows that are totals by their words, which are none of ``rows``.
    """
    parts = [(n, line) for n, line in rows if not _names_all(line) and not is_statistic_row(line)]
    if len(parts) < 2:
        return frozenset()
    wholes = {n for n, line in rows if _names_all(line) and _is_sum(n, line, rows, values)}
    alone = _alone(rows, parts, serial)
    statistics = _statistics(rows, parts, values, first)
    heads = frozenset(_heads(rows, values, serial)) or frozenset(
        _heads([*reversed(rows)], values, serial)
    )
    unnamed = _unnamed(rows, parts, values, first)
    return frozenset(wholes | alone | statistics | heads | unnamed | _by_kinds(rows, summed_up))


def _by_kinds(rows: Sequence[tuple[int, Line]], summed_up: frozenset[int]) -> set[int]:
    """合计 | 目标 | 800 and | 完成 | 829 below it, where each part has a row of 目标 and one of 完成.

    So is | 人工林 | 700 below 全县 | 总计 | 860, which is a total by its word.
    """
    parts: dict[str, set[str]] = {}  # in which parts each kind stands
    told: list[tuple[int, str]] = []
    key, whole = "", False
    for number, line in rows:
        if line[0]:
            key, whole = line[0], words.is_running_total(line[0])  # 资产总计 | 千元 names a part
        elif number - 1 in summed_up:
            whole = True
        kind, rest = (line[1], _filled(line[2:])) if len(line) > 2 else ("", [])
        if not whole:
            parts.setdefault(kind, set()).add(key)
        elif kinds.kind_of(kind) == "words" and kind and rest and all(map(_sums, rest)):
            told.append((number, kind))
    return {number for number, kind in told if len(parts.get(kind, ())) > 1}


def _names_all(line: Line) -> bool:
    """全县, 全省 among the first two cells."""
    return _whole(line) is not None


def _is_sum(
    number: int, line: Line, rows: Sequence[tuple[int, Line]], values: frozenset[int]
) -> bool:
    """Whether a row is the sum of all parts, or of those above it since the last such row.

    A word that stands again, 全年 under every year, sums up no more than its own part of the rows.
    """
    again = sum(_whole(other) == _whole(line) for _, other in rows) > 1
    parts = [other for _, other in rows if not _names_all(other) and not is_total(_filled(other))]
    block: list[Line] = []
    for n, other in rows:
        if n == number:
            break
        block = [] if _names_all(other) else [*block, other]
    return any(
        len(some) > 1 and _agrees(line, some, values, (sum,))
        for some in ((block,) if again else (parts, block))
    )


def _unnamed(
    rows: Sequence[tuple[int, Line]],
    parts: Sequence[tuple[int, Line]],
    values: frozenset[int],
    first: str,
) -> set[int]:
    """A first or last row that sums the others up under a word of its own: 全社会用电量, 当班人数."""
    if len(parts) <= EVIDENT:
        return set()
    last, sums = rows[-1]
    if _is_nameless_sum(sums, [part for n, part in parts if n != last], values):
        return {last}
    if not first:
        return set()
    return {
        number
        for number, line in (rows[0], rows[-1])
        if is_summary(_filled(line))
        and (not words.is_indicator(first) or _says_all(_filled(line)[0]))
        and (others := [part for n, part in parts if n != number])
        and (_adds_up(line, others, values) or _counts(line, others))
    }


def _is_nameless_sum(line: Line, others: Sequence[Line], values: frozenset[int]) -> bool:
    """A row with no key where all others have one, whose numbers are all the sums of theirs."""
    told = {place for place, text in enumerate(line) if text}
    if line[0] or len(told) < 2 or not told <= values or not all(other[0] for other in others):
        return False
    sums = {place for place in told if _agrees(line, others, values & {place}, (sum,))}
    return bool(sums) and all(_is_sparse_sum(line, others, place) for place in told - sums)


def _is_sparse_sum(line: Line, others: Sequence[Line], place: int) -> bool:
    """Whether a column in which some parts have no amount comes to the row's number to the last digit."""
    terms = [amount for other in others if (amount := _amount(other[place])) is not None]
    whole = _amount(line[place])
    return whole is not None and len(terms) > 1 and abs(sum(terms) - whole) < LAST_DIGIT


def _says_all(label: str) -> bool:
    return label.startswith("全")


def _adds_up(line: Line, others: Sequence[Line], values: frozenset[int]) -> bool:
    """Whether a row unlike the others in name is their sum in all columns but those of rates.

    At least two columns must come out; a rate lies between those of the parts.
    """
    label = next(place for place, text in enumerate(line) if text)
    names = [other[label] for other in others if other[label]]
    alike = line[label][-1] in {name[-1] for name in names} and not _says_all(line[label])
    if alike or any(map(kinds.is_value, names)):
        return False
    told = [place for place in values if (_amount(line[place]) or 0) > 0]
    sums = {place for place in told if _agrees(line, others, frozenset({place}), (sum,))}
    largest = max((_amount(line[place]) or 0 for place in sums), default=0)
    return (
        len(sums) > 1
        and largest >= BY_CHANCE
        and all(
            place in sums or _agrees(line, others, frozenset({place}), (_between(line[place]),))
            for place in told
        )
    )


def _between(text: str) -> Callable[[Sequence[float]], float]:
    """The amount nearest to a text's that lies among the terms."""
    whole = _amount(text) or 0.0
    return lambda terms: min(max(whole, min(terms)), max(terms))


def _heads(
    rows: Sequence[tuple[int, Line]], values: frozenset[int], serial: int | None
) -> set[int]:
    """柏树镇 | 3户 | | 212 over its three households: sums beside the name of a part of the rows.

    Such a row is blank, or counts, where the others hold words or count on, and every number in it is the
    sum of the rows down to the next such row; one over another sums up all rows. With the rows
    in reverse order they stand below. A number that comes again in the one row below it is no sum, unless
    others are.
    """
    rows = [(n, line) for n, line in rows if not is_total(_filled(line))]
    told = [
        place
        for place in range(1, len(rows[0][1]) if rows else 0)
        if place not in values and sum(bool(line[place]) for _, line in rows) >= 0.5 * len(rows)
    ] + ([] if serial is None else [serial])
    places = [
        place
        for place, (_, line) in enumerate(rows)
        if any(not line[column] or kinds.is_tally(line[column]) for column in told)
        and _is_head(line, serial)
    ]
    plain = [line for place, (_, line) in enumerate(rows) if place not in places]
    heads: set[int] = set()
    columns: set[int] = set()
    terms = 0
    for place, end in pairwise([*places, len(rows)]):
        number, line = rows[place]
        block = [other for _, other in rows[place + 1 : end]] or plain
        sums = {column for column in values if (_amount(line[column]) or 0) > 0}
        if not sums or not all(_agrees(line, block, frozenset({c}), (sum,)) for c in sums):
            return set()
        heads.add(number)
        columns |= sums
        terms = max(terms, len(block))
    if terms < 2:
        return set()
    return heads if len(heads) > 1 or (len(columns) > 1 and len(plain) > 1) else set()


def _is_head(line: Line, serial: int | None) -> bool:
    """A name, numbered in no way, and only what may be sums behind it."""
    label, *rest = _filled(line) or [""]
    if not label or (serial is not None and line[serial] == label):
        return False
    return not kinds.is_value(label) and not words.is_numbered(label) and all(map(_sums, rest))


def _counts(line: Line, others: Sequence[Line]) -> bool:
    """Whether a row counts what the others name: numbers in columns of words, two at least."""
    label = next(place for place, text in enumerate(line) if text)
    names = [other[label] for other in others]
    if not words.is_count(line[label]) or sum(map(words.name_likeness, names)) > 0.3 * len(names):
        return False  # 建设单位, 投资额: each row about something else
    filled = [place for place, text in enumerate(line) if text][1:]
    below = [[other[place] for other in others if other[place]] for place in filled]
    return len(filled) > 1 and all(
        len(texts) >= MANY * len(others)
        and sum(kinds.kind_of(text) == "words" for text in texts) >= MANY * len(texts)
        for texts in below
    )


def _whole(line: Line) -> str | None:
    return next(filter(words.is_whole, line[:2]), None)


def _alone(
    rows: Sequence[tuple[int, Line]], parts: Sequence[tuple[int, Line]], serial: int | None
) -> set[int]:
    """全市 over or under its counties: once, first or last, and every part with a name of its own.

    Its numbers may be rates, or of more parts than are listed; 全市 2019, 全市 2020 are data.
    """
    wholes = [(n, line) for n, line in rows if _names_all(line)]
    if len(wholes) != 1 or len(parts) < EVIDENT or wholes[0] not in (rows[0], rows[-1]):
        return set()
    number, line = wholes[0]
    place = next(place for place, text in enumerate(line[:2]) if words.is_whole(text))
    names = [part[place] for _, part in parts if part[place]]
    own = len(set(names)) == len(names) and all(kinds.kind_of(n) == "words" for n in names)
    counted = serial is not None and kinds.is_value(line[serial])
    bare = all(map(kinds.is_amount, _filled(line[place + 1 :])))
    plain = place == 0 or not line[0] or words.is_whole(line[0])
    return {number} if own and plain and bare and not counted else set()


def _statistics(
    rows: Sequence[tuple[int, Line]],
    parts: Sequence[tuple[int, Line]],
    values: frozenset[int],
    first: str,
) -> set[int]:
    """The rows of statistics at the edges of a table, fewer than the others.

    In a table of indicators each row is about something else, so there the numbers must come out,
    or stand alone where the others have words.
    """
    edge = [*_run(rows), *_run(reversed(rows))]
    if len(edge) > len(parts):
        return set()
    own = [line for number, line in parts if (number, line) not in edge]
    labels = [words.name_likeness(part[0]) for part in own]
    indicators = words.is_indicator(first) or sum(labels) >= LIKE_NAMES * len(labels)
    return {
        number
        for number, line in edge
        if not indicators
        or _agrees(line, own, values, (sum, _mean, max, min))
        or _is_bare(line, own, values)
    }


def _is_bare(line: Line, parts: Sequence[Line], values: frozenset[int]) -> bool:
    """Whether a row leaves two columns blank that hold a word in every other row."""
    blanks = [place for place, text in enumerate(line) if not text and place not in values]
    return sum(all(part[place] for part in parts) for place in blanks) > 1


def _run(rows: Iterable[tuple[int, Line]]) -> list[tuple[int, Line]]:
    """The first rows as long as they are statistics: rates only beside some that are no rates."""
    run, plain = [], False
    for number, line in rows:
        told = is_statistic_row(line)
        if told or is_statistic_row(line, words.is_rate):
            run.append((number, line))
        elif not _names_all(line):
            break
        plain |= told
    return run if plain else []


def _agrees(
    line: Line,
    parts: Sequence[Line],
    values: frozenset[int],
    ways: Sequence[Callable[[Sequence[float]], float]],
) -> bool:
    """Whether in half of the columns a row comes to what the parts come to, in one of the ways."""
    agree = tried = 0
    for place in values:
        whole = _amount(line[place])
        terms = [amount for part in parts if (amount := _amount(part[place])) is not None]
        if whole is None or len(terms) < MANY * len(parts):
            continue
        tried += 1
        agree += any(abs(way(terms) - whole) <= 0.005 * abs(whole) + 0.05 for way in ways)
    return agree > 0 and agree >= 0.5 * tried


def _mean(terms: Sequence[float]) -> float:
    return sum(terms) / len(terms)


def _filled(line: Sequence[str]) -> list[str]:
    return list(filter(None, line))


def _amount(text: str) -> float | None:
    plain = re.sub(r"[,，\s]", "", text) if kinds.kind_of(text) == "number" else text
    return float(plain) if re.fullmatch(r"[-+]?\d{1,15}(\.\d{1,10})?", plain) else None
