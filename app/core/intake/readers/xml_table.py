"""XML whose records are elements that repeat; our own export, and what other systems write.

A record is the element with the most values directly below it, counted over the whole file. Its
attributes and the elements in it are the fields; namespaces are left out. ``<cell name="人数">`` is
the field 人数. Grammar: XML 1.0; entities of a document's own are refused.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from xml.parsers import expat

from app.core.errors import FileTooLarge, FileUnreadable, Where
from app.core.intake.encoding.decide import survey, undecodable
from app.core.intake.encoding.text_file import encoding_of, open_text
from app.core.intake.markup.kind import kind
from app.core.intake.markup.plain_rows import PlainRows, Sieve, unescaped
from app.core.intake.markup.records import NAMING, RUN, Field, record_name, records
from app.core.intake.markup.stream import well_begun
from app.core.intake.sheet import (
    NO_WISH,
    Notices,
    Row,
    Sheet,
    Signature,
    Wish,
    Workbook,
    readers,
)
from app.core.jobs import Job
from app.core.text import Text

BLOCK = 1 << 18  # characters read at a time
MAX_DEPTH = 100
MAX_PLACES = 10_000  # distinct paths of elements
MAX_RECORD = 1 << 26  # characters of one record
MAX_TAG = 1 << 24  # bytes of one tag or comment; the parser looks at a cut one again and again
MAX_ASIDE = 1 << 24  # characters outside the records
MAX_FIELDS = 16_384  # as many as a worksheet has columns

# Other formats that are written in XML, and web pages.
STATED = {
    **dict.fromkeys(("gb2312", "gbk", "gb18030", "cp936", "gb_2312-80"), "gb18030"),
    **dict.fromkeys(("big5", "big5-hkscs"), "big5hkscs"),
}

_DECLARED = re.compile(rb"""<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._\-]+)["']""")
_INDENT = re.compile(r"\s*\n\s*")

Keys = tuple[str, ...]


@readers.register
class XmlReader:
    """The file is read twice: once to find the records and their fields, once for the cells."""

    id = "xml"
    title = Text("XML", "XML")
    version = "1"
    last_resort = False

    def accepts(self, signature: Signature) -> bool:
        return kind(signature.head) == "records"

    def open(self, path: Path, job: Job, wish: Wish = NO_WISH) -> Workbook:
        file = _File(path, _encoding(path, wish, job), wish, job)
        found = _survey(file)
        notices = Notices()
        sheets: list[Sheet] = []
        for keys in found.tables:
            name = ".".join(keys[1:]) if len(found.tables) > 1 else path.stem
            fields = found.fields[keys]
            for field_name, record in fields.doubled.items():
                message = Text(
                    "同一条记录中字段重复，各值合写在一格",
                    "A field repeats within a record; its values are kept in one cell",
                )
                notices.tell("doubled-field", message, name, f"{field_name}（{record}）")
            rows = _Rows(file, found, keys)
            aside = found.aside if not sheets else ()
            sheets.append(Sheet(name, "visible", rows, surroundings=aside, headed=True))
        return Workbook("xml", tuple(sheets), notices, file.encoding)


@dataclass(frozen=True)
class _File:
    """The file, how to read it, and who is told of the progress."""

    path: Path
    encoding: str
    wish: Wish
    job: Job


@dataclass
class _Place:
    """What stands at one path of elements, over the whole file."""

    count: int = 0
    attributes: int = 0
    named: bool = False  # by an attribute, as in <cell name="…">
    leaf: bool = True
    texts: bool = False
    values: int = 0  # attributes, and elements without elements, directly below
    inner: "dict[str, _Place]" = field(default_factory=dict)


class _Node:
    """One element: its texts so far, and the elements in it.

    ``said``: the texts of the elements in it, by name, where it stands above records.
    """

    __slots__ = ("attributes", "children", "name", "parts", "said")

    def __init__(self, name: str, attributes: dict[str, str]) -> None:
        self.name, self.attributes = name, attributes
        self.parts: list[str] = []
        self.children = _CHILDLESS  # most elements are; making a list for each takes its time
        self.said: dict[str, str] = {}

    def add(self, child: "_Node") -> None:
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
        return _INDENT.match(text) is not None and _naming(self.attributes) is None


_CHILDLESS: list[_Node] = []


