"""Everything that a flat OpenDocument spreadsheet (.fods) holds beside its cells and their notes.

What are parts of a package elsewhere stand one after another in one file, and all but the sheets
before its body. Source: OpenDocument 1.3 Part 3, 3.1.2 (document roots).
"""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from typing import cast

from app.core.intake.archive import PartStream
from app.core.intake.content import Content
from app.core.intake.hidden.concealed import UNREAD, Concealed, Gathering
from app.core.intake.hidden.open_document import content, headers, metadata, settings
from app.core.intake.hidden.parts import Budget, Package, Part
from app.core.intake.hidden.xml_tags import Malformed, Tag
from app.core.jobs import Job


def hidden_in_flat_document(path: Content, job: Job) -> Concealed:
    """What hides in a flat document, and what shows around its cells. Raises Cancelled."""
    into = Gathering(job)
    file = _File(path, into)
    for name, handler in _BEFORE.items():
        _told(handler, _Before(file, name, "object"))
    _told(content, Part(file, "content", "object"))
    return into.concealed()


def _told(handler: Callable[[Part], None], part: Part) -> None:
    try:
        handler(part)
    except Malformed:
        part.into.remark(part.kind, part.where, UNREAD)


class _File(Package):
    """The one file, in the place of every part."""

    def __init__(self, path: Content, into: Gathering) -> None:
        self.into, self.budget, self._path = into, Budget(), path

    def named(self, name: str) -> str:
        return name

    def open(self, name: str) -> AbstractContextManager[PartStream]:
        return cast("AbstractContextManager[PartStream]", self._path.open("rb"))


class _Before(Part):
    """What stands before the sheets."""

    def tags(self) -> Iterator[tuple[bool, Tag]]:
        for opened, tag in super().tags():
            if tag.name == "body":
                return
            yield opened, tag

    def closed(self) -> Iterator[Tag]:
        return (tag for opened, tag in self.tags() if not opened)


def _scripts(part: Part) -> None:
    part.kind = "macro"
    for tag in part.closed():
        if tag.inside("scripts") and tag.text.strip():
            part.add(tag.text, tag.parent.get("name") if tag.parent else "")


_BEFORE: dict[str, Callable[[Part], None]] = {
    "meta": metadata, "settings": settings, "scripts": _scripts, "styles": headers,
}  # fmt: skip
