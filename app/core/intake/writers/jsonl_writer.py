"""JSON Lines: one object a line."""

from typing import BinaryIO

import pyarrow as pa

from app.core.intake.json_rows import json_rows
from app.core.intake.writer import PLAIN, WriteOptions, Writer, write_blocks, writers
from app.core.jobs import Job
from app.core.text import Text


@writers.register
class JsonLinesWriter(Writer):
    """JSON Lines, UTF-8; a blank cell is null."""

    id = "jsonl"
    title = Text("JSON Lines", "JSON Lines")
    version = "2"

    def write(
        self, data: pa.Table, sink: BinaryIO, job: Job, options: WriteOptions = PLAIN
    ) -> dict[str, int]:
        for block in write_blocks(json_rows(data.column_names, closing="\n"), data, job):
            sink.write(block)
        return {}
