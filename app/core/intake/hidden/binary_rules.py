"""What the conditional formats of the two binary forms, .xls and .xlsb, have in common.

Source: MS-XLS 2.4.42 (CF), 2.5.198 (formulas); MS-XLSB 2.4.23 (BrtBeginCFRule), 2.5.97 (formulas).
"""

import struct
from collections.abc import Iterator, Sequence

from app.core.intake.hidden.conditional import Area, Rule, Value
from app.core.intake.hidden.styles import Hiding, Reason

_OPERATORS = (
    "", "between", "notBetween", "equal", "notEqual", "greaterThan", "lessThan",
    "greaterThanOrEqual", "lessThanOrEqual",
)  # fmt: skip
_COMPARISON = 1
_TEXT, _INTEGER, _NUMBER, _MINUS = 0x17, 0x1E, 0x1F, 0x13


def comparing(
    areas: tuple[Area, ...], hiding: Hiding, type: int, operator: int, formulas: Sequence[bytes]
) -> Rule:
    """A rule by its number of type and of operator, and by the tokens of its formulas."""
    if type != _COMPARISON or not 0 < operator < len(_OPERATORS):
        return Rule(areas, hiding, "expression", "", ())
    return Rule(areas, hiding, "cellIs", _OPERATORS[operator], tuple(map(_operand, formulas)))


def _operand(tokens: bytes) -> str:
    """A formula that is one number, as text; another, whose value is not known, as ``?``."""
    minus = len(tokens) > 1 and tokens[-1] == _MINUS
    bare = tokens[:-1] if minus else tokens
    if len(bare) == 3 and bare[0] == _INTEGER:
        (number,) = struct.unpack("<H", bare[1:])
    elif len(bare) == 9 and bare[0] == _NUMBER:
        (number,) = struct.unpack("<d", bare[1:])
    else:
        return "?"
    return repr(-number if minus else number)


def quoted(tokens: bytes, *, wide: bool) -> Iterator[str]:
    """The texts that a formula quotes. ``wide``: they are counted in two bytes, and UTF-16."""
    place = tokens.find(_TEXT)
    while place >= 0:
        text, end = _wide(tokens, place + 1) if wide else _short(tokens, place + 1)
        if text and text.isprintable() and end <= len(tokens):
            yield text
            place = end - 1
        place = tokens.find(_TEXT, place + 1)


def _wide(tokens: bytes, at: int) -> tuple[str, int]:
    end = at + 2 + 2 * int.from_bytes(tokens[at : at + 2], "little")
    return tokens[at + 2 : end].decode("utf-16-le", "replace"), end


def _short(tokens: bytes, at: int) -> tuple[str, int]:
    count, flags = tokens[at : at + 1], tokens[at + 1 : at + 2]
    is_wide = bool(flags and flags[0] & 1)
    end = at + 2 + int.from_bytes(count, "little") * (2 if is_wide else 1)
    return tokens[at + 2 : end].decode("utf-16-le" if is_wide else "latin-1", "replace"), end


def reasons(
    style: Hiding | None,
    rules: Sequence[Rule],
    place: tuple[int, int],
    value: Value,
    *,
    is_error: bool,
) -> dict[Reason, None]:
    """Why a cell shows nothing, by its style and by the rules it meets; none if it shows.

    ``place``: its row and column, from 1.
    """
    found = dict.fromkeys(style.reasons) if style is not None and style.hides(value) else {}
    for rule in rules:
        if rule.holds(*place) and rule.may_hide(value, is_error=is_error):
            found |= dict.fromkeys(rule.hiding.reasons)
    return found
