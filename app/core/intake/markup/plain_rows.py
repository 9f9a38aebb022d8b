"""Plain rows of an XML document, taken out of the stream before it is parsed.

Nearly all of a large file is rows with nothing special about them. One regular expression takes a
whole run of these at a tenth of a parser's time; the parser sees a mark in its place, and tells the
handler there. What the expression does not know goes through the parser, so nothing is lost.

Sound because a ``<`` that is neither in a comment, CDATA nor a processing instruction begins a tag
(XML 1.0, 2.4 and 3.1): where a file has one of these, or binds a namespace anew, no more is taken.
"""

import re
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

MARK = "rows"
_ROOT = re.compile(rb"(?:\xef\xbb\xbf)?(?:<\?xml\s[^>]*>)?\s*(?:<\?mso-[^>]*>\s*)?(<\w[^>]*>)")
_SPECIAL = (b"<!", b"<?", b"xmlns")
MOST = 1 << 20  # bytes that are kept back until a tag begins

# Text and attribute values that need no more than the five entities of XML replaced. There is one
# way alone to match them, so that no failure is tried again and again. Possessive groups would say
# so, but match too much in Python before 3.11.5 (CPython issue 106052).
_ENTITY = "&(?:amp|lt|gt|quot|apos);"
_TEXT = r"[^<&\x00-\x08\x0b-\x1f]*"
_QUOTED = r'[^<&"\x00-\x1f]*'
TEXT = f"{_TEXT}(?:{_ENTITY}{_TEXT})*"
QUOTED = f"{_QUOTED}(?:{_ENTITY}{_QUOTED})*"
_ENTITIES = (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&apos;", "'"), ("&amp;", "&"))


@dataclass(frozen=True)
class PlainRows:
    """What plain rows look like, and who is told of them.

    ``run``: matches one or more rows, and all of what it matches is well-formed. ``needs``: what
    the root's start tag must say for the names to mean what they seem to.
    """

    run: re.Pattern[bytes]
    needs: tuple[bytes, ...]
    tell: Callable[[str], None] = field(default=lambda run: None)

    def end_of_root(self, head: bytes) -> int:
        """Where the root's start tag ends in the beginning of a document; 0 if it is of no use."""
        root = _ROOT.match(head)
        return root.end() if root and all(need in root[1] for need in self.needs) else 0

    def is_special(self, data: bytes, begin: int = 0) -> bool:
        """Whether something from ``begin`` on takes their meaning from the tags, or from the names."""
        return any(data.find(mark, begin) >= 0 for mark in _SPECIAL)


class Sieve:
    """Takes the plain rows out of a document that is UTF-8, block by block."""

    def __init__(self, plain: PlainRows) -> None:
        self._plain = plain
        self._runs: deque[bytes] = deque()
        self._kept = b""
        self._is_inside = self._is_over = False  # behind the root's start tag; beyond use

    def pass_on(self, data: bytes, final: bool) -> bytes:
        """What the parser is to see next; it ends where a tag begins."""
        data, self._kept = self._kept + data, b""
        if not final and not self._is_over:
            cut = max(data.rfind(b"<"), 0)
            self._is_over = len(data) - cut > MOST
            data, self._kept = data[:cut], data[cut:]
        begin = 0
        if not self._is_inside and data:
            begin = self._plain.end_of_root(data)
            self._is_inside = True
            self._is_over = not begin
        if self._is_over or self._plain.is_special(data, begin):
            self._is_over = True
            data, self._kept = data + self._kept, b""
            return data
        return data[:begin] + self._plain.run.sub(self._take, data[begin:])

    def tell(self, target: str, _: str) -> None:
        """The parser has come to a processing instruction: most are marks."""
        if target == MARK and self._runs:
            self._plain.tell(self._runs.popleft().decode())

    def _take(self, run: re.Match[bytes]) -> bytes:
        """A mark, as many lines and characters long as what it stands for."""
        self._runs.append(run[0])
        lines, broken, last = run[0].decode(errors="replace").rpartition("\n")
        if broken:
            begin = f"<?{MARK}".encode() + b"\n" * (lines.count("\n") + 1)
            return begin + b" " * (len(last) - 2) + b"?>"
        return f"<?{MARK}".ljust(len(last) - 2).encode() + b"?>"


class Stream(Protocol):
    """What can be read block by block; ``cut``: a bound has ended it early."""

    cut: bool

    def read(self, size: int) -> bytes: ...


class WithoutPlainRows:
    """A document that is UTF-8, for those who look for what is special."""

    def __init__(self, stream: Stream, plain: PlainRows) -> None:
        self._stream, self._sieve = stream, Sieve(plain)

    @property
    def cut(self) -> bool:
        return self._stream.cut

    def read(self, size: int) -> bytes:
        """The next bytes; fewer than ``size`` where plain rows were among them."""
        while block := self._stream.read(size):
            if data := self._sieve.pass_on(block, False):
                return data
        return self._sieve.pass_on(b"", True)


def unescaped(text: str) -> str:
    """Text with the five entities of XML replaced."""
    if "&" in text:
        for entity, sign in _ENTITIES:
            text = text.replace(entity, sign)
    return text
