"""The pieces of a batch of rows, and which of them follow each other in every row.

A piece is a distinct cell, escaped once, or a fixed text around cells. One ``take`` of the pieces in the rows'
order lays their bytes side by side: its data buffer *is* the text of the batch. What a row costs is its number
of pieces, so fixed texts that meet are one piece, or part of the next cell's.
"""

from collections.abc import Callable
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from app.core.escaping import Numbers
from app.core.row_form import Escaped, Frame, RowForm


class Pieces:
    """Of one batch: the pieces, as they are laid from the row's opening to its closing."""

    def __init__(self, rows: int, first: int) -> None:
        self._rows = rows
        self._first = first
        self._arrays: list[pa.Array] = []
        self._size = 0
        self._order: list[Any] = []  # a piece number for all rows, or an array of one per row
        self._pending = ""  # fixed text that is no piece yet: what follows may take it in
        self._fixed: dict[str, int] = {}
        self._numbers: Numbers | None = None

    def numbered(self, texts: tuple[str, ...]) -> None:
        """Texts with the row's number between each two of them."""
        for place, text in enumerate(texts):
            if place:
                self._lay_pending()
                self._order.append(self._row_numbers())
            self._pending += text

    def framed(
        self, frame: Frame, values: Callable[[str], pa.Array], codes: Numbers, blank: Any
    ) -> None:
        """A column: ``values(lead)[codes]``, which bear the frame's last ``before`` and ``after``
        already, and before them a fixed text.

        ``blank``: the rows without a value, as booleans, or None.
        """
        if blank is not None and len(frame.before) > 1:
            self._lay_pending()
        start = len(self._order)
        self._opened(frame)
        lead, self._pending = self._pending, ""
        self._order.append(codes + self._add(values(lead)))
        self._blanked(start, lead + frame.blank, blank)

    def unframed(self, frame: Frame, escaped: Escaped, blank: Any, form: RowForm) -> None:
        """A column of one value a row, to be framed here."""
        if blank is not None:
            self._lay_pending()
        start = len(self._order)
        self._opened(frame)
        first = self._add(escaped.values)
        (bare_before, bare_after), (wrap_before, wrap_after) = form.bare, form.wrap
        wrapped = escaped.wrapped if escaped.wrapped is not None and len(escaped.wrapped) else None
        self._side(frame.before[-1] + bare_before, frame.before[-1] + wrap_before, wrapped)
        self._order.append(np.arange(first, first + self._rows, dtype=np.int32))
        empty, after = frame.blank, bare_after + frame.after
        if wrapped is None and (blank is None or empty.endswith(after)):
            self._blanked(start, empty.removesuffix(after), blank)
            self._pending = after
        else:
            self._side(after, wrap_after + frame.after, wrapped)
            self._blanked(start, empty, blank)

    def _opened(self, frame: Frame) -> None:
        if len(frame.before) > 1:
            self.numbered(frame.before[:-1])
            self._lay_pending()
            self._order.append(self._row_numbers())

    def _side(self, bare: str, wrap: str, wrapped: Numbers | None) -> None:
        """What stands on one side of each value, by whether that value is wrapped."""
        if wrapped is None or bare == wrap:
            self._pending += bare
            self._lay_pending()
            return
        numbers = np.full(self._rows, self._text_piece(self._pending + bare), np.int32)
        numbers[wrapped] = self._text_piece(self._pending + wrap)
        self._order.append(numbers)
        self._pending = ""

    def _lay_pending(self) -> None:
        if self._pending:
            self._order.append(self._text_piece(self._pending))
            self._pending = ""

    def _blanked(self, start: int, empty: str, blank: Any) -> None:
        """Put ``empty`` in place of the pieces from ``start`` on where there is no value."""
        if blank is not None:
            for place in range(start, len(self._order)):
                text = self._text_piece(empty if place == start else "")
                self._order[place] = np.where(blank, text, self._order[place])

    def text(self) -> memoryview:
        """All rows' pieces, side by side."""
        self._lay_pending()
        order = np.empty((self._rows, len(self._order)), np.int32)
        for place, numbers in enumerate(self._order):
            order[:, place] = numbers
        if not self._arrays or not order.size:
            return memoryview(b"")
        pieces = pa.concat_arrays(self._arrays)
        laid = pc.take(pieces, pa.array(order.ravel()), boundscheck=False)
        offsets = np.frombuffer(laid.buffers()[1], np.int64, len(laid) + 1, laid.offset * 8)
        text = laid.buffers()[2]
        return memoryview(text)[offsets[0] : offsets[-1]] if text else memoryview(b"")

    def _row_numbers(self) -> Numbers:
        if self._numbers is None:
            counted = np.arange(self._first, self._first + self._rows, dtype=np.int64)
            start = self._add(pa.array(counted).cast(pa.large_string()))
            self._numbers = np.arange(start, start + self._rows, dtype=np.int32)
        return self._numbers

    def _text_piece(self, text: str) -> int:
        if text not in self._fixed:
            self._fixed[text] = self._add(pa.array([text], pa.large_string()))
        return self._fixed[text]

    def _add(self, values: pa.Array) -> int:
        start = self._size
        self._arrays.append(values)
        self._size += len(values)
        return start
