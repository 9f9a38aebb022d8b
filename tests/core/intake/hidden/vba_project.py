"""A VBA project for tests: its compression, its dir stream, its compound file."""

import struct

from tests.core.intake.hidden.compound_file import compound_file


def compressed(data: bytes) -> bytes:
    """A CompressedContainer (MS-OVBA 2.4.1), each chunk packed greedily."""
    out = bytearray(b"\x01")
    for start in range(0, len(data), 4096):
        body = _chunk(data[start : start + 4096])
        if len(body) > 4096:
            body, flag = data[start : start + 4096].ljust(4096, b"\0"), 0x3000
        else:
            flag = 0xB000
        out += struct.pack("<H", flag | (len(body) - 1)) + body
    return bytes(out)


def _chunk(data: bytes) -> bytes:
    out, position = bytearray(), 0
    while position < len(data):
        flags, tokens = 0, bytearray()
        for bit in range(8):
            if position >= len(data):
                break
            back, length = _match(data, position)
            if length >= 3:
                bits = max((position - 1).bit_length(), 4)
                tokens += struct.pack("<H", (back - 1) << (16 - bits) | (length - 3))
                flags |= 1 << bit
                position += length
            else:
                tokens.append(data[position])
                position += 1
        out.append(flags)
        out += tokens
    return bytes(out)


def _match(data: bytes, position: int) -> tuple[int, int]:
    if position < 1:
        return 0, 0
    most = (0xFFFF >> max((position - 1).bit_length(), 4)) + 3
    best = (0, 0)
    for back in range(1, min(position, 64) + 1):
        length = 0
        while (
            length < most
            and position + length < len(data)
            and data[position + length] == data[position + length - back]
        ):
            length += 1
        if length > best[1]:
            best = (back, length)
    return best


def project(modules: dict[str, str]) -> dict[str, bytes]:
    """The streams of a project by their paths; sources are kept in GBK."""
    listing = _record(0x03, struct.pack("<H", 936))
    listing += struct.pack("<HIIH", 0x09, 4, 1, 2)
    streams = {}
    for name, source in modules.items():
        gap = b"\x01\x02performance cache"
        encoded = name.encode("gbk")
        listing += _record(0x19, encoded) + _record(0x1A, encoded)
        listing += _record(0x31, struct.pack("<I", len(gap))) + _record(0x2B, b"")
        streams[f"VBA/{name}"] = gap + compressed(source.encode("gbk"))
    return {"VBA/dir": compressed(listing), **streams, "PROJECT": b'ID="{0}"'}


def _record(kind: int, body: bytes) -> bytes:
    return struct.pack("<HI", kind, len(body)) + body


def project_file(modules: dict[str, str]) -> bytes:
    """A vbaProject.bin."""
    return compound_file(project(modules))