class _Fields:
    """The fields of records: a new one stands behind the field that it followed in its record."""

    def __init__(self, file: str) -> None:
        self._file = file
        self.names: list[str] = []
        self._known: set[str] = set()
        self.records = 0
        self.doubled: dict[str, int] = {}

    def add(self, cells: dict[str, str | None], doubled: list[str]) -> None:
        self.records += 1
        for name in doubled:
            self.doubled.setdefault(name, self.records)
        if cells.keys() <= self._known:
            return
        place = 0
        for name in cells:
            if name in self._known:
                place = self.names.index(name) + 1
            else:
                self.names.insert(place, name)
                self._known.add(name)
                place += 1
        if len(self.names) > MAX_FIELDS:
            where = Where(self._file, row=self.records)
            reason = Text(f"字段多于 {MAX_FIELDS} 个", f"more than {MAX_FIELDS} fields")
            raise FileTooLarge(where, name=self._file, reason=reason)


@dataclass
class _Found:
    """The records' paths, the one with the most values first, and their fields."""

    tables: tuple[Keys, ...]
    repeated: frozenset[Keys]
    fields: dict[Keys, _Fields]
    aside: tuple[tuple[Text, str], ...] = ()


class _Rows:
    """The rows of one sheet: the names of the fields, then a row a record."""

    def __init__(self, file: _File, found: _Found, keys: Keys) -> None:
        self._file, self._found, self._keys = file, found, keys

    def __call__(self) -> Iterator[Row]:
        names = self._found.fields[self._keys].names
        yield tuple(names)
        for record in _records(self._file, (self._keys,), self._found.repeated, None):
            yield tuple(map(record.cells.get, names))


def _survey(file: _File) -> _Found:
    places = _places(file)
    tables = _tables(places)
    repeated = frozenset(keys for keys, place in places.items() if place.count > 1)
    fields = {keys: _Fields(file.path.name) for keys in tables}
    aside: dict[Keys, list[str]] = {}
    for record in _records(file, tables, repeated, aside):
        fields[record.keys].add(record.cells, record.doubled)
    return _Found(
        tables,
        repeated,
        fields,
        tuple((Text.plain("/".join(keys)), "\n".join(texts)) for keys, texts in aside.items()),
    )


def _places(file: _File) -> dict[Keys, _Place]:
    """Every path of elements in the file, with what stands there."""
    outline = _Outline(file.path.name)
    for _ in _feed(file, outline.start, outline.end, outline.text, outline.plain):
        pass
    return dict(_paths(outline.top, ()))


class _Outline:
    """Counts what stands at every path of elements."""

    def __init__(self, file: str) -> None:
        self._file, self._kinds = file, 0
        self.top = _Place()
        self._open = [self.top]
        self._parents = [False]  # whether an element has been met below, for each that is open

    def start(self, name: str, attributes: dict[str, str]) -> None:
        place = self._inner(self._open[-1], name)
        self._parents[-1] = True
        place.count += 1
        if attributes:
            place.attributes += len(attributes)
            place.values += len(attributes)
            place.named = place.named or _naming(attributes) is not None
        self._open.append(place)
        self._parents.append(False)

    def end(self) -> None:
        self._open.pop()
        if not self._parents.pop():
            self._open[-1].values += 1

    def text(self, data: str) -> None:
        place = self._open[-1]
        if not place.texts and not data.isspace():
            place.texts = True

    def plain(self, run: str) -> None:
        self._parents[-1] = True
        record = self._inner(self._open[-1], _local(record_name(run)))
        for fields in records(run):
            record.count += 1
            record.values += len(fields)
            for name, naming, _, said in fields:
                place = record.inner.get(name) or self._inner(record, _local(name))
                place.count += 1
                if naming:
                    place.attributes += 1
                    place.values += 1
                    place.named = True
                if said and not place.texts:
                    place.texts = not said.isspace()

    def _inner(self, above: _Place, name: str) -> _Place:
        place = above.inner.get(name)
        if place is None:
            self._kinds += 1
            if self._kinds > MAX_PLACES:
                reason = Text("元素种类过多", "it has too many kinds of elements")
                raise FileTooLarge(Where(self._file), name=self._file, reason=reason)
            place = above.inner[name] = _Place()
            above.leaf = False
        return place


def _paths(place: _Place, keys: Keys) -> Iterator[tuple[Keys, _Place]]:
    """Every place below one, with its path."""
    for name, inner in place.inner.items():
        yield (*keys, name), inner
        yield from _paths(inner, (*keys, name))


