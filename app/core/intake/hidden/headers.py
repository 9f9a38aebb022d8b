"""Headers and footers as they print: without the codes for places, fonts and page numbers.

Source: ECMA-376 Part 1, 18.3.1.39 (evenHeader), which MS-XLS 2.4.136 shares.
"""

import re

_CODES = re.compile(r'&(?:"[^"]*"|\d+|K(?:[0-9A-Fa-f]{6}|\d\d[+-]\d{3})|[A-Za-z])')


def printed_sections(text: str) -> list[str]:
    """The words of the left, the middle and the right section, as far as they have any."""
    found = []
    for section in re.split(r"&[LCR]", text.replace("&&", "\0")):
        words = _CODES.sub("", section).replace("\0", "&").strip()
        if words:
            found.append(words)
    return found
