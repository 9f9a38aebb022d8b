"""Rows of a table as one run of text, at the speed of Arrow: the kernel of every text format.

A batch becomes a list of *pieces* and a matrix of numbers that says which piece follows which, row by row. No
cell becomes a Python object, and memory is bound by the batch, whatever the table's size.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from app.core.errors import CharactersLost, Where
from app.core.escaping import Numbers, replaced
from app.core.row_form import Escape, Escaped, Frame, RowForm, Unfit
from app.core.row_pieces import Pieces

BATCH = 32 * 1024  # rows in a block of text, at most
CELLS = 512 * 1024  # cells in a block, unless one row alone has more
BLOCK = 16 << 20  # bytes of cell text in a block, unless one row alone holds more
_CACHED = 2  # a dictionary is escaped whole when it has this many times fewer entries than rows


@dataclass
class _Kept:
    """An escaped dictionary, for the next batch that has the same one."""

    dictionary: pa.Array
    key: tuple[int, ...]
    longest: int
    escaped: Escaped | None = None
    lead: str = ""  # what stands before each of ``framed`` beside its frame
    framed: pa.Array | None = None


def nothing_whole(batch: pa.RecordBatch) -> memoryview | None:
    """Of a form that no library writes."""
    return None


@dataclass
class RowText:
    """Writes tables in one form. ``marked``: how many cells of each column the escape marked.

    ``whole``: a batch as a library writes it, None where that is slower or not just this form; the
    text stands until the next call.
    """

    form: RowForm
    escape: Escape
    whole: Callable[[pa.RecordBatch], memoryview | None] = nothing_whole
    marked: dict[str, int] = field(default_factory=dict)
    _kept: dict[int, _Kept] = field(default_factory=dict)

    def blocks(self, data: pa.Table) -> Iterator[tuple[int, memoryview]]:
        """The rows as UTF-8, as (rows in the block, text), each text until the next is asked for.

        Raises CharactersLost with the place.
        """
        done = 0
        rows = max(1, min(BATCH, CELLS // max(data.num_columns, 1)))
        for batch in data.to_reader(max_chunksize=rows):
            for part in self._bounded(batch):
                text = self.whole(part)
                yield part.num_rows, self._text(part, done) if text is None else text
                done += part.num_rows

    def _bounded(self, batch: pa.RecordBatch) -> Iterator[pa.RecordBatch]:
        """The batch, halved until its text is no longer than a block."""
        rows = batch.num_rows
        if rows > 1 and self._text_bytes(batch) > BLOCK:
            yield from self._bounded(batch.slice(0, rows // 2))
            yield from self._bounded(batch.slice(rows // 2))
        else:
            yield batch

    def _text_bytes(self, batch: pa.RecordBatch) -> int:
        """How many bytes the cells hold together; an upper bound where that is far below a block."""
        share = BLOCK // max(batch.num_columns, 1)
        total = 0
        for index, column in enumerate(batch.columns):
            if not pa.types.is_dictionary(column.type):
                total += column.nbytes
                continue
            bound = self._keep(index, column.dictionary).longest * len(column)
            if bound > share:
                bound = pc.sum(pc.binary_length(column.dictionary).take(column.indices)).as_py()
            total += bound or 0
        return total

    def _keep(self, index: int, dictionary: pa.Array) -> _Kept:
        """What is known of a column's dictionary; batches of one chunk share theirs."""
        key = tuple(buffer.address if buffer else 0 for buffer in dictionary.buffers())
        key += (dictionary.offset, len(dictionary))
        kept = self._kept.get(index)
        if kept is None or kept.key != key:
            longest = pc.max(pc.binary_length(dictionary)).as_py() or 0
            kept = self._kept[index] = _Kept(dictionary, key, longest)
        return kept

    def _text(self, batch: pa.RecordBatch, done: int) -> memoryview:
        pieces = Pieces(batch.num_rows, self.form.number + done)
        pieces.numbered(self.form.opening)
        names = batch.schema.names  # made anew at each look
        for index, column in enumerate(batch.columns):
            try:
                self._column(pieces, index, column, names[index])
            except Unfit as unfit:
                where = Where(row=done + unfit.position + 1, column=names[index])
                raise CharactersLost(
                    where, format=self.form.format, characters=unfit.characters
                ) from None
        pieces.numbered((self.form.closing,))
        return pieces.text()

    def _column(self, pieces: Pieces, index: int, column: pa.Array, name: str) -> None:
        frame = self.form.frames[index]
        kept = self._small(index, column)
        if kept is not None and (once := kept.escaped) is not None:
            blank = _blank(column.indices)
            codes = column.indices.fill_null(0) if blank is not None else column.indices
            numbers = codes.to_numpy(zero_copy_only=False)
            self._count(name, once.marked, len(kept.dictionary), numbers, blank)
            pieces.framed(frame, partial(self._framed, kept, once, frame), numbers, blank)
            return
        values = column.dictionary_decode() if pa.types.is_dictionary(column.type) else column
        values = values.cast(pa.large_string())
        blank = _blank(values)
        if blank is not None:
            values = values.fill_null("")
        escaped = self.escape(values)
        numbers = np.arange(len(values), dtype=np.int32)
        self._count(name, escaped.marked, len(values), numbers, blank)
        pieces.unframed(frame, escaped, blank, self.form)

    def _small(self, index: int, column: pa.Array) -> _Kept | None:
        """The column's dictionary, escaped, if it is worth escaping whole."""
        if not pa.types.is_dictionary(column.type):
            return None
        dictionary = column.dictionary
        if len(dictionary) * _CACHED > len(column) or dictionary.null_count:
            return None
        kept = self._keep(index, dictionary)
        if kept.escaped is None:
            try:
                kept.escaped = self.escape(dictionary.cast(pa.large_string()))
            except Unfit:  # perhaps no row has that entry: look at the rows instead
                return None
        return kept

    def _framed(self, kept: _Kept, escaped: Escaped, frame: Frame, lead: str) -> pa.Array:
        """A dictionary with what stands right before and after its texts."""
        if kept.framed is None or kept.lead != lead:
            kept.lead, kept.framed = lead, self._joined(escaped, frame, lead)
        return kept.framed

    def _joined(self, escaped: Escaped, frame: Frame, lead: str) -> pa.Array:
        framed = _joined(escaped.values, frame, self.form.bare, lead)
        if escaped.wrapped is None or not len(escaped.wrapped):
            return framed
        inner = escaped.values.take(pa.array(escaped.wrapped))
        return replaced(framed, escaped.wrapped, _joined(inner, frame, self.form.wrap, lead))

    def _count(
        self, name: str, marked: Numbers | None, size: int, numbers: Numbers, blank: Any
    ) -> None:
        if marked is None or not len(marked):
            return
        flags = np.zeros(size, bool)
        flags[marked] = True
        hits = flags[numbers]
        if blank is not None:
            hits &= ~blank
        count = int(hits.sum())
        if count:
            self.marked[name] = self.marked.get(name, 0) + count


def _joined(values: pa.Array, frame: Frame, sides: tuple[str, str], lead: str) -> pa.Array:
    before, after = _text(lead + frame.before[-1] + sides[0]), _text(sides[1] + frame.after)
    return pc.binary_join_element_wise(before, values, after, _text(""))


def _blank(values: pa.Array) -> Any:
    return values.is_null().to_numpy(zero_copy_only=False) if values.null_count else None


def _text(text: str) -> pa.Scalar:
    return pa.scalar(text, pa.large_string())
