"""``python -m app.core.desensitize.overview``: docs/operators.md, from what is registered."""

import dataclasses
import inspect
import sys
import typing
from collections.abc import Iterator
from typing import Any, Literal

from app.core.desensitize.operation import (
    ColumnOperator,
    Operator,
    RowFilter,
    RowOperator,
    operators,
    read_params,
)

_STRENGTHS = {
    "irreversible": "不可还原 irreversible",
    "linkable": "可关联 linkable",
    "reversible": "凭密钥可还原 reversible",
    "none": "原样保留 none",
}
_HEAD = """\
# 脱敏方法 Operators

由 `python -m app.core.desensitize.overview > docs/operators.md` 从已注册的方法生成，测试会比对。
Generated from what is registered; a test compares.

强度 strength：**不可还原** 值本身不再存在；**可关联** 相同的值仍可看出相同，没有密钥不能验证猜测；\
**凭密钥可还原** 持有密钥即持有原值，按《个人信息保护法》第七十三条至多是去标识化，不是匿名化；\
**原样保留** 什么都没有去掉。\
“留有原值”：有的值会原样出现，如界限以内的数、换到别的行的值、文中没有发现敏感内容的部分。
空白单元格始终空白；处理不了的值变为空白；同一密钥下相同的值在任何文件、任何分批中结果相同。

*Strength*: of what is **irreversible** the value is gone; **linkable** values still show that they are equal, \
but no guess can be tested without the key; whoever has the key to what is **reversible** has the values: \
de-identified at the most (个人信息保护法 art. 73), never anonymised; **none** takes nothing away. *Leaves values*: \
some come out as they went in, such as numbers within bounds, cells that stand in another row, or parts of a text \
in which nothing was found. Blank cells stay blank; what cannot be treated becomes blank; under one key the same \
value has the same result in every file, however its rows are cut into batches.
"""


def overview() -> Iterator[str]:
    """The page, line by line: a table of all operators, then each with its parameters."""
    yield _HEAD
    yield "| id | 方法 | operator | 强度 strength | 作用于 works on | 密钥 key | 留有原值 leaves values |"
    yield "|---|---|---|---|---|---|---|"
    for operator in operators.all().values():
        yield (
            f"| [`{operator.id}`](#{operator.id}) | {operator.title.zh} | {operator.title.en} "
            f"| {_STRENGTHS[operator.strength]} | {_works_on(operator)} "
            f"| {_yes(operator.keyed)} | {_yes(operator.leaves)} |"
        )
    for operator in operators.all().values():
        yield from _section(operator)


def _section(operator: Operator) -> Iterator[str]:
    yield f"\n## {operator.id}\n"
    yield f"**{operator.title.zh} · {operator.title.en}**\n"
    told = inspect.getdoc(inspect.getmodule(type(operator))) or ""
    yield told.replace("``", "`") + "\n"
    yield f"- 留下 keeps: {operator.keeps.zh} · {operator.keeps.en}"
    yield f"- 来源 source: {operator.source}\n"
    yield _one_line(operator.Params.__doc__ or "")
    yield "\n| 参数 parameter | 类型 type | 默认 default |"
    yield "|---|---|---|"
    kinds = typing.get_type_hints(operator.Params)
    for field in dataclasses.fields(operator.Params):
        default = "必填 required" if field.default is dataclasses.MISSING else _code(field.default)
        yield f"| `{field.name}` | {_kind(kinds[field.name])} | {default} |"
    yield "\n| 例 example | 效果 effect | |"
    yield "|---|---|---|"
    for example in operator.examples:
        said = operator.describe(read_params(operator, example))
        written = ", ".join(f"{name} = {value!r}" for name, value in example.items())
        yield f"| {_code(written) if written else '–'} | {said.zh} | {said.en} |"


def _works_on(operator: Operator) -> str:
    if isinstance(operator, RowOperator):
        return "行 rows"
    if isinstance(operator, RowFilter):
        return "行的去留 which rows stay"
    if isinstance(operator, ColumnOperator):
        return "整列 whole columns"
    return "值 values"


def _kind(kind: Any) -> str:
    if typing.get_origin(kind) is Literal:
        return " ".join(_code(choice) for choice in typing.get_args(kind))
    return str(kind.__name__)


def _code(value: object) -> str:
    return f"`{value}`" if value != "" else "–"


def _yes(value: bool) -> str:
    return "是 yes" if value else "–"


def _one_line(text: str) -> str:
    return " ".join(text.split()).replace("``", "`")


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    sys.stdout.write("\n".join(overview()) + "\n")
