"""What the catalog says of a dataset, and what is wrong with it or with its data."""

import math
from dataclasses import dataclass
from typing import Literal

from app.core.text import Text


@dataclass(frozen=True)
class InfoItem:
    """信息项: ``type`` is a code of the Guide (C N Y D T L M G B I F), ``length`` in bytes.

    ``sensitive``: it was desensitized. ``share`` and ``open``: its own sharing and opening type, "" for
    the dataset's. ``secret``: 涉密, which bars the way. ``key`` and ``timestamp``: what tells a row from
    another, and when it changed. ``code_table`` and ``standard``: what its values keep to.
    """

    name: str
    type: str
    length: int
    sensitive: bool = False
    description: str = ""
    technical_name: str = ""
    unit: str = ""
    value_range: str = ""
    code_table: str = ""
    standard: str = ""
    share: str = ""
    open: str = ""
    secret: bool = False
    key: bool = False
    timestamp: bool = False


@dataclass(frozen=True)
class Entry:
    """A catalog entry: field ids of the schema pack to text, and the information items."""

    schema: str
    fields: dict[str, str]
    items: tuple[InfoItem, ...]
    inferred: tuple[str, ...] = ()


@dataclass(frozen=True)
class Problem:
    """Something to mend, at a catalog field or a column; ``rows`` are examples, from 1.

    ``part``: of an information item, which of its attributes. Of the data's quality: ``count`` cells,
    ``dimension`` as in the ``quality`` pack.
    """

    field: str
    code: str
    message: Text
    rows: tuple[int, ...] = ()
    part: str = ""
    count: int = 0
    severity: Literal["error", "warn"] = "error"
    dimension: str = ""


@dataclass(frozen=True)
class Report:
    """Quality: scores between 0 and 1 by dimension, and their evidence."""

    score: float
    dimensions: dict[str, float]
    problems: tuple[Problem, ...]
    machine_readable: bool


def rounded_down(score: float, places: int) -> float:
    """A score to so many decimals, downwards: one fault among a million cells is not none."""
    unit: int = 10**places
    return math.floor(round(score * unit, 6)) / unit


def percent(score: float, places: int = 1) -> str:
    """A score as a person reads it; only a faultless one reads as 100 %."""
    return f"{rounded_down(score, places + 2):.{places}%}"
