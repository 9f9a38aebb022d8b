"""Looking around in a table of any length: find, filter, order, and what a column holds.

All judge the distinct texts of a piece of a column and then its cells by their codes, a piece at a
time, so that a person may stop it. Rows are numbers from 0, in arrays of int64.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from app.core.jobs import Job
from app.core.numeric import numbers
from app.core.text_column import PLAIN, are_same, is_coded, whole

Rows: TypeAlias = npt.NDArray[np.int64]
Mask: TypeAlias = npt.NDArray[np.bool_]
How: TypeAlias = Literal["is", "contains", "blank", "filled"]

PIECE = 64 * 1024  # rows between two reports
TOP = 10  # values of a column that are told


@dataclass(frozen=True)
class Condition:
    """What a row's cell in ``column`` (from 0) must be. ``text`` belongs to "is" and "contains",
    which, like a person, does not tell capitals from small letters."""

    column: int
    how: How
    text: str = ""


@dataclass(frozen=True)
class Outlook:
    """Which rows are shown, and by which column (from 0) they stand."""

    conditions: tuple[Condition, ...] = ()
    order: tuple[int, bool] | None = None  # the column, and whether the greatest comes first

    def rows(self, data: pa.Table, job: Job) -> Rows | None:
        """The rows in their order; None for all as they stand. Raises Cancelled."""
        if self == Outlook():
            return None
        rows = np.arange(data.num_rows)
        if self.conditions:
            rows = filtered(data, self.conditions, job)
        if self.order is not None:
            column, descending = self.order
            rows = ordered(data, column, rows, job, descending=descending)
        return rows


@dataclass(frozen=True)
class Holding:
    """What a column holds. ``least`` and ``most`` are "" where all cells are blank.

    ``are_numbers``: every text is a number, and they were compared as such.
    ``top``: the commonest texts and how many cells hold each, the commonest first.
    """

    rows: int
    blank: int
    distinct: int
    are_numbers: bool
    least: str
    most: str
    top: tuple[tuple[str, int], ...]


def filtered(data: pa.Table, conditions: tuple[Condition, ...], job: Job) -> Rows:
    """The rows that meet all conditions, in the table's order. Raises Cancelled."""
    met = np.ones(data.num_rows, np.bool_)
    for number, condition in enumerate(conditions):
        before = number * data.num_rows
        for start, mask in _judged(data.column(condition.column), condition):
            met[start : start + len(mask)] &= mask
            job.report(before + start + len(mask), len(conditions) * data.num_rows)
    return np.flatnonzero(met)


def ordered(data: pa.Table, column: int, rows: Rows, job: Job, *, descending: bool = False) -> Rows:
    """``rows`` by a column's cells; equal ones stay as they stand, blanks come last.

    Numbers stand by their size if all texts are numbers, else texts by their GB 18030 codes, where
    the common 3,755 Chinese characters stand by their sound (GB 2312). Raises Cancelled.
    """
    job.report(0)
    cells = whole(data.column(column))
    job.report(0)
    ranks = np.append(_ranks(cells.dictionary, job), -1)  # the last one: of a blank
    if descending:
        ranks = -ranks
    ranks[-1] = len(ranks)
    codes = np.asarray(cells.indices.fill_null(len(ranks) - 1))[rows]
    job.report(0)
    found: Rows = rows[np.argsort(ranks[codes], kind="stable")]
    return found


def matches(data: pa.Table, text: str, rows: Rows | None, job: Job) -> Rows:
    """The cells that contain a text, in the order of reading: ``place * columns + column``.

    ``place``: in ``rows``, or in the table where that is None. Raises Cancelled.
    """
    columns = data.num_columns
    found = []
    for column in range(columns):
        mask = np.zeros(data.num_rows, np.bool_)
        condition = Condition(column, "contains", text)
        for start, part in _judged(data.column(column), condition):
            mask[start : start + len(part)] = part
            job.report(column * data.num_rows + start, columns * data.num_rows)
        places = np.flatnonzero(mask if rows is None else mask[rows])
        found.append(places * columns + column)
    return np.sort(np.concatenate(found)) if found else np.empty(0, np.int64)


