"""Which columns of two tables hold the same kind of thing, told by their values first."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from app.core.review.linkage.columns import JOINING, Column, Role, same_name
from app.core.review.linkage.rules import threshold
from app.core.review.linkage.tally import Estimate, Tally
from app.core.review.linkage.values import Cut


class Known(Protocol):
    """What must be known of the other table's column."""

    @property
    def name(self) -> str: ...
    @property
    def cut(self) -> Cut: ...
    @property
    def role(self) -> Role: ...
    @property
    def vague(self) -> bool: ...
    @property
    def tally(self) -> Tally: ...


@dataclass(frozen=True)
class Pair:
    """A column of the release and its counterpart, by their places."""

    mine: int
    theirs: int
    is_key: bool


def pairs(mine: Sequence[Column], theirs: Sequence[Known]) -> tuple[Pair, ...]:
    """Each column with the counterpart that fits best, each in one form and at most once.

    Columns of one name fit if some of the values are shared, of other names if most are. Dates fit
    in the finest form in which both have them. A column that is a key in both tables is a shared
    key, unless its name is a quasi-identifier's.
    """
    fitting = []
    for place, column in enumerate(mine):
        for other, known in enumerate(theirs):
            named = same_name(column.name, known.name)
            if not _may_join(column, known, named):
                continue
            shared = overlap(column.tally, known.tally).value
            if shared >= (threshold("named") if named else threshold("content")):
                finest = -bool(column.cut) - bool(known.cut)
                fineness = column.tally.distinct
                fitting.append((named, finest, shared, fineness, -place, -other))
    taken: dict[str, Pair] = {}
    for *_, place, other in sorted(fitting, reverse=True):
        column, known = mine[-place], theirs[-other]
        gone = {theirs[pair.theirs].name for pair in taken.values()}
        if column.name not in taken and known.name not in gone:
            taken[column.name] = Pair(-place, -other, _is_shared_key(column, known))
    return tuple(sorted(taken.values(), key=lambda pair: pair.mine))


def unmatched(
    columns: Sequence[Known], others: Sequence[Known], matched: Sequence[int]
) -> tuple[str, ...]:
    """The names of columns of which the other table has no counterpart, neither by value nor name."""
    gone = {columns[place].name for place in matched}
    names = dict.fromkeys(c.name for c in columns if c.role != "counter" and c.name not in gone)
    theirs = {other.name for other in others}
    return tuple(name for name in names if not any(same_name(name, other) for other in theirs))


def overlap(mine: Tally, theirs: Tally) -> Estimate:
    """The share of the smaller one's distinct digests that stand in the other."""
    return mine.met(theirs).distinct.over(min(mine.distinct, theirs.distinct))


def _may_join(mine: Column, theirs: Known, named: bool) -> bool:
    if mine.role not in JOINING or theirs.role not in JOINING:
        return False
    return named or not (mine.vague or theirs.vague)


def _is_shared_key(mine: Column, theirs: Known) -> bool:
    return mine.role == theirs.role == "key" and not mine.is_quasi
