"""XML as a stream of opened and closed tags, in bounded memory.

Names come without their namespace, so that the transitional and the strict form of Office Open XML
read alike. Attributes of the relationships namespace keep a prefix: ``r:id``, ``r:embed``.
"""

from collections.abc import Iterator
from typing import Protocol
from xml.parsers import expat

from app.core.intake.markup.reparse_deferral import ReparseDeferral
from app.core.jobs import Job

BLOCK = 1 << 16  # bytes between two looks at the job
MAX_DEPTH = 256
MAX_OWN = 4_000_000  # characters of one element's own text


class Malformed(Exception):
    """A part is not well-formed XML, is nested beyond reason, or brings its own document type."""


class Stream(Protocol):
    """What can be read block by block."""

    def read(self, size: int) -> bytes: ...


class Tag:
    """One element: complete, with its own text, once it is closed."""

    __slots__ = ("attributes", "name", "parent", "texts")

    def __init__(self, name: str, attributes: dict[str, str], parent: "Tag | None") -> None:
        self.name, self.attributes, self.parent = name, attributes, parent
        self.texts: list[str] = []

    @property
    def text(self) -> str:
        return "".join(self.texts)

    def get(self, attribute: str) -> str:
        """An attribute's value, or ""."""
        return self.attributes.get(attribute, "")

    def inside(self, name: str) -> bool:
        """Whether an element of this name is around this one."""
        return self.around(name) is not None

    def around(self, name: str) -> "Tag | None":
        """The nearest element of this name around this one."""
        tag = self.parent
        while tag is not None and tag.name != name:
            tag = tag.parent
        return tag


class _Listener:
    """Turns the calls of expat into events; ``whole``: the text ended where the XML ended."""

    def __init__(self) -> None:
        self.events: list[tuple[bool, Tag]] = []
        self._open: Tag | None = None
        self._depth = 0
        self._own = 0
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.StartDoctypeDeclHandler = self._doctype
        self.deferral = ReparseDeferral(parser)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise Malformed
        named = {_attribute(key): value for key, value in attributes.items()}
        self._open = Tag(name.rpartition(" ")[2], named, self._open)
        self._own = 0
        self.events.append((True, self._open))

    def _end(self, _name: str) -> None:
        self._depth -= 1
        if self._open is not None:
            self.events.append((False, self._open))
            self._open = self._open.parent

    def _text(self, text: str) -> None:
        self._own += len(text)
        if self._open is not None and self._own <= MAX_OWN:
            self._open.texts.append(text)

    def _doctype(self, *_declaration: object) -> None:
        raise Malformed


def _attribute(name: str) -> str:
    namespace, _, local = name.rpartition(" ")
    return f"r:{local}" if namespace.endswith("/relationships") else local


def index(text: str) -> int:
    """An attribute that counts from 0; -1 for what is no such number."""
    return int(text) if text.isdecimal() and len(text) < 10 else -1


def tags(stream: Stream, job: Job) -> Iterator[tuple[bool, Tag]]:
    """Each element twice: (True, tag) when it opens, (False, tag) when it closes.

    A stream that ends early, because a bound cut it, ends the events early. Raises Malformed.
    """
    listener = _Listener()
    done = 0
    try:
        while block := stream.read(BLOCK):
            done += len(block)
            job.report(done)
            listener.deferral.parse(block)
            events, listener.events = listener.events, []
            yield from events
        listener.deferral.end(final=not getattr(stream, "cut", False))
        yield from listener.events
    except (expat.ExpatError, ValueError, LookupError) as error:  # the last two: its encoding
        raise Malformed from error


def closed(stream: Stream, job: Job) -> Iterator[Tag]:
    """Each element, once it is complete. Raises Malformed."""
    return (tag for opened, tag in tags(stream, job) if not opened)
