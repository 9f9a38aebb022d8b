"""The records of an XML file, each as cells by field, and the texts that stand outside of them."""

from collections.abc import Iterator
from dataclasses import dataclass

from app.core.errors import FileTooLarge, Where
from app.core.intake.markup.element import INDENT, Node, fill
from app.core.intake.markup.element_events import XmlFile, feed, local_name
from app.core.intake.markup.outline import Keys
from app.core.intake.markup.plain_rows import unescaped
from app.core.intake.markup.records import Field, record_name, records
from app.core.text import Text

MAX_RECORD = 1 << 26  # characters of one record
MAX_ASIDE = 1 << 24  # characters outside the records


@dataclass
class Record:
    """One record's cells by field, and the fields that repeat in it."""

    keys: Keys
    cells: dict[str, str | None]
    doubled: list[str]


def built_records(
    file: XmlFile,
    tables: tuple[Keys, ...],
    repeated: frozenset[Keys],
    aside: dict[Keys, list[str]] | None,
) -> Iterator[Record]:
    """The records at ``tables``; texts that stand outside all records go to ``aside``, if given."""
    builder = _Builder(file.path.name, tables, repeated, aside)
    for _ in feed(file, builder.start, builder.end, builder.text, builder.plain):
        yield from builder.drain()
    yield from builder.drain()


class _Builder:
    """Makes records of the parser's events."""

    def __init__(
        self,
        file: str,
        tables: tuple[Keys, ...],
        repeated: frozenset[Keys],
        aside: dict[Keys, list[str]] | None,
    ) -> None:
        self._file, self._tables, self._repeated = file, frozenset(tables), repeated
        self._aside = aside
        self._path: list[str] = []
        self._open: list[Node] = []  # from the record down to the present element
        self._outer: list[Node] = []  # from the root down to the record
        self._size = self._aside_size = 0
        self._done: list[Record] = []

    def drain(self) -> Iterator[Record]:
        done, self._done = self._done, []
        return iter(done)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        node = Node(name, attributes)
        self._size += len(name)
        for key, text in attributes.items():
            self._size += len(key) + len(text)
        if self._open:
            self._open[-1].add(node)
            self._open.append(node)
            return
        self._path.append(name)
        if tuple(self._path) in self._tables:
            self._open.append(node)
        else:
            self._outer.append(node)

    def end(self) -> None:
        if self._size > MAX_RECORD:
            reason = Text("一条记录过大", "one record is too large")
            raise FileTooLarge(Where(self._file), name=self._file, reason=reason)
        if len(self._open) > 1:
            self._open.pop()
            return
        keys = tuple(self._path)
        self._path.pop()
        if self._open:
            self._done.append(_record(keys, self._open.pop(), self._above()))
            self._size = 0
        else:
            self._leave(keys, self._outer.pop())

    def text(self, data: str) -> None:
        (self._open or self._outer)[-1].parts.append(data)
        self._size += len(data)

    def plain(self, run: str) -> None:
        """Records of one name that hold simple fields alone."""
        record = local_name(record_name(run))
        keys = (*self._path, record)
        is_wanted = not self._open and keys in self._tables
        if not (is_wanted or self._open or self._aside is not None):
            return
        above = self._above()
        is_escaped = "&" in run
        for fields in records(run):
            cells = _plain_cells(fields, above, is_escaped=is_escaped) if is_wanted else None
            if cells is None:
                self._replay(record, fields)
            else:
                self._done.append(Record(keys, cells, []))

    def _replay(self, record: str, fields: list[Field]) -> None:
        """Tell of a plain record as the parser would."""
        self.start(record, {})
        for name, naming, value, text in fields:
            self.start(local_name(name), {naming: unescaped(value)} if naming else {})
            self.text(unescaped(text))
            self.end()
        self.end()

    def _above(self) -> dict[str, str]:
        """The attributes and the texts so far of the repeating elements above a record."""
        cells: dict[str, str] = {}
        if not self._repeated:
            return cells
        for depth, node in enumerate(self._outer, 1):
            if tuple(self._path[:depth]) in self._repeated:
                for name, text in (*node.attributes.items(), *node.said.items()):
                    if text:
                        cells[f"{node.name}_{name}"] = text
        return cells

    def _leave(self, keys: Keys, node: Node) -> None:
        """An element outside the records is over: its texts are kept aside."""
        texts = [f"{name}={text}" for name, text in node.attributes.items() if text]
        plain = "".join(node.parts).strip()
        self._size = 0
        if self._outer and plain and keys[:-1] in self._repeated:
            self._outer[-1].said[node.name] = plain
        if self._aside is None:
            return
        for text in (*texts, plain) if plain else texts:
            self._aside.setdefault(keys, []).append(text)
            self._aside_size += len(text) + 8
        if self._aside_size > MAX_ASIDE:
            reason = Text("记录之外的内容过多", "there is too much beside its records")
            raise FileTooLarge(Where(self._file), name=self._file, reason=reason)


def _plain_cells(
    fields: list[Field], above: dict[str, str], *, is_escaped: bool
) -> dict[str, str | None] | None:
    """A plain record's cells by field; None where a field repeats."""
    cells: dict[str, str | None] = dict(above)
    for name, naming, value, text in fields:
        is_indented = "\n" in text and not naming and INDENT.match(text)
        said = text.strip() if is_indented else text
        cells[value if naming else local_name(name)] = said or None
    if len(cells) < len(above) + len(fields):
        return None
    if is_escaped:
        return {unescaped(name): text and unescaped(text) for name, text in cells.items()}
    return cells


def _record(keys: Keys, node: Node, above: dict[str, str]) -> Record:
    """``above``: what tells the elements apart that a record stands in, where they repeat."""
    record = Record(keys, dict(above), [])
    fill(record.cells, record.doubled, node, "")
    return record
