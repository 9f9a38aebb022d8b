"""The values of the report on the effect of de-identification."""

from dataclasses import dataclass
from typing import Literal

from app.core.sharing import ContextRisk, SharingProfile

EffectLevel = Literal[1, 2, 3, 4]


@dataclass(frozen=True)
class DirectIdentifier:
    """A column that identifies persons outright: ``count`` cells of a type of finding."""

    column: str
    type: str
    count: int


@dataclass(frozen=True)
class EffectReport:
    """A table's level and the figures that lead to it.

    θ_j = 1/f_j of each class: ``r_a`` is the share of classes above τ, ``r_b`` the greatest, ``r_c`` the
    mean over classes; ``r`` is 1 where ``r_a`` > 0, else the profile's data risk times the context's.
    ``k``: the smallest class, 0 without classes; ``above``: rows in classes above τ; ``suppressed``:
    rows that are in no class. ``packs``: digests of the rules used.
    """

    level: EffectLevel
    passes: bool
    r_a: float
    r_b: float
    r_c: float
    r: float
    context: ContextRisk
    profile: SharingProfile
    quasi_identifiers: tuple[str, ...]
    direct: tuple[DirectIdentifier, ...]
    rows: int
    classes: int
    k: int
    above: int
    suppressed: int
    packs: dict[str, str]
