"""A cell merged over several data rows says the same of each, so each row gets its text."""

from collections.abc import Iterator

import pyarrow as pa

from app.core.intake.layout import Header
from app.core.intake.sheet import Sheet
from app.core.text_column import TextColumn, texts_of


class MergeFill:
    """Fills the tall merged cells below a header; blocks come in row order."""

    def __init__(self, sheet: Sheet, header: Header) -> None:
        places = {column: place for place, column in enumerate(header.columns)}
        tall = [
            (merge.top, merge.bottom, places[merge.left])
            for merge in sheet.merges
            if merge.bottom > merge.top >= header.body and merge.left in places
        ]
        self._coming: Iterator[tuple[int, int, int]] = iter(sorted(tall))
        self._next = next(self._coming, None)
        self._open: dict[int, tuple[int, str | None]] = {}

    def __call__(self, first: int, columns: list[TextColumn]) -> list[TextColumn]:
        """The columns of rows ``first`` and following, filled."""
        rows = len(columns[0]) if columns else 0
        end = first + rows
        texts: dict[int, list[str | None]] = {}
        for place, (bottom, text) in list(self._open.items()):
            self._paint(texts, columns, place, first, first, min(bottom + 1, end), text)
            if bottom < end:
                del self._open[place]
        while self._next is not None and self._next[0] < end:
            top, bottom, place = self._next
            self._next = next(self._coming, None)
            column = texts.get(place)
            text = column[top - first] if column else columns[place][top - first].as_py()
            self._paint(texts, columns, place, first, top + 1, min(bottom + 1, end), text)
            if bottom >= end:
                self._open[place] = bottom, text
        return [
            pa.array(texts[place], pa.string()).dictionary_encode() if place in texts else column
            for place, column in enumerate(columns)
        ]

    @staticmethod
    def _paint(
        texts: dict[int, list[str | None]],
        columns: list[TextColumn],
        place: int,
        first: int,
        top: int,
        end: int,
        text: str | None,
    ) -> None:
        """Write a text into the blanks of a column between two rows."""
        column = texts.setdefault(place, texts_of(columns[place]))
        for row in range(top - first, end - first):
            if column[row] is None:
                column[row] = text
