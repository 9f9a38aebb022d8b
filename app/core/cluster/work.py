"""What runs on the cluster's machines: functions over the batches of one partition.

They reach these machines by name, so this module and all that it imports are light; what they carry
(steps, key) travels with the job. Rows bear what they are ordered by in columns of their own, which
no step names and the kernel therefore leaves alone.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from app.core import rfc4180
from app.core.desensitize.kernel import Step, compiled
from app.core.desensitize.operation import Context
from app.core.intake.delimited.columns import unguarded

BLANKS = "gongkai_blanks"  # a column that tells, by its bits, which steps' cells came in blank

Batches = Iterable[pa.RecordBatch]


@dataclass(frozen=True)
class Clean:
    """Texts as import takes them: without guards against Excel, and blank is null."""

    columns: tuple[str, ...]

    def __call__(self, batches: Batches) -> Iterator[pa.RecordBatch]:
        for batch in batches:
            yield _with(batch, {name: unguarded(batch[name]) for name in self.columns})


@dataclass(frozen=True, eq=False)
class Climb:
    """One column at a level: by the place of a text in ``values``, the number of its label."""

    column: str
    values: pa.StringArray
    numbers: pa.Int64Array
    labels: pa.StringArray


@dataclass(frozen=True, eq=False)
class Generalise:
    """Quasi-identifiers at their levels, without the rows of classes that are suppressed.

    ``refused``: these classes, by the numbers of their labels (:func:`class_keys`).
    """

    climbs: tuple[Climb, ...]
    refused: pa.StringArray

    def __call__(self, batches: Batches) -> Iterator[pa.RecordBatch]:
        for batch in batches:
            numbers = {
                climb.column: climb.numbers.take(
                    pc.index_in(batch[climb.column], value_set=climb.values)
                )
                for climb in self.climbs
            }
            told = {climb.column: climb.labels.take(numbers[climb.column]) for climb in self.climbs}
            gone = pc.is_in(class_keys(list(numbers.values())), value_set=self.refused)
            yield _with(batch, told).filter(pc.invert(gone))


def class_keys(numbers: Sequence[pa.Int64Array]) -> pa.StringArray:
    """A text for each row that tells its class: the numbers of its labels."""
    return pc.binary_join_element_wise(*(each.cast(pa.string()) for each in numbers), ",")


@dataclass(frozen=True)
class Treat:
    """The kernel, and beside each row which of the treated cells were blank before."""

    steps: tuple[Step, ...]
    context: Context

    def __call__(self, batches: Batches) -> Iterator[pa.RecordBatch]:
        kernel = compiled(self.steps, self.context)
        for batch in batches:
            yield kernel(_with(batch, {BLANKS: self._blanks(batch)}))

    def _blanks(self, batch: pa.RecordBatch) -> pa.Int64Array:
        bits = np.zeros(batch.num_rows, np.int64)
        for place, column in enumerate(treated_columns(self.steps)):
            bits |= batch[column].is_null().to_numpy(zero_copy_only=False).astype(np.int64) << place
        return pa.array(bits)


@dataclass(frozen=True)
class Lines:
    """Rows as CSV, a text a batch, without the line end after its last row.

    ``header``: each partition that has rows begins with the names of the columns.
    """

    columns: tuple[str, ...]
    header: bool

    def __call__(self, batches: Batches) -> Iterator[pa.RecordBatch]:
        rows = rfc4180.rows(len(self.columns))
        first = self.header
        for batch in batches:
            if batch.num_rows:
                blocks = [bytes(block) for _, block in rows.blocks(pa.Table.from_batches([batch]))]
                text = b"".join([rfc4180.header(list(self.columns)) * first, *blocks])
                yield pa.record_batch({"value": pa.array([text[:-2].decode()], pa.string())})
                first = False


def as_stream(batches: Batches) -> Iterator[pa.RecordBatch]:
    """Each batch as the bytes of an Arrow stream, for the way to the driver."""
    for batch in batches:
        sink = pa.BufferOutputStream()
        with pa.ipc.new_stream(sink, batch.schema) as stream:
            stream.write_batch(batch)
        yield pa.record_batch({"value": pa.array([sink.getvalue().to_pybytes()], pa.binary())})


def treated_columns(steps: Iterable[Step]) -> tuple[str, ...]:
    """The columns that steps treat, each once; at most 63 have a bit."""
    return tuple(dict.fromkeys(step.column for step in steps))[:63]


def _with(batch: pa.RecordBatch, columns: dict[str, Any]) -> pa.RecordBatch:
    """The batch with columns put in place of those of the same name, or at its end."""
    every = dict(zip(batch.schema.names, batch.columns, strict=True)) | columns
    return pa.RecordBatch.from_arrays(list(every.values()), names=list(every))
