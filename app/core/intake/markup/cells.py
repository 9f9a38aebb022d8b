"""Cells as character data of XML 1.0, refused where XML has no such character.

Source: W3C, Extensible Markup Language (XML) 1.0, fifth edition, productions 2 and 14.
"""

import re
from xml.sax.saxutils import escape

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from app.core.errors import CharactersLost, Where
from app.core.escaping import raw, replaced, with_bytes
from app.core.row_form import Unfit

_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NONCHARACTERS = (b"\xef\xbf\xbe", b"\xef\xbf\xbf")  # U+FFFE and U+FFFF in UTF-8


def refuse_illegal(values: pa.Array) -> None:
    """Raises Unfit at the first cell (large_string, no nulls) with a character that XML lacks."""
    offsets, text = raw(values)
    content = text.tobytes()
    places = [place for place in map(content.find, _NONCHARACTERS) if place >= 0]
    if len(text) and text.min() < 0x20:
        controls = (text < 0x20) & ~np.isin(text, (0x09, 0x0A, 0x0D))
        places += np.flatnonzero(controls)[:1].tolist()
    if places:
        position = int(np.searchsorted(offsets - offsets[0], min(places), side="right")) - 1
        raise Unfit(position, _names(values[position].as_py()))


def escaped(values: pa.Array, carriage_return: str = "&#13;") -> pa.Array:
    """Legal cells with XML's own escapes; a bare carriage return would read as a line feed."""
    special = with_bytes(values, b"&<>\r")
    if not len(special):
        return values
    found = values.take(pa.array(special))
    for sign, entity in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ("\r", carriage_return)):
        found = pc.replace_substring(found, sign, entity)
    return replaced(values, special, found)


def attribute(format: str, name: str) -> str:
    """A column's name as an attribute value without its quotes. Raises CharactersLost."""
    if _ILLEGAL.search(name):
        raise CharactersLost(Where(column=name), format=format, characters=_names(name))
    return escape(name, {'"': "&quot;", "\r": "&#13;", "\n": "&#10;", "\t": "&#9;"})


def _names(text: str) -> str:
    """The characters at fault by their numbers, never the text."""
    return ", ".join(dict.fromkeys(f"U+{ord(sign):04X}" for sign in _ILLEGAL.findall(text)))
