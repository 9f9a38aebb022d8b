"""What every desensitization operator offers, in the four shapes that there are.

Nulls stay null; the same key gives the same result in every file, however the rows are cut into
batches. Unless it says that it ``leaves`` some, an operator leaves no original value behind: what it
cannot treat becomes null.
"""

import dataclasses
import typing
from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Literal, TypeAlias

import msgspec
import numpy as np
import numpy.typing as npt
import pyarrow as pa

from app.core.errors import ParameterInvalid
from app.core.registry import Registry
from app.core.text import Text, listed

Strength = Literal["irreversible", "linkable", "reversible", "none"]
"""What can be undone: nothing; equal values can be linked; the key brings it back; all is left."""

Span: TypeAlias = "tuple[int, int, str]"
"""Characters of a text, end excluded, and the name of what they are, e.g. 手机号码."""

Find: TypeAlias = Callable[[pa.StringArray], "list[Sequence[Span]]"]
"""What is sensitive in each text, judged by itself alone; spans in order, apart from each other."""


@dataclass(frozen=True)
class Context:
    """What an operator may use beside values. ``key``: the workspace's, 32 bytes or more.

    ``find``: the review's eyes, for operators that look inside a text; the steps do not know each
    other, so whoever runs a recipe brings them.
    """

    key: bytes
    find: Find | None = None


@dataclass(frozen=True, eq=False)
class Counted:
    """The distinct values of a whole column, blanks left out, and the rows of each."""

    values: pa.StringArray
    counts: npt.NDArray[np.int64]


class Operator(ABC):
    """One way to treat a column. ``Params``: a frozen dataclass that drives forms and checks.

    ``keyed``: whether the result depends on the workspace's key. ``keeps``: what is left of a value.
    ``leaves``: whether a value may come out as it went in, on purpose: because it stands in another
    row, say, or is within bounds. (A value that is as coarse already as what it would become is no
    such case.) ``source``: the standard, law article or paper that the method is taken from.
    ``examples``: parameters that show what it can do, for the documents and the contract's test.
    ``only_with``: parameters that count for some choices of another one alone: which one, which choices.
    """

    id: str
    title: Text
    version: str
    strength: Strength
    keyed: bool = False
    leaves: bool = False
    keeps: Text
    source: str
    Params: type[Any]
    examples: ClassVar[tuple[dict[str, Any], ...]] = ({},)
    only_with: ClassVar[dict[str, tuple[str, tuple[str, ...]]]] = {}

    @abstractmethod
    def describe(self, params: Any) -> Text:
        """What is done, in one phrase for the review form."""

    def counts(self, name: str, params: dict[str, Any]) -> bool:
        """Whether a parameter makes any difference, with all the ``params`` as they are."""
        if name not in self.only_with:
            return True
        other, choices = self.only_with[name]
        return params[other] in choices

    def unit(self, params: Any) -> str:
        """The unit of every number afterwards; "" where the operator says nothing of units."""
        return ""

    def learns(self, params: Any) -> bool:
        """Whether :meth:`learn` has to see the whole column first."""
        return False

    def learn(self, column: Counted, params: Any) -> Any:
        """The parameters once the whole column is known, e.g. a percentile as the value that it is.

        What was learnt is plain data again, ``Params`` or a dataclass made of them: it can be sent to
        another machine.
        """
        return params


class ValueOperator(Operator):
    """A value becomes another, whatever stands beside it: works on distinct values."""

    @abstractmethod
    def apply(self, values: pa.StringArray, params: Any, context: Context) -> pa.StringArray | None:
        """The treated values, same length and order; None drops the column."""


class BesideOperator(Operator):
    """What becomes of a cell depends on what stands beside it, or on where it stands."""

    @abstractmethod
    def beside(self, params: Any) -> tuple[str, ...]:
        """The other columns that are read, as they were before any treatment."""

    @abstractmethod
    def apply(
        self,
        values: pa.StringArray,
        beside: tuple[pa.StringArray, ...],
        params: Any,
        context: Context,
    ) -> pa.StringArray:
        """The treated cells, same length and order of rows."""


class RowOperator(BesideOperator):
    """What a value becomes depends on its row: some rows at a time will do."""


class ColumnOperator(BesideOperator):
    """Cells change places, so that the whole column has to be at hand: not for a cluster."""


class RowFilter(Operator):
    """Rows go by what stands in a column; the column itself stays as it is."""

    @abstractmethod
    def kept(self, values: pa.StringArray, params: Any, context: Context) -> pa.BooleanArray:
        """Of each distinct value, whether its rows stay. A null stands for a blank cell."""


operators: Registry[Operator] = Registry(
    "operators", Text("脱敏方法", "operator"), "app.core.desensitize.operators"
)


def each(values: pa.StringArray, rule: Callable[[str], str | None]) -> pa.StringArray:
    """``rule`` over every value, in order; nulls stay null. For what no array function can do."""
    texts = values.to_pylist()
    return pa.array([None if text is None else rule(text) for text in texts], pa.string())


class Unfit(ValueError):
    """Parameters that do not go together; a ``Params`` raises it, and says why in both languages."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.reason = Text(zh, en)


def read_params(operator: Operator, params: dict[str, Any]) -> Any:
    """The operator's typed parameters. Raises :class:`ParameterInvalid`."""
    unknown = sorted(set(params) - {field.name for field in dataclasses.fields(operator.Params)})
    if unknown:
        reason = _UNKNOWN.format(names=listed([Text.plain(name) for name in unknown]))
        raise ParameterInvalid(name=operator.title, reason=reason)
    try:
        return msgspec.convert(params, operator.Params)
    except (msgspec.ValidationError, ValueError) as error:
        cause = error.__cause__
        reason = cause.reason if isinstance(cause, Unfit) else _misfit(operator.Params, params)
        raise ParameterInvalid(name=operator.title, reason=reason) from error


def _misfit(kind: type[Any], params: dict[str, Any]) -> Text:
    """The first parameter that is missing or of another type than it must be."""
    kinds = typing.get_type_hints(kind)
    for field in dataclasses.fields(kind):
        if field.name in params:
            try:
                msgspec.convert(params[field.name], kinds[field.name])
            except msgspec.ValidationError:
                return _EXPECTED.format(name=field.name, kind=_kind_name(kinds[field.name]))
        elif field.default is dataclasses.MISSING:
            return _LACKING.format(name=field.name)
    raise AssertionError("every parameter fits by itself")


def _kind_name(kind: Any) -> Text:
    if typing.get_origin(kind) is Literal:
        return _ONE_OF.format(values=listed([Text.plain(v) for v in typing.get_args(kind)]))
    return _KINDS[kind]


_LACKING = Text("缺少 {name}", "{name} is missing")
_UNKNOWN = Text("没有参数 {names}", "there is no parameter {names}")
_EXPECTED = Text("{name} 应为{kind}", "{name} must be {kind}")
_ONE_OF = Text("以下之一：{values}", "one of {values}")
_KINDS = {
    bool: Text("是或否", "true or false"),
    int: Text("整数", "a whole number"),
    float: Text("数", "a number"),
    str: Text("文字", "text"),
}
