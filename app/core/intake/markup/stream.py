"""XML from strangers, read as a stream: no entities of its own, no bottomless nesting.

Memory holds one block, one start tag and what the handler keeps.
"""

import codecs
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Protocol
from xml.parsers import expat

from app.core.errors import FileTooLarge, FileUnreadable
from app.core.intake.content import Content
from app.core.intake.markup.plain_rows import PlainRows, Sieve
from app.core.intake.markup.reparse_deferral import ReparseDeferral
from app.core.text import Text

MAX_DEPTH = 200
MAX_TOKEN = 1 << 24  # bytes of one tag or comment, which is parsed as a whole
MAX_SMALL = 1 << 24  # bytes of a part that is kept as a whole

NOT_WELL_FORMED = Text("XML 不完整或有错误", "its XML is cut or damaged")
_DECLARED = re.compile(rb"<\?xml[^>]*?encoding\s*=\s*[\"']([\w.-]+)[\"']")
_BLANKS = re.compile(rb"(\s+)(<\?xml\s[^>]*\?>)")
_NATIVE = ("utf-8", "utf-16", "utf-16-le", "utf-16-be", "ascii", "iso8859-1")  # to expat


class Handler(Protocol):
    """What is told of a document. Names are ``namespace name``, with a space between."""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""

    def end(self, name: str) -> None:
        """An element ends."""

    def text(self, data: str) -> None:
        """A stretch of text, perhaps not the whole of it."""


def feed(
    blocks: Iterable[bytes],
    handler: Handler,
    path: Content,
    plain: PlainRows | None = None,
    *,
    may_name_type: bool = False,
) -> Iterator[int]:
    """Tell ``handler`` of a document, and the caller how many bytes are read, block by block.

    ``plain``: rows that need no parser, told among the events where they stand. ``may_name_type``:
    a document type is let pass that only has a name and declares nothing here.
    Raises FileUnreadable (damaged, or it brings its own entities) and FileTooLarge (nested too
    deep, or one tag too long).
    """
    deferral: ReparseDeferral | None = None
    recode: Recode = _as_is
    read = 0
    for block in blocks:
        if deferral is None:
            block = well_begun(block)  # noqa: PLW2901
            encoding = _foreign_encoding(block)
            recode = _to_utf8(encoding, path) if encoding else _as_is
            parser = _parser(handler, path, "utf-8" if encoding else None, may_name_type)
            if plain is not None and (encoding or _is_utf8(block)):
                recode = _sieved(recode, parser, plain)
            deferral = ReparseDeferral(parser, MAX_TOKEN)
        read += len(block)
        with _told_of(path):
            deferral.parse(recode(block, False))
        if deferral.waiting > MAX_TOKEN:
            raise _too_large(path)
        yield read
    if deferral is None:
        raise FileUnreadable(name=path.name, reason=NOT_WELL_FORMED)
    with _told_of(path):
        deferral.parse(recode(b"", True))
        deferral.end()
    yield read


def well_begun(head: bytes) -> bytes:
    """The beginning of a document as XML wants it: blanks before the declaration stand behind it.

    Web applications write such a blank line, and all else in their files is right.
    """
    return _BLANKS.sub(rb"\2\1", head, count=1) if _BLANKS.match(head) else head


@dataclass
class Element:
    """One element of a small part: its local name, attributes and own text."""

    name: str
    attributes: dict[str, str]
    text: str = ""


@dataclass
class _Elements:
    """Keeps every element, in the order of their start tags."""

    found: list[Element] = field(default_factory=list)
    _open: list[Element] = field(default_factory=list)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self._open.append(Element(local_name(name), attributes))
        self.found.append(self._open[-1])

    def end(self, name: str) -> None:
        self._open.pop()

    def text(self, data: str) -> None:
        self._open[-1].text += data


def small_part(
    blocks: Iterable[bytes], path: Content, *, may_name_type: bool = False
) -> list[Element]:
    """The elements of a part that must be small, as :func:`feed` tells of them.

    Raises FileUnreadable, FileTooLarge.
    """
    elements = _Elements()
    for read in feed(blocks, elements, path, may_name_type=may_name_type):
        if read > MAX_SMALL:
            raise _too_large(path)
    return elements.found


def text_codec(name: str) -> str | None:
    """Python's name of an encoding; None where there is none, or it makes no text, as zlib."""
    try:
        b"  ".decode(name, "replace")
        return codecs.lookup(name).name
    except (LookupError, UnicodeError):
        return None


def local_name(name: str) -> str:
    """A name without its namespace."""
    return name.rpartition(" ")[2]


Recode = Callable[[bytes, bool], bytes]


def _as_is(data: bytes, final: bool) -> bytes:
    return data


def _to_utf8(encoding: str, path: Content) -> Recode:
    """From an encoding that expat does not know, such as GBK."""
    decoder = codecs.getincrementaldecoder(encoding)()

    def recode(data: bytes, final: bool) -> bytes:
        try:
            return decoder.decode(data, final).encode()
        except UnicodeError as error:
            raise FileUnreadable(name=path.name, reason=NOT_WELL_FORMED) from error

    return recode


def _sieved(recode: Recode, parser: expat.XMLParserType, plain: PlainRows) -> Recode:
    sieve = Sieve(plain)
    parser.ProcessingInstructionHandler = sieve.tell
    return lambda data, final: sieve.pass_on(recode(data, final), final)


def _is_utf8(head: bytes) -> bool:
    declared = _DECLARED.match(head)
    return declared is None or text_codec(declared[1].decode("ascii")) == "utf-8"


def _foreign_encoding(head: bytes) -> str | None:
    """The codec of the encoding that a document declares, where expat lacks it.

    GBK and GB2312 are read as GB18030, which holds both.
    """
    declared = _DECLARED.match(head)
    if declared is None:
        return None
    name = text_codec(declared[1].decode("ascii"))
    if name is None:
        return None  # expat refuses it by name
    if name in _NATIVE:
        return None
    return "gb18030" if name in ("gbk", "gb2312") else name


def _parser(
    handler: Handler, path: Content, encoding: str | None, may_name_type: bool
) -> expat.XMLParserType:
    parser = expat.ParserCreate(encoding, " ")
    parser.buffer_text = True
    depth = 0
    tell_start, tell_end = handler.start, handler.end

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > MAX_DEPTH:
            raise _too_large(path)
        tell_start(name, attributes)

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1
        tell_end(name)

    def doctype(_name: str, _system: str | None, _public: str | None, declares: bool) -> None:
        if may_name_type and not declares:
            return
        reason = Text("XML 自带文档类型定义", "its XML brings a document type of its own")
        raise FileUnreadable(name=path.name, reason=reason)

    def skipped(*_: object) -> None:
        """An entity of a document type that is not there: its text would be lost without a word."""
        raise FileUnreadable(name=path.name, reason=NOT_WELL_FORMED)

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = handler.text
    parser.StartDoctypeDeclHandler = doctype
    parser.SkippedEntityHandler = skipped
    return parser


@contextmanager
def _told_of(path: Content) -> Iterator[None]:
    """What a parser raises, as an error about the file."""
    try:
        yield
    except (expat.ExpatError, LookupError, ValueError) as error:
        raise FileUnreadable(name=path.name, reason=NOT_WELL_FORMED) from error


def _too_large(path: Content) -> FileTooLarge:
    reason = Text("XML 嵌套过深或标签过长", "its XML is nested too deep, or a tag is too long")
    return FileTooLarge(name=path.name, reason=reason)
