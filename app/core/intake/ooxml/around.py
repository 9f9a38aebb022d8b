"""What stands around a sheet's cells: merged ranges, hidden rows and columns.

One pass before any row is read, since a row's meaning hangs on them. Plain XML is searched for the
few tags that matter; anything else goes through expat. Source: ECMA-376 Part 1, 18.3.1.13 (col),
18.3.1.55 (mergeCell), 18.3.1.73 (row).
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from app.core.errors import FileTooLarge
from app.core.intake.content import Content
from app.core.intake.hidden.looks import column_is_hidden, row_is_hidden
from app.core.intake.markup.stream import feed, local_name
from app.core.intake.ooxml.cell_batch import MAX_COLUMNS, MAX_ROWS
from app.core.intake.ooxml.prefix import without_prefix
from app.core.intake.ooxml.tags import NotPlain, check_head
from app.core.intake.sheet import Merge
from app.core.text import Text

MAX_MERGED = 2_000_000  # cells in merged ranges

MERGED = Text("合并区域过大", "its merged ranges are too large")

_LONGEST = 1 << 24  # bytes of a head or a tag
_RANGE = re.compile(r"([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})")
_ROW = re.compile(rb"<row(?=\s)([^>]*)>")
_TAG = re.compile(rb"<(col|mergeCell)(?=\s)([^>]*)>")
_ATTRIBUTE = re.compile(rb'([\w:]+)="([^"]*)"')
_SUSPECT = re.compile(rb"h(?:idden=|t=[\"'][^1-9])")  # a row might not show
_LOOKS = re.compile(rb"rPr")  # of a part of a text; sooner than by ``in``
_KEPT = 1 << 20  # bytes around the rows that are kept


@dataclass
class Around:
    """Rows and columns count from 1.

    ``frame``: the XML around the rows, so that nobody need pass over them again for it; None where
    texts among them have looks of their own, and where it is long or not plain.
    """

    merges: list[Merge] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    merged: int = 0  # cells
    frame: bytes | None = None

    def column(self, attributes: Mapping[str, str]) -> None:
        """A ``col`` element, which stands for several columns."""
        if column_is_hidden(attributes):
            first, last = _whole(attributes.get("min")), _whole(attributes.get("max"))
            self.hidden_columns.update(range(max(first, 1), min(last, MAX_COLUMNS) + 1))

    def row(self, number: int, attributes: Mapping[str, str]) -> None:
        """A ``row`` element."""
        if row_is_hidden(attributes) and 1 <= number <= MAX_ROWS:
            self.hidden_rows.add(number)

    def merge(self, attributes: Mapping[str, str]) -> None:
        """A ``mergeCell`` element; what names no range of several cells says nothing."""
        found = _RANGE.fullmatch(attributes.get("ref", ""))
        if found is None:
            return
        left, right = _column(found[1]), _column(found[3])
        top, bottom = int(found[2]), int(found[4])
        self.merged += max(bottom - top + 1, 0) * max(right - left + 1, 0)
        self.merges.append(Merge(top, left, bottom, right))


def look_around(blocks: Iterable[bytes], again: Iterable[bytes], path: Content) -> Around:
    """One pass over a worksheet part; ``again``: the same blocks, for XML that is not plain.

    Raises FileUnreadable and FileTooLarge.
    """
    try:
        around = _searched(blocks, path)
    except NotPlain:
        around = _parsed(again, path)
    return around


def _searched(blocks: Iterable[bytes], path: Content) -> Around:
    """By searching for tags. Raises NotPlain."""
    search = _Search(path)
    for block in _whole_tags(without_prefix(blocks)):
        search.add(block)
    return search.ended()


class _Search:
    """Follows a part through what stands before its rows, the rows, and what stands behind."""

    def __init__(self, path: Content) -> None:
        self._path, self._around = path, Around()
        self._head, self._tail = b"", b""
        self._has_inline = self._is_rich = False
        self._kept = True
        self._add = self._add_head

    def add(self, block: bytes) -> None:
        """Search one block. Raises NotPlain and FileTooLarge."""
        if b"!" in block and b"<!" in block:
            raise NotPlain
        self._add(block)

    def ended(self) -> Around:
        """What was found. Raises NotPlain where the part does not end as it should."""
        if not self._tail.rstrip().endswith(b"</worksheet>"):
            raise NotPlain
        if self._kept and not self._is_rich:
            self._around.frame = self._head + self._tail
        return self._around

    def _add_head(self, block: bytes) -> None:
        self._head += block
        start = self._head.find(b"<sheetData")
        if start >= 0:
            check_head(self._head[:start])
            _tags(self._head[:start], self._around)
            self._add = self._add_rows
            self._head, rows = self._head[:start], self._head[start:]
            self._add(rows)
        elif len(self._head) > _LONGEST:
            raise NotPlain

    def _add_rows(self, block: bytes) -> None:
        # Texts with looks stand within <is>.
        self._has_inline = self._has_inline or b"i" in block
        if self._has_inline and not self._is_rich:
            self._is_rich = _LOOKS.search(block) is not None
        if b"h" not in block:  # which all that is sought has; most rows of plain sheets do not
            return
        end = max(block.find(b"</sheetData>"), block.find(b"<sheetData/>"))
        rows = block if end < 0 else block[:end]
        if _SUSPECT.search(rows):
            _rows(rows, self._around)
        if end >= 0:
            self._add = self._add_tail
            self._add(block[block.find(b">", end) + 1 :])

    def _add_tail(self, block: bytes) -> None:
        _tags(block, self._around)
        _check(self._around, self._path)
        self._tail += block
        self._kept = self._kept and len(self._head) + len(self._tail) <= _KEPT
        if not self._kept:
            self._tail = self._tail[-64:]


def _whole_tags(blocks: Iterable[bytes]) -> Iterator[bytes]:
    """Blocks that end where a tag ends, so that none is cut in two."""
    rest = b""
    for block in blocks:
        cut = block.rfind(b">") + 1
        if cut == 0:
            rest += block
            if len(rest) > _LONGEST:
                raise NotPlain
            continue
        yield rest + block[:cut]
        rest = block[cut:]
    if rest.strip():
        raise NotPlain


def _tags(data: bytes, around: Around) -> None:
    for name, said in _TAG.findall(data):
        if name == b"col":
            around.column(_attributes(said))
        else:
            around.merge(_attributes(said))


def _rows(data: bytes, around: Around) -> None:
    for said in _ROW.findall(data):
        if _SUSPECT.search(said):
            attributes = _attributes(said)
            number = _whole(attributes.get("r"))
            if not number:
                raise NotPlain  # it is counted from the row before
            around.row(number, attributes)


def _attributes(said: bytes) -> dict[str, str]:
    if b"'" in said:
        raise NotPlain
    return {name.decode(): value.decode("utf-8", "replace")
            for name, value in _ATTRIBUTE.findall(said)}  # fmt: skip


def _check(around: Around, path: Content) -> None:
    if around.merged > MAX_MERGED:
        raise FileTooLarge(name=path.name, reason=MERGED)


def _parsed(blocks: Iterable[bytes], path: Content) -> Around:
    """By expat."""
    handler = _Elements()
    for _ in feed(blocks, handler, path):
        _check(handler.around, path)
    return handler.around


class _Elements:
    """Follows the rows, to count those without a number."""

    def __init__(self) -> None:
        self.around = Around()
        self._row = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        local = local_name(name)
        if local == "row":
            self._row = _whole(attributes.get("r")) or self._row + 1
            self.around.row(self._row, attributes)
        elif local == "col":
            self.around.column(attributes)
        elif local == "mergeCell":
            self.around.merge(attributes)

    def end(self, name: str) -> None:
        """Nothing here has a content that matters."""

    def text(self, data: str) -> None:
        """Nothing here is said in text."""


def _whole(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 10 else 0


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number
