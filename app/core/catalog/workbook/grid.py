"""The Guide's own table (目录表): a row an information item, what is of the resource merged down its rows.

Source: 《政务信息资源目录编制指南（试行）》 发改高技〔2017〕1272号, thirteen core elements; the ``catalog-grid``
pack says which columns are from elsewhere.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, replace
from functools import cache
from typing import Any

import msgspec

from app.core import resources
from app.core.catalog import schema
from app.core.catalog.platforms import Profile, profile
from app.core.catalog.workbook import rows
from app.core.catalog.workbook.rows import Row
from app.core.model import Entry, InfoItem

_CLASSES = ("class_1", "class_2", "class_3", "class_4")
_OPEN, _CLOSED = "是", "否"


@dataclass(frozen=True)
class Column:
    """``key``: a field's id, ``class_1`` to ``class_4`` for the parts of the classification, ``item_…`` for
    an attribute of an item. ``also``: other headers it goes by, of one in a group with the group: 共享属性/类型.
    ``required``: that the table is not read without it.
    """

    key: str
    header: str
    group: str = ""
    also: tuple[str, ...] = ()
    required: bool = False

    @property
    def of_item(self) -> bool:
        """Whether each row has its own."""
        return self.key.startswith("item_")


@dataclass(frozen=True)
class Form:
    """``type_words``: further words for the Guide's codes of item types."""

    sheet: str
    note: str
    columns: tuple[Column, ...]
    type_words: dict[str, str]


@cache
def form() -> Form:
    """The table of the pack."""
    data: dict[str, Any] = resources.pack("catalog-grid").data
    return msgspec.convert({f.name: data[f.name] for f in fields(Form)}, Form)


def rules() -> Profile:
    """What the table asks for: the thirteen elements, not the pilot's open fields."""
    return profile("guide-grid")


def column_of(field: str) -> str:
    """The key of the column where a field of an entry, or a part of an item, can be mended."""
    told_in = {
        "classification": _CLASSES[0],
        "open_type": "open_to_public",
        "not_open_basis": "open_condition",
    }
    return told_in.get(field, field)


def type_words() -> tuple[str, ...]:
    """The Guide's types as they are written: 字符型C."""
    return tuple(f"{name}{code}" for code, name in schema.item_types().items())


def resource_row(entry: Entry) -> Row:
    """What stands once for a resource, by column."""
    told = {column.key: entry.fields.get(column.key, "") for column in form().columns}
    told |= dict(zip(_CLASSES, entry.fields.get("classification", "").split("/", 3), strict=False))
    if told["open_to_public"] == _CLOSED and not told["open_condition"]:
        told["open_condition"] = entry.fields.get("not_open_basis", "")
    return told


def item_row(item: InfoItem) -> Row:
    """What stands in an item's own row, by column."""
    written = f"{schema.item_types().get(item.type, '')}{item.type}"
    return {"item_name": item.name, "item_type": written, "item_length": str(item.length)}


def entry_of(resource: Row, items: Sequence[Row], more: Sequence[Row]) -> Entry:
    """The entry of a resource's row and its items' rows; ``more``: what the supplement says of it.

    Whether it is open, and on condition, tells the opening type. Cells that mean nothing are taken as they
    are, to be judged.
    """
    told = {key: text for key, text in resource.items() if key not in (*_CLASSES, "number")}
    told["classification"] = "/".join(part for key in _CLASSES if (part := resource.get(key, "")))
    condition = told.get("open_condition", "")
    if told.get("open_to_public") == _CLOSED:
        told["open_type"] = "不予开放"
        if condition in schema.codes("not_open_basis"):
            told |= {"not_open_basis": condition, "open_condition": ""}
    elif told.get("open_to_public") == _OPEN:
        told["open_type"] = "有条件开放" if condition else "无条件开放"
    made = []
    for row in items:
        name = row.get("item_name", "")
        extra = {one["field"]: one["value"] for one in more if one["item"] == name}
        made.append(rows.with_more(_item(row), extra))
    mine = [row for row in more if not row["item"]]
    entry = rows.entry_of(told, rules(), mine, tuple(made))
    return replace(entry, fields={field: text for field, text in entry.fields.items() if text})


def more_rows(entry: Entry) -> Iterator[Row]:
    """The rows of the supplement: whatever the table, read again, would not say or say otherwise."""
    again = entry_of(resource_row(entry), [item_row(item) for item in entry.items], ())
    told = {"schema": entry.schema} | entry.fields
    known = {"schema": again.schema} | again.fields
    for field in dict.fromkeys((*told, *known)):
        if told.get(field, "") != known.get(field, ""):
            yield _more(entry, "", field, told.get(field, ""))
    for field in entry.inferred:
        yield _more(entry, "", f"?{field}", "")
    for item, found in zip(entry.items, again.items, strict=True):
        for part in (f.name for f in fields(InfoItem)):
            if getattr(item, part) != getattr(found, part):
                yield _more(entry, item.name, part, str(getattr(item, part)))


def _more(entry: Entry, item: str, field: str, value: str) -> Row:
    return {"entry": entry.fields.get("name", ""), "item": item, "field": field, "value": value}


def _item(row: Row) -> InfoItem:
    length = row.get("item_length", "")
    return InfoItem(
        row.get("item_name", ""),
        _type_code(row.get("item_type", "")),
        int(length) if length.isdecimal() else 1,
    )


def _type_code(word: str) -> str:
    """The Guide's code of a type by its code, its name, or both; another word as it is."""
    names = {name: code for code, name in schema.item_types().items()} | form().type_words
    known = names | {f"{name}{code}": code for name, code in names.items()}
    return known.get(word.replace(" ", ""), word)
