"""XML whose records are elements that repeat; our own export, and what other systems write.

A record is the element with the most values directly below it, counted over the whole file. Its
attributes and the elements in it are the fields; namespaces are left out. ``<cell name="人数">`` is
the field 人数. Grammar: XML 1.0; entities of a document's own are refused.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from app.core.errors import FileTooLarge, Where
from app.core.intake.encoding.decide import survey, undecodable
from app.core.intake.encoding.text_file import encoding_of
from app.core.intake.markup.built_records import built_records
from app.core.intake.markup.element_events import XmlFile
from app.core.intake.markup.kind import kind
from app.core.intake.markup.outline import Keys, places, record_paths
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

MAX_FIELDS = 16_384  # as many as a worksheet has columns

# Other formats that are written in XML, and web pages.
STATED = {
    **dict.fromkeys(("gb2312", "gbk", "gb18030", "cp936", "gb_2312-80"), "gb18030"),
    **dict.fromkeys(("big5", "big5-hkscs"), "big5hkscs"),
}

_DECLARED = re.compile(rb"""<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._\-]+)["']""")


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
        file = XmlFile(path, _encoding(path, wish, job), wish, job)
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

    def __init__(self, file: XmlFile, found: _Found, keys: Keys) -> None:
        self._file, self._found, self._keys = file, found, keys

    def __call__(self) -> Iterator[Row]:
        names = self._found.fields[self._keys].names
        yield tuple(names)
        for record in built_records(self._file, (self._keys,), self._found.repeated, None):
            yield tuple(map(record.cells.get, names))


def _survey(file: XmlFile) -> _Found:
    found = places(file)
    tables = record_paths(found)
    repeated = frozenset(keys for keys, place in found.items() if place.count > 1)
    fields = {keys: _Fields(file.path.name) for keys in tables}
    aside: dict[Keys, list[str]] = {}
    for record in built_records(file, tables, repeated, aside):
        fields[record.keys].add(record.cells, record.doubled)
    return _Found(
        tables,
        repeated,
        fields,
        tuple((Text.plain("/".join(keys)), "\n".join(texts)) for keys, texts in aside.items()),
    )


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
