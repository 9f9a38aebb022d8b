"""A CSV file written batch by batch, by the bytes of :mod:`app.core.rfc4180`."""

from collections.abc import Sequence

import pyarrow as pa

from app.core import rfc4180
from app.core.growing_file import GrowingFile


class CsvStream:
    """Puts rows at the end of a growing file, under the header that it puts at its beginning."""

    def __init__(self, file: GrowingFile, columns: Sequence[str]) -> None:
        self._file = file
        self._text = rfc4180.rows(len(columns))
        if not file.size:
            file.write(rfc4180.header(list(columns)))

    def append(self, batch: pa.RecordBatch) -> None:
        """Raises OutputUnwritable."""
        for _, block in self._text.blocks(pa.Table.from_batches([batch])):
            self._file.write(block)
