"""Who could be found again in a table: ways to a person, and the figures of each attack."""

from dataclasses import dataclass
from typing import Literal

from app.core.text import Text


@dataclass(frozen=True)
class QuasiIdentifier:
    """A column as a way to a person: ``proposed`` or not, with the reason.

    ``kind``: an id of the ``risk`` pack, or "" where the column's name says nothing. ``adds``: by how
    much it raises the share of unique rows, beside the columns whose names tell; 0 to 1.
    """

    column: str
    kind: str
    proposed: bool
    adds: float
    reason: Text


@dataclass(frozen=True)
class SizeBand:
    """The equivalence classes of ``first`` to ``last`` rows (None: without end), and their rows."""

    first: int
    last: int | None
    classes: int
    rows: int


@dataclass(frozen=True)
class AttackerRisk:
    """One attacker's chance to re-identify: the greatest, the mean over rows and over classes.

    ``rows_above``: rows above the threshold; ``classes_above``: the share of classes above it.
    """

    max: float
    mean: float
    class_mean: float
    rows_above: int
    classes_above: float


@dataclass(frozen=True)
class AttributeRisk:
    """What a class tells of its rows' sensitive value, in the worst class of all.

    ``l`` distinct values, ``entropy_l`` = exp(H); ``recursive_c``: recursive (c, 2)-diversity holds
    above it, None where a class has one value only. ``t`` by the ``distance`` that suits the values.
    """

    column: str
    l: int  # noqa: E741 — the name that the literature gives it
    entropy_l: float
    recursive_c: float | None
    t: float
    distance: Literal["equal", "ordered"]


PopulationModel = Literal["zayatz", "snb", "pitman"]


@dataclass(frozen=True)
class PopulationRisk:
    """Estimates of how many of ``size`` persons are unique, of whom the table is a sample.

    ``fraction``: the table's rows by ``size``. ``uniques``: population uniques by each model; None
    where it does not fit. ``chosen``: by the decision rule of Dankar et al. 2012. ``share``: the chosen
    estimate by ``size``. ``true_uniques``: how likely a unique row is unique in the population too.
    ``individual``: the greatest risk of Franconi & Polettini 2004; ``expected``: how many rows an
    attacker who goes for all is then expected to find.
    """

    size: int
    fraction: float
    uniques: dict[PopulationModel, float | None]
    chosen: PopulationModel
    share: float
    true_uniques: float
    individual: float
    expected: float


@dataclass(frozen=True)
class RiskReport:
    """Re-identification risk of a table over its quasi-identifiers.

    ``threshold``: the risk above which a row counts as at risk; ``least``: the k that the way of sharing
    asks for. ``special``: rows that three columns or fewer, and not all, make unique; None where that
    was too much to count. ``population``: None where its size is not known. ``suppressed``: rows that
    are blank or ``*`` in all quasi-identifiers; they are in no class. ``behind``: by figure,
    the first rows that make it (from 1, capped). ``packs``: digests of the rules used.
    """

    quasi_identifiers: tuple[str, ...]
    rows: int
    classes: int
    k: int
    uniques: int
    sizes: tuple[SizeBand, ...]
    threshold: float
    least: int
    prosecutor: AttackerRisk
    journalist: AttackerRisk
    marketer: float
    special: int | None
    attribute: AttributeRisk | None
    population: PopulationRisk | None
    suppressed: int
    behind: dict[str, tuple[int, ...]]
    packs: dict[str, str]


@dataclass(frozen=True)
class UnsafeCell:
    """A cell of an aggregate that tells of its contributors, and the first rows in it, from 1."""

    rules: tuple[Literal["small", "dominance", "p-percent"], ...]
    contributors: int
    rows: tuple[int, ...]


@dataclass(frozen=True)
class AggregateReport:
    """An aggregate of a magnitude by its cells: how many are unsafe, and the smallest of them.

    ``by_rule``: cells by the rule that they break; one cell may break several. ``unreadable``: rows
    whose magnitude is no number, which are in no cell.
    """

    cells: int
    unsafe: int
    by_rule: dict[str, int]
    unreadable: int
    examples: tuple[UnsafeCell, ...]
