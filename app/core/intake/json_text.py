"""JSON values drawn from a text one by one, every number as it is written, and their flat records.

Grammar: RFC 8259. An object comes as a tuple of (key, value) pairs, so that a key that stands twice
is seen; an array as a list; a number as :class:`Number`, its own text; the rest as Python has it.
"""

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any, Literal, TextIO

from app.core.errors import FileTooLarge, FileUnreadable, Where
from app.core.intake.encoding.unicode_head import unicode_head
from app.core.intake.sheet import Notices
from app.core.jobs import Job
from app.core.text import Text

BLOCK = 1 << 18  # characters read at a time
MAX_VALUE = 1 << 26  # characters of one record
MAX_FIELDS = 16_384  # as many as a worksheet has columns
MAX_LEVELS = 4  # names joined in a field's name; what lies deeper is kept as JSON text

# The keys on the way to a field. An integer from 2 tells the second, third … of equal keys apart;
# BESIDE marks what stands beside a GeoJSON feature's properties.
Path = tuple[str | int, ...]
BESIDE = 0
Object = tuple[tuple[str, Any], ...]

_BLANK = " \t\n\r"
_TOKEN = re.compile(
    r'[ \t\n\r]+|(?P<punct>[{}\[\]:,])|(?P<string>"(?:[^"\\\x00-\x1f]|\\.)*")'
    r"|(?P<scalar>-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?(?![\w.])|(?:true|false|null)(?!\w))",
    re.DOTALL,
)
_LONE = re.compile("[\ud800-\udfff]")


class Number(str):
    """A number as the file writes it."""

    __slots__ = ()


_decoder = json.JSONDecoder(
    object_pairs_hook=tuple, parse_int=Number, parse_float=Number, parse_constant=Number
)


class Values:
    """A text from which JSON is drawn piece by piece; only the present record is in memory.

    ``size``: of the file in bytes, for the job's report. ``halves``: see :func:`mended`.
    """

    def __init__(self, text: TextIO, name: str, job: Job, size: int) -> None:
        self._text, self._name, self._job, self._size = text, name, job, size
        self._buffer, self._at, self._ended = "", 0, False
        self._line, self._column = 1, 1  # of the buffer's first character
        self.halves: list[int] = []

    def peek(self) -> str:
        """The next character that is no white space, or "" at the end."""
        while True:
            while self._at < len(self._buffer):
                if self._buffer[self._at] not in _BLANK:
                    return self._buffer[self._at]
                self._at += 1
            if not self._more():
                return ""

    def take(self, wanted: str) -> str:
        """The next character, which must be one of ``wanted``."""
        found = self.peek()
        if not found or found not in wanted:
            raise self._wrong(self._at)
        self._at += 1
        return found

    def value(self) -> Any:
        """The next value, whole. Raises FileUnreadable, FileTooLarge."""
        self.peek()
        while True:
            try:
                value, end = _decoder.raw_decode(self._buffer, self._at)
            except json.JSONDecodeError as error:
                cut = error.msg.startswith("Unterminated") or error.pos >= len(self._buffer) - 12
                offset = error.pos - self._at
                if not (cut and self._more()):
                    raise self._wrong(self._at + offset) from error
            except RecursionError as error:
                raise self._wrong(self._at, DEEP) from error
            else:
                # A number that touches the end of what has been read may go on.
                if end < len(self._buffer) or not self._more():
                    start, self._at = self._at, end
                    if self._buffer.find("\\u", start, end) >= 0:
                        return mended(value, self._place(start)[0], self.halves)
                    return value

    def elements(self) -> Iterator[Any]:
        """The elements of the array that comes next."""
        self.take("[")
        if self.peek() == "]":
            self.take("]")
            return
        while True:
            yield self.value()
            if self.take(",]") == "]":
                return

    def members(self) -> Iterator[str]:
        """The keys of the object that comes next; the caller draws each one's value."""
        self.take("{")
        if self.peek() == "}":
            self.take("}")
            return
        while True:
            if self.peek() != '"':
                raise self._wrong(self._at)
            key = self.value()
            self.take(":")
            yield key
            if self.take(",}") == "}":
                return

    def wrong(self, reason: Text) -> FileUnreadable:
        """The error for what stands at this place."""
        return self._wrong(self._at, reason)

    def _more(self) -> bool:
        """Read on, letting go of what has been drawn."""
        if self._ended:
            return False
        if len(self._buffer) - self._at > MAX_VALUE:
            where = Where(self._name, row=self._place(self._at)[0])
            reason = Text("一条记录过大", "one record is too large")
            raise FileTooLarge(where, name=self._name, reason=reason)
        self._line, self._column = self._place(self._at)
        rest = self._buffer[self._at :]
        # As much again as is waiting: a long record is then tried a few times only.
        block = self._text.read(max(BLOCK, len(rest)))
        self._buffer, self._at = rest + block, 0
        self._ended = not block
        self._job.report(min(self._told(), self._size), self._size)
        return bool(block)

    def _told(self) -> int:
        raw = getattr(self._text, "buffer", None)
        return int(raw.tell()) if raw is not None else 0

    def _place(self, at: int) -> tuple[int, int]:
        passed = self._buffer[:at]
        lines = passed.count("\n")
        if not lines:
            return self._line, self._column + len(passed)
        return self._line + lines, len(passed) - passed.rfind("\n")

    def _wrong(self, at: int, reason: Text | None = None) -> FileUnreadable:
        line, column = self._place(at)
        why = reason or (BROKEN if self._buffer[at:].strip(_BLANK) else CUT)
        return malformed(self._name, line, column, why)


