"""The shared strings of a workbook, read only as far as cells point to them.

Source: ECMA-376 Part 1, 18.4 (shared string table). Runs of rich text are joined; phonetic hints
are no part of the text.
"""

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from app.core.errors import GongkaiError
from app.core.intake.archive import part_blocks
from app.core.intake.content import Content
from app.core.intake.markup.stream import feed, local_name
from app.core.intake.ooxml.escapes import all_unescaped
from app.core.intake.ooxml.prefix import without_prefix
from app.core.intake.ooxml.tags import Grammar, NotPlain, check_head, tags_of, texts
from app.core.intake.ooxml.white_space import BARE, PRESERVED, all_trimmed, trimmed

_GRAMMAR = Grammar(
    ("si", "/si", "t", "/t", "phoneticPr"),
    {
        "si": "t t/",
        "t": "/t",
        "/t": "/si phoneticPr/",
        "t/": "/si phoneticPr/",
        "phoneticPr/": "/si",
        "/si": "si si/",
        "si/": "si si/",
    },
)
_SI, _T = _GRAMMAR.number("si"), _GRAMMAR.number("t")
_STRETCH = 1 << 20  # bytes of XML taken at once
_LONGEST = 1 << 24  # bytes of one string's XML that are searched for its end
_JOINED = 1 << 30  # bytes of text in one array, whose offsets have 31 bits


class SharedStrings:
    """Strings by their numbers. What is read stays; the counts that a part declares do not count."""

    def __init__(self, path: Content, part: str | None) -> None:
        self._pieces: list[pa.Array] = []
        self._ends: list[int] = []  # strings up to the end of each piece
        self._source = iter(()) if part is None else _read(path, part)
        self._done = False
        self._scratch = np.empty(0, np.int32)

    def __len__(self) -> int:
        """How many are read."""
        return self._ends[-1] if self._ends else 0

    def reach(self, number: int) -> bool:
        """Read until string ``number``, from 0, is there; whether it is.

        Raises FileUnreadable, FileTooLarge.
        """
        while len(self) <= number and not self._done:
            piece = next(self._source, None)
            if piece is None:
                self._done = True
                self._join()
            elif len(piece):
                self._pieces.append(piece)
                self._ends.append(len(self) + len(piece))
        return number < len(self)

    def coded(self, numbers: npt.NDArray[np.int32]) -> tuple[npt.NDArray[np.int32], pa.Array]:
        """Each string once, in the order of first use, and the place of each cell's in them.

        All ``numbers`` must be reached. No text is touched more than once.
        """
        if len(self._scratch) < len(self):
            self._scratch = np.empty(len(self), np.int32)
        scratch = self._scratch
        order = np.arange(len(numbers), dtype=np.int32)
        scratch[numbers[::-1]] = order[::-1]  # of equals the first one stays
        first = scratch[numbers]
        is_first = first == order
        codes = (np.cumsum(is_first, dtype=np.int32) - 1)[first]
        return codes, self._take(numbers[is_first])

    def _take(self, numbers: npt.NDArray[np.int32]) -> pa.Array:
        if len(self._pieces) == 1:
            return self._pieces[0].take(pa.array(numbers))
        ends = np.array(self._ends)
        piece = np.searchsorted(ends, numbers, side="right")
        starts = np.concatenate([[0], ends[:-1]])
        found, places = [], []
        for n in np.unique(piece).tolist():
            at = np.flatnonzero(piece == n)
            places.append(at)
            found.append(self._pieces[n].take(pa.array(numbers[at] - starts[n])))
        back = np.argsort(np.concatenate(places), kind="stable")
        return pa.concat_arrays(found).take(pa.array(back))

    def _join(self) -> None:
        """Put the pieces together, as far as an array can hold them."""
        groups: list[list[pa.Array]] = []
        size = _JOINED
        for piece in self._pieces:
            if size + piece.nbytes > _JOINED:
                groups.append([])
                size = 0
            groups[-1].append(piece)
            size += piece.nbytes
        self._pieces.clear()
        for group in groups:
            self._pieces.append(pa.concat_arrays(group))
            group.clear()
        self._ends = np.cumsum([len(piece) for piece in self._pieces]).tolist()


