"""The white space of an OpenDocument paragraph, of which some is written as elements.

Source: OASIS OpenDocument 1.3 Part 3, section 6.1.2.
"""

import re

# Characters that XML forbids stand for the white space that is written as elements.
SPACE, TAB, BREAK = "\x00", "\x01", "\x02"
_WRITTEN = str.maketrans({SPACE: " ", TAB: "\t", BREAK: "\n"})
_SPACES = re.compile(r"[ \t\r\n]+")
_LAID_OUT = re.compile(r"(?:[ \t\r\n]{2,}|[\t\r\n])\Z")  # an end tag on a line of its own


def displayed(text: str) -> str:
    """A paragraph with its white space as it is displayed.

    The standard drops every space at its end. LibreOffice, which writes a last one as it stands, does
    not.
    """
    text = text.lstrip(" ")
    if "  " in text or not text.isprintable():
        text = _SPACES.sub(" ", _LAID_OUT.sub("", text)).lstrip(" ").translate(_WRITTEN)
    return text
