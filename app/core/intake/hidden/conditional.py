"""Conditional formats that hide the cells they meet: in the colour of their ground, or as nothing.

A condition is weighed where that needs no calculation (a comparison with a number, errors, blanks);
any other is taken to be met. The words in the formulas are told too.
Source: ECMA-376 Part 1, 18.3.1.10 (cfRule), 18.3.1.18 (conditionalFormatting), 18.18.12 and 18.18.15;
rules of Excel 2010 stand in ``extLst`` with their own format (MS-XLSX 2.6.6).
"""

import operator
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from app.core.intake.hidden.concealed import lines
from app.core.intake.hidden.parts import Part
from app.core.intake.hidden.styles import Hiding, Look, Styles, styled
from app.core.intake.hidden.xml_tags import Tag, index

Value: TypeAlias = float | str

_RANGE = re.compile(r"\$?([A-Z]{0,3})\$?(\d{0,7})(?::\$?([A-Z]{0,3})\$?(\d{0,7}))?")
QUOTED = re.compile(r'"((?:[^"]|"")+)"')
_LAST_ROW, _LAST_COLUMN = 1 << 20, 1 << 14
_COMPARES: dict[str, Callable[[float, float], bool]] = {
    "equal": operator.eq,
    "notEqual": operator.ne,
    "greaterThan": operator.gt,
    "greaterThanOrEqual": operator.ge,
    "lessThan": operator.lt,
    "lessThanOrEqual": operator.le,
}


@dataclass(frozen=True)
class Area:
    """A range of cells; rows and columns count from 1, both ends included."""

    top: int
    left: int
    bottom: int
    right: int

    def holds(self, row: int, column: int) -> bool:
        return self.top <= row <= self.bottom and self.left <= column <= self.right


@dataclass(frozen=True)
class Rule:
    """One rule that hides: where it stands, what it shows instead, and its condition."""

    areas: tuple[Area, ...]
    hiding: Hiding
    type: str
    operator: str
    operands: tuple[str, ...]

    def holds(self, row: int, column: int) -> bool:
        """Whether a cell stands in one of its ranges."""
        return any(area.holds(row, column) for area in self.areas)

    def may_hide(self, value: Value, *, is_error: bool) -> bool:
        """Whether a cell with this value may meet the condition and then shows nothing."""
        if self.type == "containsBlanks" or (self.type == "containsErrors" and not is_error):
            return False
        return self._met(value) and self.hiding.hides(value)

    def _met(self, value: Value) -> bool:
        compare = _COMPARES.get(self.operator) if self.type == "cellIs" else None
        try:
            other = float(self.operands[0]) if self.operands and compare else None
        except ValueError:  # a formula
            return True
        if compare is None or other is None:
            return True
        if isinstance(value, str):  # which is greater than any number
            return self.operator in ("notEqual", "greaterThan", "greaterThanOrEqual")
        return compare(value, other)


def areas(references: str) -> tuple[Area, ...]:
    """The ranges of a ``sqref``: ``A1:B9 D:D``."""
    found = (_RANGE.fullmatch(reference) for reference in references.split())
    return tuple(_area(match) for match in found if match is not None)


def _area(match: re.Match[str]) -> Area:
    left, top, right, bottom = match.groups()
    if right is None and bottom is None:
        right, bottom = left, top
    return Area(
        int(top or 1),
        column_number(left) or 1,
        int(bottom or _LAST_ROW),
        column_number(right) or _LAST_COLUMN,
    )


def column_number(letters: str | None) -> int:
    """1 for A; 0 for no letters."""
    number = 0
    for letter in letters or "":
        number = number * 26 + ord(letter) - 64
    return number


class Rules:
    """The rules of one sheet, taken from its elements as they close."""

    def __init__(self, part: Part, styles: Styles) -> None:
        self._part, self._styles = part, styles
        self._waiting: list[tuple[Tag, tuple[str, ...], Hiding]] = []
        self._operands: list[str] = []
        self._look: Look | None = None
        self.rules: list[Rule] = []

    def take(self, tag: Tag) -> None:
        """An element within, or of, ``conditionalFormatting``."""
        if tag.name == "cfRule":
            self._rule(tag)
        elif tag.name == "conditionalFormatting":
            self._ranges(tag.get("sqref"))
        elif tag.name == "sqref":
            self._ranges(tag.text)
        elif tag.name in ("formula", "f"):
            self._operands.append(tag.text.strip())
        elif tag.inside("dxf"):
            self._look = self._look or Look()
            styled(self._look, tag)

    def _rule(self, tag: Tag) -> None:
        operands, look = tuple(self._operands), self._look
        self._operands, self._look = [], None
        words = [words for formula in operands for words in QUOTED.findall(formula)]
        self._part.add(lines([*words, tag.get("text")]), self._part.cell("cfRule"), "object")
        hiding = (
            self._styles.hiding_by(look) if look else self._styles.rule(index(tag.get("dxfId")))
        )
        if hiding is not None:
            self._waiting.append((tag, operands, hiding))

    def _ranges(self, references: str) -> None:
        """The ranges stand around the rules, or, of Excel 2010, behind them."""
        found = areas(references)
        for tag, operands, hiding in self._waiting if found else ():
            told = tag.get("type"), tag.get("operator")
            self.rules.append(Rule(found, hiding, *told, operands))
        self._waiting = [] if found else self._waiting
