"""A text file in blocks of bytes in which commas, quotes and line ends are what they seem to be.

UTF-8, and the encodings whose characters never hold such a byte, pass as they are; all others
become UTF-8 on the way. Memory is constant, and progress is told at every block.
"""

import codecs
from collections.abc import Iterator
from itertools import chain, repeat
from pathlib import Path

from app.core.errors import FileUnreadable, GongkaiError, Where
from app.core.errors.system import system_reason
from app.core.intake.encoding.decide import Evidence, detect, survey, undecodable
from app.core.intake.encoding.decoding import MAX_PADDING, PADDING, Decoder
from app.core.jobs import Job
from app.core.text import Text

FIRST = 1 << 16  # bytes of the first block: something to show at once
BLOCK = 1 << 20  # of the others: the memory of larger ones goes back to the system after each
_LOOKED = 1 << 16  # bytes that tell the encoding, where they do; else twice as many

# The second and later bytes of a character are never below 0x30, nor 0x3B: no comma, semicolon,
# tab, quote or line end (GB 18030-2022, 4.2; WHATWG Encoding, Big5).
_SAFE = frozenset(("gb18030", "cp950", "big5hkscs"))
_SAFE_DELIMITERS = frozenset((",", "\t", ";"))
# What follows may show that the wider one of the family was meant.
_FAMILY = frozenset(("cp950", "big5hkscs"))


def told_encoding(path: Path, job: Job) -> str:
    """The Python codec name of a text, told from its first blocks with more than ASCII in them.

    Raises EncodingUnknown, BytesUndecodable, OSError.
    """
    evidence = Evidence()
    found = None
    size = path.stat().st_size
    seen, enough = 0, _LOOKED  # bytes from the first block on that has more than ASCII
    with path.open("rb") as file:
        while found is None and not evidence.is_enough and (block := file.read(_LOOKED)):
            job.report(file.tell(), size)
            evidence.add(block)
            seen += 0 if seen == 0 and block.isascii() else len(block)
            if seen >= enough:
                found, enough = evidence.decide().name, 2 * enough
    name = found or evidence.decide().name
    return detect(path, job) if name is None or name in _FAMILY else name


class TextBlocks:
    """The blocks of one file, again at each iteration.

    ``encoding``: a codec name as told or wished; ``shown``: a byte that does not decode reads ⟦81⟧
    (a person chose the encoding), else it is an error. ``codec``: the encoding of the blocks.

    Iteration raises BytesUndecodable, and FileUnreadable where the file is gone or has changed.
    """

    def __init__(
        self, path: Path, encoding: str, job: Job, *, delimiter: str = ",", shown: bool = False
    ) -> None:
        self.path = path
        self._job = job
        self._encoding = encoding
        self._shown = shown
        safe = encoding in _SAFE and delimiter in _SAFE_DELIMITERS
        self._as_is = not shown and (encoding in ("utf-8", "utf-8-sig") or safe)
        self.codec = encoding if self._as_is and safe else "utf-8"
        try:
            self._state = self._seen()
        except OSError as error:
            raise self._unreadable(error) from error

    def __iter__(self) -> Iterator[bytes]:
        blocks = self._checked() if self._as_is else self._transcoded()
        for number, block in enumerate(blocks):
            yield _unmarked(block) if number == 0 and self.codec == "utf-8" else block

    def undecodable(self) -> GongkaiError:
        """The error for bytes that did not decode: a second, slow look finds their places."""
        found = survey(self.path, self._encoding, self._job)
        if not found.bad:  # they were there a moment ago
            return self._changed()
        return undecodable(self.path.name, self._encoding, found.places, found.bad)

    def _raw(self) -> Iterator[bytes]:
        try:
            with self.path.open("rb") as file:
                sizes = chain([FIRST], repeat(BLOCK))
                while block := file.read(next(sizes)):
                    self._job.report(file.tell(), self._state[0])
                    yield block
            if self._seen() != self._state:
                raise self._changed()
        except OSError as error:
            raise self._unreadable(error) from error

    def _checked(self) -> Iterator[bytes]:
        """The blocks of a file without NUL bytes, but for the padding of its end."""
        padding = b""
        for block in self._raw():
            block = padding + block  # noqa: PLW2901
            text = block.rstrip(PADDING)
            padding = block[len(text) :]
            if b"\x00" in text or len(padding) > MAX_PADDING:
                raise self.undecodable()
            yield text

    def _transcoded(self) -> Iterator[bytes]:
        decoder: Decoder | codecs.IncrementalDecoder
        decoder = (
            Decoder(self._encoding)
            if self._shown
            else codecs.getincrementaldecoder(self._encoding)()
        )
        try:
            wide = self._shown or self._encoding.startswith("utf-16")
            for block in self._raw() if wide else self._checked():
                yield decoder.decode(block).encode()
            yield decoder.decode(b"", True).encode()
        except UnicodeError as error:
            raise self.undecodable() from error

    def _seen(self) -> tuple[int, int]:
        state = self.path.stat()
        return state.st_size, state.st_mtime_ns

    def _changed(self) -> FileUnreadable:
        reason = Text("读取时文件被改动", "it was changed while it was read")
        return FileUnreadable(Where(self.path.name), name=self.path.name, reason=reason)

    def _unreadable(self, error: OSError) -> FileUnreadable:
        reason = system_reason(error)
        return FileUnreadable(Where(self.path.name), name=self.path.name, reason=reason)


def _unmarked(block: bytes) -> bytes:
    """Without the byte order mark, which some programs write twice."""
    while block.startswith(codecs.BOM_UTF8):
        block = block.removeprefix(codecs.BOM_UTF8)
    return block
