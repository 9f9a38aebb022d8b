"""Group rows (一、本科院校) as columns of the rows below them, one column a level."""

import re
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pyarrow as pa

_RANKS = (
    re.compile(r"第[一二三四五六七八九十\d]+[部篇章]"),
    re.compile(r"[一二三四五六七八九十]+\s*([、.．\s]|$)"),
    re.compile(r"[（(][一二三四五六七八九十]+[）)]"),
    re.compile(r"\d+\s*[、.．]"),
)


def group_columns(
    groups: Sequence[tuple[int, str]], rows: npt.NDArray[np.int64]
) -> list[pa.DictionaryArray]:
    """One column a level, outermost first, for the data rows of the given sheet numbers.

    ``groups``: the number and text of each group row; both must ascend. A row above every group,
    or a level that its group does not have, is blank.
    """
    if not groups:
        return []
    levels = _levels(groups, rows)
    depth = max(levels) + 1
    state: list[str | None] = [None] * depth
    states: list[tuple[str | None, ...]] = []
    for (_, text), level in zip(groups, levels, strict=True):
        state[level:] = [text.strip(), *[None] * (depth - level - 1)]
        states.append(tuple(state))
    numbers = np.array([number for number, _ in groups], dtype=np.int64)
    above = np.searchsorted(numbers, rows) - 1
    return [_column([line[level] for line in states], above) for level in range(depth)]


def _column(texts: list[str | None], above: npt.NDArray[np.int64]) -> pa.DictionaryArray:
    codes = pa.array([*texts, None], pa.string()).dictionary_encode()
    picked = codes.indices.take(pa.array(np.where(above < 0, len(texts), above)))
    return pa.DictionaryArray.from_arrays(picked, codes.dictionary)


def _levels(groups: Sequence[tuple[int, str]], rows: npt.NDArray[np.int64]) -> list[int]:
    """The level of each group, by how it is numbered; unnumbered ones nest where none lies between."""
    ranks = [_rank(text) for _, text in groups]
    known = sorted({rank for rank in ranks if rank is not None})
    ends = [number for number, _ in groups[1:]] + [np.iinfo(np.int64).max]
    empty = [
        np.searchsorted(rows, end) == np.searchsorted(rows, number)
        for (number, _), end in zip(groups, ends, strict=True)
    ]
    heads = [
        rank is None and bare and place + 1 < len(groups) and ranks[place + 1] is None
        for place, (rank, bare) in enumerate(zip(ranks, empty, strict=True))
    ]
    base = len(known)
    nested = base + int(any(heads))
    return [
        known.index(rank) if rank is not None else base if head else nested
        for rank, head in zip(ranks, heads, strict=True)
    ]


def _rank(text: str) -> int | None:
    bare = text.strip()
    return next((n for n, pattern in enumerate(_RANKS) if pattern.match(bare)), None)
