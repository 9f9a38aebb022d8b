"""An entry proposed from the table. What was inferred stays marked until a person confirms it."""

import datetime
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from app.core.catalog import schema
from app.core.catalog.codes import class_of, written
from app.core.catalog.marks import item_mark
from app.core.catalog.proposals import Proposal, entry_proposals, item_proposals, texts
from app.core.mapped_file import let_go
from app.core.model import ColumnProfile, Entry, Grade, InfoItem, Table
from app.core.text_bytes import gb18030_lengths

_ITEM_TYPES = {"integer": "I", "decimal": "N", "date": "D"}  # all else is text: C
_DECLARED = {
    "integer": re.compile(r""),
    "decimal": re.compile(r"#,##0|%|"),
    "date": re.compile(r"(?:yyyy[^ ]*)?"),  # without a time
}


def infer(
    table: Table,
    *,
    provider: str,
    provider_code: str,
    sequence: int,
    today: datetime.date,
    treated: Iterable[str] = (),
    grade: Grade | None = None,
) -> Entry:
    """A first entry for ``table``, the one to be published.

    ``sequence``: the provider's next serial number; ``treated``: columns that were desensitized;
    ``grade``: of the table, which bounds how it is opened.
    """
    data = schema.data()
    treated = tuple(treated)
    fields = {field.id: "" for field in schema.fields()} | data["defaults"]
    fields |= {
        "name": table.name,
        "code": written(class_of(""), sequence),
        "provider": provider,
        "provider_code": provider_code,
        "open_department": provider,
        "abstract": _abstract(table),
        "publish_date": today.isoformat(),
        "theme": _theme(table),
        "data_attribute": "脱敏数据" if treated else "原始数据",
    }
    if grade is not None:
        fields["open_type"] = schema.opening_type(grade.may)
        fields["open_to_public"] = "否" if grade.may == "not-open" else "是"
    proposed = proposals(table, provider)
    fields |= {one.field: str(one.value) for one in proposed if not one.item}
    items = tuple(
        _with(info_item(column, table, column.name in treated), proposed)
        for column in table.profile
    )
    inferred = (id for id, value in fields.items() if value)
    of_items = (item_mark(one.item, one.field) for one in proposed if one.item)
    return Entry(data["schema"], fields, items, (*inferred, *of_items))


def proposals(table: Table, provider: str) -> tuple[Proposal, ...]:
    """What :func:`infer` puts into the entry because the data speak for it, with the reasons."""
    return (*entry_proposals(table, provider), *item_proposals(table))


def info_item(column: ColumnProfile, table: Table, sensitive: bool) -> InfoItem:
    """A column as 信息项; its length is that of the longest value in GB18030 bytes."""
    parts = texts(column.name, table)
    longest = max((int(gb18030_lengths(part).max(initial=1)) for part in parts), default=1)
    let_go()
    return InfoItem(column.name, _item_type(column), longest, sensitive)


def _with(item: InfoItem, proposed: Sequence[Proposal]) -> InfoItem:
    told: dict[str, Any] = {one.field: one.value for one in proposed if one.item == item.name}
    return replace(item, **told)


def _item_type(column: ColumnProfile) -> str:
    """The Guide's code; a type is declared only where every value keeps to its plain writing."""
    plain = _DECLARED.get(column.type)
    if plain is None or column.confidence < 1:
        return "C"
    formats = column.format.split("; ")
    return _ITEM_TYPES[column.type] if all(map(plain.fullmatch, formats)) else "C"


def _abstract(table: Table) -> str:
    text = f"{table.name}，共 {table.rows} 条，包括：{'、'.join(table.columns)}。"
    return text if len(text) <= 255 else text[:252] + "……"


def _theme(table: Table) -> str:
    """The pilot's domain whose words occur most often in the names."""
    text = table.name + "".join(table.columns)
    guesses: dict[str, list[str]] = schema.data()["guesses"]["domain"]
    score = {domain: sum(map(text.count, words)) for domain, words in guesses.items()}
    best = max(score, key=score.__getitem__)
    return best if score[best] else ""
