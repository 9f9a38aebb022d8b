"""JSON: one array of objects, one object a row; a blank cell is null."""

from typing import BinaryIO

import msgspec
import pyarrow as pa

from app.core.intake.writer import BATCH, writers
from app.core.jobs import Job
from app.core.text import Text


@writers.register
class JsonWriter:
    """RFC 8259, UTF-8, a row a line."""

    id = "json"
    title = Text("JSON", "JSON")
    version = "1"

    def write(self, data: pa.Table, sink: BinaryIO, job: Job) -> None:
        sink.write(b"[")
        separator = b"\n"
        done = 0
        for batch in data.to_batches(max_chunksize=BATCH):
            job.report(done, data.num_rows)
            for row in batch.to_pylist():
                sink.write(separator + msgspec.json.encode(row))
                separator = b",\n"
            done += batch.num_rows
        sink.write(b"\n]\n")
