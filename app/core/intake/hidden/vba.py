"""The source text of VBA macros.

Source: MS-OVBA 2.4.1 (compression), 2.3.4.2 (the dir stream), 2.3.4.3 (module streams).
"""

import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from app.core.intake.hidden.concealed import CUT, note
from app.core.intake.hidden.readable import runs

MAX_SOURCE = 4 << 20  # bytes of one stream, inflated
MAX_PROJECT = 32 << 20  # bytes of a project's sources

_SIGNATURE = b"\0Attribut"  # how the source of nearly every module begins, behind its flag byte
_CODEPAGE, _MODULE, _STREAM, _OFFSET, _END, _VERSION = 0x03, 0x19, 0x1A, 0x31, 0x2B, 0x09


class NotCompressed(Exception):
    """The bytes are no CompressedContainer."""


@dataclass(frozen=True)
class Module:
    """A module: its name, and its source or, where that is damaged, the words in its stream."""

    name: str
    source: str


def decompress(data: bytes) -> bytes:
    """The bytes of a CompressedContainer; what is damaged ends them. Raises NotCompressed."""
    if data[:1] != b"\x01":
        raise NotCompressed
    out = bytearray()
    position = 1
    while position + 2 <= len(data) and len(out) < MAX_SOURCE:
        (header,) = struct.unpack_from("<H", data, position)
        end = min(position + (header & 0x0FFF) + 3, len(data))
        if header >> 12 & 0b111 != 0b011:
            break
        if header & 0x8000:
            if not _chunk(data, position + 2, end, out):
                break
        else:
            out += data[position + 2 : end]
        position = end
    return bytes(out)


def _chunk(data: bytes, position: int, end: int, out: bytearray) -> bool:
    """Append one chunk of up to 4,096 bytes; whether it was whole."""
    start = len(out)
    while position < end:
        flags = data[position]
        position += 1
        for bit in range(8):
            if position >= end:
                break
            if not flags >> bit & 1:
                out.append(data[position])
                position += 1
                continue
            if position + 2 > end or not _copy(data, position, start, out):
                return False
            position += 2
    return True


def _copy(data: bytes, position: int, start: int, out: bytearray) -> bool:
    """Append what a copy token refers to: a place back in the chunk and a length."""
    (token,) = struct.unpack_from("<H", data, position)
    done = len(out) - start
    bits = max((done - 1).bit_length(), 4) if done else 4
    length = (token & (0xFFFF >> bits)) + 3
    back = (token >> (16 - bits)) + 1
    if back > done:
        return False
    for _ in range(length):
        out.append(out[-back])
    return True


def modules(streams: Mapping[str, bytes]) -> Iterator[Module]:
    """The modules of a project. ``streams``: the streams of the VBA storage by their own name."""
    named = {name.lower(): data for name, data in streams.items()}
    room = MAX_PROJECT
    for name, stream, offset, encoding in _places(named):
        source = _source(named[stream], offset, encoding) if room > 0 else note(CUT)
        room -= len(source)
        yield Module(name, source)


def _places(named: Mapping[str, bytes]) -> Iterator[tuple[str, str, int, str]]:
    """What the dir stream lists, then the streams that look like modules and are not listed."""
    encoding = "gb18030"
    known: set[str] = set()
    try:
        listing = decompress(named.get("dir", b""))
    except NotCompressed:
        listing = b""
    for name, stream, offset, encoding in _listed(listing):
        if stream.lower() in named and stream.lower() not in known:
            known.add(stream.lower())
            yield name, stream.lower(), offset, encoding
    for name, data in named.items():
        if name not in known and _SIGNATURE in data:
            yield name, name, -1, encoding


def _source(data: bytes, offset: int, encoding: str) -> str:
    starts = [offset] if offset >= 0 else []
    sign = data.find(_SIGNATURE)
    if sign >= 3:
        starts.append(sign - 3)  # the signature byte and the header of the first chunk
    for start in starts:
        try:
            text = decompress(data[start:]).decode(encoding, "replace")
        except NotCompressed:
            continue
        if text.strip():
            return text
    return runs(data)


def _listed(listing: bytes) -> Iterator[tuple[str, str, int, str]]:
    """Name, stream, offset of the source and encoding of each module in a dir stream."""
    encoding, name, stream, offset = "cp936", "", "", -1
    position = 0
    while position + 6 <= len(listing):
        kind, size = struct.unpack_from("<HI", listing, position)
        if kind == _VERSION:  # the one record whose size does not count its last two bytes
            size += 2
        body = listing[position + 6 : position + 6 + size]
        position += 6 + size
        if kind == _CODEPAGE and len(body) >= 2:
            encoding = python_encoding(struct.unpack_from("<H", body)[0])
        elif kind == _MODULE:
            name, stream, offset = body.decode(encoding, "replace"), "", -1
        elif kind == _STREAM:
            stream = body.decode(encoding, "replace")
        elif kind == _OFFSET and len(body) >= 4:
            (offset,) = struct.unpack_from("<I", body)
        elif kind == _END:
            yield name, stream or name, offset, encoding


def python_encoding(codepage: int) -> str:
    """The codec of a Windows code page; GB18030 where there is none."""
    special = {
        1200: "utf-16-le",
        65001: "utf-8",
        936: "gb18030",
        10000: "mac-roman",
        10008: "gb18030",
    }
    name = special.get(codepage, f"cp{codepage}")
    try:
        "".encode(name)
    except LookupError:
        return "gb18030"
    return name
