"""JSON Lines: one object a line."""

from typing import BinaryIO

import msgspec
import pyarrow as pa

from app.core.intake.writer import BATCH, writers
from app.core.jobs import Job
from app.core.text import Text


@writers.register
class JsonLinesWriter:
    """JSON Lines, UTF-8; a blank cell is null."""

    id = "jsonl"
    title = Text("JSON Lines", "JSON Lines")
    version = "1"

    def write(self, data: pa.Table, sink: BinaryIO, job: Job) -> None:
        encoder = msgspec.json.Encoder()
        done = 0
        for batch in data.to_batches(max_chunksize=BATCH):
            job.report(done, data.num_rows)
            sink.write(encoder.encode_lines(batch.to_pylist()))
            done += batch.num_rows
