"""The columns of a table under examination, as many at once as there are processors."""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from app.core import resources
from app.core.jobs import Job, heaviest_first
from app.core.mapped_file import let_go
from app.core.model import LongText, Table
from app.core.review.column import Column
from app.core.review.company import known_as
from app.core.review.detector import Detector
from app.core.review.evidence import Evidence
from app.core.review.fold import fold_chunks, span_in
from app.core.review.names.cue_words import cue_words
from app.core.review.parts import parts
from app.core.review.running_text import long_texts
from app.core.review.shelf import Shelf
from app.core.review.signs import sought
from app.core.review.spans import NONE, Spans, joined
from app.core.text_column import compact, held, is_coded, whole

_BESIDE = 30  # columns on either side that keep a column company
_TELLING = 4096  # cells that show whether the texts of a column come again
_SMALL = (
    1000  # distinct texts of a column that is read side by side with others; and so many bytes:
)
_SMALL_BYTES = 1 << 17
_TOGETHER = 32  # columns, at most; and so many cells:
_CELLS_TOGETHER = 1 << 22
_LARGE = 1 << 20  # bytes of a column

Codes = npt.NDArray[np.integer]
Found = list[tuple[Detector, Evidence]]
Told = TypeVar("Told")


@dataclass(frozen=True)
class Distinct:
    """The distinct texts of a column, none of them null, as they were imported.

    ``counts``: the cells that hold each; ``rows``: the text of each row, null where the cell is
    blank; None where each row holds its own.
    """

    texts: pa.ChunkedArray
    counts: Codes
    rows: pa.Array | None

    @classmethod
    def of(cls, column: pa.ChunkedArray) -> "Distinct":
        """Where texts hardly come again each cell stands for itself: a dictionary would cost more
        than it saves.
        """
        if is_coded(column) or not _hardly_repeats(column):
            encoded = whole(column)
            counts = _counted(encoded)
            if not counts.all():
                encoded, counts = compact(encoded), counts[counts > 0]
            return cls(pa.chunked_array([encoded.dictionary]), counts, encoded.indices)
        if not column.null_count:
            return cls(column, once(len(column)), None)
        present = column.is_valid().to_numpy()
        places = np.cumsum(present, dtype=np.int32) - np.int32(1)
        texts = column.drop_null()
        return cls(texts, once(len(texts)), pa.array(places, mask=~present))

    @property
    def codes(self) -> Codes:
        """The text of each row; -1 where the cell is blank."""
        if self.rows is None:
            return np.arange(len(self.texts), dtype=np.int32)
        codes: Codes = self.rows.fill_null(-1).to_numpy()
        return codes


def once(texts: int) -> Codes:
    """The counts of texts of which none comes again; they take no room."""
    return np.broadcast_to(np.int64(1), texts)


def _counted(column: pa.DictionaryArray) -> Codes:
    """How many cells hold each text."""
    codes = column.indices.drop_null().to_numpy()
    return np.bincount(codes, minlength=len(column.dictionary))


def _hardly_repeats(column: pa.ChunkedArray) -> bool:
    sample = column.slice(0, _TELLING)
    return len(sample) == _TELLING and pc.count_distinct(sample).as_py() > _TELLING // 2


@dataclass(frozen=True)
class Examined:
    """A column under examination: its distinct texts as imported beside their folded form.

    ``first``: the row that it begins with, from 0, where it is but a part of a column.
    """

    imported: Distinct
    view: Column
    first: int = 0

    @classmethod
    def parts(
        cls, column: pa.ChunkedArray, name: str, others: tuple[str, ...]
    ) -> Iterator["Examined"]:
        """A column by itself, in parts if it is long."""
        for first, part in parts(column):
            yield replace(side_by_side([Distinct.of(part)], [(name, others)])[0], first=first)

    def examine(self, family: Sequence[Detector]) -> Found:
        """What each detector finds, less what one of higher precedence has claimed.

        A type that several rules find is one finding.
        """
        claimed = NONE
        result: dict[str, tuple[Detector, Evidence]] = {}
        for detector in family:
            evidence = detector.examine(self.view)
            if evidence is None:
                continue
            left = evidence.spans.beside if detector.yields else evidence.spans.apart_from
            own = left(claimed)
            claimed = joined(claimed, own)
            if len(own) and len(own) >= 0.2 * len(evidence.spans):
                _, first = result.get(detector.id, (detector, None))
                found = replace(evidence, spans=own)
                result[detector.id] = (detector, found if first is None else first.joined(found))
        self.view.forget()
        return list(result.values())

    def raw_text(self, value: int, spans: Spans, place: int) -> str:
        """What a span covers of the cell as it was imported."""
        start, end = self.raw_span(value, spans, place)
        text: str = self.imported.texts[value].as_py()
        return text[start:end]

    def raw_span(self, value: int, spans: Spans, place: int) -> tuple[int, int]:
        """A span in characters of the cell as it was imported."""
        base = int(self.view.offsets[value])
        text = self.view.values[value].as_py().encode()
        start, end = (
            len(text[: int(edge) - base].decode())
            for edge in (spans.starts[place], spans.ends[place])
        )
        return span_in(self.imported.texts[value].as_py(), start, end)


