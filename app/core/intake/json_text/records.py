"""Flat records made of JSON values: a field for each way down to a plain one."""

import json
from collections.abc import Iterable
from typing import Any

from app.core.errors import FileTooLarge, Where
from app.core.intake.json_text.values import Number
from app.core.intake.sheet import Notices
from app.core.text import Text

MAX_FIELDS = 16_384  # as many as a worksheet has columns
MAX_LEVELS = 4  # names joined in a field's name; what lies deeper is kept as JSON text

# The keys on the way to a field. An integer from 2 tells the second, third … of equal keys apart;
# BESIDE marks what stands beside a GeoJSON feature's properties.
Path = tuple[str | int, ...]
BESIDE = 0
Object = tuple[tuple[str, Any], ...]


class Fields:
    """The fields of flat records, in the order in which they are first seen.

    ``doubled``: the fields whose key stood more than once in an object, with the record's number.
    """

    def __init__(self, name: str) -> None:
        self._name = name
        self._paths: dict[Path, None] = {}
        self._objects = self._lists = 0
        self.records = 0
        self.doubled: dict[str, int] = {}

    def __len__(self) -> int:
        return len(self._paths)

    @property
    def is_table(self) -> bool:
        """Whether any record has fields: an object or an array."""
        return bool(self._objects or self._lists)

    @property
    def positional(self) -> bool:
        """Whether all records are arrays: the fields have no names of their own."""
        return bool(self._lists) and self._lists == self.records

    def add(self, value: Any) -> None:
        """Learn the fields of one more record. Raises FileTooLarge."""
        self.records += 1
        self._objects += isinstance(value, tuple)
        self._lists += isinstance(value, list)
        cells = flat(value)
        if not cells.keys() <= self._paths.keys():
            for path in cells:
                if path not in self._paths:
                    self._learn(path)

    def names(self) -> tuple[str, ...]:
        """One name a field, 上级_下级; equal ones are told apart by _2, _3 …"""
        taken: dict[str, None] = {}
        for path in self._paths:
            name = base = joined(path)
            number = 2
            while name in taken:
                name, number = f"{base}_{number}", number + 1
            taken[name] = None
        return tuple(taken)

    def row(self, value: Any) -> tuple[str | None, ...]:
        """One record's cells, in the order of the fields."""
        return tuple(map(flat(value).get, self._paths))

    def tell(self, notices: Notices, sheet: str) -> None:
        """Warn of what was found while the fields were learnt."""
        for field, record in self.doubled.items():
            message = Text(
                "同一条记录中有重名的键，各值分列保留",
                "A key stands more than once in a record; each value is kept in a column",
            )
            notices.tell("doubled-key", message, sheet, f"{field}（{record}）")

    def _learn(self, path: Path) -> None:
        self._paths[path] = None
        if len(self._paths) > MAX_FIELDS:
            where = Where(self._name, row=self.records)
            reason = Text(f"字段多于 {MAX_FIELDS} 个", f"more than {MAX_FIELDS} fields")
            raise FileTooLarge(where, name=self._name, reason=reason)
        if _times(path) > 1:
            self.doubled.setdefault(joined(path[:-1]), self.records)


def _times(path: Path) -> int:
    """Which of equal keys a field's last one is: 1, or the number behind it."""
    last = path[-1]
    return last if isinstance(last, int) else 1


def joined(path: Path) -> str:
    """A field's name: the names on its way, joined as 上级_下级."""
    return "_".join(str(part) for part in path if part != BESIDE)


def flat(value: Any) -> dict[Path, str | None]:
    """The cells of one record. What is no object has one field, 值; an array's are numbered."""
    cells: dict[Path, str | None] = {}
    if isinstance(value, tuple):
        members = dict(value)
        if members.get("type") == "Feature" and isinstance(members.get("properties"), tuple):
            _feature(cells, value)
        else:
            _members(cells, value, ())
    elif isinstance(value, list):
        for number, element in enumerate(value, 1):
            cells[(f"列{number}",)] = cell(element)
    else:
        cells[("值",)] = cell(value)
    return cells


def _feature(cells: dict[Path, str | None], value: Object) -> None:
    """A GeoJSON feature (RFC 7946): its properties without a prefix, its geometry as JSON text."""
    for key, inner in value:
        if key == "properties" and isinstance(inner, tuple):
            _members(cells, inner, ())
        elif key != "type":
            cells[key, BESIDE] = cell(inner)


def _members(cells: dict[Path, str | None], value: Object, above: Path) -> None:
    distinct = len(dict(value)) == len(value)
    for place, (key, inner) in enumerate(value):
        path = (*above, key)
        if not distinct:
            times = sum(other == key for other, _ in value[: place + 1])
            path = path if times == 1 else (*path, times)
        if type(inner) is str:
            cells[path] = inner or None
        elif isinstance(inner, tuple) and inner and len(path) < MAX_LEVELS:
            _members(cells, inner, path)
        else:
            cells[path] = cell(inner)


def cell(value: Any) -> str | None:
    """A value as a cell: text and numbers as they are, what holds others as compact JSON."""
    if isinstance(value, str):
        return value or None
    if value is None:
        return None
    if value is True or value is False:
        return "TRUE" if value else "FALSE"
    return "".join(_compact(value))


def _compact(value: Any) -> Iterable[str]:
    if isinstance(value, Number):
        yield value
    elif isinstance(value, tuple):
        for place, (key, inner) in enumerate(value):
            yield f"{',' if place else '{'}{_quoted(key)}:"
            yield from _compact(inner)
        yield "}" if value else "{}"
    elif isinstance(value, list):
        for place, inner in enumerate(value):
            yield "," if place else "["
            yield from _compact(inner)
        yield "]" if value else "[]"
    else:
        yield _quoted(value)


def _quoted(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
