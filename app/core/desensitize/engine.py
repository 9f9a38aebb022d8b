"""A recipe over a table in memory: what has to be learnt first, whole columns, then the kernel."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import pyarrow as pa

from app.core.contingency import code
from app.core.desensitize.kernel import Step, beside, compiled, steps_of
from app.core.desensitize.operation import ColumnOperator, Context, Counted
from app.core.jobs import Job
from app.core.model import Recipe
from app.core.text import Text

BATCH = 64 * 1024  # rows


@dataclass(frozen=True)
class Effect:
    """What one treatment did. ``blanked``: cells that became null because they did not parse."""

    column: str
    operator: str
    description: Text
    strength: str
    blanked: int


def apply(
    data: pa.Table, recipe: Recipe, context: Context, job: Job
) -> tuple[pa.Table, list[Effect]]:
    """The treated table and what each treatment did.

    Raises ColumnUnknown, PluginUnknown, ParameterInvalid before any row is touched.
    """
    steps = learnt(data, steps_of(recipe, data.column_names))
    moved = _moved(data, steps, context)
    kernel = compiled(steps, context)
    batches = []
    done = 0
    for batch in moved.to_batches(max_chunksize=BATCH):
        job.report(done, data.num_rows)
        batches.append(kernel(batch))
        done += batch.num_rows
    if not batches:
        batches = [kernel(pa.RecordBatch.from_pylist([], data.schema))]
    output = pa.Table.from_batches(batches).unify_dictionaries()
    return output, _effects(data, output, steps)


def learnt(data: pa.Table, steps: Sequence[Step]) -> tuple[Step, ...]:
    """The steps with parameters that need the whole column worked out."""
    return tuple(
        replace(step, params=step.operator.learn(_counted(data[step.column]), step.params))
        if step.operator.learns(step.params)
        else step
        for step in steps
    )


def _moved(data: pa.Table, steps: Sequence[Step], context: Context) -> pa.Table:
    """The table after the steps that need whole columns at hand."""
    result = data
    for step in steps:
        if isinstance(step.operator, ColumnOperator):
            others = beside(data.combine_chunks(), step.operator.beside(step.params))
            cells = data[step.column].cast(pa.string()).combine_chunks()
            treated = step.operator.apply(cells, others, step.params, context)
            place = result.schema.get_field_index(step.column)
            result = result.set_column(place, step.column, treated)
    return result


def _counted(column: pa.ChunkedArray) -> Counted:
    coded = code(column)
    counts = np.bincount(coded.codes, minlength=coded.radix)[: len(coded.values)]
    return Counted(coded.values, counts.astype(np.int64))


def _effects(before: pa.Table, after: pa.Table, steps: Sequence[Step]) -> list[Effect]:
    effects = []
    for step in steps:
        blanked = 0
        if step.column in after.column_names and after.num_rows == before.num_rows:
            blanked = after[step.column].null_count - before[step.column].null_count
        description = step.operator.describe(step.params)
        effects.append(
            Effect(step.column, step.operator.id, description, step.operator.strength, blanked)
        )
    return effects
