"""White space at the ends of a text, which a ``t`` without ``xml:space="preserve"`` does not keep.

Excel and LibreOffice show "甲" for ``<t> 甲 </t>``. A text of nothing else is left alone: between two
runs it is the space that parts their words. Source: XML 1.0, 2.10; ECMA-376 Part 1, 18.4.12 (t).
"""

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from app.core.text_bytes import edges_and_bytes

PRESERVED = ("http://www.w3.org/XML/1998/namespace space", "preserve")
BARE = len("<t")  # from the < to the > of a tag without attributes

_WHITE = " \t\r\n"
_SPACE = 0x20  # the last of them


def trimmed(text: str) -> str:
    """The text as it is shown, where nothing says that its white space is to be kept."""
    return text.strip(_WHITE) or text


def all_trimmed(texts: pa.StringArray, bare: npt.NDArray[np.bool_]) -> pa.StringArray:
    """:func:`trimmed` for those of ``texts`` (without nulls) whose tag is ``bare``."""
    edges, content = edges_and_bytes(texts)
    filled = np.flatnonzero(bare & (edges[1:] > edges[:-1]))
    is_edged = (content[edges[filled]] <= _SPACE) | (content[edges[filled + 1] - 1] <= _SPACE)
    if not is_edged.any():
        return texts
    mask = np.zeros(len(texts), np.bool_)
    mask[filled[is_edged]] = True
    some = texts.filter(pa.array(mask))
    inner = pc.ascii_trim(some, characters=_WHITE)
    shown = pc.if_else(pc.equal(inner, ""), some, inner)
    return pc.replace_with_mask(texts, pa.array(mask), shown)
