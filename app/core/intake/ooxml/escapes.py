"""Text of XML parts as characters: entities, line ends, and Excel's own ``_xHHHH_``.

Source: XML 1.0, 2.11 and 4.1; ECMA-376 Part 1, 22.9.2.19 (ST_Xstring).
"""

import re
from collections.abc import Callable

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from app.core.text_bytes import offsets_and_bytes

_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_ENTITY = re.compile(r"&(?:#(\d{1,7})|#x([0-9A-Fa-f]{1,6})|(\w+));|&")
# The ampersand last, for with it come signs that only look like entities.
_NAMED = {"lt": "<", "gt": ">", "quot": '"', "apos": "'", "amp": "&"}


def unescaped(text: str) -> str:
    """Without Excel's escapes for characters that XML forbids.

    A carriage return is dropped: a cell breaks its lines with line feeds.
    """
    if "_x" not in text:
        return text
    return _ESCAPE.sub(lambda m: _character(int(m[1], 16), m[0]), text)


def all_unescaped(texts: pa.Array) -> pa.Array:
    """:func:`unescaped` for a string array without nulls; only those that need it are touched."""
    return _changed(texts, "_x", lambda some: _each(some, unescaped))


def resolved(text: str) -> str:
    """With XML's entities as characters. Raises ValueError where one is not XML's own."""
    return _ENTITY.sub(_entity, text)


def all_resolved(texts: pa.Array) -> pa.Array:
    """:func:`resolved` for a string array without nulls; entities by name at once."""
    return _changed(texts, "&", _resolved_at_once)


def with_line_feeds(texts: pa.Array) -> pa.Array:
    """The texts of a string array without nulls, with line ends as an XML parser tells them."""
    return _changed(
        texts,
        "\r",
        lambda some: pc.replace_substring(pc.replace_substring(some, "\r\n", "\n"), "\r", "\n"),
    )


def _changed(texts: pa.Array, sign: str, change: Callable[[pa.Array], pa.Array]) -> pa.Array:
    """The texts, with ``change`` made to those that hold ``sign``; no null among them."""
    places = _holding(texts, sign.encode())
    if not len(places):
        return texts
    mask = np.zeros(len(texts), np.bool_)
    mask[places] = True
    return pc.replace_with_mask(texts, pa.array(mask), change(texts.take(pa.array(places))))


def _each(texts: pa.Array, change: Callable[[str], str]) -> pa.Array:
    return pa.array([change(text) for text in texts.to_pylist()], pa.string())


def _resolved_at_once(texts: pa.Array) -> pa.Array:
    found, left = texts, pc.count_substring(texts, "&")
    for name, sign in _NAMED.items():
        named = pc.count_substring(texts, f"&{name};")
        if pc.any(named.cast(pa.bool_())).as_py():
            found, left = pc.replace_substring(found, f"&{name};", sign), pc.subtract(left, named)
    odd = left.cast(pa.bool_())
    if not pc.any(odd).as_py():
        return found
    return pc.replace_with_mask(found, odd, _each(texts.filter(odd), resolved))


def _holding(texts: pa.Array, sign: bytes) -> npt.NDArray[np.int64]:
    """Which texts hold some bytes; all texts are searched as one."""
    offsets, data = offsets_and_bytes(texts)
    at = np.flatnonzero(data[: max(len(data) - len(sign) + 1, 0)] == sign[0])
    for place, byte in enumerate(sign[1:], 1):
        at = at[data[at + place] == byte]
    holder = np.searchsorted(offsets, at, side="right") - 1
    return np.unique(holder[at + len(sign) <= offsets[holder + 1]])


def _character(code: int, escape: str) -> str:
    if code == ord("\r"):
        return ""
    return escape if 0xD800 <= code < 0xE000 else chr(code)


def _entity(found: re.Match[str]) -> str:
    decimal, hexadecimal, name = found.groups()
    if name:
        if name not in _NAMED:
            raise ValueError(name)
        return _NAMED[name]
    code = int(decimal) if decimal else int(hexadecimal or "0", 16)
    legal = code in (9, 10, 13) or 0x20 <= code < 0xD800 or 0xE000 <= code < 0xFFFE
    if not (legal or 0x10000 <= code < 0x110000):
        raise ValueError(code)
    return chr(code)
