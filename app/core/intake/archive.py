"""Zip archives that hold a workbook: refused where they would swell, and read part by part."""

import lzma
import struct
import zipfile
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from isal import isal_zlib
from isal.igzip_lib import IsalError

from app.core.errors import FileTooLarge, FileUnreadable
from app.core.intake.content import Content
from app.core.text import Text

MAX_PART = 2 << 30  # bytes of one part, inflated; a full sheet of 20 columns has half of it
MAX_TOTAL = 4 << 30
MAX_ENTRIES = 10_000
MAX_RATIO = 200  # inflated : packed, for parts above 10 MB
BLOCK = 1 << 18  # bytes; small enough that progress is told often

_PACKED = 1 << 16  # bytes read at a time
_ENCRYPTED = 1  # bit of the general purpose flags, APPNOTE 4.4.4

INCOMPLETE = Text("文件不完整", "it is incomplete")

_IsalError: type[Exception] = IsalError  # type: ignore[assignment]  # its stubs name an instance

# What zipfile and isal raise on missing, damaged, encrypted and exotic entries.
DAMAGE = (
    zipfile.BadZipFile, zlib.error, _IsalError, lzma.LZMAError, struct.error,
    EOFError, LookupError, OSError, RuntimeError, ValueError,
)  # fmt: skip


def check_archive(path: Content) -> None:
    """Refuse archives that would inflate without bound; counts what the directory declares."""
    try:
        with path.open("rb") as file, zipfile.ZipFile(file) as archive:
            parts = archive.infolist()
    except DAMAGE as error:
        raise FileUnreadable(name=path.name, reason=INCOMPLETE) from error
    too_large = (
        len(parts) > MAX_ENTRIES
        or sum(part.file_size for part in parts) > MAX_TOTAL
        or any(part.file_size > MAX_PART for part in parts)
        or any(
            part.file_size > 10_000_000 and part.file_size > MAX_RATIO * max(part.compress_size, 1)
            for part in parts
        )
    )
    if too_large:
        raise FileTooLarge(name=path.name, reason=Text("解压后过大", "it inflates beyond bound"))


def part_names(path: Content) -> frozenset[str]:
    """The names of the parts of an archive. Raises FileUnreadable."""
    try:
        with path.open("rb") as file, zipfile.ZipFile(file) as archive:
            return frozenset(archive.namelist())
    except DAMAGE as error:
        raise FileUnreadable(name=path.name, reason=INCOMPLETE) from error


def part_blocks(path: Content, part: str) -> Iterator[bytes]:
    """The bytes of one part, block by block. Raises FileUnreadable, also where it is missing."""
    try:
        with path.open("rb") as file, zipfile.ZipFile(file) as archive:
            info = archive.getinfo(part)
            if info.compress_type == zipfile.ZIP_DEFLATED and not info.flag_bits & _ENCRYPTED:
                yield from _inflated(file, info)
                return
            with archive.open(info) as stream:
                while block := stream.read(BLOCK):
                    yield block
    except DAMAGE as error:
        raise FileUnreadable(name=path.name, reason=INCOMPLETE) from error


def _inflated(file: BinaryIO, info: zipfile.ZipInfo) -> Iterator[bytes]:
    """The bytes of a deflated part, a third of zlib's time; never more than are declared.

    Source: APPNOTE 4.3.7 (local file header). Raises BadZipFile where length or sum differ.
    """
    file.seek(info.header_offset)
    header = file.read(30)
    if len(header) < 30 or not header.startswith(b"PK\x03\x04"):
        raise zipfile.BadZipFile(info.filename)
    name, extra = struct.unpack_from("<HH", header, 26)
    file.seek(name + extra, 1)
    inflate = isal_zlib.decompressobj(-zlib.MAX_WBITS)
    packed, size, crc = info.compress_size, 0, 0
    while not inflate.eof:
        data = inflate.unconsumed_tail
        if not data:
            data = file.read(min(packed, _PACKED))
            packed -= len(data)
        block = inflate.decompress(data, BLOCK)
        if not block and not data:
            break
        size += len(block)
        crc = isal_zlib.crc32(block, crc)
        if size > info.file_size:
            raise zipfile.BadZipFile(info.filename)
        if block:
            yield block
    if size != info.file_size or crc != info.CRC:
        raise zipfile.BadZipFile(info.filename)


def part_size(path: Content, part: str) -> int:
    """The bytes of one part, inflated, as the directory declares them. Raises FileUnreadable."""
    try:
        with path.open("rb") as file, zipfile.ZipFile(file) as archive:
            return archive.getinfo(part).file_size
    except DAMAGE as error:
        raise FileUnreadable(name=path.name, reason=INCOMPLETE) from error
