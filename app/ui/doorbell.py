"""One window a workspace: whoever starts the program again hands the files over to the one that is open.

A note is dropped into a folder that the open window watches. Sockets would do the same, but Qt's come with
a library that asks for others of the system, and pipes need a thread to wait at them. A note is a list of
paths, nothing else; what becomes of a file is decided by the window and by the person.
"""

import hashlib
import json
import time
from collections.abc import Sequence
from pathlib import Path
from uuid import uuid4

import platformdirs
from PySide6.QtCore import QFileSystemWatcher, QLockFile, QObject, Signal

from app.core.files import write_atomically

PATIENCE, STEP = 3.0, 0.05  # seconds: how long a busy window may take to look, and how often we do
NOTE = ".note"


class Doorbell(QObject):
    """``rung`` carries the files that somebody wants opened; none where they want the window alone."""

    rung = Signal(list)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._slot: Path | None = None
        self._held: QLockFile | None = None
        self._watcher = QFileSystemWatcher(self)
        self._watcher.directoryChanged.connect(lambda _: self._look())

    def listen(self, workspace: Path) -> bool:
        """Answer for this workspace, and no longer for another; False where another window does."""
        if self._slot is not None:
            self._watcher.removePath(str(self._slot))
        self._slot = _slot(workspace)
        self._held = _lock(self._slot)
        if not self._held.tryLock(0):
            self._held = None
            return False
        for note in self._slot.glob(f"*{NOTE}"):
            note.unlink()  # for a window that was killed
        return self._watcher.addPath(str(self._slot))

    def _look(self) -> None:
        if self._slot is None or self._held is None:
            return
        for note in sorted(self._slot.glob(f"*{NOTE}")):
            paths = _read(note)
            note.unlink()  # whoever rings waits for this
            if paths is not None:
                self.rung.emit(paths)


def ring(workspace: Path, files: Sequence[Path]) -> bool:
    """Hand the files over to the window that has this workspace open; False where none answers."""
    slot = _slot(workspace)
    lock = _lock(slot)
    if lock.tryLock(0):  # nobody is at home
        lock.unlock()
        return False
    note = slot / f"{uuid4().hex}{NOTE}"
    told = json.dumps([str(file.absolute()) for file in files])
    write_atomically(note, [told.encode()], private=True)
    end = time.monotonic() + PATIENCE
    while note.exists():
        if time.monotonic() > end:
            note.unlink(missing_ok=True)
            return False
        time.sleep(STEP)
    return True


def _read(note: Path) -> list[Path] | None:
    """The paths of a note; None where it is none."""
    try:
        told = json.loads(note.read_bytes())
    except ValueError:
        return None
    if not isinstance(told, list) or not all(isinstance(path, str) for path in told):
        return None
    return [Path(path) for path in told]


def _lock(slot: Path) -> QLockFile:
    """Held by the window that answers; one of a program that was killed counts for nothing."""
    lock = QLockFile(str(slot / "open.lock"))
    lock.setStaleLockTime(0)  # a window may be open for days
    return lock


def _slot(workspace: Path) -> Path:
    """Where notes for the window of a workspace go: a folder of the user's own, that no other may open."""
    mark = hashlib.sha256(str(workspace.resolve()).encode()).hexdigest()[:16]
    slot = Path(platformdirs.user_state_path("gongkai", appauthor=False)) / "door" / mark
    slot.mkdir(mode=0o700, parents=True, exist_ok=True)
    return slot
