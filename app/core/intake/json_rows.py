"""Rows as JSON objects of text; a blank cell is null. Source: RFC 8259."""

import msgspec
import pyarrow as pa

from app.core.escaping import replaced, with_bytes
from app.core.row_form import Escaped, Frame, RowForm
from app.core.row_text import RowText


def json_rows(names: list[str], *, opening: str = "", closing: str = "") -> RowText:
    """What writes one object a row, between ``opening`` and ``closing``."""
    frames = []
    for place, name in enumerate(names):
        key = f"{',' if place else '{'}{msgspec.json.encode(name).decode()}:"
        end = "}" if place == len(names) - 1 else ""
        frames.append(Frame((key + '"',), '"' + end, f"{key}null{end}"))
    return RowText(RowForm("JSON", frames, (opening,), closing), _escape)


def _escape(values: pa.Array) -> Escaped:
    special = with_bytes(values, b'"\\', below=0x20)
    if not len(special):
        return Escaped(values)
    texts = values.take(pa.array(special)).to_pylist()
    encoded = [msgspec.json.encode(text)[1:-1].decode() for text in texts]
    return Escaped(replaced(values, special, pa.array(encoded, pa.large_string())))
