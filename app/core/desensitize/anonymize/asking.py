"""Anonymity models as they are asked for: an id, and parameters by name.

On the command line: ``entropy-l-diversity:sensitive=病种,l=2.5``. A table of the population and a
hierarchy are no plain values: whoever asks brings them along ready.
"""

import dataclasses
import re
import typing
from collections.abc import Mapping
from typing import Any

import msgspec

from app.core.desensitize.anonymize.model import Model, models
from app.core.errors import ParameterInvalid
from app.core.model import AskedModel
from app.core.text import Text

_NEXT = re.compile(r",(?=\w+=)")  # a comma may stand in a column's name
_PLAIN = (int, float, str)


def parse(written: str) -> AskedModel:
    """A model as it is written on one line. Raises ParameterInvalid."""
    id, _, rest = written.partition(":")
    pairs = [pair.partition("=") for pair in _NEXT.split(rest)] if rest else []
    for name, equals, _ in pairs:
        if not equals:
            reason = Text("“{name}”应写作 参数=值", "“{name}” should read NAME=VALUE")
            raise ParameterInvalid(name=id, reason=reason.format(name=name))
    return AskedModel(id, {name.strip(): value for name, _, value in pairs})


def parameters(id: str) -> dict[str, Any]:
    """The parameters of a model with the kind of each. Raises PluginUnknown."""
    kind = type(models.get(id))
    kinds = typing.get_type_hints(kind)
    return {one.name: kinds[one.name] for one in _fields(kind)}


def model_of(asked: AskedModel) -> Model:
    """The model itself; numbers may be given as text.

    Raises PluginUnknown, and ParameterInvalid for a parameter that there is not, that does not fit, or
    a sensitive column that is not named.
    """
    title = models.get(asked.id).title
    kinds = parameters(asked.id)
    for name in asked.params:
        if name not in kinds:
            reason = Text("没有参数 {name}，可用：{known}", "no parameter {name}; known: {known}")
            known = ", ".join(kinds)
            raise ParameterInvalid(name=title, reason=reason.format(name=name, known=known))
    if "sensitive" in kinds and not asked.params.get("sensitive"):
        reason = Text("须给出敏感列 sensitive", "it needs a column: sensitive")
        raise ParameterInvalid(name=title, reason=reason)
    values = {name: _read(title, name, kinds[name], one) for name, one in asked.params.items()}
    made: Model = type(models.get(asked.id))(**values)
    return made


def asks_population(asked: AskedModel) -> bool:
    """Whether the model compares with a table of the population. Raises PluginUnknown."""
    return "population" in parameters(asked.id)


def with_columns(asked: AskedModel, names: Mapping[str, str]) -> AskedModel:
    """The same model over a column that is called otherwise; ``names``: old to new."""
    sensitive = asked.params.get("sensitive", "")
    if sensitive not in names:
        return asked
    return AskedModel(asked.id, asked.params | {"sensitive": names[sensitive]})


def _fields(kind: Any) -> tuple["dataclasses.Field[Any]", ...]:
    return dataclasses.fields(kind)


def _read(title: Text, name: str, kind: Any, value: Any) -> Any:
    if kind not in _PLAIN:
        return value
    try:
        return msgspec.convert(value, kind, strict=False)
    except msgspec.ValidationError as error:
        reason = Text("{name} 的值不合适：{error}", "{name} does not fit: {error}")
        raise ParameterInvalid(name=title, reason=reason.format(name=name, error=error)) from error
