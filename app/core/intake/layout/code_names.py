"""Codes that name columns, told by what stands below them: AAC002 AAC003 over 王五 1990-03-07."""

import re
from collections import Counter
from itertools import islice

from app.core.intake.layout import kinds, words
from app.core.intake.layout.grid import Grid

LEAST_CODES = 2  # a code alone may be a value, unless known names stand beside it
ONE_FORM = 0.7  # the share of a row's codes that have one form, where they name columns
MOST_LIKE = 1 / 3  # the share of them that texts of their columns are like
FILLED = 0.5  # the share of the columns that hold any texts and have such a code
LEAST_STEADY = 3  # codes of one shape; fewer may well be so by chance
NAMELIKE = 0.5  # the likeness to a name of the words that stand beside a lone code
DEPTH = 60  # rows above and below that are looked at
WIDE = 200  # columns that tell a header; more tell no more
_PART = re.compile(r"[A-Za-z]+|\d+|[._-]")
_FIELD_CODE = re.compile(r"[A-Za-z][A-Za-z0-9._-]*")


def code_names(sheet: Grid, row: int, end: int, named: frozenset[str]) -> frozenset[str]:
    """The codes of a row (from 0) that name its columns rather than being values in them.

    They have one form, and in most of their columns stands nothing like them above or below. A row
    with a value that is no such code is one of data; ``named``: values that name columns otherwise.
    """
    line = sheet.spread[row][:WIDE]
    codes = {column: text for column, text in enumerate(line) if _is_field_code(text)}
    beside = [text for text in line if text and text not in named and not _is_field_code(text)]
    if not codes or len(set(codes.values())) < len(codes) or any(map(kinds.is_value, beside)):
        return frozenset()
    if len(codes) < LEAST_CODES and not (beside and all(map(_is_name, beside))):
        return frozenset()
    most = Counter(map(_form, codes.values())).most_common(1)[0][1]
    used = sheet.used(row, min(end, row + DEPTH), WIDE)
    if most < ONE_FORM * len(codes) or len(codes) + len(beside) < FILLED * len(used):
        return frozenset()
    like = (c for c, text in codes.items() if _is_like(text, _others(sheet, row, c, end)))
    one_too_many = next(islice(like, int(MOST_LIKE * len(codes)), None), None)
    return frozenset(codes.values()) if one_too_many is None else frozenset()


def are_code_names(sheet: Grid, row: int, end: int) -> bool:
    """Whether a row (from 0) holds nothing but codes, and they name its columns."""
    texts = sheet.texts(row)
    coded = all(map(_is_field_code, texts))
    return coded and code_names(sheet, row, end, frozenset()).issuperset(texts)


def _is_field_code(text: str) -> bool:
    """AAC002, DE02.01.039.00, X1: a code that begins as an identifier does."""
    return _FIELD_CODE.fullmatch(text) is not None and kinds.kind_of(text) == "code"


def _is_name(text: str) -> bool:
    return words.name_likeness(text) >= NAMELIKE


def _others(sheet: Grid, row: int, column: int, end: int) -> list[str]:
    """What else stands in a column: above a row, and below it unless the row comes again there."""
    lines = [*sheet.cells[max(0, row - DEPTH) : row], *sheet.cells[row + 1 : min(end, row + DEPTH)]]
    return [line[column] for line in lines if line[column] and line != sheet.cells[row]]


def _is_like(text: str, others: list[str]) -> bool:
    """Whether a code may be one of others: A1001 of A1002 A1003, or G12 of K1001 T3 Z85.

    It is none of them where they have in common what it has not: AAC002 over G12 G1001 G3.
    """
    form = _form(text)
    same = [_parts(other) for other in others if _form(other) == form]
    steady = len(same) >= LEAST_STEADY
    return bool(same) and not (
        steady and any(map(_stands_apart, _parts(text), zip(*same, strict=True)))
    )


def _stands_apart(part: str, others: tuple[str, ...]) -> bool:
    """Whether a part of a code has another length than all others, or other letters than all share."""
    lengths = set(map(len, others))
    return (len(lengths) == 1 and len(part) not in lengths) or (
        part.isalpha() and len(set(others)) == 1 and part not in others
    )


def _form(text: str) -> str:
    """A9 of AAC002 and of X1: what a code is made of."""
    return re.sub(r"[A-Za-z]+", "A", re.sub(r"\d+", "9", text))


def _parts(text: str) -> list[str]:
    """AAC and 002 of AAC002; as many of all codes of one form."""
    return _PART.findall(text)
