"""The values of a utility report. Shares are between 0 and 1."""

from dataclasses import dataclass

from app.core.desensitize.utility.groups import GroupsOfSize
from app.core.text import Text


@dataclass(frozen=True)
class Bar:
    """One bar of a histogram: rows before, and rows after as an estimate from the output alone."""

    title: Text
    before: int
    after: float


@dataclass(frozen=True)
class ColumnUtility:
    """What became of one column.

    ``same`` + ``coarsened`` + ``replaced`` + ``blanked`` + ``removed`` = 1, as shares of its cells:
    the text is the same; it stands for a group of values; it is another text; it is blank or ``*``;
    its row or the column is gone. ``loss``: normalised share of the domain that a cell leaves open
    (Iyengar, KDD 2002), averaged. ``entropy_loss``: H(before | after) / H(before), the non-uniform
    entropy of Gionis & Tassa 2009. ``query_error``: of counts of one value or range; 0 is right.
    ``il1s``: mean |x - x'| / (√2·S) of numbers (Mateo-Sanz et al. 2004), None where they are none.
    """

    column: str
    same: float
    coarsened: float
    replaced: float
    blanked: float
    removed: float
    values_before: int
    values_after: int
    loss: float
    entropy_loss: float
    query_error: float
    il1s: float | None
    histogram: tuple[Bar, ...]
    change: Text | None


@dataclass(frozen=True)
class PairUtility:
    """Two columns together, at least one of them changed: the error of counts of two values at once;
    Cramér's V, and of numbers Pearson's r, before and after (None where there is none)."""

    columns: tuple[str, str]
    query_error: float
    association: tuple[float, float]
    correlation: tuple[float, float] | None


@dataclass(frozen=True)
class Overall:
    """Means over the columns, of which a dropped one has lost all, and over the pairs of those left;
    ``il1s`` over columns of numbers."""

    loss: float
    entropy_loss: float
    query_error_1: float
    query_error_2: float
    association_change: float
    correlation_change: float | None
    il1s: float | None


@dataclass(frozen=True)
class UtilityReport:
    """An output against its original.

    ``removed``: rows of the original that the output lacks; ``suppressed``: rows that are blank or
    ``*`` in all quasi-identifiers; ``groups``: of removed and suppressed rows, where it is known which
    they are. Where rows were removed and nothing tells which (``paired`` is False), ``columns``,
    ``pairs`` and ``overall`` are empty.
    """

    rows_before: int
    rows_after: int
    removed: int
    suppressed: int
    groups: tuple[GroupsOfSize, ...]
    paired: bool
    overall: Overall | None
    columns: tuple[ColumnUtility, ...]
    pairs: tuple[PairUtility, ...]
    dropped: tuple[str, ...]
    added: tuple[str, ...]
    sentence: Text
