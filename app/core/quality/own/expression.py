"""Expressions over the columns of a row: ``结束日期 >= 开始日期``, ``甲 + 乙 == 合计``.

Read with Python's own parser and computed by numpy, but nothing of Python is run: names are columns,
and only comparisons, arithmetic, ``and``, ``or`` and ``not`` are known. Where a cell is blank or no
number, nothing can be said, and the row passes.
"""

import ast
import operator
from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from app.core.errors import ParameterInvalid
from app.core.text import Text

Values: TypeAlias = npt.NDArray[Any]
NAME = Text("表达式", "expression")

_ARITHMETIC: dict[type[ast.operator], Callable[[Any, Any], Any]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: np.true_divide,
}
_COMPARISON: dict[type[ast.cmpop], Callable[[Any, Any], Any]] = {
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
}
_CLOSE = 1e-9  # of the greater of two numbers, within which they are equal


def parsed(text: str) -> ast.expr:
    """Raises ParameterInvalid for what is no expression, or more than one."""
    try:
        tree = ast.parse(text.strip(), mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        raise _invalid(Text("无法理解“{text}”", "“{text}” cannot be understood"), text) from error
    if not isinstance(tree, ast.Compare | ast.BoolOp | ast.UnaryOp):
        raise _invalid(Text("“{text}”不是比较", "“{text}” compares nothing"), text)
    for node in ast.walk(tree):
        _check(node, text)
    return tree


def columns_of(tree: ast.expr) -> tuple[str, ...]:
    """The columns that an expression reads, each once."""
    names = (node.id for node in ast.walk(tree) if isinstance(node, ast.Name))
    return tuple(dict.fromkeys(names))


def broken(tree: ast.expr, columns: Mapping[str, Values]) -> npt.NDArray[np.bool_]:
    """Of each row, whether the expression is false. Numbers are float64, NaN where there is none."""
    unknown = np.logical_or.reduce([np.isnan(columns[name]) for name in columns_of(tree)])
    with np.errstate(all="ignore"):
        held = np.asarray(_value(tree, columns), np.bool_)
    wrong: npt.NDArray[np.bool_] = ~held & ~unknown
    return wrong


def _check(node: ast.AST, text: str) -> None:
    known = (
        ast.Compare, ast.BoolOp, ast.UnaryOp, ast.BinOp, ast.Name, ast.Load, ast.Constant,
        ast.And, ast.Or, ast.Not, ast.USub, ast.Eq, ast.NotEq, *_ARITHMETIC, *_COMPARISON,
    )  # fmt: skip
    number = not isinstance(node, ast.Constant) or type(node.value) in (int, float)
    if not isinstance(node, known) or not number:
        raise _invalid(Text("“{text}”中有不允许的写法", "“{text}” holds what is not allowed"), text)


def _value(node: ast.expr, columns: Mapping[str, Values]) -> Any:
    match node:
        case ast.Name():
            return columns[node.id]
        case ast.Constant():
            return np.float64(node.value)  # type: ignore[arg-type]
        case ast.UnaryOp(op=ast.Not()):
            return np.logical_not(_value(node.operand, columns))
        case ast.UnaryOp():
            return -_value(node.operand, columns)
        case ast.BinOp():
            sides = _value(node.left, columns), _value(node.right, columns)
            return _ARITHMETIC[type(node.op)](*sides)
        case ast.BoolOp():
            join = np.logical_and if isinstance(node.op, ast.And) else np.logical_or
            return join.reduce([_value(part, columns) for part in node.values])
        case ast.Compare():
            values = [_value(part, columns) for part in (node.left, *node.comparators)]
            pairs = zip(values, node.ops, values[1:], strict=False)
            return np.logical_and.reduce([_compared(a, op, b) for a, op, b in pairs])
    raise AssertionError(node)  # parsed() lets nothing else through


def _compared(a: Any, op: ast.cmpop, b: Any) -> Any:
    if isinstance(op, ast.Eq | ast.NotEq):
        same = np.abs(a - b) <= _CLOSE * np.maximum(np.abs(a), np.abs(b))
        return same if isinstance(op, ast.Eq) else ~same
    return _COMPARISON[type(op)](a, b)


def _invalid(reason: Text, text: str) -> ParameterInvalid:
    return ParameterInvalid(name=NAME, reason=reason.format(text=text[:80]))
