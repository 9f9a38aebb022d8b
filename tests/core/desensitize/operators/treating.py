"""Operators over plain lists, for their tests."""

from typing import Any

import numpy as np
import pyarrow as pa
import pytest

from app.core.desensitize.operation import (
    Context,
    Counted,
    RowFilter,
    RowOperator,
    ValueOperator,
    operators,
    read_params,
)
from app.core.errors import ParameterInvalid

WITH = Context(b"k" * 32)
Cells = list[str | None]


def treat(id: str, params: dict[str, Any], values: Cells, context: Context = WITH) -> Cells:
    """What an operator makes of some distinct values."""
    operator = operators.get(id)
    assert isinstance(operator, ValueOperator)
    treated = operator.apply(pa.array(values, pa.string()), read_params(operator, params), context)
    assert treated is not None
    result: Cells = treated.to_pylist()
    return result


def learn(id: str, params: dict[str, Any], column: Cells) -> tuple[Any, Cells]:
    """What an operator learns of a column, and what it then makes of the cells."""
    operator = operators.get(id)
    assert isinstance(operator, ValueOperator)
    told = pa.array(column, pa.string()).drop_null().value_counts()
    counted = Counted(told.field("values"), told.field("counts").to_numpy().astype(np.int64))
    learnt = operator.learn(counted, read_params(operator, params))
    treated = operator.apply(pa.array(column, pa.string()), learnt, WITH)
    assert treated is not None
    return learnt, treated.to_pylist()


def treat_rows(
    id: str, params: dict[str, Any], values: Cells, *beside: Cells, context: Context = WITH
) -> Cells:
    """What an operator makes of cells, with the columns beside them."""
    operator = operators.get(id)
    assert isinstance(operator, RowOperator) or hasattr(operator, "beside")
    others = tuple(pa.array(cells, pa.string()) for cells in beside)
    cells = pa.array(values, pa.string())
    result: Cells = operator.apply(
        cells, others, read_params(operator, params), context
    ).to_pylist()
    return result


def kept(id: str, params: dict[str, Any], values: Cells) -> Cells:
    """The values of which rows stay."""
    operator = operators.get(id)
    assert isinstance(operator, RowFilter)
    learnt = read_params(operator, params)
    if operator.learns(learnt):
        told = pa.array(values, pa.string()).drop_null().value_counts()
        counts = told.field("counts").to_numpy().astype(np.int64)
        learnt = operator.learn(Counted(told.field("values"), counts), learnt)
    cells = pa.array(values, pa.string())
    result: Cells = cells.filter(operator.kept(cells, learnt, WITH)).to_pylist()
    return result


def refused(id: str, params: dict[str, Any]) -> None:
    """Parameters that do not go together are told in both languages."""
    with pytest.raises(ParameterInvalid) as caught:
        read_params(operators.get(id), params)
    assert caught.value.told("zh") != caught.value.told("en")
