"""A recipe compiles to one pure function ``RecordBatch -> RecordBatch``.

It imports nothing but Arrow and the operators, so that the same function runs on the desktop and,
unchanged, on a cluster. A column that no step names passes as it is, without a copy; a treated one
is of the kind that it came in (:mod:`app.core.text_column`) and holds nothing but what its rows say.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from app.core.desensitize.memo import Memo
from app.core.desensitize.operation import (
    BesideOperator,
    Context,
    Operator,
    RowFilter,
    RowOperator,
    ValueOperator,
    operators,
    read_params,
)
from app.core.errors import ColumnUnknown, ValueUntreatable, Where
from app.core.model import Recipe
from app.core.text_column import TextColumn, coded, compact, is_coded

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
        if isinstance(operator, BesideOperator):
            for name in operator.beside(params):
                resolve(name, columns)
    return tuple(steps)


def compiled(steps: Sequence[Step], context: Context) -> Kernel:
    """The steps as a pure function over batches; those of one column work one after another.

    Whole columns are none of its business: a :class:`ColumnOperator` must have run before. The kernel
    raises what operators raise; ValueUntreatable with the column's name.
    """

    memos = [_memo(step, context) for step in steps]

    def kernel(batch: pa.RecordBatch) -> pa.RecordBatch:
        treated: dict[str, pa.Array | None] = dict(
            zip(batch.schema.names, batch.columns, strict=True)
        )
        kept: pa.BooleanArray | None = None
        for step, memo in zip(steps, memos, strict=True):
            column, operator = treated[step.column], step.operator
            if column is None:
                continue
            if isinstance(operator, RowFilter):
                mask = _kept(column, operator, step.params, context)
                kept = mask if kept is None else pc.and_(kept, mask)
            elif isinstance(operator, RowOperator):
                others = beside(batch, operator.beside(step.params))
                cells = operator.apply(column.cast(pa.string()), others, step.params, context)
                treated[step.column] = coded(cells) if is_coded(column) else cells
            elif memo is not None:
                treated[step.column] = _by_value(column, memo)
        left = {name: array for name, array in treated.items() if array is not None}
        if kept is not None:
            left = {name: compact(array.filter(kept)) for name, array in left.items()}
        return pa.RecordBatch.from_arrays(list(left.values()), names=list(left))

    return kernel


def resolve(column: str, columns: Sequence[str]) -> str:
    """A column's name, or ``#3`` for the third one. Raises :class:`ColumnUnknown`."""
    if column in columns:
        return column
    if column.startswith("#") and column[1:].isdigit() and 1 <= int(column[1:]) <= len(columns):
        return columns[int(column[1:]) - 1]
    raise ColumnUnknown(column=column, known=", ".join(columns))


def beside(batch: pa.RecordBatch | pa.Table, names: Sequence[str]) -> tuple[pa.StringArray, ...]:
    """Other columns of the same rows, cell by cell."""
    return tuple(batch[resolve(name, batch.schema.names)].cast(pa.string()) for name in names)


def _memo(step: Step, context: Context) -> Memo | None:
    operator = step.operator
    if not isinstance(operator, ValueOperator):
        return None

    def treat(values: pa.StringArray) -> pa.StringArray | None:
        try:
            return operator.apply(values, step.params, context)
        except ValueUntreatable as error:  # an operator does not know which column it treats
            error.where = Where(column=step.column)
            raise

    return Memo(treat)


def _by_value(column: TextColumn, treat: Memo) -> "TextColumn | None":
    """Each text of a coded column is treated once; what becomes equal is one text from then on."""
    if not is_coded(column):
        return treat(column)
    column = compact(column)
    values = treat(column.dictionary)
    if values is None:
        return None
    distinct = coded(values)
    return pa.DictionaryArray.from_arrays(
        distinct.indices.take(column.indices), distinct.dictionary
    )


def _kept(column: pa.Array, operator: RowFilter, params: Any, context: Context) -> pa.BooleanArray:
    """Of each row, whether it stays."""
    distinct = pc.dictionary_encode(column.cast(pa.string()), null_encoding="encode")
    return operator.kept(distinct.dictionary, params, context).take(distinct.indices)
