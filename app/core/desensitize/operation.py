"""What every desensitization operator offers.

An operator works on the distinct values of a column: same length and order out, nulls stay null,
the same key gives the same result in every file. Unless its strength is "none" it leaves no original
value behind: what it cannot treat becomes null.
"""

import dataclasses
from abc import ABC, abstractmethod
from collections.abc import Callable
from typing import Any, Literal

import msgspec
import pyarrow as pa

from app.core.errors import ParameterInvalid
from app.core.registry import Registry
from app.core.text import Text

Strength = Literal["irreversible", "linkable", "reversible", "none"]
"""What can be undone: nothing; equal values can be linked; the key brings it back; all is left."""


class Operator(ABC):
    """One way to treat a column. ``Params``: a frozen dataclass that drives forms and checks.

    ``keyed``: whether :meth:`apply` depends on the workspace's key.
    """

    id: str
    title: Text
    version: str
    strength: Strength
    keyed: bool
    Params: type[Any]

    @abstractmethod
    def apply(self, values: pa.StringArray, params: Any, key: bytes) -> pa.StringArray | None:
        """The treated values; None drops the column."""

    @abstractmethod
    def describe(self, params: Any) -> Text:
        """What is done, in one phrase for the review form."""


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
