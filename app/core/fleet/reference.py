"""The reference of a policy pack, made from its schema: ``python -m app.core.fleet.reference``.

``docs/policy.md`` holds what this prints; a test compares.
"""

import sys
from collections.abc import Iterator
from typing import Any

from msgspec import inspect

from app.core.fleet.pack import OwnLevel, OwnRoute, PolicySource, Restrictions, Settings
from app.core.text import Text

TABLES = {
    "policy.toml": PolicySource,
    "[settings]": Settings,
    "[restrictions]": Restrictions,
    "routes.json": OwnRoute,
    "routes.json, levels": OwnLevel,
}
"""What an administrator writes, by where it stands."""


def reference() -> str:
    """All tables, as Markdown."""
    return "\n".join(line for title, table in TABLES.items() for line in _table(title, table))


def _table(title: str, kind: type) -> Iterator[str]:
    yield from (f"### {title}", "", "| 键 key | 类型 type | 含义 | meaning |", "|---|---|---|---|")
    info = inspect.type_info(kind)
    assert isinstance(info, inspect.StructType)  # noqa: S101 — every part of a pack is one
    for field in info.fields:
        told = _told(field.type)
        needed = " ✱" if field.required else ""
        yield f"| `{field.name}`{needed} | {_kind(field.type)} | {told.zh} | {told.en} |"
    yield ""


def _told(of: inspect.Type) -> Text:
    told: Text = of.extra["told"] if isinstance(of, inspect.Metadata) and of.extra else NOTHING
    return told


def _kind(of: inspect.Type) -> str:
    """A type in a word, with its bounds."""
    match of:
        case inspect.Metadata(type=inner):
            return _kind(inner)
        case inspect.UnionType(types=types):
            return " / ".join(_kind(one) for one in types if not isinstance(one, inspect.NoneType))
        case inspect.IntType(ge=bound):
            return "integer" if bound is None else f"integer ≥ {bound}"
        case inspect.LiteralType(values=values):
            return " / ".join(f"`{value}`" for value in values)
        case inspect.VarTupleType(item_type=inner):
            return f"list of {_kind(inner)}"
        case inspect.StructType():
            return "table"
        case inspect.DataclassType():
            return "`{zh, en}`"
    return WORDS[type(of)]


WORDS: dict[type[Any], str] = {
    inspect.StrType: "text",
    inspect.BoolType: "true / false",
    inspect.DateType: "date",
}
NOTHING = Text("", "")

if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    print(reference())  # noqa: T201
