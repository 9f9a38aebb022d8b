"""The inside of a package: a tar of plain files with fixed metadata, nothing of this computer.

USTAR blocks of 512 bytes; of all that a tar may hold, links, folders, devices, sparse files and
extended headers are refused on reading.
"""

import io
import tarfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import BinaryIO

from app.core.delivery.names import Names
from app.core.errors import ChainBroken
from app.core.jobs import Job
from app.core.model import PackedFile
from app.core.trust import canonical, stream

BLOCK = 512


@dataclass(frozen=True)
class Content:
    """A file to be packed; ``chunks`` is called once and yields ``file.size`` bytes."""

    file: PackedFile
    chunks: Callable[[], Iterable[bytes]]


@dataclass(frozen=True)
class Member:
    """A file as it is read; ``chunks`` must be read to their end before the next member."""

    name: str
    size: int
    chunks: Iterator[bytes]


def pack(contents: Iterable[Content], job: Job, total: int) -> Iterator[bytes]:
    """The archive's bytes; ``total`` is what the contents come to, for the job's reports."""
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


def unpack(plain: Iterator[bytes], limit: int) -> Iterator[Member]:
    """The files of an archive, in order, none larger than ``limit``.

    Raises :class:`ChainBroken` for names that are not safe, and for what :func:`pack` never writes.
    """
    names = Names()
    source: BinaryIO = io.BufferedReader(stream.Reader(plain), canonical.CHUNK)
    while (block := _exactly(source, BLOCK)) != bytes(BLOCK):
        info = _plain_file(block, limit)
        names.admit(info.name)
        yield Member(info.name, info.size, _content(source, info.size))
        if any(_exactly(source, -info.size % BLOCK)):
            raise ChainBroken.at("payload", "填充有内容", "its padding holds something")
    if _exactly(source, BLOCK) != bytes(BLOCK) or _read(source, 1):
        raise ChainBroken.at("payload", "末尾有多余内容", "something was appended")


def _plain_file(block: bytes, limit: int) -> tarfile.TarInfo:
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
        block = _exactly(source, min(left, canonical.CHUNK))
        left -= len(block)
        yield block


def _exactly(source: BinaryIO, size: int) -> bytes:
    data = _read(source, size)
    if len(data) != size:
        raise ChainBroken.at("payload", "内容不完整", "its content is cut off")
    return data


def _read(source: BinaryIO, size: int) -> bytes:
    try:
        return source.read(size)
    except stream.StreamDamaged as error:
        raise ChainBroken.at("payload", "无法解密", "it cannot be decrypted") from error
