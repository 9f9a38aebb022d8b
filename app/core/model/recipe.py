"""How a table is desensitized and made anonymous."""

from dataclasses import dataclass, field
from typing import Any, Literal

from app.core.model.findings import Level
from app.core.model.table import LayoutPlan
from app.core.text import Text


@dataclass(frozen=True)
class Treatment:
    """What is done to one column. ``column`` is a name, or ``#3`` for the third column."""

    column: str
    operator: str
    params: dict[str, Any] = field(default_factory=dict)
    reason: str = ""


@dataclass(frozen=True)
class ResidualCheck:
    """What an output must pass beside the scan, in its rows that agree in ``quasi_identifiers``.

    There are at least ``k`` of them, with at least ``l`` distinct values of ``sensitive`` (where one
    is named). Rows that tell nothing any more, all of it blank or ``*``, are no class.
    """

    quasi_identifiers: tuple[str, ...]
    k: int
    sensitive: str = ""
    l: int = 1  # noqa: E741 — the name that the literature gives it


@dataclass(frozen=True)
class Ladder:
    """How a quasi-identifier may be generalised: by a hierarchy that comes with the program
    (``builtin``, its id), or by one of its own (``document``, its JSON form, which lists the values).
    """

    column: str
    builtin: str = ""
    document: dict[str, Any] | None = None


@dataclass(frozen=True)
class AskedModel:
    """A model of anonymity by its id, with its parameters by name."""

    id: str
    params: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Anonymity:
    """Classes of at least ``k`` rows, with ``l`` values of ``sensitive`` and no farther than ``t`` from the
    table (1: as far as may be), that keep the further ``models``, at the least loss by ``metric``.

    ``method``: one level for a whole column (``full-domain``), as fine as each class allows (``mondrian``,
    ``relaxed``), or single cells left blank (``cells``). Of full-domain alone: ``suppression``, the share
    of rows that may be left out, ``seconds``, how long to look for the best by the clock, and ``models``.
    """

    ladders: tuple[Ladder, ...]
    k: int
    sensitive: str = ""
    l: int = 1  # noqa: E741 — the name that the literature gives it
    t: float = 1.0
    suppression: float = 0.05
    metric: str = "loss"
    seconds: float = 60.0
    models: tuple[AskedModel, ...] = ()
    method: Literal["full-domain", "mondrian", "relaxed", "cells"] = "full-domain"


@dataclass(frozen=True)
class Judgement:
    """What a person says of a finding: that it is what the program takes it for, or something else.

    ``type`` and ``seen``: the finding's type and level as the program found them; ``as_type`` and
    ``level``: what it is. ``reason``: why it is something else.
    """

    column: str
    type: str
    seen: Level
    as_type: str
    level: Level
    reason: str = ""

    @property
    def accepts(self) -> bool:
        """Whether the program was right."""
        return (self.as_type, self.level) == (self.type, self.seen)


@dataclass(frozen=True)
class Recipe:
    """How a table is desensitized. Holds no keys and no rows, so it may travel.

    ``columns``: of the table that it was made for, as its treatments name them; ``packs``: digests of
    the rules that proposed it; ``layout``: how that table was read. All of these may be missing: they
    tell how the next table differs. ``anonymity`` comes before the treatments, on other columns.
    ``judgements``: what a person has made of the findings, one a column and type.
    """

    treatments: tuple[Treatment, ...]
    checks: tuple[ResidualCheck, ...] = ()
    columns: tuple[str, ...] = ()
    layout: LayoutPlan | None = None
    packs: dict[str, str] = field(default_factory=dict)
    anonymity: Anonymity | None = None
    judgements: tuple[Judgement, ...] = ()
    version: Literal[1, 2, 3, 4] = 4


@dataclass(frozen=True)
class RecipeDrift:
    """How a table differs from the one that a recipe was made for; ``asks``: a person has to decide.

    ``added``: a column that the recipe does not know; ``removed``: one that it treats is gone;
    ``sensitive``: something was found in a column that it leaves alone; ``rules``: other rule packs.
    """

    kind: Literal["added", "removed", "sensitive", "rules"]
    column: str
    message: Text
    asks: bool
