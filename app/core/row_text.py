"""Rows of a table as one run of text, at the speed of Arrow: the kernel of every text format.

A batch becomes a list of *pieces* (the distinct cells, escaped once, and the fixed texts around
them) and a matrix of numbers that says which piece follows which, row by row. One ``take`` of the
pieces in that order lays their bytes side by side: its data buffer *is* the text of the batch. No
cell becomes a Python object, and memory is bound by the batch, whatever the table's size. What a row
costs is its number of pieces, so fixed texts that meet are one piece, or part of the next cell's.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from app.core.errors import CharactersLost, Where
from app.core.text import Text
from app.core.text_bytes import holding

BATCH = 32 * 1024  # rows in a block of text, at most
CELLS = 512 * 1024  # cells in a block, unless one row alone has more
BLOCK = 16 << 20  # bytes of cell text in a block, unless one row alone holds more
_CACHED = 2  # a dictionary is escaped whole when it has this many times fewer entries than rows

Numbers = np.ndarray[Any, np.dtype[np.signedinteger[Any]]]


class Unfit(Exception):
    """A value that the format cannot hold. ``position``: its index among the values given."""

    def __init__(self, position: int, characters: str | Text) -> None:
        super().__init__(position)
        self.position = position
        self.characters = characters


@dataclass(frozen=True)
class Escaped:
    """Values as they stand in the file.

    ``wrapped``: indices of those that stand in the form's ``wrap`` instead of its ``bare``;
    ``marked``: indices of those to be counted.
    """

    values: pa.Array
    wrapped: Numbers | None = None
    marked: Numbers | None = None


Escape = Callable[[pa.Array], Escaped]  # large_string without nulls → as many; may raise Unfit


@dataclass(frozen=True)
class Frame:
    """What stands around the cells of one column.

    ``before``: texts, between each two of which the row's number is written; ``blank``: the whole
    of a cell that has no value.
    """

    before: tuple[str, ...]
    after: str
    blank: str = ""


@dataclass(frozen=True)
class RowForm:
    """A row: its opening (texts with the row's number between), its cells, its closing.

    ``format``: the format's name for errors; ``bare`` and ``wrap``: what stands right before and
    after a value that is not wrapped, or is; ``number``: that of the first row.
    """

    format: str
    frames: Sequence[Frame]
    opening: tuple[str, ...] = ()
    closing: str = ""
    bare: tuple[str, str] = ("", "")
    wrap: tuple[str, str] = ("", "")
    number: int = 1


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
        pieces = _Pieces(batch.num_rows, self.form.number + done)
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

    def _column(self, pieces: "_Pieces", index: int, column: pa.Array, name: str) -> None:
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


class _Pieces:
    """The pieces of one batch, and which of them follow each other in every row."""

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


def with_bytes(values: pa.Array, wanted: bytes, below: int = 0) -> Numbers:
    """Indices of the values that hold one of the ASCII bytes ``wanted``, or one under ``below``."""
    offsets, text = raw(values)
    content = text.tobytes()
    found = [byte for byte in wanted if byte in content]  # ten times as fast as comparing them all
    if not found and not (below and len(text) and text.min() < below):
        return np.zeros(0, np.int64)
    hit = text < below
    for byte in found:
        np.logical_or(hit, text == byte, out=hit)
    return np.flatnonzero(holding(offsets - offsets[0], hit))


def raw(values: pa.Array) -> tuple[Numbers, Any]:
    """A large_string array's offsets, and the bytes from the first to the last of them."""
    _, offsets_buffer, text_buffer = values.buffers()
    if not len(values) or text_buffer is None:
        return np.zeros(len(values) + 1, np.int64), np.empty(0, np.uint8)
    offsets = np.frombuffer(offsets_buffer, np.int64, len(values) + 1, values.offset * 8)
    return offsets, np.frombuffer(text_buffer, np.uint8)[offsets[0] : offsets[-1]]


def replaced(values: pa.Array, places: Numbers, new: pa.Array) -> pa.Array:
    """The values, with ``new`` instead of those at ``places``."""
    order = np.arange(len(values), dtype=np.int64)
    order[places] = np.arange(len(values), len(values) + len(places))
    return pa.concat_arrays([values, new]).take(pa.array(order))


def edged(values: pa.Array, below: int) -> Numbers:
    """Indices of the values whose first or last byte is under ``below``."""
    offsets, text = raw(values)
    if not len(text) or text.min() >= below:
        return np.zeros(0, np.int64)
    starts, ends = offsets[:-1] - offsets[0], offsets[1:] - offsets[0]
    first = text[np.minimum(starts, len(text) - 1)] < below
    return np.flatnonzero((starts < ends) & (first | (text[ends - 1] < below)))


def _joined(values: pa.Array, frame: Frame, sides: tuple[str, str], lead: str) -> pa.Array:
    before, after = _text(lead + frame.before[-1] + sides[0]), _text(sides[1] + frame.after)
    return pc.binary_join_element_wise(before, values, after, _text(""))


def _blank(values: pa.Array) -> Any:
    return values.is_null().to_numpy(zero_copy_only=False) if values.null_count else None


def _text(text: str) -> pa.Scalar:
    return pa.scalar(text, pa.large_string())
