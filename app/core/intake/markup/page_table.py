"""One table of a web page while it is read: where its cells stand, and what they show.

Source: HTML Living Standard 4.9.12 (processing model), 15.3 (what is displayed).
"""

import re
from dataclasses import dataclass, field

from app.core.intake.column_letters import column_letters
from app.core.intake.display.number_format import is_damaged
from app.core.intake.display.stored_number import stored_number
from app.core.intake.markup.page_text import joined
from app.core.intake.sheet import Merge, Row, Shown

ERRORS = ("#N/A", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#NULL!")

_UNSEEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE
)
_COUNT = re.compile(r"\s*\+?(\d{1,9})")


@dataclass
class PageTable:
    """One table: what lies around its rows, and the row at hand. Places count from 1."""

    place: int
    state: str = "visible"
    merges: list[Merge] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    hidden: list[tuple[str, str]] = field(default_factory=list)  # cell, text that is not seen
    outside: list[str] = field(default_factory=list)  # its caption, and what stands above it
    rows: list[Row] = field(default_factory=list)
    row: int = 0
    column: int = 0
    columns: int = 0  # that <col> elements have described
    cells: list[str | None] = field(default_factory=list)
    in_row: bool = False
    taken: dict[int, int] = field(default_factory=dict)  # column → last row of a cell from above
    cell: dict[str, str] | None = None  # attributes of the open cell
    words: list[str] = field(default_factory=list)
    unseen: list[str] = field(default_factory=list)
    unseen_columns: set[int] = field(default_factory=set)  # with a cell that is not displayed
    seen_columns: set[int] = field(default_factory=set)
    is_group_unseen: bool = False  # the <tbody> at hand
    warnings: list[tuple[str, str, int]] = field(default_factory=list)  # code, column, row

    def next_column(self) -> int:
        """Where the row's next cell stands: behind the last, and no cell from above."""
        column = self.column + 1
        while self.taken.get(column, 0) >= self.row:
            column += 1
        return column

    def take(self, wide: int, tall: int) -> None:
        """Keep the places below the cell at hand for it."""
        last = self.row + tall - 1
        self.taken |= dict.fromkeys(range(self.column, self.column + wide), last)

    def text(self, said: dict[str, str]) -> str | None:
        """The text of the cell at hand; Excel writes the number behind it as ``x:num``."""
        shown = joined(self.words)
        number = stored_number(said["x:num"]) if said.get("x:num") else None
        if shown in ERRORS:
            self._warn("error-value")
        if number is None:
            return shown or None
        value, raw = number
        if is_damaged(value):
            self._warn("precision-lost")
            return Shown(raw, raw, "")
        return Shown(shown, raw, "") if shown else None

    def _warn(self, code: str) -> None:
        self.warnings.append((code, column_letters(self.column), self.row))


def is_unseen(said: dict[str, str]) -> bool:
    """Whether an element with these attributes is not displayed."""
    return bool(said) and ("hidden" in said or _UNSEEN.search(said.get("style", "")) is not None)


def span(said: dict[str, str], name: str, most: int) -> int:
    """A span as browsers read it: what is no number, and 0, is 1."""
    if name not in said:
        return 1
    match = _COUNT.match(said[name])
    return min(max(int(match[1]) if match else 1, 1), most)
