"""JSON: lists of records, wherever they stand in the document; GeoJSON (RFC 7946) too."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple, TextIO

from app.core.errors import FileTooLarge, RecordsMissing, Where
from app.core.intake.encoding.text_file import encoding_of, open_text
from app.core.intake.json_text.form import form
from app.core.intake.json_text.records import MAX_LEVELS, Fields, cell
from app.core.intake.json_text.values import Values, tell_halves
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

MAX_ASIDE = 1 << 24  # characters outside the lists of records

Keys = tuple[str, ...]


@readers.register
class JsonReader:
    """Every list of records is a sheet, the longest first; what stands outside is kept aside.

    The file is read twice: once for the fields of all records, once for the cells.
    """

    id = "json"
    title = Text("JSON", "JSON")
    version = "1"
    last_resort = False

    def accepts(self, signature: Signature) -> bool:
        return form(signature.head) == "json"

    def open(self, path: Path, job: Job, wish: Wish = NO_WISH) -> Workbook:
        document = _Document(path, encoding_of(path, wish, job), wish, job)
        found = document.survey()
        notices = Notices()
        tables = sorted(
            (keys for keys, fields in found.lists.items() if found.is_table(keys)),
            key=lambda keys: -found.lists[keys].records,
        )
        sheets: list[Sheet] = []
        for keys in tables:
            name = ".".join(keys) or path.stem
            found.lists[keys].tell(notices, name)
            if keys:
                message = Text(
                    "记录不在文件的最外层，取自此处",
                    "The records are not the document itself; they were found here",
                )
                notices.tell("records-inside", message, name, "$." + ".".join(keys))
            if not sheets:
                tell_halves(found.halves, notices, name)
            aside = found.aside(tables) if not sheets else ()
            headed = found.header(keys) is not None
            rows = document.rows(found, keys)
            sheets.append(Sheet(name, "visible", rows, surroundings=aside, headed=headed))
        if not sheets:
            reason = Text("其中没有记录", "it holds no records")
            raise RecordsMissing(name=path.name, reason=reason)
        return Workbook("json", tuple(sheets), notices, document.encoding)


class _Met(NamedTuple):
    """A value met on the way through a document: an element of the list at ``keys``, or not."""

    keys: Keys
    listed: bool
    value: Any


@dataclass
class _Found:
    """What a document holds. ``single``: it is one record; ``many``: one text after another."""

    lists: dict[Keys, Fields] = field(default_factory=dict)
    plain: dict[Keys, list[str]] = field(default_factory=dict)
    halves: list[int] = field(default_factory=list)
    size: int = 0
    single: bool = False
    many: bool = False

    def is_table(self, keys: Keys) -> bool:
        """Whether a list holds records; a document that is a list of plain values is a table."""
        return self.lists[keys].is_table or (keys == () and self.lists[keys].records > 0)

    def aside(self, tables: list[Keys]) -> tuple[tuple[Text, str], ...]:
        """What stands outside the lists of records, as (where, text)."""
        return tuple(
            (Text.plain("$." + ".".join(keys)), "\n".join(texts))
            for keys, texts in self.plain.items()
            if keys not in tables and any(texts)
        )

    def header(self, keys: Keys) -> Row | None:
        """The fields' names; a list of arrays has them in a list of texts beside it, or none."""
        fields = self.lists[keys]
        if not fields.positional:
            return fields.names()
        for other, texts in self.plain.items():
            beside = other[:-1] == keys[:-1] and other in self.lists
            if beside and len(set(texts)) == len(texts) == len(fields):
                return tuple(texts)
        return None


class _Document:
    def __init__(self, path: Path, encoding: str, wish: Wish, job: Job) -> None:
        self._path, self.encoding, self._wish, self._job = path, encoding, wish, job

    def survey(self) -> _Found:
        """Read the document once: its lists, their fields, and what stands outside them.

        Raises SyntaxBroken, FileTooLarge.
        """
        found = _Found()
        for met in self._walk(found):
            if met.listed:
                fields = found.lists.setdefault(met.keys, Fields(self._path.name))
                fields.add(met.value)
            if not met.listed or not isinstance(met.value, tuple | list):
                self._put_aside(found, met)
        if not any(map(found.is_table, found.lists)):
            self._as_one_record(found)
        return found

    def rows(self, found: _Found, keys: Keys) -> "_Rows":
        return _Rows(self, found, keys)

    def records(self, found: _Found, keys: Keys) -> Iterator[Any]:
        """The records of one list."""
        if found.single:
            with self._open() as text:
                yield self._values(text).value()
            return
        for met in self._walk(found):
            if met.listed and met.keys == keys:
                yield met.value

    def _as_one_record(self, found: _Found) -> None:
        """A document without a list is one record, if it holds anything."""
        if not any(map(any, found.plain.values())):
            return
        found.single = True
        found.plain.clear()
        found.lists.clear()
        fields = found.lists[()] = Fields(self._path.name)
        for value in self.records(found, ()):
            fields.add(value)

    def _put_aside(self, found: _Found, met: _Met) -> None:
        text = cell(met.value)
        found.plain.setdefault(met.keys, []).append(text or "")
        found.size += len(text or "") + 8
        if found.size > MAX_ASIDE:
            reason = Text("记录之外的内容过多", "there is too much beside its records")
            raise FileTooLarge(Where(self._path.name), name=self._path.name, reason=reason)

    def _walk(self, found: _Found) -> Iterator[_Met]:
        with self._open() as text:
            values = self._values(text)
            values.halves = found.halves
            if found.many:
                while values.peek():
                    yield _Met((), True, values.value())
                return
            first = values.peek()
            yield from _steps(values, ())
            found.many = first == values.peek() == "{"
            if values.peek() and not found.many:
                raise values.wrong(Text("文档之后还有内容", "there is more after its end"))
        if found.many:  # one text after another: each is a record
            found.plain.clear()
            found.lists.clear()
            yield from self._walk(found)

    def _open(self) -> TextIO:
        return open_text(self._path, self.encoding, self._wish, newline="")

    def _values(self, text: TextIO) -> Values:
        return Values(text, self._path.name, self._job, self._path.stat().st_size)


class _Rows:
    """The rows of one list: the names of the fields, then a row a record."""

    def __init__(self, document: _Document, found: _Found, keys: Keys) -> None:
        self._document, self._found, self._keys = document, found, keys

    def __call__(self) -> Iterator[Row]:
        header = self._found.header(self._keys)
        if header is not None:
            yield header
        fields = self._found.lists[self._keys]
        for record in self._document.records(self._found, self._keys):
            yield fields.row(record)


def _steps(values: Values, keys: Keys) -> Iterator[_Met]:
    """The elements of the lists that objects lead to, and the plain values outside them."""
    mark = values.peek()
    if mark == "[":
        for element in values.elements():
            yield _Met(keys, True, element)
    elif mark == "{" and len(keys) <= MAX_LEVELS:
        for key in values.members():
            yield from _steps(values, (*keys, key))
    else:
        yield _Met(keys, False, values.value())
