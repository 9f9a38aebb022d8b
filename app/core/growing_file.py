"""A file that grows beside its final name, and outlasts the process that writes it.

Beside the unfinished file (``.NAME.part``) a note (``.NAME.part.json``) says how many of its bytes
are on the disk for certain, and how far the work had come with them. Work that was killed goes on
from there, if it is the same work: its ``mark`` tells.
"""

import hashlib
import os
from pathlib import Path
from typing import Any, BinaryIO

import msgspec
from filelock import FileLock, Timeout

from app.core.errors import Cancelled, OutputExists, OutputUnwritable
from app.core.errors.system import system_reason
from app.core.files import write_atomically
from app.core.text import Text

SLICE = 256 << 10  # bytes that go to the file at once: longer ones leave the processor's cache
IN_USE = Text("另一个程序正在写入它", "another program is writing it")


class _Note(msgspec.Struct, frozen=True):
    mark: str
    size: int
    progress: dict[str, Any]


class GrowingFile:
    """Use it as a context. A block that ends in an error leaves nothing; one that is cancelled, or
    whose process is killed, leaves its part to the next run of the same work.

    ``progress``: what the work had saved, or None where it starts anew. ``size`` and ``sha256`` are
    those of all bytes so far. Raises OutputExists, OutputUnwritable.
    """

    def __init__(self, path: Path, mark: str, *, overwrite: bool = False) -> None:
        if not overwrite and path.exists():
            raise OutputExists(name=path.name)
        self.path, self._mark = path, mark
        self._part = path.with_name(f".{path.name}.part")
        self._note = path.with_name(f".{path.name}.part.json")
        self._lock = FileLock(path.with_name(f".{path.name}.part.lock"))
        self._digest = hashlib.sha256()
        self.size = 0
        self.progress: dict[str, Any] | None = None

    def __enter__(self) -> "GrowingFile":
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self._lock.acquire(timeout=0)
            note = self._found()
            self._file = self._part.open("r+b" if note else "wb")
            if note:
                self._take_up(note)
        except Timeout:
            raise OutputUnwritable(name=self.path.name, reason=IN_USE) from None
        except OSError as error:
            raise self._unwritable(error) from error
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        self._file.close()
        if kind is not None and issubclass(kind, Exception) and not issubclass(kind, Cancelled):
            self._part.unlink(missing_ok=True)
            self._note.unlink(missing_ok=True)
        self._lock.release()
        Path(self._lock.lock_file).unlink(missing_ok=True)

    @property
    def sha256(self) -> str:
        return self._digest.hexdigest()

    def write(self, block: bytes | memoryview) -> None:
        """More bytes at the end."""
        view = memoryview(block)
        try:
            for start in range(0, view.nbytes, SLICE):
                part = view[start : start + SLICE]
                self._digest.update(part)
                self._file.write(part)
        except OSError as error:
            raise self._unwritable(error) from error
        self.size += view.nbytes

    def save(self, progress: dict[str, Any]) -> None:
        """All that has been written lasts from now on, and ``progress`` (plain data) with it."""
        self._flush()
        note = msgspec.json.encode(_Note(self._mark, self.size, progress))
        write_atomically(self._note, [note])

    def finish(self) -> None:
        """The file stands under its name."""
        self._flush()
        self._file.close()
        try:
            self._part.replace(self.path)
        except OSError as error:
            raise self._unwritable(error) from error
        self._note.unlink(missing_ok=True)

    def discard(self) -> None:
        """The work has ended elsewhere, and nothing of its part is needed."""
        self._file.close()
        self._part.unlink(missing_ok=True)
        self._note.unlink(missing_ok=True)

    def reopened(self) -> BinaryIO:
        """What has been saved, from its beginning, by a handle of its own."""
        return self._part.open("rb")

    def _found(self) -> _Note | None:
        """The note of the same work, if its part holds what the note says."""
        try:
            note = msgspec.json.decode(self._note.read_bytes(), type=_Note)
            whole = self._part.stat().st_size >= note.size
        except (FileNotFoundError, msgspec.DecodeError, UnicodeDecodeError):
            return None
        return note if whole and note.mark == self._mark else None

    def _take_up(self, note: _Note) -> None:
        """What came behind the note may be torn; what is before it is digested again."""
        self._file.truncate(note.size)
        while block := self._file.read(SLICE):
            self._digest.update(block)
        self.size, self.progress = note.size, note.progress

    def _flush(self) -> None:
        try:
            self._file.flush()
            os.fsync(self._file.fileno())
        except OSError as error:
            raise self._unwritable(error) from error

    def _unwritable(self, error: OSError) -> OutputUnwritable:
        return OutputUnwritable(name=self.path.name, reason=system_reason(error))