BROKEN = Text("不符合 JSON 语法", "this is not valid JSON")
CUT = Text("内容到此中断，文件不完整", "the text ends here; the file is incomplete")
DEEP = Text("嵌套层数过多", "it is nested too deeply")


def malformed(name: str, line: int, column: int, reason: Text) -> FileUnreadable:
    """The error for JSON that cannot be read, with its line and column, both from 1."""
    told = Text(
        f"第 {line} 行第 {column} 个字符处：{reason.zh}",
        f"line {line}, character {column}: {reason.en}",
    )
    return FileUnreadable(Where(name, row=line), name=name, reason=told)


def whole_value(line: str, name: str, number: int, halves: list[int]) -> Any:
    """The one value that a line holds. Raises FileUnreadable with the line's number."""
    try:
        value = _decoder.decode(line)
    except json.JSONDecodeError as error:
        raise malformed(name, number, error.pos + 1, BROKEN) from error
    except RecursionError as error:
        raise malformed(name, number, 1, DEEP) from error
    return mended(value, number, halves) if "\\u" in line else value


def mended(value: Any, line: int, halves: list[int]) -> Any:
    """A value in which half of a character pair (``\\ud83d`` alone) is written as its escape.

    No text may hold such a half. ``halves`` takes the line of each value that held one.
    """
    if isinstance(value, str):
        if not _LONE.search(value):
            return value
        halves.append(line)
        return _LONE.sub(lambda m: f"\\u{ord(m[0]):04x}", value)
    if isinstance(value, tuple):
        return tuple((mended(k, line, halves), mended(v, line, halves)) for k, v in value)
    if isinstance(value, list):
        return [mended(inner, line, halves) for inner in value]
    return value


def tell_halves(halves: list[int], notices: Notices, sheet: str) -> None:
    """Warn of the first line that held half of a character pair."""
    if halves:
        message = Text(
            "含有不成对的代理字符，按其转义写法保留",
            "Holds half of a surrogate pair; it is kept as its escape",
        )
        notices.tell("half-character", message, sheet, str(halves[0]))


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


def form(head: bytes) -> Literal["json", "jsonl"] | None:
    """What the first bytes of a file are: one JSON text, a JSON text a line, or neither.

    A line of ordinary text may begin with ``{`` or ``[注]``: the first tokens must be JSON's own,
    and nothing but another JSON text may follow the first.
    """
    depth, first_line, before = 0, True, ""
    for place, mark in enumerate(_tokens(_decoded(head))):
        if place < 4 and mark not in _FIRST[before]:
            return None
        if depth == 0 and place:
            if mark == "\n":
                before = "\n"
            elif mark not in "{[":
                return None
            else:
                return "jsonl" if first_line and before == "\n" else "json"
        elif mark == "\n":
            first_line = False
        if mark != "\n":
            before = mark
        depth += (mark in ("{", "[")) - (mark in ("}", "]"))
    return "json" if before else None


_FIRST: dict[str, tuple[str, ...]] = {
    "": ("{", "[", "\n"),
    "{": ("string", "}", "\n"),
    "[": ("{", "[", "string", "scalar", "]", "\n"),
    "string": (":", ",", "]", "}", "\n"),
    "scalar": (",", "]", "}", "\n"),
    ":": ("{", "[", "string", "scalar", "\n"),
    ",": ("{", "[", "string", "scalar", "\n"),
    "}": (",", "]", "}", "{", "\n"),
    "]": (",", "]", "}", "[", "\n"),
    "\n": ("{", "[", "}", "]", "string", "scalar", ":", ",", "\n"),
}


def _tokens(head: str) -> Iterator[str]:
    """The kinds of the first tokens: marks as they are, ``string``, ``scalar``, ``\\n``.

    What is no token is ``?``, unless it is one that the end of the head has cut.
    """
    at = 0
    while at < len(head):
        match = _TOKEN.match(head, at)
        if match is None:
            if head[at] != '"' or "\n" in head[at:]:
                yield "?"
            return
        at = match.end()
        if match.lastgroup == "punct":
            yield match["punct"]
        elif match.lastgroup:
            yield match.lastgroup
        elif "\n" in match[0]:
            yield "\n"


def _decoded(head: bytes) -> str:
    """The head as text; a character that its end cuts is left out. "" where it is none."""
    text = unicode_head(head)
    # Marks, digits and quotes are the same bytes in every other encoding that is in use.
    return head.decode("latin-1") if text is None else text
