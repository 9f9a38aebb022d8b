"""Sheets of fields to fill in, where names stand beside their values."""

from collections.abc import Sequence

from app.core.intake.layout import words
from app.core.intake.layout.header import Header

FIELDS = (2, 4, 6)  # columns: names and what they are, in turn
ROWS = range(2, 31)  # rows of a form


def is_form(header: Header, data: Sequence[Sequence[str | None]]) -> bool:
    """Whether names stand beside their values in the header and the rows below, not above them."""
    if len(header.columns) not in FIELDS or len(header.rows) > 1 or len(data) not in ROWS:
        return False
    lines = [header.names, *data] if header.rows else list(data)
    told = [_likeness(cells[::2]) - _likeness(cells[1::2]) for cells in lines]
    if told[0] > 0.8 and sum(max(likeness, 0.0) for likeness in told[1:]) >= 0.3 * len(told[1:]):
        return True  # no word for a column's name at the right, and more of them at the left below
    return told[0] > 1.2 / len(header.columns) and sum(told) >= 0.55 * len(lines)


def _likeness(cells: Sequence[str | None]) -> float:
    """How much the filled cells read like names of columns, on average."""
    return sum(words.name_likeness(cell) for cell in cells if cell) / max(sum(map(bool, cells)), 1)
