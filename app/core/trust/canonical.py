"""One byte form for every value, so that a digest means the same everywhere.

Source: RFC 8785 (JSON Canonicalization Scheme); SHA-256 of FIPS 180-4.
"""

import base64
import hashlib
import json
import stat
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO, TypeVar

import msgspec
import rfc8785

from app.core.errors import DocumentInvalid, FileMissing, FileUnreadable
from app.core.errors.system import system_reason
from app.core.files import NO_FILE
from app.core.model import Kind, Link, Source
from app.core.text import Text
from app.core.trust.sm3 import Sm3

T = TypeVar("T")

CHUNK = 1 << 20
PIECE = 48 << 10  # bytes made text at a time: a multiple of three, so that their base64 joins


def encode(value: Any) -> bytes:
    """A value of ``model`` (or plain JSON data) as canonical JSON."""
    return rfc8785.dumps(as_json(value))


def pieces(value: Any) -> Iterator[bytes]:
    """What :func:`encode` makes, piece by piece; ``bytes`` of the value come :data:`PIECE` at a time.

    They may be megabytes. Made text, searched for what must be escaped and written in one call each,
    they let no other thread run meanwhile, and a window stands still.
    """
    yield from _pieces(msgspec.to_builtins(value, builtin_types=(bytes,)))


def _pieces(plain: Any) -> Iterator[bytes]:
    if isinstance(plain, bytes):
        yield b'"'
        for at in range(0, len(plain), PIECE):
            yield base64.b64encode(plain[at : at + PIECE])
        yield b'"'
    elif isinstance(plain, dict) and plain:
        before = b"{"
        for key in sorted(plain, key=lambda key: key.encode("utf-16be")):  # RFC 8785, 3.2.3
            yield before + rfc8785.dumps(key) + b":"
            yield from _pieces(plain[key])
            before = b","
        yield b"}"
    elif isinstance(plain, list | tuple) and plain:
        before = b"["
        for element in plain:
            yield before
            yield from _pieces(element)
            before = b","
        yield b"]"
    else:
        yield rfc8785.dumps(plain)


def decode(data: bytes, kind: type[T], name: str) -> T:
    """Read JSON as a value of ``kind``; the error names the place inside the document.

    Raises :class:`DocumentInvalid`.
    """
    try:
        return msgspec.json.decode(data, type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        title = Text(kind.__name__, kind.__name__)
        raise DocumentInvalid(name=name, kind=title, reason=str(error)) from error


def learn(kinds: Iterable[type[Any]]) -> None:
    """Have what it takes to read values of these kinds at hand: the first of each costs some 30 ms more."""
    for kind in kinds:
        msgspec.json.Decoder(kind)


def as_json(value: Any) -> Any:
    """A value of ``model`` as plain JSON data."""
    return msgspec.to_builtins(value)


def pretty(value: Any) -> bytes:
    """A value as JSON for people to read and edit."""
    text = json.dumps(as_json(value), ensure_ascii=False, indent=2)
    return (text + "\n").encode()


def read_document(path: Path, kind: type[T]) -> T:
    """A JSON file as a value of ``kind``; a key that means nothing is a slip, not an extra.

    Raises FileMissing, FileUnreadable, DocumentInvalid.
    """
    data = read_bytes(path)
    value = decode(data, kind, path.name)
    unknown = _unknown(json.loads(data), as_json(value))
    if unknown:
        reason = Text(f"没有名为 {unknown} 的键", f"there is no key {unknown}")
        raise DocumentInvalid(name=path.name, kind=Text.plain(kind.__name__), reason=reason)
    return value


def _unknown(given: Any, understood: Any) -> str:
    """The first key of a document that its value does not hold, or ""."""
    if isinstance(given, dict) and isinstance(understood, dict):
        for key, inner in given.items():
            found = _unknown(inner, understood[key]) if key in understood else str(key)
            if found:
                return found
    if isinstance(given, list) and isinstance(understood, list | tuple):
        return next(filter(None, map(_unknown, given, understood)), "")
    return ""


def read_bytes(path: Path) -> bytes:
    """A small file's content. Raises FileMissing, FileUnreadable, for a pipe or a device too."""
    with _opened(path) as file:
        return file.read()


@contextmanager
def _opened(path: Path) -> Iterator[BinaryIO]:
    try:
        mode = path.stat().st_mode  # asked once: in between a file may go and come
        if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):  # it might never end
            raise FileUnreadable(name=path.name, reason=NO_FILE)
        with path.open("rb") as file:
            yield file
    except FileNotFoundError:
        raise FileMissing(name=path.name) from None
    except OSError as error:
        raise FileUnreadable(name=path.name, reason=system_reason(error)) from error


def is_canonical(data: bytes, value: Any, encode: Callable[[Any], bytes] = encode) -> bool:
    """Whether ``data`` is the one byte form of ``value``."""
    try:
        return encode(value) == data
    except rfc8785.CanonicalizationError:  # a number that JSON cannot carry exactly
        return False


def blocks(file: BinaryIO) -> Iterator[bytes]:
    """A file's content in blocks of a mebibyte."""
    while block := file.read(CHUNK):
        yield block


def digest(value: Any) -> str:
    """SHA-256 of the canonical form, in hex."""
    return hashlib.sha256(encode(value)).hexdigest()


def digest_bytes(chunks: Iterable[bytes | memoryview]) -> str:
    """SHA-256 of the concatenated chunks, in hex."""
    total = hashlib.sha256()
    for chunk in chunks:
        total.update(chunk)
    return total.hexdigest()


def digest_sources(members: Iterable[Source]) -> str:
    """The digest of several files together: of their list of [name, sha256, size]."""
    return digest([[source.name, source.sha256, source.size] for source in members])


class Measured:
    """An iterator that keeps count and digest of what passes; by SM3 too if it is asked to."""

    def __init__(self, chunks: Iterable[bytes], *, sm3: bool = False) -> None:
        self._chunks = iter(chunks)
        self._digest = hashlib.sha256()
        self._sm3 = Sm3() if sm3 else None
        self.size = 0

    @property
    def sha256(self) -> str:
        """Of what has passed so far, in hex."""
        return self._digest.hexdigest()

    @property
    def sm3(self) -> str:
        """Likewise by SM3, or "" if it was not asked for."""
        return self._sm3.hexdigest() if self._sm3 else ""

    def __iter__(self) -> Iterator[bytes]:
        return self

    def __next__(self) -> bytes:
        chunk = next(self._chunks)
        self._digest.update(chunk)
        if self._sm3:
            self._sm3.update(chunk)
        self.size += len(chunk)
        return chunk


def digest_file(path: Path) -> str:
    """SHA-256 of a file's bytes, in hex, read in constant memory. Raises FileMissing, FileUnreadable."""
    with _opened(path) as file:
        return digest_bytes(blocks(file))


def chain(digests: dict[Kind, str]) -> tuple[Link, ...]:
    """The artefacts' digests as links, each naming the digest of the link before it."""
    links: list[Link] = []
    previous = ""
    for kind in Kind:
        if kind in digests:
            link = Link(kind, digests[kind], previous)
            previous = digest(link)
            links.append(link)
    return tuple(links)
