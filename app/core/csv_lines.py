"""Lines of CSV as pyarrow writes them, several times as fast as they can be laid piece by piece.

It writes no cell with a sign that asks for quotes. So columns with such cells are quoted before, and
their signs stand in disguise, as control characters that hardly any text holds, while it writes.
"""

from collections.abc import Callable

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pacsv

from app.core.escaping import replaced
from app.core.row_form import Escaped
from app.core.text_bytes import Bytes, edges_and_bytes, from_bytes
from app.core.text_column import PLAIN, TELLING, TextColumn, coded, is_coded, repeats

END = "\r\n"
_OPTIONS = pacsv.WriteOptions(include_header=False, quoting_style="none", eol=END)
# A space within quotes needs no look at what stands around it, as others do.
_SIGNS, _DISGUISES = b'",\r\n ', b"\x1b\x1c\x1d\x1e\x1f"
_REVEALED = np.frombuffer(_SIGNS + b" ", np.uint8)
_, _COMMA, _RETURN, _LINE_FEED, _ = _SIGNS
_SPACE = 0x20  # right behind the disguises: one look finds both
_UNITS = 1 << 18  # bytes that a processor's cache holds

Quote = Callable[[pa.Array], Escaped]


class Lines:
    """Batches as text, in a buffer that is kept: one that grows costs as much again."""

    def __init__(self, quote: Quote) -> None:
        """``quote``: large strings without nulls as they stand in the file, and which are wrapped."""
        self._quote = quote
        self._odd: dict[
            int, bool
        ] = {}  # columns with cells to be quoted: whether they repeat texts
        self._buffer = pa.allocate_buffer(0)

    def __call__(self, batch: pa.RecordBatch) -> memoryview | None:
        """The lines, if the batch is mostly plain columns: codes cost pyarrow more.

        They stand until the next call.
        """
        if 2 * sum(map(is_coded, batch.columns)) >= batch.num_columns:
            return None
        columns = list(batch.columns)
        text = self._written(columns)
        if text is None and self._learnt(columns):
            text = self._written(columns)
        return text

    def _written(self, columns: list[TextColumn]) -> memoryview | None:
        """None where a column that is not known to be odd has an odd cell, or a disguise."""
        plain = [column.cast(PLAIN) for column in columns]
        disguised = 0
        for place, repeated in self._odd.items():
            plain[place], hidden = self._disguised(columns[place], repeated)
            disguised += hidden
        batch = pa.record_batch(plain, names=[str(n) for n in range(len(plain))])
        room = batch.nbytes  # enough: an offset takes more than what parts two cells
        if room > self._buffer.size:
            self._buffer = pa.allocate_buffer(2 * room)
        sink = pa.FixedSizeBufferWriter(self._buffer)
        try:
            pacsv.write_csv(batch, sink, _OPTIONS)
        except pa.ArrowInvalid:  # a cell that must be quoted
            return None
        size = sink.tell()
        text = np.frombuffer(self._buffer, np.uint8)[:size]
        if (disguised or any(map(_has_low, plain))) and not self._revealed(text, disguised):
            return None
        return memoryview(self._buffer)[:size]

    def _learnt(self, columns: list[TextColumn]) -> bool:
        """Whether there are odd columns that were not known."""
        known = len(self._odd)
        for place, column in enumerate(columns):
            if place not in self._odd:
                texts = column.dictionary if is_coded(column) else column
                wrapped = self._quote(_filled(texts)).wrapped
                if wrapped is not None and len(wrapped):
                    self._odd[place] = repeats(coded(column.slice(0, TELLING)))
        return len(self._odd) > known

    def _disguised(self, column: TextColumn, repeated: bool) -> tuple[pa.StringArray, int]:
        """A column as it shall stand in the file, and how many of its signs are in disguise."""
        if not repeated and not is_coded(column):
            texts, hidden = _hidden(self._quote(_filled(column)))
            return texts, len(hidden)
        column = coded(column)
        texts, hidden = _hidden(self._quote(_filled(column.dictionary)))
        each = np.diff(np.searchsorted(hidden, edges_and_bytes(texts)[0]))
        codes = column.indices.drop_null().to_numpy()
        return texts.take(column.indices), int(each @ np.bincount(codes, minlength=len(each)))

    def _revealed(self, text: Bytes, disguised: int) -> bool:
        """Put the signs in the place of their disguises; False if some are none, or if a cell that
        stands without quotes has a space at an end.
        """
        places = _low(text)
        low = text[places]
        spaces = places[low == _SPACE]
        before, behind = text[spaces - 1], text[spaces + 1]  # a line end is before the first byte
        edged = (
            (before == _COMMA) | (before == _LINE_FEED) | (behind == _COMMA) | (behind == _RETURN)
        )
        if edged.any() or len(places) - len(spaces) != disguised:
            return False
        if disguised:
            text[places] = _REVEALED[low - _DISGUISES[0]]
        return True


def _filled(texts: pa.Array) -> pa.Array:
    texts = texts.cast(pa.large_string())
    return texts.fill_null("") if texts.null_count else texts


def _hidden(cells: Escaped) -> tuple[pa.StringArray, npt.NDArray[np.intp]]:
    """Cells with their quotes, their signs in disguise; and where in their bytes, in order."""
    texts, wrapped = cells.values.cast(PLAIN), cells.wrapped
    if wrapped is None or not len(wrapped):
        return texts, np.zeros(0, np.intp)
    inner = texts.take(pa.array(wrapped))
    texts = replaced(texts, wrapped, pc.binary_join_element_wise('"', inner, '"', ""))
    edges, content = edges_and_bytes(texts)
    content = content.copy()
    found = [np.flatnonzero(content == sign) for sign in _SIGNS]
    for places, disguise in zip(found, _DISGUISES, strict=True):
        content[places] = disguise
    return from_bytes(edges, content), np.sort(np.concatenate(found))


def _has_low(texts: pa.StringArray) -> bool:
    """Whether there is a disguise, a space, or any other byte up to it: a third of what it costs to
    find them in the lines.
    """
    content = edges_and_bytes(texts)[1]
    return bool(len(content)) and bool(content.min() <= _SPACE)


def _low(text: Bytes) -> npt.NDArray[np.intp]:
    """Where disguises and spaces stand."""
    found = [np.zeros(0, np.intp)]
    for first in range(0, len(text), _UNITS):
        block = text[first : first + _UNITS] - np.uint8(_DISGUISES[0])
        (places,) = (block <= _SPACE - _DISGUISES[0]).nonzero()
        found.append(places + first)
    return np.concatenate(found)
