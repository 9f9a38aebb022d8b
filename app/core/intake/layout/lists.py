"""A list of one column: what tells its name from the title above it and from the things below it."""

from collections.abc import Sequence

from app.core.intake.layout import kinds, pack, words
from app.core.intake.layout.grid import Grid
from app.core.intake.layout.habit import usual_likeness

LEAST_LISTED = 3  # things in a list of one column; fewer lines may well be titles
LONGEST_LISTED = 24  # characters of such a thing
NAMELIKE = 0.5  # the likeness to a name of a column of a text that may be one
DEPTH = 60  # rows that are looked at


def is_list(name: str, texts: Sequence[str]) -> bool:
    """社区名称 over 东风社区 西门社区 城南社区: a name, and things below it that it may name.

    Titles are no such list: they say something, or nothing tells the first from the others.
    """
    if not _are_things(texts) or words.is_caption(name):
        return False
    return _stands_out(name, texts) or _is_over_numbers(name, texts)


def name_of_list(sheet: Grid, start: int, end: int) -> int | None:
    """The row (from 0) of what names a list of one column below its title, or of the title itself.

    入选名单 below 优秀案例入选名单 is the name, for the title ends with it. A title that stands over
    things alone, the first no more a name than the others, is the only name there is. None of all else.
    """
    lines = [row for row in range(start, min(end, start + DEPTH)) if any(sheet.cells[row])]
    if len(lines) <= LEAST_LISTED or any(sheet.filled(row) > 1 for row in lines):
        return None
    texts = [text for row in lines for text in sheet.texts(row)]
    if len({sheet.cells[row].index(text) for row, text in zip(lines, texts, strict=True)}) > 1:
        return None
    title, first, *others = texts
    if title != first and title.endswith(first) and first not in others and _are_things(others):
        return lines[1]
    entitled = pack.pattern("title").match(title) and not words.name_likeness(title)
    if entitled and is_list(first, others):
        return lines[1]
    return lines[0] if entitled and _are_things([first, *others]) else None


def _stands_out(name: str, texts: Sequence[str]) -> bool:
    return words.stands_out(name, usual_likeness(texts)) >= NAMELIKE


def _is_over_numbers(name: str, texts: Sequence[str]) -> bool:
    """重点路段 over X012永安段 S310石门段 Y005桐木段: each has a number, and the name and no title has one."""
    numbered = all(kinds.has_digit(text) and words.may_entitle(text) for text in texts)
    return numbered and not kinds.has_digit(name) and not pack.pattern("title").match(name)


def _are_things(texts: Sequence[str]) -> bool:
    return len(texts) >= LEAST_LISTED and not any(map(_is_said, texts))


def _is_said(text: str) -> bool:
    """1.本表按季填报, 单位：万元: words around a table rather than a thing in a list."""
    spoken = words.manner(text) or words.starts_note(text) or kinds.is_unit(text)
    return bool(spoken) or words.point(text) > 0 or len(text) > LONGEST_LISTED
