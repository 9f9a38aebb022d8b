"""What a paper may tell of a release: the values that were filed, and figures already in words."""

from dataclasses import dataclass
from typing import Generic, TypeVar

from app.core.model import Entry, Findings, Receipt, Report, Request, Source, Verdict

S = TypeVar("S", Request, Verdict)


@dataclass(frozen=True)
class Treated:
    """What was done to a column, in one phrase, and why, where the clerk wrote that down."""

    column: str
    done: str
    reason: str


@dataclass(frozen=True)
class Told:
    """A figure in words; ``care``: it asks for attention."""

    title: str
    value: str
    meaning: str
    care: bool


@dataclass(frozen=True)
class Signed(Generic[S]):
    """A signed statement and the SHA-256 of its envelope, in hex."""

    statement: S
    digest: str


@dataclass(frozen=True)
class Evidence:
    """One release. ``entry`` and what follows may be missing while the release is on its way.

    ``titles``: of finding types, by id. ``convergence``: the comparison with what is public, line by
    line. ``figures`` and ``conclusions``, a sentence each: of the output, for the risk report.
    """

    release: str
    name: str
    state: str
    drill: bool
    source: Source
    rows: int
    columns: tuple[str, ...]
    findings: Findings
    titles: dict[str, str]
    treatments: tuple[Treated, ...] = ()
    residual: Findings | None = None
    entry: Entry | None = None
    quality: Report | None = None
    request: Signed[Request] | None = None
    verdicts: tuple[Signed[Verdict], ...] = ()
    convergence: tuple[str, ...] = ()
    figures: tuple[Told, ...] = ()
    conclusions: tuple[str, ...] = ()
    receipt: Receipt | None = None
