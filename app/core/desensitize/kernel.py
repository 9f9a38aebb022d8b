"""A recipe compiles to one pure function ``RecordBatch -> RecordBatch``.

It imports nothing but Arrow and the operators, so that the same function runs on the desktop and,
unchanged, on a cluster.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from app.core.desensitize.operation import (
    ColumnOperator,
    Context,
    Operator,
    RowFilter,
    RowOperator,
    ValueOperator,
    operators,
    read_params,
)
from app.core.errors import ColumnUnknown
from app.core.model import Recipe

Kernel = Callable[[pa.RecordBatch], pa.RecordBatch]


@dataclass(frozen=True)
class Step:
    """One treatment, resolved: its column's name, its operator and typed parameters."""

    column: str
    operator: Operator
    params: Any


def steps_of(recipe: Recipe, columns: Sequence[str]) -> tuple[Step, ...]:
    """A recipe's treatments, in order. Raises ColumnUnknown, PluginUnknown, ParameterInvalid."""
    steps = []
    for treatment in recipe.treatments:
        operator = operators.get(treatment.operator)
        params = read_params(operator, treatment.params)
        steps.append(Step(resolve(treatment.column, columns), operator, params))
        if isinstance(operator, RowOperator | ColumnOperator):
            for name in operator.beside(params):
                resolve(name, columns)
    return tuple(steps)


def compiled(steps: Sequence[Step], context: Context) -> Kernel:
    """The steps as a pure function over batches; those of one column work one after another.

    Whole columns are none of its business: a :class:`ColumnOperator` must have run before.
    """

    def kernel(batch: pa.RecordBatch) -> pa.RecordBatch:
        treated: dict[str, pa.Array | None] = dict(
            zip(batch.schema.names, batch.columns, strict=True)
        )
        kept: pa.BooleanArray | None = None
        for step in steps:
            column, operator = treated[step.column], step.operator
            if column is None:
                continue
            if isinstance(operator, RowFilter):
                mask = _kept(column, operator, step.params, context)
                kept = mask if kept is None else pc.and_(kept, mask)
            elif isinstance(operator, RowOperator):
                others = beside(batch, operator.beside(step.params))
                cells = column.cast(pa.string())
                treated[step.column] = operator.apply(cells, others, step.params, context)
            elif isinstance(operator, ValueOperator):
                treated[step.column] = _by_value(column, operator, step.params, context)
        left = {name: array for name, array in treated.items() if array is not None}
        if kept is not None:
            left = {name: array.filter(kept) for name, array in left.items()}
        # Encoded last: a dictionary would keep what the rows no longer say.
        return pa.RecordBatch.from_arrays([encoded(a) for a in left.values()], names=list(left))

    return kernel


def resolve(column: str, columns: Sequence[str]) -> str:
    """A column's name, or ``#3`` for the third one. Raises :class:`ColumnUnknown`."""
    if column in columns:
        return column
    if column.startswith("#") and column[1:].isdigit() and 1 <= int(column[1:]) <= len(columns):
        return columns[int(column[1:]) - 1]
    raise ColumnUnknown(column=column, known=", ".join(columns))


def encoded(column: pa.Array) -> pa.DictionaryArray:
    """Dictionary-encoded, with only the values that occur."""
    return pc.dictionary_encode(column.cast(pa.string()))


def beside(batch: pa.RecordBatch | pa.Table, names: Sequence[str]) -> tuple[pa.StringArray, ...]:
    """Other columns of the same rows, cell by cell."""
    return tuple(batch[resolve(name, batch.schema.names)].cast(pa.string()) for name in names)


def _by_value(
    column: pa.Array, operator: ValueOperator, params: Any, context: Context
) -> pa.Array | None:
    distinct = encoded(column)
    values = operator.apply(distinct.dictionary, params, context)
    return None if values is None else values.take(distinct.indices)


def _kept(column: pa.Array, operator: RowFilter, params: Any, context: Context) -> pa.BooleanArray:
    """Of each row, whether it stays."""
    distinct = pc.dictionary_encode(column.cast(pa.string()), null_encoding="encode")
    return operator.kept(distinct.dictionary, params, context).take(distinct.indices)
