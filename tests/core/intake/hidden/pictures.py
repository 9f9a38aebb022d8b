"""Pictures for tests, with what a camera writes into them."""

import struct
import zlib


def exif(order: str = "<") -> bytes:
    """A TIFF structure: artist, device, time, and a place at 30.5 N, 120.25 E."""
    mark = b"II" if order == "<" else b"MM"
    texts = {
        0x010F: b"Phone Maker\0",
        0x0132: b"2024:03:05 10:20:30\0",
        0x013B: "张三".encode() + b"\0\0",
    }
    entries = len(texts) + 1
    start = 8 + 2 + 12 * entries + 4
    directory, heap = struct.pack(f"{order}H", entries), b""
    for tag, text in texts.items():
        directory += struct.pack(f"{order}HHII", tag, 2, len(text), start + len(heap))
        heap += text
    gps = start + len(heap)
    directory += struct.pack(f"{order}HHII", 0x8825, 4, 1, gps) + struct.pack(f"{order}I", 0)
    values = gps + 2 + 12 * 4 + 4
    block = struct.pack(f"{order}H", 4)
    block += struct.pack(f"{order}HHI4s", 1, 2, 2, b"N\0")
    block += struct.pack(f"{order}HHII", 2, 5, 3, values)
    block += struct.pack(f"{order}HHI4s", 3, 2, 2, b"E\0")
    block += struct.pack(f"{order}HHII", 4, 5, 3, values + 24) + struct.pack(f"{order}I", 0)
    block += struct.pack(f"{order}12I", 30, 1, 30, 1, 30, 1, 120, 1, 0, 1, 900, 1)
    return mark + struct.pack(f"{order}HI", 42, 8) + directory + heap + block


def jpeg(metadata: bytes | None = None, tail: bytes = b"") -> bytes:
    """The frame of a JPEG without any pixel."""
    body = b"Exif\0\0" + (exif() if metadata is None else metadata)
    app1 = b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body
    note = "内部照片".encode()
    com = b"\xff\xfe" + struct.pack(">H", len(note) + 2) + note
    return b"\xff\xd8" + app1 + com + b"\xff\xda\x00\x02\x00\xff\xd9" + tail


def png(**texts: str) -> bytes:
    """A PNG with text chunks, one of them packed."""
    chunks = [(b"IHDR", bytes(13))]
    for place, (key, text) in enumerate(texts.items()):
        if place % 2:
            chunks.append((b"zTXt", key.encode() + b"\0\0" + zlib.compress(text.encode())))
        else:
            chunks.append((b"tEXt", key.encode() + b"\0" + text.encode()))
    chunks.append((b"IEND", b""))
    packed = (
        struct.pack(">I", len(b)) + n + b + struct.pack(">I", zlib.crc32(n + b)) for n, b in chunks
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(packed)
