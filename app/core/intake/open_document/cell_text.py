"""The text of an OpenDocument cell: what it shows, with what it stores behind it.

Source: OASIS OpenDocument 1.3 Part 3, section 9.1.4 (table:table-cell).
"""

import re

from app.core.intake.display.number_format import general_text, is_damaged
from app.core.intake.display.stored_number import stored_number
from app.core.intake.markup.open_document_rows import CALC_ERROR, FORMULA, KIND, NUMBERS, OFFICE
from app.core.intake.sheet import Shown

Valued = tuple[str | None, str]  # a cell's text, and the code of a warning or ""

_ERROR = re.compile(r"#(?:N/A|DIV/0!|VALUE!|REF!|NAME\?|NUM!|NULL!)|Err:\d{3}")


class NumberUnreadable(Exception):
    """What is stored as a number is none."""


def value_text(attributes: dict[str, str], shown: str) -> Valued:
    """The text of a cell; what it stores stands in where no text was written.

    Raises NumberUnreadable.
    """
    kind = attributes.get(KIND, "")
    has_formula = FORMULA in attributes
    if CALC_ERROR in attributes.items() or (has_formula and _ERROR.fullmatch(shown)):
        return shown or "#ERR!", "error-value"
    if kind in NUMBERS:
        return number_text(attributes.get(f"{OFFICE}value", ""), shown)
    if kind in ("date", "time"):
        stored = attributes.get(f"{OFFICE}{kind}-value", "")
        shown = shown.rstrip(" ")
        return Shown(shown or stored, stored, "") if shown or stored else None, ""
    if kind == "boolean" and not shown:
        return attributes.get(f"{OFFICE}boolean-value", "").upper() or None, ""
    is_lost = has_formula and not kind and not shown
    text = shown or attributes.get(f"{OFFICE}string-value") or None
    return text, "formula-without-value" if is_lost else ""


def number_text(stored: str, shown: str) -> Valued:
    """A number as it is shown, without the space that its format puts behind it.

    Raises NumberUnreadable.
    """
    shown = shown.rstrip(" ")
    number = stored_number(stored)
    if number is None:
        raise NumberUnreadable
    value, raw = number
    if is_damaged(value):
        return Shown(raw, raw, ""), "precision-lost"
    return Shown(shown or general_text(value), raw, ""), ""
