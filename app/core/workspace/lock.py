"""One program at a time in a workspace."""

import os
import socket
from pathlib import Path

from filelock import FileLock, Timeout

from app.core.errors import OutputUnwritable, WorkspaceLocked
from app.core.errors.system import system_reason


def take(folder: Path) -> FileLock:
    """The folder's lock, with a note of who holds it; the folder is made where there is none.

    Raises :class:`WorkspaceLocked`, and :class:`OutputUnwritable` where the folder is not ours to write in.
    """
    # Not bound to the thread that took it: the window opens in one thread and closes in another.
    lock = FileLock(folder / "lock", thread_local=False)
    holder = folder / "lock.holder"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock.acquire(timeout=0)
        holder.write_text(f"{socket.gethostname()}, PID {os.getpid()}", encoding="utf-8")
    except Timeout as error:
        known = holder.read_text(encoding="utf-8") if holder.exists() else "?"
        raise WorkspaceLocked(holder=known) from error
    except OSError as error:
        lock.release()
        raise OutputUnwritable(name=folder.name, reason=system_reason(error)) from error
    return lock
