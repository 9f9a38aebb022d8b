"""dBase files for the tests, written from the published layout of the format."""

import struct
from collections.abc import Sequence

Field = tuple[bytes, str, int, int, int]  # name, type, length, decimals, option bits


def field(name: str, kind: str, length: int, decimals: int = 0, options: int = 0) -> Field:
    return name.encode("gb18030"), kind, length, decimals, options


def dbf(
    fields: Sequence[Field],
    records: Sequence[bytes],
    *,
    version: int = 0x03,
    driver: int = 0,
    count: int | None = None,
    end: bytes = b"\x1a",
) -> bytes:
    """A file; each record is given whole, with its mark."""
    described = b"".join(
        struct.pack("<11sc4xBBB13x", name, kind.encode(), length & 0xFF, decimals, options)
        for name, kind, length, decimals, options in fields
    )
    width = 1 + sum(length for _, _, length, _, _ in fields)
    start = 32 + len(described) + 1
    stated = len(records) if count is None else count
    head = struct.pack("<B3BIHH17xB2x", version, 124, 3, 1, stated, start, width, driver)
    return head + described + b"\r" + b"".join(records) + end


def record(*cells: bytes, mark: bytes = b" ") -> bytes:
    return mark + b"".join(cells)
