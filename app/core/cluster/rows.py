"""Rows on a cluster, each with what it is ordered by, and how they get in and out."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from app.core.cluster.work import Clean, Lines, as_stream
from app.core.desensitize.operation import Counted
from app.core.errors import ParameterInvalid
from app.core.text import Text

ORDER = ("gongkai_file", "gongkai_block", "gongkai_row")


@dataclass(frozen=True)
class Input:
    """A file or folder of one table, by a path or address that every machine of the cluster knows.

    ``columns``: of CSV, their names, where they are known to be better than its header; ``encoding``
    and ``delimiter`` of CSV.
    """

    address: str
    kind: str
    columns: tuple[str, ...] = ()
    encoding: str = "utf-8"
    delimiter: str = ","


def read(spark: Any, source: Input) -> tuple[Any, tuple[str, ...]]:
    """A frame of texts with the columns of :data:`ORDER`, and the names of the others.

    Raises ParameterInvalid for a Parquet column that is no text.
    """
    from pyspark.sql import functions
    from pyspark.sql.types import StringType, StructField, StructType

    if source.kind == "parquet":
        found = spark.read.parquet(source.address)
        others = [field.name for field in found.schema if field.dataType != StringType()]
        if others:
            reason = Text(f"不是文本列：{'、'.join(others)}", f"not text: {', '.join(others)}")
            raise ParameterInvalid(name="parquet", reason=reason)
    else:
        reader = spark.read.option("header", True).option("multiLine", True).option("escape", '"')
        reader = reader.option("encoding", source.encoding).option("sep", source.delimiter)
        if source.columns:
            fields = [StructField(name, StringType()) for name in source.columns]
            reader = reader.schema(StructType(fields))
        found = reader.csv(source.address)
    names = tuple(found.columns)
    ordered = found.select(
        *(found[f"`{quoted(name)}`"] for name in names),
        functions.col("_metadata.file_path").alias(ORDER[0]),
        functions.col("_metadata.file_block_start").alias(ORDER[1]),
        functions.monotonically_increasing_id().alias(ORDER[2]),
    )
    wanted = 2 * spark.sparkContext.defaultParallelism
    if ordered.rdd.getNumPartitions() < wanted:  # a file of CSV comes in one piece
        ordered = ordered.repartition(wanted)
    return ordered.mapInArrow(Clean(names), ordered.schema), names


def counted(frame: Any, column: str) -> Counted:
    """How often each text stands in a column, in the order of the texts."""
    told = grouped(frame, (column,))
    told = told.filter(pc.is_valid(told[column])).sort_by(column)
    values = told[column].cast(pa.string()).combine_chunks()
    return Counted(values, told["count"].to_numpy().astype(np.int64))


def grouped(frame: Any, columns: Sequence[str]) -> pa.Table:
    """The distinct tuples of some columns and their ``count``, brought to the driver."""
    found = frame.groupBy(*(f"`{quoted(name)}`" for name in columns)).count()
    schema = pa.schema([*((name, pa.string()) for name in columns), ("count", pa.int64())])
    return pa.Table.from_batches((batch.cast(schema) for batch in batches(found)), schema)


def batches(frame: Any) -> Iterator[pa.RecordBatch]:
    """The rows of a frame, partition after partition."""
    for row in frame.mapInArrow(as_stream, "value binary").toLocalIterator():
        yield from pa.ipc.open_stream(bytes(row.value))


def lines(frame: Any, columns: Sequence[str], *, header: bool) -> Any:
    """A frame of texts of CSV, in the order of the rows of the input."""
    bare = in_order(frame, columns)
    return bare.mapInArrow(Lines(tuple(columns), header), "value string")


def in_order(frame: Any, columns: Sequence[str]) -> Any:
    """The columns alone, in the order of the rows of the input."""
    return frame.orderBy(*ORDER).select(*(f"`{quoted(name)}`" for name in columns))


def quoted(name: str) -> str:
    """A column's name as Spark reads it between back-ticks."""
    return name.replace("`", "``")
