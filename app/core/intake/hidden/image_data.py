"""What a picture holds beside its pixels: Exif, XMP, IPTC, comments, and what is glued to its end.

Source: ITU-T T.81 annex B (JPEG), W3C PNG 11.3, WebP container, GIF89a; MS-EMF holds words.
"""

import re
import struct
import zlib
from collections.abc import Iterator

from app.core.intake.hidden.concealed import clean, lines
from app.core.intake.hidden.exif import exif_lines
from app.core.intake.hidden.readable import bare, decoded, runs, wide_runs

MAX_CHUNK = 4 << 20  # bytes of one piece of metadata, inflated
MAX_CHUNKS = 5_000
JPEG, PNG = b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n"
_XMP_VALUES = re.compile(rb"=\"([^\"]{1,2000})\"")
_XMP = b"http://ns.adobe.com/xap/1.0/\0"
_EXIF = b"Exif\0\0"


def image_text(data: bytes) -> str | None:
    """The words in a picture, "" where it holds none; None when the bytes are no picture."""
    for magic, read in _FORMATS:
        if data.startswith(magic):
            return lines(list(read(data)))
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return lines(list(_webp(data)))
    if data[:4] == b"\1\0\0\0" and data[40:44] == b" EMF":
        return lines(wide_runs(data))
    if data[4:8] == b"ftyp":
        return lines(list(_heif(data)))
    return None


def _jpeg(data: bytes) -> Iterator[str]:
    position, end = 2, len(data)
    for _ in range(MAX_CHUNKS):
        if position + 4 > len(data) or data[position] != 0xFF:
            break
        marker = data[position + 1]
        if marker in (0xDA, 0xD9):
            end = data.rfind(b"\xff\xd9") + 2
            break
        (size,) = struct.unpack_from(">H", data, position + 2)
        yield from _segment(marker, data[position + 4 : position + 2 + size])
        position += 2 + max(size, 2)
    yield from _tail(data, end if end > 1 else len(data))


def _segment(marker: int, body: bytes) -> Iterator[str]:
    if marker == 0xE1 and body.startswith(_EXIF):
        yield from exif_lines(body[len(_EXIF) :])
    elif marker == 0xE1:
        yield from _xmp(body.removeprefix(_XMP))
    elif marker == 0xFE:
        yield f"Comment: {clean(decoded(body) or '')}"
    elif marker == 0xED:
        yield runs(body)


def _xmp(packet: bytes) -> Iterator[str]:
    texts = [bare(packet)]
    texts += [value.decode("utf-8", "replace") for value in _XMP_VALUES.findall(packet)]
    yield from (text for text in texts if text and not text.startswith("http://"))


def _png(data: bytes) -> Iterator[str]:
    position = len(PNG)
    for _ in range(MAX_CHUNKS):
        if position + 8 > len(data):
            return
        size, name = struct.unpack_from(">I4s", data, position)
        body = data[position + 8 : position + 8 + size]
        position += 12 + size
        if name == b"eXIf":
            yield from exif_lines(body)
        elif name in (b"tEXt", b"zTXt", b"iTXt"):
            yield _png_text(name, body)
        elif name == b"IEND":
            yield from _tail(data, position)
            return


def _png_text(name: bytes, body: bytes) -> str:
    key, _, rest = body.partition(b"\0")
    if name == b"zTXt":
        rest = _inflated(rest[1:])
    elif name == b"iTXt":
        packed, rest = rest[:1], rest[2:].split(b"\0", 2)[-1]
        rest = _inflated(rest) if packed == b"\1" else rest
    text = bare(rest) if rest.lstrip().startswith(b"<") else decoded(rest) or ""
    return f"{key.decode('latin-1')}: {clean(text)}"


def _inflated(data: bytes) -> bytes:
    try:
        return zlib.decompressobj().decompress(data, MAX_CHUNK)
    except zlib.error:
        return b""


def _webp(data: bytes) -> Iterator[str]:
    position = 12
    for _ in range(MAX_CHUNKS):
        if position + 8 > len(data):
            return
        name, size = struct.unpack_from("<4sI", data, position)
        body = data[position + 8 : position + 8 + size]
        position += 8 + size + size % 2
        if name == b"EXIF":
            yield from exif_lines(body.removeprefix(_EXIF))
        elif name == b"XMP ":
            yield from _xmp(body)


def _tiff(data: bytes) -> Iterator[str]:
    yield from exif_lines(data)


def _gif(data: bytes) -> Iterator[str]:
    place = data.find(b"\x21\xfe")
    for _ in range(MAX_CHUNKS):
        if place < 0:
            return
        text, position = b"", place + 2
        while position < len(data) and data[position]:
            text += data[position + 1 : position + 1 + data[position]]
            position += 1 + data[position]
        yield f"Comment: {clean(decoded(text) or '')}"
        place = data.find(b"\x21\xfe", position)


def _heif(data: bytes) -> Iterator[str]:
    """HEIC keeps Exif somewhere in its boxes; its own header is what is looked for."""
    place = data.find(_EXIF)
    if place >= 0:
        yield from exif_lines(data[place + len(_EXIF) :])
    packet = data.find(b"<x:xmpmeta")
    if packet >= 0:
        yield from _xmp(data[packet : packet + MAX_CHUNK])


def _plain(_data: bytes) -> Iterator[str]:
    return iter(())


def _tail(data: bytes, end: int) -> Iterator[str]:
    """What is glued to the end of a picture; a file may hide there."""
    rest = data[end:].strip(b"\0\r\n ")
    if rest:
        yield f"+{len(rest)} bytes"
        yield runs(rest[:MAX_CHUNK])


_FORMATS = (
    (JPEG, _jpeg), (PNG, _png), (b"II*\0", _tiff), (b"MM\0*", _tiff), (b"GIF8", _gif),
    (b"BM", _plain), (b"\xd7\xcd\xc6\x9a", lambda data: iter(runs(data).split("\n"))),
)  # fmt: skip
