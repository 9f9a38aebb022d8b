"""A recipe over rows that come in batches: what has to be learnt first, then the kernel, on a pool.

The pool is of threads: Arrow and hashing give Python's lock free, so that batches are parsed, treated
and written side by side; a kernel needs no copy of the rows, and no process needs to start.
"""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from app.core.desensitize.kernel import Step, beside, compiled, steps_of
from app.core.desensitize.operation import ColumnOperator, Context, Counted
from app.core.jobs import Job, in_order
from app.core.model import Recipe
from app.core.text import Text

BATCH = 64 * 1024  # rows
WORKERS = min(os.cpu_count() or 1, 4)
BESIDE = max(WORKERS - 1, 1)  # beside a busy thread: one more would only wait for Python's lock

Batches = Callable[[], Iterable[pa.RecordBatch]]  # the same rows at each call


@dataclass(frozen=True)
class Effect:
    """What one treatment did. ``blanked``: cells that became null because they did not parse."""

    column: str
    operator: str
    description: Text
    strength: str
    blanked: int


@dataclass
class Tally:
    """What a run has come to: rows taken and given, and how many more blanks each column has."""

    taken: int = 0
    given: int = 0
    blanked: dict[str, int] = field(default_factory=dict)

    def add(self, before: pa.RecordBatch, after: pa.RecordBatch, steps: Sequence[Step]) -> None:
        """Count one batch."""
        self.taken += before.num_rows
        self.given += after.num_rows
        for column in {step.column for step in steps} & set(after.schema.names):
            more = after[column].null_count - before[column].null_count
            self.blanked[column] = self.blanked.get(column, 0) + more

    def effects(self, steps: Sequence[Step]) -> list[Effect]:
        """What each step did; blanks are told only where no row went."""
        blanked = self.blanked if self.given == self.taken else {}
        return [
            Effect(
                step.column,
                step.operator.id,
                step.operator.describe(step.params),
                step.operator.strength,
                blanked.get(step.column, 0),
            )
            for step in steps
        ]


def apply(
    data: pa.Table, recipe: Recipe, context: Context, job: Job
) -> tuple[pa.Table, list[Effect]]:
    """The treated table and what each treatment did.

    Raises ColumnUnknown, PluginUnknown, ParameterInvalid before any row is touched.
    """
    steps = learnt(steps_of(recipe, data.column_names), lambda: batches_of(data, job))
    tally = Tally()
    moved = batches_of(moved_by(data, steps, context), job)
    batches = list(stream(moved, steps, context, tally))
    if not batches:
        batches = [emptied(data.column_names, steps, context)]
    return pa.Table.from_batches(batches).unify_dictionaries(), tally.effects(steps)


def batches_of(data: pa.Table, job: Job) -> Iterator[pa.RecordBatch]:
    """A table by batches, with a report to the job before each."""
    done = 0
    for batch in data.to_reader(max_chunksize=BATCH):
        job.report(done, data.num_rows)
        yield batch
        done += batch.num_rows
    job.report(done, data.num_rows)


def stream(
    batches: Iterable[pa.RecordBatch],
    steps: Sequence[Step],
    context: Context,
    tally: Tally,
    workers: int = WORKERS,
) -> Iterator[pa.RecordBatch]:
    """The treated batches in their order; ``tally`` counts those that have been given.

    ``workers``: threads that treat; :data:`BESIDE` where the caller's own reads and writes meanwhile.
    A :class:`ColumnOperator` must have run before (:func:`moved_by`).
    """
    kernel = compiled(steps, context)

    def work(batch: pa.RecordBatch) -> tuple[pa.RecordBatch, pa.RecordBatch]:
        return batch, kernel(batch)

    for before, after in in_order(work, batches, workers):
        tally.add(before, after, steps)
        yield after


def emptied(columns: Sequence[str], steps: Sequence[Step], context: Context) -> pa.RecordBatch:
    """What is left of a table without rows: its columns."""
    schema = pa.schema([(name, pa.string()) for name in columns])
    return compiled(steps, context)(pa.RecordBatch.from_pylist([], schema))


def learnt(steps: Sequence[Step], batches: Batches) -> tuple[Step, ...]:
    """The steps with parameters that need the whole column worked out, in one pass over the rows."""
    columns = {step.column for step in steps if step.operator.learns(step.params)}
    if not columns:
        return tuple(steps)
    counts = {column: Counts() for column in columns}
    for batch in batches():
        for column, count in counts.items():
            count.add(batch[column])
    return with_learnt(steps, {column: count.counted() for column, count in counts.items()})


def with_learnt(steps: Sequence[Step], counted: dict[str, Counted]) -> tuple[Step, ...]:
    """The steps, with what they have to know of whole columns worked out from the columns' counts."""
    return tuple(
        replace(step, params=step.operator.learn(counted[step.column], step.params))
        if step.operator.learns(step.params)
        else step
        for step in steps
    )


class Counts:
    """How often each text stands in a column, batch by batch; memory is bound by the distinct ones."""

    _MANY = 64  # batches that are counted before they are summed up

    def __init__(self) -> None:
        self._parts: list[pa.Table] = []

    def add(self, column: pa.Array) -> None:
        """Count the cells of one batch."""
        told = pc.value_counts(column.cast(pa.string()))
        self._parts.append(pa.table({"value": told.field("values"), "count": told.field("counts")}))
        if len(self._parts) > self._MANY:
            self._parts = [self._summed()]

    def counted(self) -> Counted:
        """The counts in the order of the texts, so that no order of rows makes a difference."""
        told = self._summed().sort_by("value")
        told = told.filter(pc.is_valid(told["value"]))
        values = told["value"].combine_chunks()
        return Counted(values, told["count"].to_numpy().astype(np.int64))

    def _summed(self) -> pa.Table:
        if not self._parts:
            return pa.table({"value": pa.array([], pa.string()), "count": pa.array([], pa.int64())})
        told = pa.concat_tables(self._parts).group_by("value").aggregate([("count", "sum")])
        return told.rename_columns({"count_sum": "count"})


def needs_whole_columns(steps: Sequence[Step]) -> bool:
    """Whether a step wants all rows at hand at once."""
    return any(isinstance(step.operator, ColumnOperator) for step in steps)


def moved_by(data: pa.Table, steps: Sequence[Step], context: Context) -> pa.Table:
    """The table after the steps that need whole columns at hand."""
    result = data
    for step in steps:
        if isinstance(step.operator, ColumnOperator):
            read = beside(data, step.operator.beside(step.params))
            others = tuple(column.combine_chunks() for column in read)
            cells = data[step.column].cast(pa.string()).combine_chunks()
            treated = step.operator.apply(cells, others, step.params, context)
            place = result.schema.get_field_index(step.column)
            result = result.set_column(place, step.column, treated)
    return result
