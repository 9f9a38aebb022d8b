"""The sealed package (.gkp): what leaves the office, on the wire or on a stick.

    "GONGKAI-PACKAGE 1\\n"
    u32 length, header    canonical JSON: suite, package id, the file key wrapped for each recipient
    u64 length, payload   STREAM ciphertext of a tar: manifest, request, verdicts, entry, data
    u32 length, trailer   canonical JSON: the sealing clerk's signed digests of header and payload

The outside can be checked by anyone: every byte is covered by the seal's signature. The inside can
be read by the recipients only. All integers are big-endian. Key wrapping is HPKE (RFC 9180) base
mode with X25519, HKDF-SHA-256 and AES-256-GCM; its ``info`` binds the package id.
"""

import base64
import hashlib
import io
import os
import re
import struct
import tarfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hpke
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey

from app.core.errors import ChainBroken, DocumentInvalid
from app.core.files import atomic_file
from app.core.jobs import Job
from app.core.model import Envelope, PackedFile, Seal
from app.core.trust import canonical, dsse, stream
from app.core.trust.identity import Identity

MAGIC = b"GONGKAI-PACKAGE 1\n"
SUITE = "hpke-x25519-sha256-aes256gcm"
MAX_HEADER = 1 << 20
BLOCK = 512  # of a tar
ID = re.compile("[0-9a-f]{32}")  # of a package; it becomes part of file names

_HPKE = hpke.Suite(hpke.KEM.X25519, hpke.KDF.HKDF_SHA256, hpke.AEAD.AES_256_GCM)


@dataclass(frozen=True)
class Recipient:
    """A file key wrapped for one reader. ``key``: the reader's public key; both base64."""

    key: str
    wrapped: str


@dataclass(frozen=True)
class Header:
    """The readable front of a package."""

    suite: str
    package: str
    recipients: tuple[Recipient, ...]


@dataclass(frozen=True)
class Content:
    """A file to be packed; ``chunks`` is called once and yields ``file.size`` bytes."""

    file: PackedFile
    chunks: Callable[[], Iterable[bytes]]


@dataclass(frozen=True)
class Outside:
    """A package whose seal holds: its parts, still encrypted."""

    header: Header
    header_digest: bytes
    seal: Seal
    payload_at: int
    payload_size: int


def write(
    path: Path,
    package: str,
    contents: list[Content],
    recipients: Iterable[str],
    clerk: Identity,
    job: Job,
) -> None:
    """Seal ``contents``, in this order, for ``recipients`` (X25519 public keys, base64)."""
    key = os.urandom(32)
    wrapped = tuple(_wrap(key, public, package) for public in dict.fromkeys(recipients))
    header = canonical.encode(Header(SUITE, package, wrapped))
    total = sum(content.file.size for content in contents)
    with atomic_file(path) as file:
        file.write(MAGIC + _sized(header))
        length_at = file.tell()
        file.write(struct.pack(">Q", 0))
        digest = hashlib.sha256()
        size = 0
        plain = _tar(contents, job, total)
        for chunk in stream.encrypt(key, hashlib.sha256(header).digest(), plain):
            file.write(chunk)
            digest.update(chunk)
            size += len(chunk)
        seal = Seal(
            package, hashlib.sha256(header).hexdigest(), digest.hexdigest(), size, clerk.card
        )
        file.write(_sized(canonical.encode(dsse.sign(seal, clerk))))
        file.seek(length_at)
        file.write(struct.pack(">Q", size))


def read_outside(path: Path, job: Job) -> Outside:
    """The parts of a package, once every byte agrees with the seal. Raises :class:`ChainBroken`."""
    with path.open("rb") as file:
        if file.read(len(MAGIC)) != MAGIC:
            raise ChainBroken.at("package", "不是封装包", "this is not a package")
        header_bytes = _take(file, "header")
        payload_size = int.from_bytes(_exactly(file, 8, "payload"), "big")
        payload_at = file.tell()
        digest = hashlib.sha256()
        left = payload_size
        while left:
            job.report(payload_size - left, payload_size)
            chunk = file.read(min(left, canonical.CHUNK))
            if not chunk:
                raise ChainBroken.at("payload", "文件不完整", "the file is cut off")
            digest.update(chunk)
            left -= len(chunk)
        trailer = _take(file, "seal")
        if file.read(1):
            raise ChainBroken.at("seal", "末尾有多余内容", "something was appended")
    seal = dsse.verify(read_part(trailer, Envelope, "seal"), Seal, "seal")
    if hashlib.sha256(header_bytes).hexdigest() != seal.header:
        raise ChainBroken.at("header", "与封签不符", "it does not agree with the seal")
    if digest.hexdigest() != seal.payload or payload_size != seal.size:
        raise ChainBroken.at("payload", "与封签不符", "it does not agree with the seal")
    header = read_part(header_bytes, Header, "header")
    if header.suite != SUITE or header.package != seal.package or not ID.fullmatch(seal.package):
        raise ChainBroken.at("header", "与封签不符", "it does not agree with the seal")
    return Outside(header, hashlib.sha256(header_bytes).digest(), seal, payload_at, payload_size)


