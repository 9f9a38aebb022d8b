"""The sealed package (.gkp): what leaves the office, on the wire or on a stick.

    "GONGKAI-PACKAGE 1\\n"
    u32 length, header    canonical JSON: suite, package id, the file key wrapped for each recipient
    u64 length, payload   STREAM ciphertext of a tar: manifest, request, verdicts, entry, data
    u32 length, trailer   canonical JSON: the sealing clerk's signed digests of header and payload

The outside can be checked by anyone: every byte is covered by the seal's signature. The inside can
be read by the recipients only. All integers are big-endian. ``docs/package.md`` tells the whole format,
the suites and what they protect against.
"""

import hashlib
import os
import re
import struct
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from app.core.delivery import archive
from app.core.delivery.archive import Content, Member
from app.core.errors import (
    ChainBroken,
    DocumentInvalid,
    FileMissing,
    SuiteRefused,
)
from app.core.files import atomic_file
from app.core.jobs import Job
from app.core.model import Envelope, PackedFile, Seal
from app.core.trust import canonical, dsse, stream
from app.core.trust.identity import Identity
from app.core.trust.recipients import Readers, Recipient, public_text, unwrap, wrap_for
from app.core.trust.sealing import Sealing, SealingKey, sealings
from app.core.trust.sm3 import Sm3

MAGIC = b"GONGKAI-PACKAGE 1\n"
MAX_HEADER = 1 << 20
ID = re.compile("[0-9a-f]{32}")  # of a package; it becomes part of file names


@dataclass(frozen=True)
class Header:
    """The readable front of a package."""

    suite: str
    package: str
    recipients: tuple[Recipient, ...]


@dataclass(frozen=True)
class Outside:
    """A package whose seal holds: its parts, still encrypted.

    ``context``: the digest of the header that every chunk authenticates.
    """

    header: Header
    context: bytes
    seal: Seal
    payload_at: int
    payload_size: int


class _Digests:
    """The seal's digests, of the header and of the payload as it passes."""

    def __init__(self, header: bytes, *, sm3: bool) -> None:
        self.header = hashlib.sha256(header).hexdigest()
        self._payload = hashlib.sha256()
        self._sm3 = Sm3() if sm3 else None
        self._size = 0
        if self._sm3:
            self._sm3.update(header)

    def update(self, chunk: bytes) -> None:
        self._payload.update(chunk)
        self._size += len(chunk)
        if self._sm3:
            self._sm3.update(chunk)

    def values(self) -> tuple[str, str, int, str]:
        """Header, payload, the payload's size, and SM3 or ""."""
        sm3 = self._sm3.hexdigest() if self._sm3 else ""
        return self.header, self._payload.hexdigest(), self._size, sm3


def measured(name: str, kind: str, chunks: Callable[[], Iterable[bytes]], suite: str) -> Content:
    """A file to be packed, with the digests that the suite asks for; ``chunks`` is called once for them."""
    passing = canonical.Measured(chunks(), sm3=sealings.get(suite).sm3)
    for _ in passing:
        pass
    file = PackedFile(name, passing.size, passing.sha256, str(kind), passing.sm3)
    return Content(file, chunks)


def write(
    path: Path, package: str, contents: list[Content], readers: Readers, clerk: Identity, job: Job
) -> None:
    """Seal ``contents``, in this order, for ``readers``.

    Raises PluginUnknown for a suite that is not installed, ParameterInvalid for a key not of the suite.
    """
    suite = sealings.get(readers.suite)
    key = os.urandom(suite.key_size)
    wrapped = wrap_for(readers, key, package.encode())
    header = canonical.encode(Header(suite.id, package, wrapped))
    digests = _Digests(header, sm3=suite.sm3)
    plain = archive.pack(contents, job, sum(content.file.size for content in contents))
    with atomic_file(path) as file:
        file.write(MAGIC + _sized(header))
        length_at = file.tell()
        file.write(struct.pack(">Q", 0))
        for chunk in stream.encrypt(key, suite.context(header), plain, suite.aead):
            file.write(chunk)
            digests.update(chunk)
        of_header, of_payload, size, sm3 = digests.values()
        seal = Seal(package, of_header, of_payload, size, clerk.card, sm3)
        file.write(_sized(canonical.encode(dsse.sign(seal, clerk))))
        file.seek(length_at)
        file.write(struct.pack(">Q", size))


