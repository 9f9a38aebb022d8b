"""The department's catalog as a whole: what is known, what of it is open, and where that leaves it."""

import datetime
from collections.abc import Iterator

from app.core.acts.prepare import today
from app.core.catalog.indicators import CLOSED, Resource, Standing, standing
from app.core.delivery.record import proof_of
from app.core.model import Entry, Envelope, Kind
from app.core.workspace.register import register, registered
from app.core.workspace.store import Workspace

__all__ = ["known_resources", "pilot_standing", "register", "registered"]


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
