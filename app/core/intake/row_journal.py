"""Rows that outlast the process that made them, for formats that are written in one go.

Each batch lies in the file as an Arrow IPC stream of its own, so that a batch more is bytes more at its
end, and a file cut between two of them is whole.
"""

from collections.abc import Iterator

import pyarrow as pa

from app.core.growing_file import GrowingFile

_OPTIONS = pa.ipc.IpcWriteOptions(compression="lz4")


class RowJournal:
    """Puts batches at the end of a growing file."""

    def __init__(self, file: GrowingFile) -> None:
        self._file = file
        self._taken_up = file.size

    def batches(self) -> Iterator[pa.RecordBatch]:
        """Those of the run before, as they were put there."""
        with self._file.reopened() as source:
            while source.tell() < self._taken_up:
                with pa.ipc.open_stream(source) as stream:
                    yield from stream

    def append(self, batch: pa.RecordBatch) -> None:
        """Raises OutputUnwritable."""
        sink = pa.BufferOutputStream()
        with pa.ipc.new_stream(sink, batch.schema, options=_OPTIONS) as stream:
            stream.write_batch(batch)
        self._file.write(memoryview(sink.getvalue()))
