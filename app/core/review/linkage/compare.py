"""The release against what is public already: which columns link it with what, and how many rows.

A row is *made unique* by a join if just one row of the other table bears its values in the joined
columns, and just it among the release's own rows bears them: before, it might have been anybody; now
it and that row are one and the same, and each tells what the other knows. Two different persons who
happen to agree in all joined columns look the same to a stranger, and are counted too.

Not seen: other things of different fineness than dates (an address and its township), and names of
places written with and without what they belong to.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import count

from app.core.jobs import Job
from app.core.model import Table
from app.core.review.linkage.columns import Column, read_columns, tallied
from app.core.review.linkage.keyed import Keyed
from app.core.review.linkage.link import Linkage
from app.core.review.linkage.match import Pair, overlap, pairs, unmatched
from app.core.review.linkage.others import AtHand, Other, Remembered
from app.core.review.linkage.rules import threshold
from app.core.review.linkage.sketch import Sketch
from app.core.review.linkage.tally import Estimate, Met
from app.core.review.linkage.words import linkage_told
from app.core.text import Text

# Nothing of tables at hand is kept, so their digests need no secret.
_OPEN = Keyed(bytes(32))


def compare(table: Table, sketches: Sequence[Sketch], key: bytes) -> tuple[Linkage, ...]:
    """A release against what earlier ones left behind. Raises SketchForeign."""
    keyed = Keyed(key)
    for one in sketches:
        one.check(keyed)
    mine = read_columns(table, keyed)
    return tuple(link for one in sketches for link in links_with(mine, Remembered(one), keyed))


def compare_tables(table: Table, others: Sequence[Table]) -> tuple[Linkage, ...]:
    """A release against tables at hand, told by the names of their files.

    Exact, but for one chance in 30 million at a million distinct values that two of them are taken
    for one.
    """
    return linkage_of(table, others, Job())


def linkage_of(table: Table, others: Sequence[Table], job: Job) -> tuple[Linkage, ...]:
    """:func:`compare_tables` as a job: what ``risk FILE --against FILE…`` asks."""
    if not others:  # nothing links: what the table holds need not be known
        return ()
    total = sum(len(each.columns) for each in (table, *others))
    done = count()

    def tick() -> None:
        job.report(next(done), total)

    mine = read_columns(table, _OPEN, tick)
    found: list[Linkage] = []
    for other in others:
        columns = read_columns(other, _OPEN, tick)
        found += links_with(mine, AtHand(other.source.name, columns, _OPEN), _OPEN)
    return tuple(found)


def links_with(mine: Sequence[Column], other: Other, keyed: Keyed) -> tuple[Linkage, ...]:
    """How one other dataset links with a release whose columns are read under the same key."""
    return tuple(_Comparison(mine, other, keyed).links())


def _links_more(fewer: "_Join", more: "_Join") -> bool:
    """Whether a join of fewer columns links so much more that the one of more must be wrong."""
    if more.met.rows == Estimate(0):
        return fewer.met.rows.value > 0
    at_most = more.met.pairs.value + more.met.pairs.error
    return fewer.met.pairs.value > threshold("contradicted") * at_most


@dataclass(frozen=True)
class _Join:
    """The release joined with another table by some pairs of columns."""

    by: tuple[Pair, ...]
    met: Met
    containment: Estimate


class _Comparison:
    """The release beside one other table."""

    def __init__(self, mine: Sequence[Column], other: Other, keyed: Keyed) -> None:
        self._mine, self._other, self._keyed = mine, other, keyed
        self._matched = pairs(mine, other.columns)
        self._adds = unmatched(other.columns, mine, [pair.theirs for pair in self._matched])
        self._gives = unmatched(mine, other.columns, [pair.mine for pair in self._matched])

    def links(self) -> Iterator[Linkage]:
        """By each shared key, and by the other shared columns together."""
        for pair in self._matched:
            if pair.is_key:
                yield self._linkage(self._join((pair,)))
        best = self._best({pair.theirs: pair for pair in self._matched if not pair.is_key})
        if best and best.met.rows != Estimate(0):
            yield self._linkage(best)

    def _best(self, matched: dict[int, Pair]) -> _Join | None:
        """The most columns, as these link the surest; fewer where one contradicts most links."""
        best: _Join | None = None
        for choice in self._other.together(tuple(sorted(matched))):
            joins = [self._join(tuple(matched[place] for place in places)) for places in choice]
            join = max(joins, key=lambda join: (join.met.pairs.value, join.met.rows.value))
            if best is None or _links_more(join, best):
                best = join
            elif best.met.pairs.value:
                break
        return best

    def _join(self, by: tuple[Pair, ...]) -> _Join:
        ours = tallied([self._mine[pair.mine] for pair in by], self._keyed)
        theirs = self._other.tally(tuple(pair.theirs for pair in by))
        return _Join(by, ours.met(theirs), overlap(ours, theirs))

    def _linkage(self, join: _Join) -> Linkage:
        columns = [(self._mine[pair.mine], self._other.columns[pair.theirs]) for pair in join.by]
        shared_key = join.by[0].is_key
        unique, error = join.met.pairs.whole
        tells = bool(self._adds or self._gives)
        link = Linkage(
            dataset=self._other.dataset,
            columns=tuple(mine.name for mine, _ in columns),
            others=tuple(theirs.name for _, theirs in columns),
            cuts=tuple(mine.cut or theirs.cut for mine, theirs in columns),
            adds=self._adds,
            gives=self._gives,
            shared_key=shared_key,
            containment=join.containment.value,
            containment_error=join.containment.error,
            rows_matched=join.met.rows.whole[0],
            rows_matched_once=join.met.rows_once.whole[0],
            rows_made_unique=unique,
            rows_error=error,
            rows_unique_together=self._together(join.by[0]) if shared_key else None,
            gate="hold" if tells and (unique or shared_key) else "warn",
            message=Text.plain(""),
        )
        return replace(link, message=linkage_told(link))

    def _together(self, key: Pair) -> int | None:
        return self._other.unique_together(self._mine, key)