def read_inside(
    path: Path, outside: Outside, key: X25519PrivateKey
) -> Iterator[tuple[str, Iterator[bytes]]]:
    """Name and content of every packed file, in order; each content must be read to its end.

    Raises :class:`ChainBroken` for another recipient's key, and for what was not sealed so.
    """
    file_key = _unwrap(outside.header, key)
    with path.open("rb") as file:
        file.seek(outside.payload_at)
        chunks = stream.decrypt(file_key, outside.header_digest, file, outside.payload_size)
        source = io.BufferedReader(stream.Reader(chunks), canonical.CHUNK)
        while (block := _plain(source, BLOCK)) != bytes(BLOCK):
            member = _member(block, outside.payload_size)
            yield member.name, _content(source, member.size)
            _plain(source, -member.size % BLOCK)
        if _plain(source, BLOCK) != bytes(BLOCK) or _read(source, 1):
            raise ChainBroken.at("payload", "末尾有多余内容", "something was appended")


def can_open(outside: Outside, key: X25519PrivateKey) -> bool:
    """Whether the package was sealed for this key."""
    return public_text(key) in {recipient.key for recipient in outside.header.recipients}


def public_text(key: X25519PrivateKey) -> str:
    """A sealing key's public half as it stands in profiles and headers: raw bytes, base64."""
    return base64.b64encode(key.public_key().public_bytes_raw()).decode()


def read_part(data: bytes, kind: type[canonical.T], part: str) -> canonical.T:
    """A document in its one byte form, so that no bit of it is free. Raises ChainBroken."""
    try:
        value = canonical.decode(data, kind, part)
    except DocumentInvalid as error:
        raise ChainBroken.at(part, "内容无法解读", "it cannot be read") from error
    if not canonical.is_canonical(data, value):
        raise ChainBroken.at(part, "不是规范形式", "it is not in canonical form")
    return value


def _member(block: bytes, limit: int) -> tarfile.TarInfo:
    """A plain file's header: of all that a tar may hold, nothing else is taken."""
    try:
        member = tarfile.TarInfo.frombuf(block, "utf-8", "strict")
    except (tarfile.HeaderError, UnicodeDecodeError, ValueError) as error:
        raise ChainBroken.at("payload", "内容无法解读", "it cannot be read") from error
    if member.type != tarfile.REGTYPE or not 0 <= member.size <= limit:
        raise ChainBroken.at("payload", "含有非普通文件", "it holds something not a file")
    return member


def _content(source: BinaryIO, size: int) -> Iterator[bytes]:
    left = size
    while left:
        block = _plain(source, min(left, canonical.CHUNK))
        left -= len(block)
        yield block


def _plain(source: BinaryIO, size: int) -> bytes:
    """Exactly so many bytes of plaintext."""
    data = _read(source, size)
    if len(data) != size:
        raise ChainBroken.at("payload", "内容不完整", "its content is cut off")
    return data


def _read(source: BinaryIO, size: int) -> bytes:
    try:
        return source.read(size)
    except stream.StreamDamaged as error:
        raise ChainBroken.at("payload", "无法解密", "it cannot be decrypted") from error


def _tar(contents: list[Content], job: Job, total: int) -> Iterator[bytes]:
    """A plain tar stream with fixed metadata: names, sizes and bytes, nothing of this computer."""
    done = 0
    for content in contents:
        info = tarfile.TarInfo(content.file.name)
        info.size = content.file.size
        yield info.tobuf(tarfile.USTAR_FORMAT)
        for chunk in content.chunks():
            job.report(done, total)
            done += len(chunk)
            yield chunk
        yield bytes(-content.file.size % BLOCK)
    yield bytes(2 * BLOCK)


def _wrap(key: bytes, public: str, package: str) -> Recipient:
    reader = X25519PublicKey.from_public_bytes(base64.b64decode(public))
    wrapped = _HPKE.encrypt(key, reader, info=package.encode())
    return Recipient(public, base64.b64encode(wrapped).decode())


def _unwrap(header: Header, key: X25519PrivateKey) -> bytes:
    for recipient in header.recipients:
        if recipient.key == public_text(key):
            try:
                wrapped = base64.b64decode(recipient.wrapped, validate=True)
                return bytes(_HPKE.decrypt(wrapped, key, info=header.package.encode()))
            except (InvalidTag, ValueError) as error:
                raise ChainBroken.at(
                    "header", "密钥无法解开", "its key cannot be unwrapped"
                ) from error
    raise ChainBroken.at("header", "不是封给本方的", "it is sealed for someone else")


def _sized(data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + data


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
