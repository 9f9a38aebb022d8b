"""A recipe compiles to one pure function ``RecordBatch -> RecordBatch``, and runs over a table.

The kernel imports nothing but Arrow and the operators, so that the same function can run unchanged
on a cluster.
"""

from collections.abc import Callable
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from app.core.desensitize.operation import Operator, operators, read_params
from app.core.errors import ColumnUnknown
from app.core.jobs import Job
from app.core.model import Recipe
from app.core.text import Text

BATCH = 64 * 1024  # rows

Kernel = Callable[[pa.RecordBatch], pa.RecordBatch]


@dataclass(frozen=True)
class Effect:
    """What one treatment did. ``blanked``: cells that became null because they did not parse."""

    column: str
    operator: str
    description: Text
    strength: str
    blanked: int


def apply(data: pa.Table, recipe: Recipe, key: bytes, job: Job) -> tuple[pa.Table, list[Effect]]:
    """The treated table and what each treatment did.

    Raises ColumnUnknown, PluginUnknown, ParameterInvalid before any row is touched.
    """
    kernel = compile_recipe(recipe, data.column_names, key)
    batches = []
    done = 0
    for batch in data.to_batches(max_chunksize=BATCH):
        job.report(done, data.num_rows)
        batches.append(kernel(batch))
        done += batch.num_rows
    if not batches:
        batches = [kernel(pa.RecordBatch.from_pylist([], data.schema))]
    output = pa.Table.from_batches(batches).unify_dictionaries()
    return output, _effects(data, output, recipe)


def compile_recipe(recipe: Recipe, columns: list[str], key: bytes) -> Kernel:
    """The recipe as a pure function over batches with these columns."""
    plan: dict[str, tuple[Operator, object]] = {}
    for treatment in recipe.treatments:
        operator = operators.get(treatment.operator)
        name = resolve(treatment.column, columns)
        plan[name] = operator, read_params(operator, treatment.params)

    def kernel(batch: pa.RecordBatch) -> pa.RecordBatch:
        names, arrays = [], []
        for name, column in zip(batch.schema.names, batch.columns, strict=True):
            treated = _treat(column, *plan[name], key) if name in plan else _encoded(column)
            if treated is not None:
                names.append(name)
                arrays.append(treated)
        return pa.RecordBatch.from_arrays(arrays, names=names)

    return kernel


def resolve(column: str, columns: list[str]) -> str:
    """A column's name, or ``#3`` for the third one. Raises :class:`ColumnUnknown`."""
    if column in columns:
        return column
    if column.startswith("#") and column[1:].isdigit() and 1 <= int(column[1:]) <= len(columns):
        return columns[int(column[1:]) - 1]
    raise ColumnUnknown(column=column, known=", ".join(columns))


def _treat(column: pa.Array, operator: Operator, params: object, key: bytes) -> pa.Array | None:
    """One column through its operator, value by distinct value."""
    encoded = _encoded(column)
    values = operator.apply(encoded.dictionary, params, key)
    if values is None:
        return None
    return _encoded(values.take(encoded.indices))


def _encoded(column: pa.Array) -> pa.DictionaryArray:
    """Dictionary-encoded, with only the values that occur."""
    return pc.dictionary_encode(column.cast(pa.string()))


def _effects(before: pa.Table, after: pa.Table, recipe: Recipe) -> list[Effect]:
    effects = []
    for treatment in recipe.treatments:
        operator = operators.get(treatment.operator)
        name = resolve(treatment.column, before.column_names)
        blanked = 0
        if name in after.column_names:
            blanked = after[name].null_count - before[name].null_count
        description = operator.describe(read_params(operator, treatment.params))
        effects.append(Effect(name, operator.id, description, operator.strength, blanked))
    return effects
