"""Apache Parquet with Zstandard, every column as text."""

from typing import BinaryIO

import pyarrow as pa
import pyarrow.parquet as pq

from app.core.intake.writer import BATCH, PLAIN, WriteOptions, Writer, writers
from app.core.jobs import Job
from app.core.text import Text

_GROUP = 128 * 1024  # rows in a row group: what a reader, and this writer, holds at a time


@writers.register
class ParquetWriter(Writer):
    """Columns are plain strings, so that any reader sees text."""

    id = "parquet"
    title = Text("Parquet", "Parquet")
    version = "2"

    def write(
        self, data: pa.Table, sink: BinaryIO, job: Job, options: WriteOptions = PLAIN
    ) -> dict[str, int]:
        schema = pa.schema([pa.field(name, pa.string()) for name in data.column_names])
        done = 0
        with pq.ParquetWriter(sink, schema, compression="zstd") as writer:
            for batch in data.to_reader(max_chunksize=BATCH):
                job.report(done, data.num_rows)
                writer.write_batch(batch.cast(schema), row_group_size=_GROUP)
                done += batch.num_rows
        return {}
