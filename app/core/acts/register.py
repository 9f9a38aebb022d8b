"""The department's catalog as a whole: what is known, what of it is open, and where that leaves it."""

import datetime
from collections.abc import Collection, Iterator

from app.core.acts.prepare import today
from app.core.catalog.indicators import CLOSED, Resource, Standing, standing
from app.core.catalog.reevaluation import Reevaluation, known_basis, reevaluations
from app.core.delivery.record import proof_of
from app.core.errors import ParameterInvalid
from app.core.model import Entry, Envelope, Kind
from app.core.text import Text
from app.core.trust.identity import Identity
from app.core.workspace.register import (
    has_registered,
    judge_anew,
    judged,
    register,
    registered,
)
from app.core.workspace.store import Workspace

__all__ = [
    "has_registered",
    "keep_closed",
    "kept_back",
    "known_resources",
    "pilot_standing",
    "register",
    "registered",
]


def pilot_standing(ws: Workspace) -> Standing:
    """The pilot's indicators over the releases and the register of a workspace."""
    return standing(known_resources(ws), today())


def known_resources(ws: Workspace) -> tuple[Resource, ...]:
    """Every resource that has an entry, once by its name: a release goes before the register."""
    found: dict[str, Resource] = {}
    for one in (*_released(ws), *_registered(ws)):
        name = one.entry.fields.get("name", "")
        known = found.get(name)
        # Of several releases of one name the latest comes first; another may have opened it.
        if known is None or (known.opened is None and one.opened is not None):
            found[name] = one
    return tuple(found.values())


def kept_back(ws: Workspace) -> tuple[Reevaluation, ...]:
    """What the register does not open, and when that is to be judged anew (条例第十八条)."""
    closed = [
        (entry, datetime.datetime.fromisoformat(time).astimezone().date())
        for entry, time in judged(ws)
        if entry.fields.get("open_type") == CLOSED
    ]
    return reevaluations(closed, today())


def keep_closed(ws: Workspace, actor: Identity, names: Collection[str], basis: str) -> int:
    """Judge resources anew: they stay closed on this legal basis, for another year. Returns how many.

    Raises ParameterInvalid for another basis than the pack's, and a name that is not kept back.
    """
    known = {one.name for one in kept_back(ws)}
    if unknown := [name for name in names if name not in known]:
        reason = Text("登记中没有不予开放的{names}", "the register keeps back no {names}")
        told = reason.format(names=Text("、".join(unknown), ", ".join(unknown)))
        raise ParameterInvalid(name=Text("名称", "name"), reason=told)
    return judge_anew(ws, actor, names, known_basis(basis))


def _released(ws: Workspace) -> Iterator[Resource]:
    for release in ws.releases():
        stands = ws.standing(release.id)
        if Kind.ENTRY not in stands:
            continue
        entry = ws.load(release.id, Kind.ENTRY, Entry)
        public = Kind.RECEIPT in stands and Kind.WITHDRAWAL not in stands
        opened = _received(ws, release.id) if public else None
        yield Resource(entry, opened, opened)


def _received(ws: Workspace, release: str) -> datetime.date:
    proof = proof_of(ws.load(release, Kind.RECEIPT, Envelope))
    return datetime.datetime.fromisoformat(proof.received).date()


def _registered(ws: Workspace) -> Iterator[Resource]:
    """What was opened elsewhere counts since its date of publication."""
    for entry in registered(ws):
        opened = None
        if entry.fields.get("open_type") != CLOSED:
            opened = _day(entry.fields.get("publish_date", ""))
        yield Resource(entry, opened if opened and opened <= today() else None)


def _day(text: str) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        return None