def _read(path: Content, part: str) -> Iterator[pa.Array]:
    """The strings piece by piece: at speed, and from where that ends by expat."""
    count = 0
    try:
        for piece in _fast(without_prefix(part_blocks(path, part)), path):
            yield piece
            count += len(piece)
    except NotPlain:
        for piece in _slow(part_blocks(path, part), path):
            skipped = min(count, len(piece))
            count -= skipped
            yield piece.slice(skipped)


def _fast(blocks: Iterator[bytes], path: Content) -> Iterator[pa.Array]:
    """By tags; a stretch with rich text goes through expat alone."""
    rest, inside = b"", False
    held: list[bytes] = []
    for block in blocks:
        held.append(block)
        if inside and sum(map(len, held)) < _STRETCH:
            continue
        data = rest + b"".join(held)
        held.clear()
        if not inside:
            data = _after_head(data)
            inside = True
        end = data.rfind(b"</si>")
        cut = end + 5 if end >= 0 else 0
        body, rest = data[:cut], data[cut:]
        if len(rest) > _LONGEST:
            raise NotPlain
        if body:
            yield _stretch(body, path)
    rest += b"".join(held)
    body, close, _ = rest.partition(b"</sst>")
    if not inside or not close:
        raise NotPlain
    if body.strip():
        yield _stretch(body, path)


def _after_head(data: bytes) -> bytes:
    """What follows the start tag ``<sst …>``."""
    start = data.find(b"<sst")
    close = data.find(b">", start)
    if start < 0 or close < 0 or data[close - 1 : close] == b"/":
        raise NotPlain
    check_head(data[:close])
    return data[close + 1 :]


def _stretch(body: bytes, path: Content) -> pa.Array:
    try:
        tags = tags_of(body, _GRAMMAR)
    except NotPlain:
        if b"<!" in body or b":" in body.partition(b">")[0]:
            raise
        return _alone(body, path)
    items = np.flatnonzero(tags.kinds <= _SI + 1)
    if tags.kinds[0] > _SI + 1:
        raise NotPlain
    # A text begins at the tag behind <si>; without one both ends fall together.
    after = np.minimum(items + 1, len(tags.kinds) - 1)
    has_text = (tags.kinds[items] == _SI) & (tags.kinds[after] == _T)
    start = np.where(has_text, tags.right[after] + 1, 0)
    end = np.where(has_text, tags.left[np.minimum(after + 1, len(tags.left) - 1)], 0)
    # Places must not go back: an item without a text takes the place before it.
    start, end = np.maximum.accumulate(start), np.maximum.accumulate(end)
    start = np.where(has_text, start, end)
    bare = has_text & (tags.right[after] - tags.left[after] == BARE)
    return all_unescaped(all_trimmed(texts(tags.data, start, end), bare))


def _alone(body: bytes, path: Content) -> pa.Array:
    """A stretch of whole strings by expat; a prefix in it is unbound there and not in the part."""
    strings = _Strings()
    try:
        for _ in feed([b"<sst>" + body + b"</sst>"], strings, path):
            pass
    except GongkaiError as error:
        raise NotPlain from error
    return strings.taken()


def _slow(blocks: Iterator[bytes], path: Content) -> Iterator[pa.Array]:
    strings = _Strings()
    for _ in feed(blocks, strings, path):
        yield strings.taken()
    yield strings.taken()


class _Strings:
    """Keeps the text of each string; ``t`` counts in an item and its runs, not in ``rPh``."""

    def __init__(self) -> None:
        self._found: list[str] = []
        self._words: list[str] = []  # of the item, a run each
        self._run: list[str] = []
        self._phonetic = self._inside = self._text = self._preserved = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        local = local_name(name)
        if local == "si":
            self._inside, self._words = True, []
        elif local == "rPh":
            self._phonetic = True
        elif local == "t":
            self._text = self._inside and not self._phonetic
            self._preserved = PRESERVED in attributes.items()
            self._run = []

    def end(self, name: str) -> None:
        local = local_name(name)
        if local == "si":
            self._inside = False
            self._found.append("".join(self._words))
        elif local == "rPh":
            self._phonetic = False
        elif local == "t" and self._text:
            self._text = False
            text = "".join(self._run)
            self._words.append(text if self._preserved else trimmed(text))

    def text(self, data: str) -> None:
        if self._text:
            self._run.append(data)

    def taken(self) -> pa.Array:
        """The strings that have ended since the last call."""
        found, self._found = self._found, []
        return all_unescaped(pa.array(found, pa.string()))
