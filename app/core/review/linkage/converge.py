"""A release beside all that is public already: what the reviewer weighs before signing.

Beside each dataset: by which columns it links, how many rows are made unique; and where it is an
earlier release of the same one, who came and went between the two.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import count
from typing import get_args

from app.core import resources
from app.core.jobs import Job
from app.core.model import Gate, Table
from app.core.review.linkage.columns import Column, read_columns
from app.core.review.linkage.compare import links_with
from app.core.review.linkage.difference import Difference, ReleasesDiffer, difference_of
from app.core.review.linkage.keyed import Keyed
from app.core.review.linkage.link import Linkage
from app.core.review.linkage.others import AtHand, Remembered
from app.core.review.linkage.rules import PACK
from app.core.review.linkage.sketch import Sketch
from app.core.review.linkage.words import NOTHING_SHARED, converged_told
from app.core.text import Text


@dataclass(frozen=True)
class Known:
    """A dataset that others can lay beside the release.

    ``digest``: of an earlier release's sketch, or of a file. ``release`` and ``at``: which it was
    and when it came out, both "" for a file. ``withdrawn``: taken down, but it was public.
    """

    name: str
    digest: str
    release: str = ""
    at: str = ""
    withdrawn: bool = False


@dataclass(frozen=True)
class Beside:
    """What the release and one known dataset of so many ``rows`` tell together.

    ``differs``: where it is an earlier release of the same dataset, of which ``messages`` tell too.
    """

    known: Known
    rows: int
    links: tuple[Linkage, ...]
    differs: Difference | None
    messages: tuple[Text, ...]
    gate: Gate


@dataclass(frozen=True)
class Convergence:
    """The report. ``table``: the digest of the table that was laid beside the others."""

    table: str
    rows: int
    beside: tuple[Beside, ...]
    gate: Gate
    message: Text
    packs: dict[str, str]

    @property
    def earlier(self) -> frozenset[str]:
        """The sketches that it was compared with, by their digests."""
        return frozenset(each.known.digest for each in self.beside if each.known.release)

    def keeping(self, before: "Convergence") -> "Convergence":
        """With what an earlier report on the same table has told of files that this one has not seen:
        to compare once more loses no warning.
        """
        seen = {each.known.digest for each in self.beside}
        kept = [
            each
            for each in before.beside
            if not each.known.release and each.known.digest not in seen
        ]
        same = before.table == self.table
        return _report(self.table, self.rows, (*self.beside, *kept)) if same else self


def converge(
    table: Table,
    digest: str,
    earlier: Sequence[tuple[Known, bool]],
    recall: Callable[[Known], Sketch],
    files: Sequence[Table],
    key: bytes,
    job: Job,
) -> Convergence:
    """Lay a table under its ``digest`` beside earlier releases and outside files.

    ``earlier``: each with whether it is a release of the same dataset; ``recall`` fetches its
    sketch, one at a time, as they may be large. Raises SketchForeign.
    """
    total = len(table.columns) + len(earlier) + sum(len(file.columns) for file in files)
    done = count()

    def tick() -> None:
        job.report(next(done), total)

    keyed = Keyed(key)
    mine = read_columns(table, keyed, tick)
    beside = []
    for known, same in earlier:
        tick()
        beside.append(_remembered(mine, table.rows, known, recall(known), keyed, same=same))
    for file in files:
        theirs = AtHand(file.source.name, read_columns(file, keyed, tick), keyed)
        known = Known(file.source.name, file.source.sha256)
        beside.append(_told(known, file.rows, links_with(mine, theirs, keyed)))
    return _report(digest, table.rows, tuple(beside))


def strictest(gates: Sequence[Gate]) -> Gate:
    """The gate that asks for most."""
    return min(gates, key=get_args(Gate).index, default="clear")


def _report(table: str, rows: int, beside: tuple[Beside, ...]) -> Convergence:
    gates = [each.gate for each in beside]
    earlier = sum(bool(each.known.release) for each in beside)
    files = len(beside) - earlier
    return Convergence(
        table=table,
        rows=rows,
        beside=beside,
        gate=strictest(gates),
        message=converged_told(earlier, files, gates.count("hold"), gates.count("warn")),
        packs={PACK: resources.pack(PACK).sha256},
    )


def _remembered(
    mine: Sequence[Column], rows: int, known: Known, sketch: Sketch, keyed: Keyed, *, same: bool
) -> Beside:
    sketch.check(keyed)
    links = links_with(mine, Remembered(sketch), keyed)
    if not same:
        return _told(known, sketch.rows, links)
    try:
        return _told(known, sketch.rows, links, difference_of(sketch, mine, rows, keyed))
    except ReleasesDiffer as error:  # the columns have changed: a person has to look
        told = error.message.format(**error.params)
        return _told(known, sketch.rows, links, note=told)


def _told(
    known: Known,
    rows: int,
    links: tuple[Linkage, ...],
    differs: Difference | None = None,
    note: Text | None = None,
) -> Beside:
    messages = [link.message for link in links]
    gates = [link.gate for link in links]
    if differs is not None:
        messages.append(differs.message)
        gates.append(differs.gate)
    if note is not None:
        messages.append(note)
        gates.append("warn")
    return Beside(
        known, rows, links, differs, tuple(messages or [NOTHING_SHARED]), strictest(gates)
    )
