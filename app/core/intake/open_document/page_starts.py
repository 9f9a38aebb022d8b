"""Where the sheets begin, so that one of them is read without parsing all that stand before it."""

import re
from collections.abc import Iterable, Iterator

from app.core.intake.markup.plain_rows import PlainRows

_TAG = re.compile(rb"<table:table[\s/>]")
_LONGEST = 13  # bytes that the expression matches


class PageStarts:
    """Seen while a document goes by once; ``found``: byte positions of the tags that begin sheets.

    They are sure where a ``<`` can be nothing but a tag, and where there are as many as sheets: a
    table may also stand within a cell.
    """

    def __init__(self, plain: PlainRows) -> None:
        self.found: list[int] = []
        self._plain = plain
        self._is_plain = True

    def watched(self, blocks: Iterable[bytes]) -> Iterator[bytes]:
        """The same blocks, looked at."""
        read, kept = 0, b""
        for block in blocks:
            data, begin = kept + block, 0
            if not read:
                begin = self._plain.end_of_root(data)
                self._is_plain = begin > 0
            self._is_plain = self._is_plain and not self._plain.is_special(data, begin)
            self.found += (read - len(kept) + tag.start() for tag in _TAG.finditer(data, begin))
            read, kept = read + len(block), data[-_LONGEST + 1 :]
            yield block

    def are_of(self, pages: int) -> bool:
        """Whether the document has been seen to hold just so many sheets."""
        return self._is_plain and len(self.found) == pages

    def from_page(self, blocks: Iterable[bytes], place: int) -> Iterator[bytes]:
        """What stands before all sheets, and all from sheet ``place`` on, counted from 0."""
        head, begin = self.found[0], self.found[place]
        read = 0
        for block in blocks:
            if read < head:
                yield block[: head - read]
            if read + len(block) > begin:
                yield block[max(begin - read, 0) :]
            read += len(block)
