"""The first bytes of a file in a form of Unicode, for formats that begin with an ASCII character."""

import codecs

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def unicode_head(head: bytes) -> str | None:
    """Their text by the mark that they begin with, or by zeros as UTF-16; None where neither tells.

    What does not decode, such as a character that the end has cut, is replaced.
    """
    for mark, name in _MARKS:
        if head.startswith(mark):
            return head[len(mark) :].decode(name, "replace")
    if b"\x00" in head:
        return head.decode("utf-16-be" if head[:1] == b"\x00" else "utf-16-le", "replace")
    return None
