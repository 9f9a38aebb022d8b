"""An entry as the rows of the workbook's sheets, and back."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import MISSING, fields, replace
from typing import Any

from app.core.catalog.platforms import Profile
from app.core.catalog.workbook.template import Template
from app.core.model import Entry, InfoItem

Row = dict[str, str]
"""By field of a column, the text of its cell."""

_DEFAULTS = {f.name: f.default for f in fields(InfoItem) if f.default is not MISSING}
_IN_TEMPLATE = ("sensitive", "technical_name", "standard", "code_table", "value_range", "share",
                "open", "secret", "timestamp", "key")  # fmt: skip


def entry_row(entry: Entry, form: Template, platform: Profile) -> Row:
    """The row of the first sheet, in the platform's words."""
    return {
        column.field: platform.written(column.field, entry.fields.get(column.field, ""))
        for column in form.entries.columns
    }


def item_rows(entry: Entry, form: Template, platform: Profile) -> Iterator[Row]:
    """The rows of the second sheet."""
    for item in entry.items:
        row = {part: str(getattr(item, part)) for part in _IN_TEMPLATE}
        row |= {part: words[not getattr(item, part)] for part, words in form.flags.items()}
        row["share"] = platform.written(
            "share_type", item.share or entry.fields.get("share_type", "")
        )
        row["open"] = platform.written("open_type", item.open or entry.fields.get("open_type", ""))
        row["type"] = form.written_types.get(item.type, item.type)
        yield row | {"entry": _name(entry), "name": item.name, "length": str(item.length)}


def more_rows(entry: Entry, form: Template) -> Iterator[Row]:
    """The rows of the third sheet: what the other two cannot say, or would say otherwise."""
    shown = {column.field for column in form.entries.columns}
    told = {"schema": entry.schema} | {
        f: v for f, v in entry.fields.items() if f not in shown and v
    }
    for field, value in told.items():
        yield {"entry": _name(entry), "item": "", "field": field, "value": value}
    for field in entry.inferred:
        yield {"entry": _name(entry), "item": "", "field": f"?{field}", "value": ""}
    for item in entry.items:
        for part, value in _untold(item, form).items():
            yield {"entry": _name(entry), "item": item.name, "field": part, "value": value}


def entry_of(
    row: Row, platform: Profile, more: Sequence[Row], items: tuple[InfoItem, ...]
) -> Entry:
    """An entry from its rows; of the third sheet, those that are of the entry itself."""
    told = {field: platform.read(field, text) for field, text in row.items()}
    told |= {row["field"]: row["value"] for row in more if not row["field"].startswith("?")}
    inferred = tuple(row["field"][1:] for row in more if row["field"].startswith("?"))
    schema = told.pop("schema", "guide-2017")
    return Entry(schema, told, items, inferred)


def item_of(row: Row, form: Template, platform: Profile, more: Mapping[str, str]) -> InfoItem:
    """An information item from its rows. Cells that mean nothing are taken as they are, to be judged."""
    told: dict[str, Any] = {part: row.get(part, "") for part in _IN_TEMPLATE}
    told |= {part: row.get(part, "") == yes for part, (yes, _) in form.flags.items()}
    told["share"] = platform.read("share_type", told["share"])
    told["open"] = platform.read("open_type", told["open"])
    length = row.get("length", "")
    item = InfoItem(
        row["name"],
        form.item_types.get(row["type"], row["type"]),
        int(length) if length.isdecimal() else 1,
        **told,
    )
    return with_more(item, more)


def with_more(item: InfoItem, more: Mapping[str, str]) -> InfoItem:
    """An item with what the third sheet says of it, text by attribute."""
    return replace(item, **{part: _typed(part, text) for part, text in more.items()})


def _untold(item: InfoItem, form: Template) -> dict[str, str]:
    """Attributes that have no column, or whose column says something else."""
    found = {
        part: str(getattr(item, part))
        for part, default in _DEFAULTS.items()
        if part not in _IN_TEMPLATE and getattr(item, part) != default
    }
    found |= {part: "" for part in ("share", "open") if not getattr(item, part)}
    if form.item_types.get(form.written_types.get(item.type, "")) != item.type:
        found["type"] = item.type
    return found


def _typed(part: str, text: str) -> Any:
    return text == "True" if isinstance(_DEFAULTS.get(part), bool) else text


def _name(entry: Entry) -> str:
    return entry.fields.get("name", "")
