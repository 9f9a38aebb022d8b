"""Conditional formats of a binary workbook (.xlsb) that hide the cells they meet.

Rules of Excel 2010 (BrtBeginCFRule14) are passed over.
Source: MS-XLSB 2.4.23 and 2.4.25 (BrtBeginCFRule, BrtBeginConditionalFormatting), 2.5.117 (SqRfX).
"""

import struct
from collections.abc import Callable, Iterator

from app.core.intake.hidden.binary_rules import comparing, quoted
from app.core.intake.hidden.concealed import UNREAD, lines, note
from app.core.intake.hidden.conditional import Area, Rule
from app.core.intake.hidden.styles import Hiding
from app.core.model import Hidden

RANGES, RULE = 461, 463
_MATCHES_NOTHING = {9: "containsBlanks", 11: "containsErrors"}  # templates, for cells with values


class Rules:
    """The rules of one sheet, taken from its records as they come.

    ``hiding_by``: how a conditional format hides, by its number; may raise struct.error.
    ``rules``: those that hide; ``hidden``: the words in the formulas of all.
    """

    def __init__(self, sheet: str, hiding_by: Callable[[int], Hiding | None]) -> None:
        self._where, self._hiding_by = f"{sheet}!cfRule", hiding_by
        self._areas: tuple[Area, ...] = ()
        self.rules: list[Rule] = []
        self.hidden: list[Hidden] = []

    def take(self, kind: int, body: bytes) -> None:
        """A record; those of other kinds are nothing to it."""
        if kind == RANGES:
            self._areas = tuple(
                Area(top + 1, left + 1, bottom + 1, right + 1)
                for top, bottom, left, right in _quadruples(body, 12)
            )
        elif kind == RULE:
            try:
                self._rule(body)
            except struct.error:
                self.hidden.append(Hidden("white-text", self._where, note(UNREAD)))

    def _rule(self, body: bytes) -> None:
        type, template, format, _, operator = struct.unpack_from("<IIIII", body)
        sizes = struct.unpack_from("<III", body, 30)
        (length,) = struct.unpack_from("<I", body, 42)
        at = 46 + (0 if length == 0xFFFFFFFF else 2 * length)
        text = body[46:at].decode("utf-16-le", "replace")
        formulas = []
        for size in sizes:
            formulas.append(_tokens(body[at : at + size]))
            at += size
        words = [word for tokens in formulas for word in quoted(tokens, wide=True)]
        if told := lines([*words, text]):
            self.hidden.append(Hidden("object", self._where, told))
        hiding = self._hiding_by(format)
        if hiding is not None and template in _MATCHES_NOTHING:
            self.rules.append(Rule(self._areas, hiding, _MATCHES_NOTHING[template], "", ()))
        elif hiding is not None:
            self.rules.append(comparing(self._areas, hiding, type, operator, formulas))


def _tokens(formula: bytes) -> bytes:
    """The tokens of a formula, which their size in bytes precedes."""
    if not formula:
        return b""
    (size,) = struct.unpack_from("<I", formula)
    return formula[4 : 4 + size]


def _quadruples(body: bytes, at: int) -> Iterator[tuple[int, int, int, int]]:
    for place in range(at, len(body) - 15, 16):
        yield struct.unpack_from("<4I", body, place)
