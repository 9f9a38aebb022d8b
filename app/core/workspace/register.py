"""The department's register: catalog entries of resources that have no release in this workspace.

Every known resource has an entry, opened or not (默认开放, 不开放须有依据). What an entry says of data
that is not public lies sealed, like the tables.
"""

import json
from collections.abc import Iterable, Mapping

from app.core.model import Entry
from app.core.trust import canonical
from app.core.trust.identity import Identity
from app.core.workspace.ledger import now
from app.core.workspace.store import Workspace

_SEALED = "register"
_GIVEN_UP = "codes-given-up"  # a setting


def register(ws: Workspace, actor: Identity, entries: Iterable[Entry]) -> tuple[int, int]:
    """Put entries in, all or none; one of a name that is known takes its place.

    Returns how many were added and how many replaced.
    """
    entries = tuple(entries)
    before = {entry.fields.get("name", ""): (id, entry) for id, entry in _rows(ws)}
    known = {name: id for name, (id, _) in before.items()}
    rows = [
        {
            "id": known.get(entry.fields.get("name", "")),
            "entry": ws.vault.seal_text(canonical.encode(entry).decode(), _SEALED),
            "added": now(),
        }
        for entry in entries
    ]
    replaced = sum(row["id"] is not None for row in rows)
    with ws.recording("registered", actor.card, entries=len(rows), replaced=replaced) as db:
        db.table("register").upsert_all([row for row in rows if row["id"] is not None], pk="id")
        fresh = [{k: v for k, v in row.items() if k != "id"} for row in rows if row["id"] is None]
        db.table("register").insert_all(fresh, pk="id")
        _give_up(ws, {name: entry for name, (_, entry) in before.items()}, entries)
    return len(rows) - replaced, replaced


def registered(ws: Workspace) -> tuple[Entry, ...]:
    """Every entry of the register, in the order in which they came."""
    return tuple(entry for _, entry in _rows(ws))


def codes_given_up(ws: Workspace) -> tuple[str, ...]:
    """Codes that an entry of the register had before another took its place."""
    return tuple(json.loads(ws.sealed_setting(_GIVEN_UP) or "[]"))


def _give_up(ws: Workspace, before: Mapping[str, Entry], entries: Iterable[Entry]) -> None:
    """Remember the codes that are lost by what comes in."""
    lost = [
        code
        for entry in entries
        if (old := before.get(entry.fields.get("name", "")))
        and (code := old.fields.get("code", ""))
        and code != entry.fields.get("code", "")
    ]
    if lost:
        codes = list(dict.fromkeys((*codes_given_up(ws), *lost)))
        ws.seal_setting(_GIVEN_UP, json.dumps(codes))


def _rows(ws: Workspace) -> list[tuple[int, Entry]]:
    return [
        (
            row["id"],
            canonical.decode(ws.vault.open_text(row["entry"], _SEALED).encode(), Entry, _SEALED),
        )
        for row in ws.query("SELECT id, entry FROM register ORDER BY id")
    ]
