"""What a change of the workspace's key leaves on the disk, and how the next opening deals with it.

    workspace.db.next   the database under the new key, until it takes the old one's place
    keys.next/          the slots that give the new key out, until they take the old ones' place
    keys.done/          those that were in use, until they are gone

One renaming, of the database, is what counts: before it everything stands under the old key, after it
under the new one. See app.core.workspace.rotation.
"""

import contextlib
import shutil
from pathlib import Path

from sqlite_utils import Database

from app.core.errors import GongkaiError
from app.core.workspace import database, keys
from app.core.workspace.errors import SlotClosed
from app.core.workspace.vault import database_key

BEGUN = "rotation"  # a setting: the new key under the old one
NEXT, STAGED, _DONE = "workspace.db.next", "keys.next", "keys.done"


def unlock(folder: Path, secret: str, kind: str = keys.PASSPHRASE) -> bytes:
    """The key that the database is under.

    Raises what :func:`app.core.workspace.keys.unlock` raises, and :class:`SlotClosed` for a way that an
    interrupted change of the key has closed, though its slot still lies there.
    """
    if not (folder / STAGED).is_dir():
        return keys.unlock(folder, secret, kind)
    carried = None
    with contextlib.suppress(GongkaiError):
        carried = keys.unlock(folder, secret, kind, STAGED)
    if carried is not None and _is_under(folder, carried):
        return carried
    key = keys.unlock(folder, secret, kind)
    if carried is None and not _is_under(folder, key):
        raise SlotClosed
    return key


def _is_under(folder: Path, key: bytes) -> bool:
    return database.opens(folder / "workspace.db", database_key(key))


def is_begun(db: Database) -> bool:
    """Whether a change of the key waits to be gone on with."""
    return any(db.query("SELECT 1 FROM settings WHERE key = ?", [BEGUN]))


def settle(folder: Path, db: Database) -> None:
    """Put the staged slots in use if the database is under the new key; the same twice does no harm."""
    staged = folder / STAGED
    if staged.is_dir() and not is_begun(db):
        fresh = {slot.name for slot in keys.slots(folder, STAGED)[0]}
        for file in staged.glob("*.slot"):
            keys.take_over(folder, file)
        for name in {file.stem for file in (folder / "keys").glob("*.slot")} - fresh:
            keys.remove(folder, name)
        staged.rename(folder / _DONE)
    shutil.rmtree(folder / _DONE, ignore_errors=True)


def unstage(folder: Path) -> None:
    """Take back slots that a change of the key staged and did not come to use."""
    for slot in keys.slots(folder, STAGED)[0]:
        keys.forget(slot)
    shutil.rmtree(folder / STAGED, ignore_errors=True)
    for file in folder.glob(f"{NEXT}*"):
        file.unlink()
