"""An entry that goes on with one that a person has filled: what stays, and what is still to be confirmed."""

from collections.abc import Iterator
from dataclasses import replace

from app.core.catalog.marks import item_mark, marked_item
from app.core.model import Entry, InfoItem


def items_as_filled(inferred: Entry, filled: Entry) -> tuple[InfoItem, ...]:
    """The items of a table as they were filled before; type, length and treatment are the table's, and so
    are the values of a treated column: those that it had before must not be told.
    """
    known = {item.name: item for item in filled.items}
    items = []
    for one in inferred.items:
        kept = known.get(one.name, one)
        values = one.value_range if one.sensitive else kept.value_range
        items.append(
            replace(
                kept,
                type=one.type,
                length=one.length,
                sensitive=one.sensitive,
                value_range=values,
                unit=kept.unit or one.unit,
            )
        )
    return tuple(items)


def item_marks(inferred: Entry, filled: Entry) -> tuple[str, ...]:
    """Of these items, the attributes that no person has confirmed: those of before, those of new
    columns, and values and units that the table tells anew.
    """
    return tuple(dict.fromkeys((*_still(inferred, filled), *_anew(inferred, filled))))


def _still(inferred: Entry, filled: Entry) -> Iterator[str]:
    names = {item.name for item in inferred.items}
    for mark in filled.inferred:
        place = marked_item(mark)
        if place is not None and place[0] in names:
            yield mark


def _anew(inferred: Entry, filled: Entry) -> Iterator[str]:
    known = {item.name: item for item in filled.items}
    found = set(inferred.inferred)
    for item in inferred.items:
        before = known.get(item.name)
        if before is None:
            yield from (m for m in inferred.inferred if (marked_item(m) or ("",))[0] == item.name)
            continue
        if item.unit and not before.unit:
            yield from {item_mark(item.name, "unit")} & found
        if item.sensitive and item.value_range != before.value_range:
            yield from {item_mark(item.name, "value_range")} & found
