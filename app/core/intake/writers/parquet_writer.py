"""Apache Parquet with Zstandard, every column as text."""

from typing import BinaryIO

import pyarrow as pa
import pyarrow.parquet as pq

from app.core.intake.writer import BATCH, writers
from app.core.jobs import Job
from app.core.text import Text


@writers.register
class ParquetWriter:
    """Columns are plain strings, so that any reader sees text."""

    id = "parquet"
    title = Text("Parquet", "Parquet")
    version = "1"

    def write(self, data: pa.Table, sink: BinaryIO, job: Job) -> None:
        schema = pa.schema([pa.field(name, pa.string()) for name in data.column_names])
        done = 0
        with pq.ParquetWriter(sink, schema, compression="zstd") as writer:
            for batch in data.to_batches(max_chunksize=4 * BATCH):
                job.report(done, data.num_rows)
                writer.write_batch(batch.cast(schema))
                done += batch.num_rows
