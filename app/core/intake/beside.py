"""What stands beside a table, another table too: reviewed like all that is imported."""

from collections.abc import Iterable

import numpy as np
import pyarrow.compute as pc

from app.core.intake.layout import Header
from app.core.intake.sheet import Block, Sheet
from app.core.text import Text

STRAYS = 2_000  # cells beside a table that are told one by one; of more, each text once


class Beside:
    """Gathers the cells outside some columns from a header row on, block by block."""

    def __init__(self, sheet: Sheet, header: Header, used: Iterable[int]) -> None:
        """``used``: the columns (from 1) that a table takes."""
        self._sheet, self._used = sheet, frozenset(used)
        self._first = header.rows[0] if header.rows else header.body
        self._cells: list[tuple[Text, str]] = []
        self._texts: dict[str, None] = {}

    def look(self, block: Block) -> None:
        begin = max(self._first - block.first, 0)
        for place, column in enumerate(block.columns):
            if place + 1 in self._used or column.null_count == len(column):
                continue
            cut = column.slice(begin)
            if len(self._cells) < STRAYS:
                rows = np.flatnonzero(cut.is_valid().to_numpy(zero_copy_only=False))[:STRAYS]
                for row in rows:
                    text = cut[int(row)].as_py()
                    if text.strip():
                        number = block.first + begin + int(row)
                        self._cells.append((Text.plain(f"{self._sheet.name}!{number}"), text))
            else:
                self._texts.update(dict.fromkeys(pc.unique(cut.drop_null()).to_pylist()))

    def strays(self) -> tuple[tuple[Text, str], ...]:
        more = [(Text.plain(self._sheet.name), "\n".join(self._texts))] if self._texts else []
        return (*self._cells, *more)