def _tables(places: dict[Keys, _Place]) -> tuple[Keys, ...]:
    """The paths of the records: those with the most values, none inside another."""
    worth: dict[Keys, int] = {}
    for keys in sorted(places, key=len, reverse=True):
        place = places[keys]
        worth[keys] = _worth(place, places.get(keys[:-1]))
        if not place.leaf and worth[keys]:
            # What stands once in each element is a part of it: 地址 in 学校.
            worth[keys] += sum(
                worth[*keys, name]
                for name, part in place.inner.items()
                if not part.leaf and part.count <= place.count
            )
    chosen: list[Keys] = []
    for keys in sorted(places, key=lambda keys: (-worth[keys], len(keys))):
        several = places[keys].count > 1 or not chosen
        if worth[keys] and several and not any(_related(keys, other) for other in chosen):
            chosen.append(keys)
    return tuple(chosen)


def _worth(place: _Place, above: _Place | None) -> int:
    """How many values the elements at a place hold, where they can be records."""
    if not place.leaf:
        return 0 if _is_plain_list(place) else place.values
    if not place.texts:
        return place.attributes
    # Elements with text are cells, but for a list of nothing else: a table of one column.
    if above is not None and _is_plain_list(above):
        return place.attributes + place.count
    return 0


def _is_plain_list(place: _Place) -> bool:
    """Whether all that stands in the one element at a place is one kind of nameless cells."""
    only = next(iter(place.inner.values()))
    alone = place.count == 1 and len(place.inner) == 1
    return alone and only.leaf and not only.named and only.count > 1


def _related(one: Keys, other: Keys) -> bool:
    shorter = min(len(one), len(other))
    return one[:shorter] == other[:shorter]


@dataclass
class _Record:
    """One record's cells by field, and the fields that repeat in it."""

    keys: Keys
    cells: dict[str, str | None]
    doubled: list[str]


def _records(
    file: _File,
    tables: tuple[Keys, ...],
    repeated: frozenset[Keys],
    aside: dict[Keys, list[str]] | None,
) -> Iterator[_Record]:
    """The records at ``tables``; texts that stand outside all records go to ``aside``, if given."""
    builder = _Builder(file.path.name, tables, repeated, aside)
    for _ in _feed(file, builder.start, builder.end, builder.text, builder.plain):
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
        self._open: list[_Node] = []  # from the record down to the present element
        self._outer: list[_Node] = []  # from the root down to the record
        self._size = self._aside_size = 0
        self._done: list[_Record] = []

    def drain(self) -> Iterator[_Record]:
        done, self._done = self._done, []
        return iter(done)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        node = _Node(name, attributes)
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
        record = _local(record_name(run))
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
                self._done.append(_Record(keys, cells, []))

    def _replay(self, record: str, fields: list[Field]) -> None:
        """Tell of a plain record as the parser would."""
        self.start(record, {})
        for name, naming, value, text in fields:
            self.start(_local(name), {naming: unescaped(value)} if naming else {})
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

    def _leave(self, keys: Keys, node: _Node) -> None:
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
        is_indented = "\n" in text and not naming and _INDENT.match(text)
        said = text.strip() if is_indented else text
        cells[value if naming else _local(name)] = said or None
    if len(cells) < len(above) + len(fields):
        return None
    if is_escaped:
        return {unescaped(name): text and unescaped(text) for name, text in cells.items()}
    return cells


def _record(keys: Keys, node: _Node, above: dict[str, str]) -> _Record:
    """``above``: what tells the elements apart that a record stands in, where they repeat."""
    record = _Record(keys, dict(above), [])
    _fill(record.cells, record.doubled, node, "")
    return record


def _fill(cells: dict[str, str | None], doubled: list[str], node: _Node, prefix: str) -> None:
    """Put an element's attributes, text and inner elements into cells."""
    own = prefix or node.name
    naming = _naming(node.attributes) if prefix and not node.children else None
    for name, text in node.attributes.items():
        if name != naming:
            _put(cells, doubled, f"{prefix}_{name}" if prefix else name, text or None)
    if node.text is not None or (prefix and not node.children and not cells.get(own)):
        _put(cells, doubled, own, node.text)
    grouped: dict[str, list[_Node]] = {}
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
                _fill(cells, doubled, child, inner)
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


def _plain(node: _Node) -> Any:
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


def _only_names(node: _Node) -> bool:
    return len(node.attributes) == 1 and _naming(node.attributes) is not None