def read_header(path: Path) -> Header:
    """The front of a package, before anything of it is proven. Raises FileMissing, ChainBroken."""
    if not path.is_file():
        raise FileMissing(name=path.name)
    with path.open("rb") as file:
        return read_part(_front(file), Header, "header")


def read_outside(path: Path, job: Job) -> Outside:
    """The parts of a package, once every byte agrees with the seal.

    Raises :class:`ChainBroken`; SuiteRefused for a suite that is not installed.
    """
    with path.open("rb") as file:
        header_bytes = _front(file)
        suite = _suite(header_bytes)
        payload_size = int.from_bytes(_exactly(file, 8, "payload"), "big")
        payload_at = file.tell()
        digests = _Digests(header_bytes, sm3=suite is not None and suite.sm3)
        left = payload_size
        while left:
            job.report(payload_size - left, payload_size)
            chunk = file.read(min(left, canonical.CHUNK))
            if not chunk:
                raise ChainBroken.at("payload", "文件不完整", "the file is cut off")
            digests.update(chunk)
            left -= len(chunk)
        trailer = _take(file, "seal")
        if file.read(1):
            raise ChainBroken.at("seal", "末尾有多余内容", "something was appended")
    seal = dsse.verify(read_part(trailer, Envelope, "seal"), Seal, "seal")
    of_header, of_payload, size, sm3 = digests.values()
    if of_header != seal.header:
        raise ChainBroken.at("header", "与封签不符", "it does not agree with the seal")
    header = read_part(header_bytes, Header, "header")
    if suite is None:
        raise SuiteRefused.of("header", header.suite, sealings.all())
    if (of_payload, size, sm3) != (seal.payload, seal.size, seal.sm3):
        raise ChainBroken.at("payload", "与封签不符", "it does not agree with the seal")
    if header.package != seal.package or not ID.fullmatch(seal.package):
        raise ChainBroken.at("header", "与封签不符", "it does not agree with the seal")
    return Outside(header, suite.context(header_bytes), seal, payload_at, payload_size)


def read_inside(path: Path, outside: Outside, key: SealingKey) -> Iterator[Member]:
    """Every packed file, in order; each content must be read to its end.

    Raises :class:`ChainBroken` for another recipient's key, and for what was not sealed so;
    SuiteRefused for a package of another suite than the key's.
    """
    header = outside.header
    file_key = unwrap(header.suite, header.recipients, key, header.package.encode())
    aead = sealings.get(outside.header.suite).aead
    with path.open("rb") as file:
        file.seek(outside.payload_at)
        plain = stream.decrypt(file_key, outside.context, file, outside.payload_size, aead)
        yield from archive.unpack(plain, outside.payload_size)


def can_open(outside: Outside, key: SealingKey) -> bool:
    """Whether the package was sealed for this key."""
    readers = {recipient.key for recipient in outside.header.recipients}
    return outside.header.suite == key.suite and public_text(key) in readers


def read_part(data: bytes, kind: type[canonical.T], part: str) -> canonical.T:
    """A document in its one byte form, so that no bit of it is free. Raises ChainBroken."""
    try:
        value = canonical.decode(data, kind, part)
    except DocumentInvalid as error:
        raise ChainBroken.at(part, "内容无法解读", "it cannot be read") from error
    if not canonical.is_canonical(data, value):
        raise ChainBroken.at(part, "不是规范形式", "it is not in canonical form")
    return value


def _suite(header: bytes) -> Sealing | None:
    """The suite that a header names, as far as it can be read before its digest is checked."""
    try:
        return sealings.all().get(canonical.decode(header, Header, "header").suite)
    except DocumentInvalid:
        return None


def _sized(data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + data


def _front(file: BinaryIO) -> bytes:
    if file.read(len(MAGIC)) != MAGIC:
        raise ChainBroken.at("package", "不是封装包", "this is not a package")
    return _take(file, "header")


def _take(file: BinaryIO, part: str) -> bytes:
    length = int.from_bytes(_exactly(file, 4, part), "big")
    if length > MAX_HEADER:
        raise ChainBroken.at(part, "长度不合理", "its length is out of bounds")
    return _exactly(file, length, part)


def _exactly(file: BinaryIO, length: int, part: str) -> bytes:
    data = file.read(length)
    if len(data) != length:
        raise ChainBroken.at(part, "文件不完整", "the file is cut off")
    return data
