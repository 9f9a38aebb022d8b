"""What every desensitization operator offers, in the four shapes that there are.

Nulls stay null; the same key gives the same result in every file, however the rows are cut into
batches. Unless its strength is "none" an operator leaves no original value behind: what it cannot
treat becomes null.
"""

import dataclasses
from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

import msgspec
import numpy as np
import numpy.typing as npt
import pyarrow as pa

from app.core.errors import ParameterInvalid
from app.core.registry import Registry
from app.core.text import Text

Strength = Literal["irreversible", "linkable", "reversible", "none"]
"""What can be undone: nothing; equal values can be linked; the key brings it back; all is left."""

Span: TypeAlias = "tuple[int, int, str]"
"""Characters of a text, end excluded, and the id of the finding type that they are of."""

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
    ``source``: the standard, law article or paper that the method is taken from.
    """

    id: str
    title: Text
    version: str
    strength: Strength
    keyed: bool
    keeps: Text
    source: str
    Params: type[Any]

    @abstractmethod
    def describe(self, params: Any) -> Text:
        """What is done, in one phrase for the review form."""

    def learns(self, params: Any) -> bool:
        """Whether :meth:`learn` has to see the whole column first."""
        return False

    def learn(self, column: Counted, params: Any) -> Any:
        """The parameters once the whole column is known, e.g. a percentile as the value that it is.

        What was learnt is parameters again: data that a recipe can hold, for the next file or
        another machine.
        """
        return params


class ValueOperator(Operator):
    """A value becomes another, whatever stands beside it: works on distinct values."""

    @abstractmethod
    def apply(self, values: pa.StringArray, params: Any, context: Context) -> pa.StringArray | None:
        """The treated values, same length and order; None drops the column."""


class RowOperator(Operator):
    """What a value becomes depends on its row."""

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
        """The treated cells of some rows, same length and order."""


class RowFilter(Operator):
    """Rows go by what stands in a column; the column itself stays as it is."""

    @abstractmethod
    def kept(self, values: pa.StringArray, params: Any, context: Context) -> pa.BooleanArray:
        """Of each distinct value, whether its rows stay. A null stands for a blank cell."""


class ColumnOperator(Operator):
    """Cells change places, so that the whole column has to be at hand: not for a cluster."""

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
        """The treated cells of all rows."""


operators: Registry[Operator] = Registry(
    "operators", Text("脱敏方法", "operator"), "app.core.desensitize.operators"
)


def each(values: pa.StringArray, rule: Callable[[str], str | None]) -> pa.StringArray:
    """``rule`` over every value, in order; nulls stay null."""
    texts = values.to_pylist()
    return pa.array([None if text is None else rule(text) for text in texts], pa.string())


def read_params(operator: Operator, params: dict[str, Any]) -> Any:
    """The operator's typed parameters. Raises :class:`ParameterInvalid`."""
    unknown = set(params) - {field.name for field in dataclasses.fields(operator.Params)}
    if unknown:
        reason = Text(f"没有参数 {sorted(unknown)}", f"there is no parameter {sorted(unknown)}")
        raise ParameterInvalid(name=operator.title, reason=reason)
    try:
        return msgspec.convert(params, operator.Params)
    except (msgspec.ValidationError, ValueError) as error:
        raise ParameterInvalid(name=operator.title, reason=str(error)) from error
