"""The property sets of compound files: summary, document summary and what a person named.

Source: MS-OLEPS 2.18 to 2.21; MS-OSHARED 2.3.3.2 (the identifiers).
"""

import datetime
import struct
from collections.abc import Iterator

from app.core.intake.hidden.vba import python_encoding

MAX_PROPERTIES = 4_096
MAX_TEXT = 1 << 20  # bytes of one value
MAX_DEPTH = 3

SUMMARY = bytes.fromhex("e0859ff2f94f6810ab9108002b27b3d9")
DOCUMENT = bytes.fromhex("02d5cdd59c2e1b10939708002b2cf9ae")
_NAMES = {
    SUMMARY: {2: "title", 3: "subject", 4: "creator", 5: "keywords", 6: "description",
              7: "template", 8: "lastModifiedBy", 9: "revision", 11: "lastPrinted", 12: "created",
              13: "modified", 18: "Application"},
    DOCUMENT: {2: "category", 14: "Manager", 15: "Company", 26: "contentType",
               27: "contentStatus", 28: "language", 29: "version"},
}  # fmt: skip
_DICTIONARY, _CODEPAGE = 0, 1
_LPSTR, _LPWSTR, _FILETIME, _VARIANT, _VECTOR, _BLOB = 30, 31, 64, 12, 0x1000, 65
_PLAIN = {
    2: "<h",
    3: "<i",
    4: "<f",
    5: "<d",
    18: "<H",
    19: "<I",
    20: "<q",
    21: "<Q",
    22: "<i",
    23: "<I",
}
_FIRST_DAY = datetime.datetime(1601, 1, 1)  # noqa: DTZ001 — the file keeps no zone


def property_set(data: bytes) -> Iterator[tuple[str, str]]:
    """(name, text) of each property that holds words, numbers or times; damage ends them."""
    try:
        (count,) = struct.unpack_from("<I", data, 24)
        for number in range(min(count, 8)):
            format, (offset,) = (
                data[28 + 20 * number :][:16],
                struct.unpack_from("<I", data, 44 + 20 * number),
            )
            yield from _section(data[offset:], _NAMES.get(format))
    except struct.error:
        return


def _section(data: bytes, names: dict[int, str] | None) -> Iterator[tuple[str, str]]:
    (count,) = struct.unpack_from("<I", data, 4)
    places = [struct.unpack_from("<II", data, 8 + 8 * n) for n in range(min(count, MAX_PROPERTIES))]
    encoding = "gb18030"
    for id, offset in places:
        if id == _CODEPAGE:
            encoding = python_encoding(struct.unpack_from("<H", data, offset + 4)[0])
    named = dict(names or {})
    for id, offset in places:
        if id == _DICTIONARY:
            named.update(_dictionary(data, offset, encoding))
    for id, offset in places:
        # The known sets tell only what is known: the rest are counts and the program's own state.
        if id not in (_DICTIONARY, _CODEPAGE) and (names is None or id in named):
            text, _ = _value(data, offset, encoding, 0)
            yield named.get(id, str(id)), text


def _dictionary(data: bytes, offset: int, encoding: str) -> Iterator[tuple[int, str]]:
    (count,) = struct.unpack_from("<I", data, offset)
    offset += 4
    for _ in range(min(count, MAX_PROPERTIES)):
        id, length = struct.unpack_from("<II", data, offset)
        wide = encoding == "utf-16-le"
        size = length * 2 if wide else length
        name = data[offset + 8 : offset + 8 + size].decode(encoding, "replace").rstrip("\0")
        offset += 8 + size
        if wide:
            offset += -offset % 4
        yield id, name


def _value(data: bytes, offset: int, encoding: str, depth: int) -> tuple[str, int]:
    """The text of a typed value, and where it ends."""
    (kind,) = struct.unpack_from("<H", data, offset)
    return _typed(data, offset + 4, kind, encoding, depth)


def _typed(data: bytes, offset: int, kind: int, encoding: str, depth: int) -> tuple[str, int]:
    if kind & _VECTOR and depth < MAX_DEPTH:
        return _vector(data, offset, kind & ~_VECTOR, encoding, depth)
    if kind in (_LPSTR, _LPWSTR, _BLOB):
        (length,) = struct.unpack_from("<I", data, offset)
        size = length * 2 if kind == _LPWSTR else length
        body = data[offset + 4 : offset + 4 + min(size, MAX_TEXT)]
        codec = "utf-16-le" if kind == _LPWSTR else encoding
        text = "" if kind == _BLOB else body.decode(codec, "replace").partition("\0")[0]
        return text, offset + 4 + size + (-size % 4 if kind == _LPWSTR else 0)
    if kind == _FILETIME:
        return _time(struct.unpack_from("<Q", data, offset)[0]), offset + 8
    if kind == 11:
        return ("TRUE" if data[offset : offset + 2] != b"\0\0" else "FALSE"), offset + 4
    if kind in _PLAIN:
        (number,) = struct.unpack_from(_PLAIN[kind], data, offset)
        return str(number), offset + max(struct.calcsize(_PLAIN[kind]), 4)
    return "", offset


def _vector(data: bytes, offset: int, kind: int, encoding: str, depth: int) -> tuple[str, int]:
    (count,) = struct.unpack_from("<I", data, offset)
    offset += 4
    texts = []
    for _ in range(min(count, MAX_PROPERTIES)):
        if kind == _VARIANT:
            text, offset = _value(data, offset, encoding, depth + 1)
        else:
            text, offset = _typed(data, offset, kind, encoding, depth + 1)
        texts.append(text)
    return "\n".join(texts), offset


def _time(ticks: int) -> str:
    """A time in units of 100 ns since 1601; "" for none, and for what is a span of time."""
    try:
        moment = _FIRST_DAY + datetime.timedelta(microseconds=ticks // 10)
    except OverflowError:
        return ""
    return moment.isoformat(timespec="seconds") if ticks >> 55 else ""
