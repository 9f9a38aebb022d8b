"""Where the tags of a stretch of plain XML stand, for whole stretches at a time.

Plain: UTF-8, no prefixes, no comments, no CDATA, no raw ``>`` in a text or an attribute. What is
not plain raises :class:`NotPlain`, and the part is read by expat instead.
"""

import re
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from app.core.intake.ooxml.escapes import all_resolved, with_line_feeds

PAD = b"\0" * 8  # behind every stretch, so that eight bytes can be loaded from any place in it

Places: TypeAlias = npt.NDArray[np.int64]
Kinds: TypeAlias = npt.NDArray[np.uint8]
Words: TypeAlias = npt.NDArray[np.uint64]

_DECLARED = re.compile(rb"<\?xml[^>]*?encoding\s*=\s*[\"']([\w.-]+)[\"']")
_UNKNOWN = 255
_ANGLES = int.from_bytes(b"<>", "little")


class NotPlain(Exception):
    """This XML needs a real parser; nothing is wrong with it yet."""


class Grammar:
    """Which tags may follow one another; ``tags`` lists name and lengths.

    A start tag has an even number, the same tag closed in itself (``<v/>``) the next one; an end
    tag has an even number too.
    """

    def __init__(self, tags: tuple[str, ...], follow: dict[str, str]) -> None:
        self.numbers = {tag: 2 * place for place, tag in enumerate(tags)}
        size = 2 * len(tags)
        self.size = size
        self.by_word = np.full(1 << 16, _UNKNOWN, np.uint8)
        self.length = np.zeros(size, np.int32)
        for tag, number in self.numbers.items():
            if tag.startswith("/"):
                self._take(tag[:2], number)
                self.length[number] = len(tag) + 1
            elif len(tag) == 1:
                for sign in "> /":
                    self._take(tag + sign, number)
            else:
                self._take(tag[:2], number)
        self.allowed = np.zeros(size * size, np.bool_)
        for before, after in follow.items():
            for tag in after.split():
                self.allowed[self.number(before) * size + self.number(tag)] = True

    def number(self, tag: str) -> int:
        """The number of ``v``, ``v/`` (closed in itself) or ``/v``."""
        if tag.endswith("/"):
            return self.numbers[tag[:-1]] + 1
        return self.numbers[tag]

    def _take(self, word: str, number: int) -> None:
        self.by_word[ord(word[0]) | ord(word[1]) << 8] = number


@dataclass(frozen=True)
class Tags:
    """The tags of ``data``: places of their ``<`` and ``>``, and their numbers in the grammar."""

    data: bytes
    raw: Kinds
    words: Words  # the eight bytes from each place, the first one lowest
    left: Places
    right: Places
    kinds: Kinds


def tags_of(body: bytes, grammar: Grammar) -> Tags:
    """The tags of whole elements. Raises NotPlain where they do not follow the grammar.

    Bytes are loaded one by one: numpy takes four times as long for a word at any other place.
    """
    data = body + PAD
    raw = np.frombuffer(data, np.uint8)
    words: Words = np.ndarray((len(body) + 1,), np.dtype("<u8"), buffer=data, strides=(1,))
    marks = np.flatnonzero((raw | 2) == ord(">"))  # and "<", which differs in this bit
    if len(marks) % 2 or not (raw[marks].view(np.dtype("<u2")) == _ANGLES).all():
        raise NotPlain
    if len(body) and raw[: len(body)].min() < 32:
        _check_controls(raw[: len(body)])
    left, right = np.ascontiguousarray(marks[0::2]), np.ascontiguousarray(marks[1::2])
    found = raw[1:][left] | raw[2:][left].astype(np.uint16) << 8
    kinds = grammar.by_word[found.astype(np.intp)]
    if len(kinds) == 0:
        return Tags(data, raw, words, left, right, kinds)
    if kinds.max() == _UNKNOWN:
        raise NotPlain
    length = grammar.length[kinds.astype(np.intp)]
    if not ((length == 0) | (length == right - left)).all():
        raise NotPlain
    kinds = kinds + (raw[right - 1] == ord("/"))
    pairs = kinds[:-1] * np.intp(grammar.size) + kinds[1:]
    if not grammar.allowed[pairs].all():
        raise NotPlain
    return Tags(data, raw, words, left, right, kinds)


def _check_controls(raw: Kinds) -> None:
    controls = raw[raw < 32]
    if not ((controls == 9) | (controls == 10) | (controls == 13)).all():
        raise NotPlain


def check_head(head: bytes) -> None:
    """Raises NotPlain where a part is not of UTF-8 or holds comments before its first element."""
    declared = _DECLARED.match(head.removeprefix(b"\xef\xbb\xbf"))
    encoding = declared[1].lower() if declared else b"utf-8"
    if b"\0" in head or encoding not in (b"utf-8", b"us-ascii") or b"<!" in head:
        raise NotPlain


def slices(data: bytes, start: Places, end: Places) -> pa.Array:
    """The bytes between places, as a binary array."""
    count = len(start)
    if count == 0:
        return pa.array([], pa.binary())
    offsets = np.empty(2 * count, np.int32)
    offsets[0::2], offsets[1::2] = start, end
    both = pa.BinaryArray.from_buffers(
        pa.binary(), 2 * count - 1, [None, pa.py_buffer(offsets), pa.py_buffer(data)]
    )
    return both.take(pa.array(np.arange(0, 2 * count - 1, 2, dtype=np.int32)))


def texts(data: bytes, start: Places, end: Places) -> pa.Array:
    """The character data between places, as a string array. Raises NotPlain."""
    try:
        found = slices(data, start, end).cast(pa.string())
        if b"\r" in data:
            found = with_line_feeds(found)
        return all_resolved(found) if b"&" in data else found
    except (pa.ArrowInvalid, ValueError) as error:
        raise NotPlain from error
