"""A new key for a workspace: for its database, for every file, and for the slots that give it out.

Whoever copied a slot and the workspace can open that copy for ever; once the key is changed, not what was
written since. Files are encrypted anew first, each with a new key of its own, beside the old ones; the
database remembers them, so that what is interrupted goes on where it was. Then a second database is
written, slots are staged, and one renaming puts the new in the place of the old
(app.core.workspace.rekeying).

What others hold the counterpart of stays: the agency's key to its own packages, the addresses that letters
are sealed for, sketches, and replacements that must come out alike next year.
"""

import base64
import contextlib
import os
import secrets
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from app.core.errors import GongkaiError, PassphraseWrong
from app.core.jobs import Job
from app.core.model import Card
from app.core.text import Text
from app.core.workspace import conversion, database, keys, log, rekeying
from app.core.workspace.keys import Slot
from app.core.workspace.ledger import ROOT, told
from app.core.workspace.slot import slot_kinds, unwrap, wrap
from app.core.workspace.store import Workspace
from app.core.workspace.vault import Blob, Vault, database_key

_WAITING = """
    SELECT DISTINCT blob, wrapped_key FROM artefacts
    WHERE blob <> '' AND blob NOT IN (SELECT blob FROM rotated)
"""


@dataclass(frozen=True)
class Rotated:
    """``files``: how many were encrypted anew. ``closed``: slots whose passphrase was not known."""

    files: int
    slots: tuple[Slot, ...]
    closed: tuple[Slot, ...]


def is_unfinished(ws: Workspace) -> bool:
    """Whether a change of the key was interrupted; :func:`rotate` goes on with it."""
    return bool(ws.setting(rekeying.BEGUN))


def rotate(ws: Workspace, actor: Card, passphrase: str, job: Job) -> Rotated:
    """Change the workspace's key; what is filed meanwhile comes along.

    Slots of the system's keyring and of the recovery key go on by themselves, and those that
    ``passphrase`` opens; others are closed. Raises PassphraseWrong where no slot would be left or
    the passphrase opens none, and Cancelled, OutputUnwritable, WorkspaceDamaged; then the old key
    is in use as before.
    """
    carried, closed = _parted(ws.folder, passphrase)
    fresh = Vault(ws.folder, _begin(ws))
    _encrypt_anew(ws, fresh, job)
    event = told(
        "key-rotated", None, actor, slots=len(carried), closed=[slot.name for slot in closed]
    )

    def switch() -> None:
        rekeying.unstage(ws.folder)
        _write_next(ws, fresh, event)
        for slot in carried:
            secret = passphrase if slot.kind == keys.PASSPHRASE else slot.content.get("for", "")
            keys.add(ws.folder, fresh.key, slot.kind, secret, slot.label, rekeying.STAGED)
        os.replace(ws.folder / rekeying.NEXT, ws.folder / "workspace.db")  # noqa: PTH105 — named in tests

    ws.exchange(fresh.key, switch)
    rekeying.settle(ws.folder, ws.db)
    ws.sweep()
    files = ws.query("SELECT count(DISTINCT blob) AS files FROM artefacts WHERE blob <> ''")
    return Rotated(files[0]["files"], keys.slots(ws.folder)[0], closed)


def _parted(folder: Path, passphrase: str) -> tuple[tuple[Slot, ...], tuple[Slot, ...]]:
    """The slots that can be written anew, and those that cannot."""
    found, _ = keys.slots(folder)
    closed = tuple(slot for slot in found if not _can_go_on(slot, passphrase))
    carried = tuple(slot for slot in found if slot not in closed)
    asked = [slot for slot in found if slot.kind == keys.PASSPHRASE]
    if not carried or (asked and not any(slot in carried for slot in asked)):
        raise PassphraseWrong(name=Text("工作区", "the workspace"))
    return carried, closed


def _can_go_on(slot: Slot, passphrase: str) -> bool:
    if slot.kind != keys.PASSPHRASE:
        return True
    with contextlib.suppress(GongkaiError):
        slot_kinds.get(slot.kind).unseal(slot.name, slot.content, passphrase)
        return True
    return False


def _begin(ws: Workspace) -> bytes:
    """The new key: a fresh one, or that of a change that was interrupted."""
    context = rekeying.BEGUN.encode()
    begun = ws.setting(rekeying.BEGUN)
    if begun:
        return unwrap(ws.vault.key, base64.b64decode(begun), context)
    key = secrets.token_bytes(32)
    ws.set_setting(rekeying.BEGUN, base64.b64encode(wrap(ws.vault.key, key, context)).decode())
    return key


def _encrypt_anew(ws: Workspace, fresh: Vault, job: Job) -> None:
    """Every file once more, under a key of its own that the new key wraps."""
    waiting = _waiting(ws.query(_WAITING))
    total, done = sum(ws.vault.size(blob) for blob in waiting), 0
    for blob in waiting:
        made = fresh.write(_reported(ws.vault.read(blob), job, done, total))
        with ws.changing() as db:
            _note(db, blob, made)
        done += ws.vault.size(blob)


def _waiting(rows: Iterable[dict[str, Any]]) -> list[Blob]:
    return [Blob(row["blob"], row["wrapped_key"]) for row in rows]


def _note(db: Database, old: Blob, made: Blob) -> None:
    row = {"blob": old.name, "fresh": made.name, "wrapped_key": made.wrapped_key}
    db.table("rotated").insert(row)


def _reported(chunks: Iterator[bytes], job: Job, done: int, total: int) -> Iterator[bytes]:
    for chunk in chunks:
        job.report(done, total)
        done += len(chunk)
        yield chunk


def _write_next(ws: Workspace, fresh: Vault, event: dict[str, object]) -> None:
    """The same database under the new key: where the new files lie, and that the key was changed."""
    path, key = ws.folder / rekeying.NEXT, database_key(fresh.key)
    conversion.export(ws.folder / "workspace.db", path, database_key(ws.vault.key), key)
    with contextlib.closing(database.connect(path, key)) as connection:
        db = Database(connection)
        root = base64.b64encode(wrap(fresh.key, ws.vault.root, ROOT.encode())).decode()
        with database.failures_told(), db.atomic():
            for blob in _waiting(db.query(_WAITING)):  # filed while the others were encrypted
                _note(db, blob, fresh.write(ws.vault.read(blob)))
            db.execute(
                "UPDATE artefacts SET (blob, wrapped_key) = "
                "(SELECT fresh, wrapped_key FROM rotated WHERE rotated.blob = artefacts.blob) "
                "WHERE blob <> ''"
            )
            db.execute("DELETE FROM rotated")
            db.execute("DELETE FROM settings WHERE key = ?", [rekeying.BEGUN])
            db.table("settings").upsert({"key": ROOT, "value": root}, pk="key")
            log.append(db, event)
        database.put_in_one_file(connection)
    with path.open("rb+") as file:
        os.fsync(file.fileno())
