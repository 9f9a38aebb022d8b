"""The XML of programs that write all tags with one prefix (``<x:row>``), without it.

.NET libraries write so. Names are told apart by what follows the prefix alone, here as everywhere, so
nothing is lost by leaving it out; a ``<`` of a text is written otherwise, so only tags are changed.
"""

import re
from collections.abc import Iterable, Iterator

from app.core.intake.ooxml.tags import NotPlain

_ROOT = re.compile(rb"<([A-Za-z_][\w.-]*)(:[A-Za-z]+)?[\s/>]")
_LONGEST = 1 << 16  # bytes before the name of the root element


def without_prefix(blocks: Iterable[bytes]) -> Iterator[bytes]:
    """The blocks of a part, cut anew where tags had the prefix of its first one.

    Raises NotPlain where a comment or the like might hold what looks like a tag.
    """
    source = iter(blocks)
    head = b""
    root = None
    for block in source:
        head += block
        root = _ROOT.search(head)
        if root is not None or len(head) > _LONGEST:
            break
    if root is None or root[2] is None:
        yield head
        yield from source
        return
    tag = root[1] + b":"
    rest = head
    for block in source:
        cut = rest.rfind(b"<")
        if cut > 0:
            yield _changed(rest[:cut], tag)
            rest = rest[cut:]
        rest += block
    yield _changed(rest, tag)


def _changed(data: bytes, tag: bytes) -> bytes:
    if b"<!" in data:
        raise NotPlain
    return data.replace(b"<" + tag, b"<").replace(b"</" + tag, b"</")
