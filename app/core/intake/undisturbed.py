"""A file that must stay as it is while it is read: nobody may write it, and its share must last."""

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

from app.core.errors import Cancelled, FileBusy, FileMissing, FileUnreadable
from app.core.text import Text

CHANGED = Text("文件在读取期间被改动", "it changed while it was read")


@contextlib.contextmanager
def undisturbed(path: Path) -> Iterator[None]:
    """Read a file within the block, however often it is opened there.

    When it has changed or gone meanwhile, that is the error, whatever the reader made of it; what
    the block returns is then not to be used. Raises FileMissing, FileBusy (another program holds
    it, or its rights forbid it), FileUnreadable.
    """
    before = _state(path)
    try:
        yield
    except Cancelled:
        raise
    except Exception as error:
        if _state(path) != before:
            raise FileUnreadable(name=path.name, reason=CHANGED) from error
        if isinstance(error, OSError):
            raise FileUnreadable(name=path.name, reason=error.strerror) from error
        raise
    if _state(path) != before:
        raise FileUnreadable(name=path.name, reason=CHANGED)


def _state(path: Path) -> tuple[int, int, int]:
    """What tells that a file was written or replaced: its identity, size and time."""
    try:
        with path.open("rb") as file:
            told = os.fstat(file.fileno())
    except FileNotFoundError:
        raise FileMissing(name=path.name) from None
    except PermissionError as error:
        raise FileBusy(name=path.name) from error
    except OSError as error:
        raise FileUnreadable(name=path.name, reason=error.strerror) from error
    return told.st_ino, told.st_size, told.st_mtime_ns
