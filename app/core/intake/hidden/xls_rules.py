"""Conditional formats of an old workbook (.xls) that hide the cells they meet.

xlrd passes over them, so they are read from the workbook's stream; what weighs them is
:mod:`app.core.intake.hidden.conditional`.
Source: MS-XLS 2.4.42 and 2.4.56 (CF, CondFmt), 2.4.43 and 2.4.57 (those of Excel 2007), 2.5.92 ff.
(DXFN).
"""

import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from app.core.intake.hidden import looks
from app.core.intake.hidden.biff import BEGIN, counted, records, sheet_names
from app.core.intake.hidden.binary_rules import comparing, quoted
from app.core.intake.hidden.concealed import UNREAD, lines, note
from app.core.intake.hidden.conditional import Area, Rule
from app.core.intake.hidden.looks import Rgb
from app.core.intake.hidden.styles import Hiding, hiding_of
from app.core.intake.hidden.xls_looks import colour
from app.core.jobs import Job
from app.core.model import Hidden

_RANGES, _RULE = 0x01B0, 0x01B1
_LATER_RANGES, _LATER_RULE = 0x0879, 0x087A  # Excel 2007 and after; they repeat type and range
_REPEATED = 12  # bytes
_ANY = re.compile(rb"\xb1\x01..[\1\2][\0-\x08]|\x7a\x08..\x7a\x08", re.DOTALL)  # how a rule begins
_FOREGROUND_KEPT, _BACKGROUND_KEPT = 1 << 17, 1 << 18
_NUMBER, _FONT, _ALIGNMENT, _BORDER, _PATTERN = (1 << bit for bit in (25, 26, 27, 28, 29))


@dataclass
class SheetRules:
    """``rules``: those of one sheet that hide; ``hidden``: the words in the formulas of all."""

    rules: list[Rule] = field(default_factory=list)
    hidden: list[Hidden] = field(default_factory=list)


def sheet_rules(stream: bytes, book: Any, job: Job) -> dict[str, SheetRules]:
    """The conditional formats by the name of their sheet. ``book``: an xlrd.Book with formats."""
    if not _ANY.search(stream):  # which takes a hundredth of a walk over the records
        return {}
    names = sheet_names(stream, job)
    found: dict[str, SheetRules] = {}
    sheet, areas = "", tuple[Area, ...]()
    for position, kind, body in records(stream):
        job.report(position, len(stream))
        if kind == BEGIN:
            sheet = names.get(position, sheet)
        elif kind in (_RANGES, _LATER_RANGES):
            areas = tuple(_areas(body, 12 + (_REPEATED if kind == _LATER_RANGES else 0)))
        elif kind in (_RULE, _LATER_RULE):
            here = found.setdefault(sheet, SheetRules())
            try:
                _take(here, sheet, _parsed(body, later=kind == _LATER_RULE), areas, book)
            except (struct.error, IndexError):
                here.hidden.append(Hidden("white-text", f"{sheet}!cfRule", note(UNREAD)))
    return found


def _areas(body: bytes, at: int) -> Iterator[Area]:
    for place in range(at + 2, len(body) - 7, 8):
        top, bottom, left, right = struct.unpack_from("<4H", body, place)
        yield Area(top + 1, left + 1, bottom + 1, right + 1)


@dataclass(frozen=True)
class _Parts:
    """A rule taken apart: its type and operator, its format, its formulas."""

    type: int
    operator: int
    format: bytes
    formulas: tuple[bytes, bytes]


def _parsed(body: bytes, *, later: bool) -> _Parts:
    """Raises struct.error where the record is cut short."""
    body = body[_REPEATED:] if later else body
    type, operator, *sizes = struct.unpack_from("<BBHH", body)
    if later:
        (size,) = struct.unpack_from("<I", body, 6)
        format, behind = body[10 : 10 + size], body[10 + (size or 2) :]
        first, second = behind[: sizes[0]], behind[sizes[0] : sum(sizes)]
    else:  # the format has no size of its own
        end = len(body) - sum(sizes)
        if end < 12:
            raise struct.error(end)
        format, first, second = body[6:end], body[end : end + sizes[0]], body[end + sizes[0] :]
    return _Parts(type, operator, format, (first, second))


def _take(here: SheetRules, sheet: str, parts: _Parts, areas: tuple[Area, ...], book: Any) -> None:
    words = lines([text for formula in parts.formulas for text in quoted(formula, wide=False)])
    if words:
        here.hidden.append(Hidden("object", f"{sheet}!cfRule", words))
    hiding = _hiding(parts.format, book) if parts.format else None
    if hiding is not None:
        rule = comparing(areas, hiding, parts.type, parts.operator, parts.formulas)
        here.rules.append(rule)


def _hiding(format: bytes, book: Any) -> Hiding | None:
    """How a format hides. Raises struct.error, IndexError."""
    flags, more = struct.unpack_from("<IH", format)
    at, ink, size, code = 6, None, 11.0, "General"
    if flags & _NUMBER and more & 1:
        code = counted(format, at + 2)[0]
        at += struct.unpack_from("<H", format, at)[0]
    elif flags & _NUMBER:
        known = book.format_map.get(format[at + 1])
        code = (known.format_str if known is not None else None) or code
        at += 2
    if flags & _FONT:
        twentieths, index = struct.unpack_from("<64xi12xi", format, at)
        ink, size = colour(book, index), max(twentieths, 0) / 20
        at += 118
    at += 8 * bool(flags & _ALIGNMENT) + 8 * bool(flags & _BORDER)
    ground: Rgb | None = looks.WHITE
    if flags & _PATTERN:
        (pair,) = struct.unpack_from("<H", format, at + 2)
        if not flags & _BACKGROUND_KEPT:
            ground = colour(book, pair >> 7 & 0x7F)
        elif not flags & _FOREGROUND_KEPT:
            ground = colour(book, pair & 0x7F)
    return hiding_of(ink, [ground], size, code)
