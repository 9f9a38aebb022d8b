"""What an entry's ``inferred`` names: a field by its id, an attribute of an item as ``items.名称.unit``."""

_ITEM = "items."


def item_mark(name: str, part: str) -> str:
    """The mark of an attribute of an information item."""
    return f"{_ITEM}{name}.{part}"


def marked_item(mark: str) -> tuple[str, str] | None:
    """The item and the attribute that a mark is of; None for one of a field."""
    if not mark.startswith(_ITEM):
        return None
    name, _, part = mark.removeprefix(_ITEM).rpartition(".")
    return name, part