def _naming(attributes: dict[str, str]) -> str | None:
    """The attribute that names a field, as in <cell name="人数">."""
    if not attributes:
        return None
    for name in NAMING:
        if name in attributes:
            return name
    return None


def _field_name(node: _Node) -> str:
    naming = _naming(node.attributes) if not node.children else None
    return node.attributes[naming] if naming else node.name


def _local(name: str) -> str:
    """A name without a namespace's prefix."""
    return name.rpartition(":")[2] if ":" in name else name


def _feed(file: _File, start: Any, end: Any, text: Any, plain: Any) -> Iterator[None]:
    """Parse a file, a block at a time, in memory bounded by the largest record.

    Raises FileUnreadable with line and column, FileTooLarge.
    """
    path = file.path
    parser = expat.ParserCreate("utf-8")  # it knows neither GBK nor GB18030
    parser.buffer_text = True
    guard = _Guard(path.name, parser, start, end)
    parser.StartElementHandler = guard.start
    parser.EndElementHandler = guard.end
    parser.CharacterDataHandler = text
    sieve = Sieve(PlainRows(RUN, (), plain))
    parser.ProcessingInstructionHandler = sieve.tell
    parser.EntityDeclHandler = guard.entity
    parser.SkippedEntityHandler = guard.entity
    size, fed = path.stat().st_size, 0
    try:
        with open_text(path, file.encoding, file.wish) as stream:
            while block := stream.read(BLOCK):
                file.job.report(min(stream.buffer.tell(), size), size)
                data = block.encode() if fed else well_begun(block.encode())
                data = sieve.pass_on(data, False)
                parser.Parse(data, False)
                fed += len(data)
                if fed - parser.CurrentByteIndex > MAX_TAG:
                    reason = Text("一个标签过大", "one tag is too large")
                    raise FileTooLarge(Where(path.name), name=path.name, reason=reason)
                yield
            parser.Parse(sieve.pass_on(b"", True), True)
    except expat.ExpatError as error:
        reason = Text("不符合 XML 语法", expat.ErrorString(error.code))
        raise guard.wrong(error.lineno, error.offset + 1, reason) from error
    yield


class _Guard:
    """Names without namespaces, and the bounds of what is let through."""

    def __init__(self, file: str, parser: Any, start: Any, end: Any) -> None:
        self._file, self._parser, self._start, self._end = file, parser, start, end
        self._depth = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > MAX_DEPTH:
            line, column = self._parser.CurrentLineNumber, self._parser.CurrentColumnNumber
            raise self.wrong(line, column, Text("嵌套层数过多", "it is nested too deeply"))
        name = _local(name)
        for key in attributes:
            if ":" in key or key == "xmlns":
                attributes = _bare(attributes)
                break
        self._start(name, attributes)

    def end(self, name: str) -> None:
        self._depth -= 1
        self._end()

    def entity(self, name: str, *rest: object) -> None:
        """An entity of the document's own, or one that would be left out."""
        line, column = self._parser.CurrentLineNumber, self._parser.CurrentColumnNumber
        reason = Text(
            "文件自带实体定义，出于安全不予读取", "it uses entities of its own; refused for safety"
        )
        raise self.wrong(line, column, reason)

    def wrong(self, line: int, column: int, reason: Text) -> FileUnreadable:
        told = Text(
            f"第 {line} 行第 {column} 个字符处：{reason.zh}",
            f"line {line}, character {column}: {reason.en}",
        )
        return FileUnreadable(Where(self._file, row=line), name=self._file, reason=told)


def _bare(attributes: dict[str, str]) -> dict[str, str]:
    """The attributes that hold data, by their names without a namespace's prefix."""
    return {
        key.rpartition(":")[2]: text
        for key, text in attributes.items()
        if not key.startswith(("xmlns", "xsi:", "xml:"))
    }


def _encoding(path: Path, wish: Wish, job: Job) -> str:
    """What a person says, else what the document states, else what fits.

    A document that states UTF-8 may have been written in another. Raises EncodingUnknown,
    BytesUndecodable.
    """
    with path.open("rb") as file:
        stated = _DECLARED.match(file.read(1024).lstrip())
    name = STATED.get(stated[1].decode().lower()) if stated else None
    if wish.encoding or name is None:
        return encoding_of(path, wish, job)
    found = survey(path, name, job)
    if found.bad:
        raise undecodable(path.name, name, found.places, found.bad)
    return name
