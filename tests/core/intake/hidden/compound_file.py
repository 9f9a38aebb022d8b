"""A writer of compound files (MS-CFB, version 3) that is just enough for tests.

Streams are padded with zeros to 4,096 bytes, so that none goes to the mini stream.
"""

import struct
from collections.abc import Mapping

SECTOR = 512
END, FREE, FAT = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD


def compound_file(streams: Mapping[str, bytes]) -> bytes:
    """A compound file of streams by their paths (``VBA/dir``)."""
    entries: list[dict[str, object]] = [{"name": "Root Entry", "type": 5, "kids": []}]
    for path, content in streams.items():
        *folders, name = path.split("/")
        parent = 0
        for folder in folders:
            parent = _storage(entries, parent, folder)
        _child(
            entries,
            parent,
            {"name": name, "type": 2, "kids": [], "data": content.ljust(4096, b"\0")},
        )
    sectors: list[bytes] = []
    fat: list[int] = []
    for entry in entries:
        data = entry.get("data")
        if isinstance(data, bytes):
            entry["start"] = _chain(sectors, fat, data)
    start = _chain(sectors, fat, b"".join(_directory(entry, entries) for entry in entries))
    count = 1
    while len(fat) + count > count * 128:
        count += 1
    first = len(fat)
    fat += [FAT] * count
    table = struct.pack(f"<{len(fat)}I", *fat).ljust(count * SECTOR, b"\xff")
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    header += struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    header += struct.pack("<IIIIIIIII", 0, count, start, 0, 4096, END, 0, END, 0)
    header += b"".join(struct.pack("<I", first + n) for n in range(count))
    return header.ljust(SECTOR, b"\xff") + b"".join(sectors) + table


def _storage(entries: list[dict[str, object]], parent: int, name: str) -> int:
    for kid in entries[parent]["kids"]:  # type: ignore[attr-defined]
        if entries[kid]["name"] == name:
            return int(kid)
    return _child(entries, parent, {"name": name, "type": 1, "kids": []})


def _child(entries: list[dict[str, object]], parent: int, entry: dict[str, object]) -> int:
    entries.append(entry)
    entries[parent]["kids"].append(len(entries) - 1)  # type: ignore[attr-defined]
    return len(entries) - 1


def _chain(sectors: list[bytes], fat: list[int], data: bytes) -> int:
    start = len(sectors)
    pieces = [data[n : n + SECTOR].ljust(SECTOR, b"\0") for n in range(0, len(data), SECTOR)]
    sectors += pieces
    fat += [*range(start + 1, start + len(pieces)), END]
    return start


def _directory(entry: dict[str, object], entries: list[dict[str, object]]) -> bytes:
    number = entries.index(entry)
    right = FREE
    for other in entries:
        kids = other["kids"]
        if number in kids and kids.index(number) + 1 < len(kids):  # type: ignore[operator,attr-defined]
            right = kids[kids.index(number) + 1]  # type: ignore[index,attr-defined]
    kids = entry["kids"]
    name = str(entry["name"]).encode("utf-16-le") + b"\0\0"
    data = entry.get("data", b"")
    size = len(data) if isinstance(data, bytes) else 0
    return (
        name.ljust(64, b"\0")
        + struct.pack("<HBB", len(name), entry["type"], 1)
        + struct.pack("<III", FREE, right, kids[0] if kids else FREE)  # type: ignore[index]
        + bytes(36)
        + struct.pack("<IQ", entry.get("start", END if size == 0 else 0), size)
    )
