"""The text of a web page as a browser shows it: white space, paragraphs, line breaks."""

import re

EDGE = "\x01"  # the edge of a paragraph, for a moment; HTML forbids the character
SPACES = re.compile(r"[ \t\r\n\f]+")
_EDGES = re.compile(r" *\n *")
_RUN = re.compile(r"  +")
_PARAGRAPHS = re.compile(rf"[ {EDGE}]*{EDGE}[ {EDGE}]*")


def joined(words: list[str]) -> str:
    """Text as it is displayed: runs of white space are one space, paragraphs are lines."""
    text = "".join(words).strip(" ")
    if "  " in text or not text.isprintable():  # as marks, line breaks and U+00A0 are not
        text = _EDGES.sub("\n", _RUN.sub(" ", _PARAGRAPHS.sub("\n", text))).strip(" \n")
        text = text.replace("\xa0", " ")
    return text if text.strip() else ""
