"""CSV, the format that the pilot prefers."""

from typing import BinaryIO

import pyarrow as pa

from app.core import rfc4180
from app.core.intake.writer import writers
from app.core.jobs import Job
from app.core.text import Text


@writers.register
class CsvWriter:
    """RFC 4180, UTF-8; the file's SHA-256 is the table's digest."""

    id = "csv"
    title = Text("CSV", "CSV")
    version = "1"

    def write(self, data: pa.Table, sink: BinaryIO, job: Job) -> None:
        for number, block in enumerate(rfc4180.encode(data)):
            job.report(min(number * rfc4180.BATCH, data.num_rows), data.num_rows)
            sink.write(block)