def each_examined(
    table: Table,
    family: Sequence[Detector],
    job: Job,
    tell: Callable[[Examined, Found, LongText | None], Told],
    as_one: Callable[[Sequence[Told]], Told],
) -> Iterator[Told]:
    """What is told of every column, of what was found in it, and of whether it is to be read; in order.

    ``tell`` is called by the thread that has read the column, whose texts go with it: only what is told
    waits for its turn. What is told of the parts of a long column is put together by ``as_one``.
    """
    for words in _asked_by_packs():
        sought(words)
    names, columns = table.columns, table.data.columns
    known = known_as(names, columns)

    def company(number: int) -> tuple[str, tuple[str, ...]]:
        near = slice(max(number - _BESIDE, 0), number), slice(number + 1, number + 1 + _BESIDE)
        beside = (each for part in near for each in known[part])
        return names[number], tuple(name for each in beside for name in each)

    behind: list[int] = []  # the columns that each finished task has read

    def told_of(beside: Sequence[Examined]) -> list[Told]:
        running = {text.column: text for text in long_texts(each.view for each in beside)}
        return [tell(each, each.examine(family), running.get(each.view.name)) for each in beside]

    def told_of_one(number: int) -> Told:
        column, told = columns[number], list[Told]()
        for part in Examined.parts(column, *company(number)):
            told += told_of([part])
            if column.nbytes > _LARGE:
                _give_back()
        return as_one(told)

    def examine(numbers: Sequence[int]) -> list[Told]:
        if len(numbers) == 1:
            told = [told_of_one(numbers[0])]
        else:
            distinct = [Distinct.of(columns[number]) for number in numbers]
            told = told_of(side_by_side(distinct, map(company, numbers)))
        behind.append(len(numbers))
        return told

    at_once = os.cpu_count() or 1
    tasks = _tasks(columns, max(at_once, min(_TOGETHER, _CELLS_TOGETHER // max(table.rows, 1))))
    weights = [sum(columns[number].nbytes for number in task) for task in tasks]
    ready: dict[int, Told] = {}
    number = 0
    done = heaviest_first(
        examine, tasks, weights, at_once, lambda: job.report(sum(behind), len(names))
    )
    for task, told in zip(tasks, done, strict=True):
        ready.update(zip(task, told, strict=True))
        while number in ready:
            yield ready.pop(number)
            number += 1


def _tasks(columns: Sequence[pa.ChunkedArray], together: int) -> list[list[int]]:
    """The columns that are read at a time, by number: the small ones among so many neighbours side by side,
    each other by itself.
    """
    tasks: list[list[int]] = []
    for first in range(0, len(columns), together):
        group = range(len(columns))[first : first + together]
        few = [number for number in group if _is_small(columns[number])]
        tasks += [few] * bool(few) + [[number] for number in group if number not in few]
    return sorted(tasks)  # by their first columns


def _give_back() -> None:
    """Give free memory back to the system, or what one column took would stay beside what another
    takes.
    """
    pa.default_memory_pool().release_unused()
    pa.system_memory_pool().release_unused()  # what NumPy's arrays lie in, too
    let_go()


def _asked_by_packs() -> Iterator[Iterable[str]]:
    """The lists of words that the rules of the packs ask columns for."""
    yield cue_words()
    for pack in (resources.pack("marks"), *resources.finding_types().values()):
        rules = (*pack.data.get("rules", ()), *pack.data.get("hints", ()))
        yield from (rule["needs"] for rule in rules if "needs" in rule)


def _is_small(column: pa.ChunkedArray) -> bool:
    """Whether a column holds few distinct texts, and short ones."""
    texts = held(column)
    return sum(map(len, texts)) <= _SMALL and sum(t.nbytes for t in texts) <= _SMALL_BYTES


def side_by_side(
    columns: Sequence[Distinct], names: Iterable[tuple[str, tuple[str, ...]]]
) -> list[Examined]:
    """Columns on one shelf, if there are several. ``names``: of each, and of those beside it."""
    texts = [chunk for each in columns for chunk in each.texts.chunks]
    values = fold_chunks(pa.chunked_array(texts, pa.string()))
    shelf = Shelf(values) if len(columns) > 1 else None
    examined: list[Examined] = []
    first = 0
    for imported, (name, others) in zip(columns, names, strict=True):
        own = values.slice(first, len(imported.texts))
        column = Column(name, own, imported.counts, others, shelf, first)
        examined.append(Examined(imported, column))
        first += len(own)
    return examined
