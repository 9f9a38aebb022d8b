"""Texts that lie side by side, to be read as one: code points, a NUL before each and behind the last.

NUL belongs to no word, no name and no link, so nothing runs on into the next text.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from app.core.review.kept import kept
from app.core.review.names.trie import Codes, Places
from app.core.review.spans import Mask
from app.core.text_bytes import blocks, from_bytes, offsets_and_bytes

_LONGEST = 20_000  # characters of a text that are read
_AT_ONCE = 1 << 20  # bytes of text
MARGIN = 64  # NULs behind the last text: no word is as long, and no name


@dataclass(frozen=True)
class Block:
    """Texts that lie side by side: ``starts`` of each in ``text``; ``first``: the number of the first."""

    text: str
    starts: Places
    ends: Places
    first: int

    @kept
    def codes(self) -> Codes:
        return np.frombuffer(self.text.encode("utf-32-le"), np.uint32)

    def number_of(self, places: Places) -> Places:
        """In which of the texts places are."""
        return np.searchsorted(self.starts, places, side="right") - 1


def each_block(texts: pa.StringArray) -> Iterator[Block]:
    """Some texts at a time, without nulls."""
    offsets, _ = offsets_and_bytes(texts)
    for first, last in blocks(offsets, _AT_ONCE):
        read = texts.slice(first, last - first)
        lengths = pc.utf8_length(read).to_numpy().astype(np.int64)
        if (lengths > _LONGEST).any():
            read = pc.utf8_slice_codeunits(read, 0, _LONGEST)
            lengths = np.minimum(lengths, _LONGEST)
        apart = pc.binary_join_element_wise("", read, "\0")
        _, data = offsets_and_bytes(apart)
        starts = np.cumsum(lengths + 1) - lengths
        text = data.tobytes().decode() + "\0" * MARGIN
        yield Block(text, starts, starts + lengths, first)


def are_han(codes: Codes) -> Mask:
    """Which are Han characters."""
    mask: Mask = (codes - np.uint32(0x3400) <= 0x9FFF - 0x3400) | (
        codes - np.uint32(0x20000) <= 0x323AF - 0x20000
    )
    return mask


def stretches(codes: Codes, starts: Places, sizes: Places) -> pa.StringArray:
    """Stretches of code points as texts."""
    before = np.cumsum(sizes) - sizes
    flat = codes[np.repeat(starts - before, sizes) + np.arange(sizes.sum())]
    text = np.frombuffer(flat.tobytes().decode("utf-32-le").encode(), np.uint8)
    begins = np.flatnonzero((text & 0xC0) != 0x80)  # of each character
    offsets = np.append(begins, len(text))[np.append(before, len(flat))]
    return from_bytes(offsets, text)