def holding(data: pa.Table, column: int, rows: Rows | None, job: Job) -> Holding:
    """What a column holds in ``rows``, or in all. Raises Cancelled."""
    job.report(0)
    cells = whole(data.column(column))
    job.report(0)
    codes = np.asarray(cells.indices.fill_null(len(cells.dictionary)))
    if rows is not None:
        codes = codes[rows]
    counts = np.bincount(codes, minlength=len(cells.dictionary) + 1)
    blank, counts = int(counts[-1]), counts[:-1]
    present = np.flatnonzero(counts)
    texts = cells.dictionary.take(pa.array(present))
    values = numbers(texts)
    are_numbers = len(values) > 0 and not bool(np.isnan(values).any())
    job.report(0)
    ranks = _ranks(texts, job)
    top = present[np.argsort(-counts[present], kind="stable")[:TOP]]
    return Holding(
        len(codes),
        blank,
        len(present),
        are_numbers,
        texts[int(ranks.argmin())].as_py() if len(texts) else "",
        texts[int(ranks.argmax())].as_py() if len(texts) else "",
        tuple((cells.dictionary[int(code)].as_py(), int(counts[code])) for code in top),
    )


def texts_at(column: pa.ChunkedArray, rows: Rows) -> list[str | None]:
    """The texts of some cells; only the pieces they lie in are touched."""
    ends = np.cumsum([len(chunk) for chunk in column.chunks])
    home = np.searchsorted(ends, rows, side="right")
    found = np.empty(len(rows), object)
    for number in np.unique(home):
        chunk, here = column.chunk(int(number)), home == number
        inside = rows[here] - (int(ends[number]) - len(chunk))
        found[here] = chunk.take(pa.array(inside)).cast(PLAIN).to_pylist()
    return list(found)


def _meets(texts: pa.Array, condition: Condition) -> Mask:
    """Which texts meet a condition."""
    match condition.how:
        case "is":
            met = pc.equal(texts, condition.text)
        case "contains":
            met = pc.match_substring(texts, condition.text, ignore_case=True)
        case "blank":
            met = pc.is_null(texts)
        case "filled":
            met = pc.is_valid(texts)
    return np.asarray(met.fill_null(False))


def _judged(column: pa.ChunkedArray, condition: Condition) -> Iterator[tuple[int, Mask]]:
    """Where each piece of a column begins, and which of its cells meet a condition."""
    start, texts, verdicts = 0, pa.array([], PLAIN), np.zeros(0, np.bool_)
    for chunk in column.chunks:
        if is_coded(chunk) and not (len(verdicts) and are_same(texts, chunk.dictionary)):
            texts = chunk.dictionary
            verdicts = _meets(pa.concat_arrays([texts, pa.nulls(1, texts.type)]), condition)
        for begin in range(0, len(chunk), PIECE):
            piece = chunk.slice(begin, PIECE)
            if is_coded(chunk):
                yield start, verdicts[np.asarray(piece.indices.fill_null(len(texts)))]
            else:
                yield start, _meets(piece, condition)
            start += len(piece)


def _ranks(texts: pa.Array, job: Job) -> Rows:
    """The place of each of some distinct texts among them."""
    ranks = np.empty(len(texts), np.int64)
    by_text = np.asarray(pc.sort_indices(_keys(texts, job)))
    ranks[by_text] = np.arange(len(texts))
    job.report(0)
    values = numbers(texts)
    if not np.isnan(values).any():  # of 18 digits a double knows 15: the texts tell the rest
        ranks[np.lexsort((ranks, values))] = np.arange(len(texts))
    return ranks


def _keys(texts: pa.Array, job: Job) -> pa.Array:
    """What stands for each text when texts are compared."""
    if pc.all(pc.string_is_ascii(texts)).as_py() is not False:
        return texts
    keys = []
    for begin in range(0, len(texts), PIECE):
        some = texts.slice(begin, PIECE).to_pylist()
        keys.append(pa.array([text.encode("gb18030", "replace") for text in some], pa.binary()))
        job.report(0)
    return pa.concat_arrays(keys)
