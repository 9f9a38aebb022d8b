"""Plain rows of an OpenDocument spreadsheet: cells of one paragraph, neither merged nor annotated.

Source: OASIS OpenDocument 1.3 Part 3, section 9.1 (tables).
"""

import re

from app.core.intake.markup.plain_rows import QUOTED, TEXT, unescaped

_URN = "urn:oasis:names:tc:opendocument:xmlns:"
OFFICE, TABLE, WORDS, STYLE, DRAW = (
    f"{_URN}{part}:1.0 " for part in ("office", "table", "text", "style", "drawing")
)
_CALC = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0 "
KIND, FORMULA = f"{OFFICE}value-type", f"{TABLE}formula"
REPEATED = f"{TABLE}number-columns-repeated"
CALC_ERROR = (f"{_CALC}value-type", "error")
NUMBERS = ("float", "percentage", "currency")

NEEDS = tuple(
    f'xmlns:{prefix}="{_URN}{prefix}:1.0"'.encode() for prefix in ("office", "table", "text")
)
ROW_END = "</table:table-row>"
_VALUE = r"office:(?:date-|time-)?value="
_OTHERS = rf'(?: (?!{_VALUE}|table:number-(?:rows|columns)-spanned)[a-z]+:[a-z-]+="{QUOTED}")*'
_CELL = (
    rf'<table:table-cell({_OTHERS})(?: {_VALUE}"({QUOTED})"({_OTHERS}))?'
    rf"(?:/>|>(?:<text:p>(?!</)({TEXT})</text:p>)?</table:table-cell>)"
)
RUN = re.compile(
    (
        rf'(?:<table:table-row(?: table:(?:default-cell-)?style-name="{QUOTED}")*>'
        rf"(?:{_CELL})+{ROW_END}\s*)+"
    ).encode()
)
# Attributes before and behind the value, the value between them, the text; or the end of a row.
CELLS = re.compile(rf"{_CELL}|({ROW_END})")
PARAGRAPHS = re.compile(r"<text:p>([^<]*)")
_ATTRIBUTE = re.compile(r'([a-z]+):([a-z-]+)="([^"]*)"')
_PREFIXES = {"office": OFFICE, "table": TABLE, "calcext": _CALC}
_OF_TEXT = frozenset((
    KIND, REPEATED, CALC_ERROR[0], f"{TABLE}style-name", f"{TABLE}content-validation-name",
))  # fmt: skip


class Looks:
    """What the attributes of plain cells say, but for the value, in which they differ.

    ``before``, ``after``: the attributes as they are written around it. Raises ValueError where a
    count is no number.
    """

    def __init__(self, before: str, after: str) -> None:
        self.attributes = {
            f"{_PREFIXES.get(prefix, prefix)}{name}": unescaped(text)
            for prefix, name, text in _ATTRIBUTE.findall(f"{before} {after}")
        }
        kind = self.attributes.get(KIND, "")
        is_computed = FORMULA in self.attributes or CALC_ERROR in self.attributes.items()
        self.is_number = kind in NUMBERS and not is_computed
        self.is_text = kind in ("", "string") and self.attributes.keys() <= _OF_TEXT
        self.is_text = self.is_text and not is_computed
        self._value = f"{OFFICE}{kind}-value" if kind in ("date", "time") else f"{OFFICE}value"
        self.repeated = count(self.attributes, REPEATED)

    def with_value(self, value: str) -> dict[str, str]:
        """All attributes of one cell."""
        return self.attributes | {self._value: unescaped(value)}


def count(attributes: dict[str, str], name: str) -> int:
    """A count that is left out where it is 1. Raises ValueError, which the parser reports."""
    written = attributes.get(name)
    if written is None:
        return 1
    number = int(written)
    if number < 1:
        raise ValueError(number)
    return number
