"""One program at a time in a workspace."""

import os
import socket
from pathlib import Path

from filelock import FileLock, Timeout

from app.core.errors import WorkspaceLocked


def take(folder: Path) -> FileLock:
    """The folder's lock, with a note of who holds it. Raises :class:`WorkspaceLocked`."""
    # Not bound to the thread that took it: the window opens in one thread and closes in another.
    lock = FileLock(folder / "lock", thread_local=False)
    holder = folder / "lock.holder"
    try:
        lock.acquire(timeout=0)
    except Timeout as error:
        known = holder.read_text(encoding="utf-8") if holder.exists() else "?"
        raise WorkspaceLocked(holder=known) from error
    holder.write_text(f"{socket.gethostname()}, PID {os.getpid()}", encoding="utf-8")
    return lock
