"""The header of a .dbf file: its version, its fields, and how long a record is.

Sources: the dBase III/IV file description; Microsoft, "Visual FoxPro Table File Structure". Numbers
are little-endian unless said. dBase 7, whose header is different, is refused.
"""

import struct
from dataclasses import dataclass
from pathlib import Path

from app.core.errors import FileProtected, FileUnreadable, Where
from app.core.text import Text

VERSIONS = frozenset(
    b"\x02\x03\x04\x05\x30\x31\x32\x43\x63\x7b\x83\x87\x8b\x8e\xb3\xcb\xe5\xf5\xfb"
)
FOXPRO = frozenset(b"\x30\x31\x32")  # Visual FoxPro: numbers of a memo are binary, B is a double
DBASE_7 = frozenset(b"\x8c\xec")
TYPES = frozenset(b"CNFDLIBYTMGPVQW0")
FIELD = 32  # bytes of a field's description; the file's own header is as long


@dataclass(frozen=True)
class Field:
    """One field: ``start`` and ``length`` in bytes of the record; ``null``: its bit, if it has one."""

    raw: bytes
    type: str
    start: int
    length: int
    binary: bool
    null: int | None = None
    short: int | None = None  # the bit that says that the last byte is the length


@dataclass(frozen=True)
class Header:
    """What a header tells; ``count`` records of ``record`` bytes begin at byte ``start``."""

    version: int
    count: int
    start: int
    record: int
    driver: int
    fields: tuple[Field, ...]
    flags: slice  # of the null flags in the record; empty where there are none


def header_of(path: Path) -> Header:
    """The header of a file. Raises FileUnreadable, FileProtected."""
    with path.open("rb") as file:
        head = file.read(FIELD)
        if len(head) < FIELD:
            raise damaged(path, Text("文件头不完整", "its header is incomplete"))
        version, count, start, record = struct.unpack("<B3xIHH", head[:12])
        if version in DBASE_7:
            raise damaged(
                path, Text("dBase 7 格式不受支持", "it is of dBase 7, which is not supported")
            )
        if head[15] == 1:
            raise FileProtected(name=path.name)
        rest = file.read(max(start - FIELD, 0))
    if start <= FIELD or len(rest) < start - FIELD:
        raise damaged(path, Text("文件头不完整", "its header is incomplete"))
    described = _described(path, version, rest, record)
    flags = slice(0, 0)
    fields, bit = [], 0
    for field, options in described:
        if field.type == "0":
            flags = slice(field.start, field.start + field.length)
            continue
        short = null = None
        if version in FOXPRO:
            if field.type in "VQ":
                short, bit = bit, bit + 1
            if options & 2:
                null, bit = bit, bit + 1
        fields.append(
            Field(field.raw, field.type, field.start, field.length, field.binary, null, short)
        )
    if not fields:
        raise damaged(path, Text("没有字段", "it has no fields"))
    return Header(version, count, start, record, head[29], tuple(fields), flags)


def _described(path: Path, version: int, rest: bytes, record: int) -> list[tuple[Field, int]]:
    """The fields as the header describes them, each with its option bits."""
    found: list[tuple[bytes, str, int, int, int]] = []
    for at in range(0, len(rest), FIELD):
        one = rest[at : at + FIELD]
        if one[0] == 0x0D or (
            len(one) < FIELD and one[0] == 0x0A
        ):  # CR made a line feed on the way
            break
        if len(one) < FIELD or one[11] not in TYPES:
            reason = Text(
                f"第 {len(found) + 1} 个字段的描述无效",
                f"the description of field {len(found) + 1} is wrong",
            )
            raise damaged(path, reason)
        found.append((one[:11].split(b"\0")[0], chr(one[11]), one[16], one[17], one[18]))
    # A long character field keeps the high byte of its length where decimals stand in others.
    plain = 1 + sum(length for _, _, length, _, _ in found)
    long = 1 + sum(n + (d << 8 if kind == "C" else 0) for _, kind, n, d, _ in found)
    if record not in (plain, long):
        reason = Text(
            f"字段总长 {plain} 与记录长 {record} 不符",
            f"the fields' lengths make {plain} bytes but a record has {record}",
        )
        raise damaged(path, reason)
    fields, start = [], 1
    for raw, kind, low, decimals, stated in found:
        length = low + (decimals << 8 if kind == "C" and record == long else 0)
        options = stated if version in FOXPRO else 0
        fields.append((Field(raw, kind, start, length, bool(options & 4)), options))
        start += length
    return fields


def damaged(path: Path, reason: Text, row: int | None = None) -> FileUnreadable:
    """The error that a file is damaged, for a reason."""
    return FileUnreadable(Where(path.name, row=row), name=path.name, reason=reason)
