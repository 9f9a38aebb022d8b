"""The columns of a table while they come in, block by block, in bounded memory."""

from collections.abc import Sequence

import pyarrow as pa

from app.core.mapped_file import MappedFile, let_go
from app.core.text_column import TextColumn, chunked, is_coded, whole

LOOSE = 64 << 20  # bytes that are held in memory before they go to a file


class HeldColumns:
    """Columns that grow together, of ``rows`` that are held. Many bytes lie in a file, of which the
    columns are mapped.
    """

    def __init__(self, count: int) -> None:
        self._chunks: list[list[TextColumn]] = [[] for _ in range(count)]
        self._laid = 0  # chunks of each column that lie in the file
        self._loose = 0  # bytes of the others
        self.rows = 0
        self._file: MappedFile | None = None

    @property
    def in_memory(self) -> bool:
        """Whether all of it is."""
        return self._file is None

    def add(self, columns: Sequence[TextColumn]) -> None:
        """One more chunk of each column, all of one length. Raises OSError without room."""
        for chunks, column in zip(self._chunks, columns, strict=True):
            chunks.append(column)
            self._loose += column.nbytes
        self.rows += len(columns[0]) if columns else 0
        if self._loose > LOOSE:
            self._lay()

    def drained(self, least: int) -> list[TextColumn]:
        """The columns, each in one piece, once they come to ``least`` bytes; none is held then."""
        if self._loose < least or not any(self._chunks):
            return []
        chunks, self._chunks = self._chunks, [[] for _ in self._chunks]
        self._laid = self._loose = self.rows = 0
        return [_in_one(pieces) for pieces in chunks]

    def column(self, place: int) -> pa.ChunkedArray:
        """All of one column, of one kind."""
        return chunked(self._chunks[place])

    def _lay(self) -> None:
        """Move what is in memory into the file."""
        table = pa.table(
            [chunked(chunks[self._laid :]) for chunks in self._chunks],
            names=[str(place) for place in range(len(self._chunks))],
        )

        def write(sink: pa.NativeFile) -> None:
            with pa.ipc.new_stream(sink, table.schema) as stream:
                stream.write_table(table)

        self._file = self._file or MappedFile()
        laid = pa.ipc.open_stream(self._file.append(write)).read_all()
        for place, chunks in enumerate(self._chunks):
            chunks[self._laid :] = laid.column(place).chunks
        self._laid = max(map(len, self._chunks), default=0)
        self._loose = 0
        let_go()


def _in_one(chunks: list[TextColumn]) -> TextColumn:
    """Chunks of one column in one piece; a single one is not copied."""
    if len(chunks) == 1:
        return chunks[0]
    column = chunked(chunks)
    return whole(column) if is_coded(column) else column.combine_chunks()
