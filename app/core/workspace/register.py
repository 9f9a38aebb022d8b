"""The department's register: catalog entries of resources that have no release in this workspace.

Every known resource has an entry, opened or not (默认开放, 不开放须有依据). What an entry says of data
that is not public lies sealed, like the tables.
"""

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from app.core.model import Entry
from app.core.trust import canonical
from app.core.trust.identity import Identity
from app.core.workspace.ledger import now
from app.core.workspace.store import Workspace

_SEALED = "register"
_GIVEN_UP = "codes-given-up"  # a setting
_OPENING = ("open_type", "not_open_basis")  # what is judged of a resource


@dataclass(frozen=True)
class _Row:
    """``judged``: when it was last said whether it is opened, and on what basis; ISO 8601."""

    id: int
    entry: Entry
    judged: str


def register(ws: Workspace, actor: Identity, entries: Iterable[Entry]) -> tuple[int, int]:
    """Put entries in, all or none; one of a name that is known takes its place.

    Returns how many were added and how many replaced. Whether it is opened counts as judged anew only
    where the opening type or its basis differs.
    """
    entries = tuple(entries)
    before = {row.entry.fields.get("name", ""): row for row in _rows(ws)}
    rows = [_as_row(ws, entry, before.get(entry.fields.get("name", ""))) for entry in entries]
    replaced = sum(row["id"] is not None for row in rows)
    with ws.recording("registered", actor.card, entries=len(rows), replaced=replaced) as db:
        db.table("register").upsert_all([row for row in rows if row["id"] is not None], pk="id")
        fresh = [{k: v for k, v in row.items() if k != "id"} for row in rows if row["id"] is None]
        db.table("register").insert_all(fresh, pk="id")
        _give_up(ws, {name: row.entry for name, row in before.items()}, entries)
    return len(rows) - replaced, replaced


def registered(ws: Workspace) -> tuple[Entry, ...]:
    """Every entry of the register, in the order in which they came."""
    return tuple(row.entry for row in _rows(ws))


def has_registered(ws: Workspace) -> bool:
    """Whether the register holds anything; nothing is decrypted for it."""
    return bool(list(ws.query("SELECT 1 FROM register LIMIT 1")))


def judged(ws: Workspace) -> tuple[tuple[Entry, str], ...]:
    """Every entry of the register with the time when it was last judged whether it is opened; ISO 8601."""
    return tuple((row.entry, row.judged) for row in _rows(ws))


def judge_anew(ws: Workspace, actor: Identity, names: Collection[str], basis: str) -> int:
    """Keep these resources back for another year, on this legal basis; returns how many there are.

    The event tells which, by their numbers in the register: their names are nobody's business.
    """
    rows = [row for row in _rows(ws) if row.entry.fields.get("name", "") in names]
    kept = [replace(row.entry, fields=row.entry.fields | {"not_open_basis": basis}) for row in rows]
    with ws.recording("reevaluated", actor.card, entries=[r.id for r in rows], basis=basis) as db:
        for row, entry in zip(rows, kept, strict=True):
            db.table("register").update(row.id, {"entry": _sealed(ws, entry), "judged": now()})
    return len(rows)


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


def _as_row(ws: Workspace, entry: Entry, before: _Row | None) -> dict[str, Any]:
    time = now()
    same = before is not None and all(
        entry.fields.get(field, "") == before.entry.fields.get(field, "") for field in _OPENING
    )
    return {
        "id": before.id if before else None,
        "entry": _sealed(ws, entry),
        "added": time,
        "judged": before.judged if before and same else time,
    }


def _sealed(ws: Workspace, entry: Entry) -> bytes:
    return ws.vault.seal_text(canonical.encode(entry).decode(), _SEALED)


def _rows(ws: Workspace) -> list[_Row]:
    return [
        _Row(
            row["id"],
            canonical.decode(ws.vault.open_text(row["entry"], _SEALED).encode(), Entry, _SEALED),
            row["judged"],
        )
        for row in ws.query("SELECT id, entry, judged FROM register ORDER BY id")
    ]
