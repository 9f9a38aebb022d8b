"""JSON: one array of objects, one object a row; a blank cell is null."""

from typing import BinaryIO

import pyarrow as pa

from app.core.intake.json_rows import json_rows
from app.core.intake.writer import PLAIN, WriteOptions, Writer, write_blocks, writers
from app.core.jobs import Job
from app.core.text import Text


@writers.register
class JsonWriter(Writer):
    """RFC 8259, UTF-8, a row a line."""

    id = "json"
    title = Text("JSON", "JSON")
    version = "2"

    def write(
        self, data: pa.Table, sink: BinaryIO, job: Job, options: WriteOptions = PLAIN
    ) -> dict[str, int]:
        sink.write(b"[")
        separated = json_rows(data.column_names, opening=",\n")
        skipped = 1  # the comma before the first row
        for block in write_blocks(separated, data, job):
            sink.write(block[skipped:])
            skipped = 0
        sink.write(b"\n]\n")
        return {}
