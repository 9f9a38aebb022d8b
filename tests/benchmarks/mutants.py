"""Damaged variants of a file, made with an eye for its structure, the same for the same seed.

A zip archive is taken apart and its parts are damaged, markup by tags, attributes and numbers;
everything else by bytes and by the whole numbers that binary formats hold.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Callable
from random import Random

_TOKEN = re.compile(rb"<[^>]*>|[^<]+")
_ATTRIBUTE = re.compile(rb"""\s[\w:.-]+\s*=\s*("[^"]*"|'[^']*')""")
_NUMBER = re.compile(rb"-?\d+(?:\.\d+)?")
_ODD = (
    b"", b"0", b"-1", b"1", b"255", b"256", b"65535", b"65536", b"1048577", b"16385", b"2147483648",
    b"4294967295", b"99999999999999999999", b"1e308", b"1e999", b"-0", b"NaN", b"INF", b"0x10",
    b"1.5", b"A", b"\xe4\xb8\x80", b"\xff", b"&#0;", b"&amp;", b"&x;", b"$A$1", b"XFD1048576",
    b"A0", b"AAAA1", b"A1:XFD1048576", b" ", b"true", b"9" * 400,
)  # fmt: skip
_ODD_INTEGERS = (0, 1, 0x7F, 0x80, 0xFF, 0x7FFF, 0xFFFF, 0x7FFFFFFF, 0xFFFFFFFF, 0xFFFFFFFE)

Change = Callable[[bytes, Random], bytes]


def mutant(data: bytes, random: Random) -> bytes:
    """``data`` with one to four changes; always the same for the same state of ``random``."""
    for _ in range(random.choice((1, 1, 1, 2, 4))):
        archive = data.startswith(b"PK\x03\x04") and random.random() < 0.9
        data = _archive(data, random) if archive else _plain(data, random)
    return data


def _plain(data: bytes, random: Random) -> bytes:
    marked_up = data.lstrip(b"\xef\xbb\xbf\r\n\t ")[:1] in (b"<", b"{", b"[")
    changes = (*_TEXTUAL, *_BINARY) if marked_up else _BINARY
    return random.choice(changes)(data, random) if data else b"\0"


# ── archives ─────────────────────────────────────────────────────────────────────────────────


def _archive(data: bytes, random: Random) -> bytes:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = [(info.filename, archive.read(info)) for info in archive.infolist()]
    except (zipfile.BadZipFile, zlib.error, OSError, ValueError, EOFError, RuntimeError):
        return _plain(data, random)
    if not parts:
        return _plain(data, random)
    at = random.randrange(len(parts))
    name, part = parts[at]
    what = random.random()
    if what < 0.05:
        del parts[at]
    elif what < 0.08:
        parts[at] = (name.swapcase(), part)
    elif what < 0.1:
        parts.append(parts[at])
    elif what < 0.12:
        parts[at] = (name, random.choice(parts)[1])
    else:
        parts[at] = (name, _plain(part, random))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts:
            archive.writestr(zipfile.ZipInfo(name), part, zipfile.ZIP_DEFLATED, 1)
    return out.getvalue()


# ── markup and other text ────────────────────────────────────────────────────────────────────


def _over_tokens(change: Callable[[list[bytes], Random], None]) -> Change:
    def changed(data: bytes, random: Random) -> bytes:
        tokens = _TOKEN.findall(data)
        if tokens:
            change(tokens, random)
        return b"".join(tokens)

    return changed


def _drop(tokens: list[bytes], random: Random) -> None:
    at = random.randrange(len(tokens))
    del tokens[at : at + random.choice((1, 1, 2, 5))]


def _double(tokens: list[bytes], random: Random) -> None:
    at = random.randrange(len(tokens))
    stretch = tokens[at : at + random.choice((1, 2, 5, 20))]
    tokens[at:at] = stretch * random.choice((1, 1, 3, 50))


def _swap(tokens: list[bytes], random: Random) -> None:
    a, b = random.randrange(len(tokens)), random.randrange(len(tokens))
    tokens[a], tokens[b] = tokens[b], tokens[a]


def _drop_attribute(data: bytes, random: Random) -> bytes:
    return _replaced(data, _ATTRIBUTE, b"", random)


def _odd_attribute(data: bytes, random: Random) -> bytes:
    found = [*_ATTRIBUTE.finditer(data)]
    if not found:
        return data
    start, end = random.choice(found).span(1)
    return b"".join((data[:start], b'"', random.choice(_ODD), b'"', data[end:]))


def _odd_number(data: bytes, random: Random) -> bytes:
    return _replaced(data, _NUMBER, random.choice(_ODD), random)


def _replaced(data: bytes, pattern: re.Pattern[bytes], by: bytes, random: Random) -> bytes:
    found = [*pattern.finditer(data)]
    if not found:
        return data
    start, end = random.choice(found).span()
    return data[:start] + by + data[end:]


def _insert(data: bytes, random: Random) -> bytes:
    at = random.randrange(len(data))
    return (
        data[:at]
        + random.choice((*_ODD, b"<", b">", b"<a>", b"]]>", b"<!--", b"\0", b'"'))
        + data[at:]
    )


# ── bytes ────────────────────────────────────────────────────────────────────────────────────


def _flip(data: bytes, random: Random) -> bytes:
    changed = bytearray(data)
    for _ in range(random.choice((1, 1, 3, 20))):
        changed[random.randrange(len(changed))] ^= 1 << random.randrange(8)
    return bytes(changed)


def _odd_integer(data: bytes, random: Random) -> bytes:
    size = random.choice((1, 2, 4))
    at = random.randrange(len(data))
    odd = random.choice(_ODD_INTEGERS) & ((1 << 8 * size) - 1)
    return data[:at] + odd.to_bytes(size, "little") + data[at + size :]


def _cut(data: bytes, random: Random) -> bytes:
    return data[: random.randrange(len(data))]


def _without(data: bytes, random: Random) -> bytes:
    at = random.randrange(len(data))
    return data[:at] + data[at + random.choice((1, 2, 4, 100, 1000)) :]


def _splice(data: bytes, random: Random) -> bytes:
    a, b = random.randrange(len(data)), random.randrange(len(data))
    size = random.choice((4, 64, 512))
    return data[:a] + data[b : b + size] + data[a + size :]


def _near_the_front(change: Change) -> Change:
    """Headers stand in front, and damage to them does most."""

    def changed(data: bytes, random: Random) -> bytes:
        return change(data[:1024], random) + data[1024:]

    return changed


_TEXTUAL: tuple[Change, ...] = (
    _over_tokens(_drop), _over_tokens(_double), _over_tokens(_swap), _drop_attribute,
    _odd_attribute, _odd_attribute, _odd_number, _odd_number, _insert,
)  # fmt: skip
_BINARY: tuple[Change, ...] = (
    _flip, _odd_integer, _odd_integer, _cut, _without, _splice,
    _near_the_front(_flip), _near_the_front(_odd_integer),
)  # fmt: skip
