"""Workspaces of earlier builds, brought to today's form at their first opening.

Their database lay in the clear, and their one passphrase slot in ``workspace.key``. Every step may be
the last before the power goes: what is found tells what has to be done.
"""

import contextlib
import os
from pathlib import Path

from app.core.workspace import database

_PART = "workspace.db.part"
_PLAIN = "workspace.plain.db"


def encrypt_earlier(folder: Path, key: bytes) -> None:
    """Put an encrypted database in the place of a plain one, and overwrite the plain file.

    Overwriting reaches what the medium still keeps at that place; a worn or journalling one may hold
    copies elsewhere. Raises what :func:`app.core.workspace.database.connect` raises.
    """
    path, plain = folder / "workspace.db", folder / _PLAIN
    if plain.exists() and not path.exists():  # killed between the two renames below
        plain.rename(path)
    if database.is_plain(path):
        part = folder / _PART
        part.unlink(missing_ok=True)
        export(path, part, None, key)
        path.rename(plain)
        part.rename(path)
    if plain.exists():
        _overwrite(plain)


def export(path: Path, encrypted: Path, before: bytes | None, key: bytes) -> None:
    """The same database in another file under ``key``; ``before``: what it was under, if anything."""
    with (
        database.failures_told(),
        contextlib.closing(database.cipher().connect(path, isolation_level=None)) as connection,
    ):
        if before is not None:
            connection.execute(database.key_pragma(before))
        connection.execute("PRAGMA journal_mode=DELETE")  # brings the write-ahead log in
        connection.execute(f"ATTACH ? AS encrypted KEY \"x'{key.hex()}'\"", [str(encrypted)])
        connection.execute("SELECT sqlcipher_export('encrypted')")
        connection.execute("DETACH encrypted")
    with encrypted.open("rb+") as file:
        os.fsync(file.fileno())


def _overwrite(file: Path) -> None:
    with file.open("rb+") as content:
        left = file.stat().st_size
        while left > 0:
            left -= content.write(bytes(min(left, 1 << 20)))
        content.flush()
        os.fsync(content.fileno())
    file.unlink()
