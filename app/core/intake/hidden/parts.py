"""A zip package part by part: bounded reading, relationships, and which part belongs to which sheet.

Source: ECMA-376 Part 2 (Open Packaging Conventions), clauses 6 and 8.
"""

import zipfile
from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from posixpath import normpath
from urllib.parse import unquote

from app.core.intake.archive import DAMAGE, PartStream, open_part
from app.core.intake.hidden.concealed import CUT, UNREAD, Gathering
from app.core.intake.hidden.readable import bare
from app.core.intake.hidden.xml_tags import Malformed, Tag, closed, tags

MAX_PART = 256 << 20  # bytes of one part, inflated, that are streamed
MAX_HELD = 64 << 20  # bytes of one part that are held at once
MAX_READ = 1 << 30  # bytes of all parts together
MAX_ENTRIES = 20_000
MAX_RELATIONS = 200_000


class Damaged(Exception):
    """A part is missing, encrypted, or its bytes are not what the archive says."""


@dataclass(frozen=True)
class Relation:
    """One line of a .rels part. ``target``: a part's name, or any address when ``external``."""

    id: str
    type: str  # the last word of the type's address, such as "comments"
    target: str
    external: bool


@dataclass
class Budget:
    """The bytes that one walk may still inflate."""

    left: int = field(default_factory=lambda: MAX_READ)


class Bounded:
    """A stream that ends at a bound, and then says so: ``cut``."""

    def __init__(self, stream: PartStream, bound: int, budget: Budget) -> None:
        self._stream, self._left, self._budget = stream, bound, budget
        self.cut = False

    def read(self, size: int) -> bytes:
        """Up to ``size`` bytes. Raises Damaged."""
        room = min(self._left, self._budget.left)
        try:
            block = self._stream.read(min(size, max(room, 1)))
        except DAMAGE as error:
            raise Damaged from error
        if len(block) > room:
            self.cut = True
            return b""
        self._left -= len(block)
        self._budget.left -= len(block)
        return block


class Part:
    """One part, as its handler sees it; ``place``: where it shows, such as a sheet's name."""

    def __init__(self, package: "Package", name: str, kind: str, place: str = "") -> None:
        self.package, self.name, self.kind, self.place = package, name, kind, place
        self.into = package.into

    @property
    def where(self) -> str:
        """The part, with the sheet that it belongs to."""
        return f"{self.place} {self.name}".strip()

    def cell(self, reference: str) -> str:
        """A cell of the sheet that the part belongs to."""
        return f"{self.place or self.name}!{reference}"

    def add(self, text: str, where: str = "", kind: str = "") -> None:
        self.into.add(kind or self.kind, where or self.where, text)

    def tags(self) -> Iterator[tuple[bool, Tag]]:
        """The part's XML as events. Raises Malformed, Damaged."""
        with self.package.open(self.name) as stream:
            bounded = self.package.bounded(stream, MAX_PART)
            yield from tags(bounded, self.into.job)
            self._cut(bounded)

    def closed(self) -> Iterator[Tag]:
        """The part's elements, each once it is complete. Raises Malformed, Damaged."""
        with self.package.open(self.name) as stream:
            bounded = self.package.bounded(stream, MAX_PART)
            yield from closed(bounded, self.into.job)
            self._cut(bounded)

    def data(self, bound: int = MAX_HELD) -> bytes:
        """The part's bytes, up to a bound. Raises Damaged."""
        with self.package.open(self.name) as stream:
            bounded = self.package.bounded(stream, bound)
            blocks: list[bytes] = []
            while block := bounded.read(1 << 20):
                self.into.job.report(len(blocks))
                blocks.append(block)
            self._cut(bounded)
            return b"".join(blocks)

    @property
    def relations(self) -> dict[str, Relation]:
        return self.package.relations(self.name)

    def _cut(self, stream: Bounded) -> None:
        if stream.cut:
            self.into.remark(self.kind, self.where, CUT)


class Package:
    """The parts of one archive. Names are compared as the archive spells them, then without case."""

    def __init__(self, archive: zipfile.ZipFile, into: Gathering) -> None:
        self.archive, self.into = archive, into
        self.budget = Budget()
        entries = archive.infolist()
        if len(entries) > MAX_ENTRIES:
            into.remark("object", archive.filename or "", CUT)
        self.entries: dict[str, zipfile.ZipInfo] = {}
        for entry in entries[:MAX_ENTRIES]:
            if not entry.is_dir():
                # Of two parts with one name programs read the last; the other is told beside it.
                if entry.filename in self.entries:
                    self.entries[f"{entry.filename} (#{len(self.entries)})"] = self.entries.pop(
                        entry.filename
                    )
                self.entries[entry.filename] = entry
        self._folded = {name.lower(): name for name in self.entries}
        self._relations: dict[str, dict[str, Relation]] = {}

    def named(self, name: str) -> str | None:
        """The entry of this name, however it is spelled."""
        return name if name in self.entries else self._folded.get(name.lower())

    def open(self, name: str) -> AbstractContextManager[PartStream]:
        """The inflated bytes of a part. Raises Damaged."""
        found = self.named(name)
        if found is None:
            raise Damaged
        try:
            return open_part(self.archive, self.entries[found])
        except DAMAGE as error:
            raise Damaged from error

    def bounded(self, stream: PartStream, bound: int) -> Bounded:
        return Bounded(stream, bound, self.budget)

    def sheet_stream(self, stream: PartStream, bound: int) -> Bounded:
        """The same for the cells themselves, which do not count against what lies beside them."""
        return Bounded(stream, bound, Budget(bound))

    def relations(self, name: str) -> dict[str, Relation]:
        """What a part refers to, by relationship id; empty where it has no .rels part."""
        if name not in self._relations:
            self._relations[name] = self._read_relations(name)
        return self._relations[name]

    def _read_relations(self, name: str) -> dict[str, Relation]:
        folder, _, file = name.rpartition("/")
        rels = self.named(f"{folder}/_rels/{file}.rels".lstrip("/"))
        if rels is None:
            return {}
        part, found = Part(self, rels, "link"), dict[str, Relation]()
        try:
            for tag in part.closed():
                if tag.name == "Relationship" and len(found) < MAX_RELATIONS:
                    relation = _relation(tag, folder)
                    found[relation.id] = relation
        except (Malformed, Damaged):
            tell_unread(part)
        return found


def _relation(tag: Tag, folder: str) -> Relation:
    external = tag.get("TargetMode") == "External"
    target = tag.get("Target")
    if not external:
        target = resolved(folder, target)
    return Relation(tag.get("Id"), tag.get("Type").rpartition("/")[2], target, external)


def resolved(folder: str, target: str) -> str:
    """The part's name that a target means; one that climbs out of the package ends at its root."""
    path = unquote(target.partition("#")[0])
    absolute = path if path.startswith("/") else f"/{folder}/{path}"
    return normpath(absolute).lstrip("/")


def tell_unread(part: Part) -> None:
    """A part that is not what it should be: its words as they stand, and a remark."""
    try:
        words = bare(part.data(1 << 20))
    except Damaged:
        words = ""
    part.add(words)
    part.into.remark(part.kind, part.where, UNREAD)
