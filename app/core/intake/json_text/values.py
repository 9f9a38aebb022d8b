"""JSON values drawn from a text one by one, every number as it is written.

Grammar: RFC 8259. An object comes as a tuple of (key, value) pairs, so that a key that stands twice
is seen; an array as a list; a number as :class:`Number`, its own text; the rest as Python has it.
"""

import json
import re
from collections.abc import Iterator
from typing import Any, TextIO

from app.core.errors import FileTooLarge, SyntaxBroken, Where
from app.core.intake.sheet import Notices
from app.core.jobs import Job
from app.core.text import Text

BLOCK = 1 << 18  # characters read at a time
MAX_VALUE = 1 << 26  # characters of one record

_BLANK = " \t\n\r"
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
        """The next value, whole. Raises SyntaxBroken, FileTooLarge."""
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

    def wrong(self, reason: Text) -> SyntaxBroken:
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

    def _wrong(self, at: int, reason: Text | None = None) -> SyntaxBroken:
        line, column = self._place(at)
        why = reason or (BROKEN if self._buffer[at:].strip(_BLANK) else CUT)
        return malformed(self._name, line, column, why)


BROKEN = Text("不符合 JSON 语法", "this is not valid JSON")
CUT = Text("内容到此中断，文件不完整", "the text ends here; the file is incomplete")
DEEP = Text("嵌套层数过多", "it is nested too deeply")


def malformed(name: str, line: int, column: int, reason: Text) -> SyntaxBroken:
    """The error for JSON that cannot be read, with its line and column, both from 1."""
    told = Text(
        f"第 {line} 行第 {column} 个字符处：{reason.zh}",
        f"line {line}, character {column}: {reason.en}",
    )
    return SyntaxBroken(Where(name, row=line), name=name, reason=told)


def whole_value(line: str, name: str, number: int, halves: list[int]) -> Any:
    """The one value that a line holds. Raises SyntaxBroken with the line's number."""
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
