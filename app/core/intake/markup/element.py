"""An element of a record, and the cells that it comes to."""

import json
import re
from typing import Any

from app.core.intake.markup.records import NAMING

INDENT = re.compile(r"\s*\n\s*")


class Node:
    """One element: its texts so far, and the elements in it.

    ``said``: the texts of the elements in it, by name, where it stands above records.
    """

    __slots__ = ("attributes", "children", "name", "parts", "said")

    def __init__(self, name: str, attributes: dict[str, str]) -> None:
        self.name, self.attributes = name, attributes
        self.parts: list[str] = []
        self.children = _CHILDLESS  # most elements are; making a list for each takes its time
        self.said: dict[str, str] = {}

    def add(self, child: "Node") -> None:
        if self.children is _CHILDLESS:
            self.children = [child]
        else:
            self.children.append(child)

    @property
    def text(self) -> str | None:
        """The text, without the line breaks and blanks that only indent it."""
        parts = self.parts
        text = parts[0] if len(parts) == 1 else "".join(parts)
        if self.children or ("\n" in text and self._is_indented(text)):
            text = text.strip()
        return text or None

    def _is_indented(self, text: str) -> bool:
        return INDENT.match(text) is not None and naming_of(self.attributes) is None


_CHILDLESS: list[Node] = []


def fill(cells: dict[str, str | None], doubled: list[str], node: Node, prefix: str) -> None:
    """Put an element's attributes, text and inner elements into cells."""
    own = prefix or node.name
    naming = naming_of(node.attributes) if prefix and not node.children else None
    for name, text in node.attributes.items():
        if name != naming:
            _put(cells, doubled, f"{prefix}_{name}" if prefix else name, text or None)
    if node.text is not None or (prefix and not node.children and not cells.get(own)):
        _put(cells, doubled, own, node.text)
    grouped: dict[str, list[Node]] = {}
    for child in node.children:
        grouped.setdefault(_field_name(child), []).append(child)
    for name, group in grouped.items():
        inner = f"{prefix}_{name}" if prefix else name
        if len(group) == 1:
            child = group[0]
            # Nearly every element is a plain cell: <人数>5</人数>, <cell name="人数">5</cell>.
            bare = not child.children and (not child.attributes or _only_names(child))
            if bare and inner not in cells:
                cells[inner] = child.text
            else:
                fill(cells, doubled, child, inner)
        else:
            doubled.append(inner)
            cells[inner] = json.dumps(
                [_plain(child) for child in group], ensure_ascii=False, separators=(",", ":")
            )


def _put(cells: dict[str, str | None], doubled: list[str], name: str, text: str | None) -> None:
    """A cell; a second value for the same field is put behind the first."""
    if cells.get(name) is None:
        cells[name] = text
    elif text is not None:
        doubled.append(name)
        cells[name] = f"{cells[name]}\n{text}"


def _plain(node: Node) -> Any:
    """An element that repeats within a record, as JSON data."""
    if not node.children and not node.attributes:
        return node.text
    inner: dict[str, Any] = dict(node.attributes)
    for child in node.children:
        name, number = child.name, 2
        while name in inner:
            name, number = f"{child.name}_{number}", number + 1
        inner[name] = _plain(child)
    if node.text is not None:
        inner[f"{node.name}_"] = node.text
    return inner


def _only_names(node: Node) -> bool:
    return len(node.attributes) == 1 and naming_of(node.attributes) is not None


def naming_of(attributes: dict[str, str]) -> str | None:
    """The attribute that names a field, as in <cell name="人数">."""
    if not attributes:
        return None
    for name in NAMING:
        if name in attributes:
            return name
    return None


def _field_name(node: Node) -> str:
    naming = naming_of(node.attributes) if not node.children else None
    return node.attributes[naming] if naming else node.name
