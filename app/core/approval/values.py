"""What is asked and what is answered: the route, the clerk's request, each reviewer's verdict.

Source: 保守国家秘密法实施条例 (2024) art. 42 (先审查、后公开, item by item); 政府信息公开条例 (2019) art. 17.
"""

from dataclasses import dataclass
from typing import Literal

from app.core.approval.persons import Person
from app.core.model import Card, Link, Opinion, Role
from app.core.text import Text


@dataclass(frozen=True)
class Level:
    """One stop of a route: ``signatures`` persons of ``role``, within ``days`` working days.

    ``organisation``: whose; "" is the clerk's own, or whom it trusts, but nobody of those that the
    route names. ``only_unsure``: asked only where the level before
    said 需报审.
    """

    title: Text
    role: Role
    days: int
    signatures: int = 1
    organisation: str = ""
    only_unsure: bool = False


@dataclass(frozen=True)
class Route:
    """The levels that a release passes, in order; ``pack``: the digest of the pack that names them.

    ``escalation``: 需报审 goes on to the next level instead of back to the clerk.
    """

    id: str
    title: Text
    levels: tuple[Level, ...]
    escalation: bool
    pack: str


@dataclass(frozen=True)
class Request:
    """承办人's claim: this chain is ready for review, along this route.

    ``handlers``: the persons who worked on the data, none of whom may review it; by number alone in
    requests of earlier builds.
    """

    release: str
    links: tuple[Link, ...]
    handlers: tuple[Person | str, ...]
    route: Route
    signer: Card
    at: str


@dataclass(frozen=True)
class Comment:
    """What a reviewer says of a cell: ``row`` from 1, or 0 for the whole column.

    ``table``: which one, the output or what was imported. A comment holds what the reviewer typed and
    no value of its own.
    """

    table: Literal["table", "output"]
    column: str
    row: int
    text: str


@dataclass(frozen=True)
class Verdict:
    """One person's opinion on a request, with its legal basis and reason.

    ``convergence``: the digest of the report on convergence that lay before the reviewer. ``level``: the
    stop of the route that this is for, from 1; ``earlier``: the digests of the verdicts of the levels
    before it, as envelopes. Who signs at the same level does so without regard to the other.
    """

    release: str
    links: tuple[Link, ...]
    request: str
    convergence: str
    level: int
    earlier: tuple[str, ...]
    opinion: Opinion
    basis: str
    reason: str
    comments: tuple[Comment, ...]
    signer: Card
    at: str
