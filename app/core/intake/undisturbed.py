"""A file that must stay as it is while it is read: nobody may write it, and its share must last."""

import contextlib
import os
import stat
from collections.abc import Iterator
from pathlib import Path

from app.core.errors import Cancelled, FileBusy, FileMissing, FileUnreadable
from app.core.errors.system import system_reason
from app.core.files import NO_FILE
from app.core.text import Text

FOLDER = Text("这是文件夹，不是文件", "it is a folder, not a file")
MISNAMED = Text(
    "文件名或文件夹名不是 UTF-8 编码，请先改名",
    "its name, or its folder's, is not UTF-8; give it another one",
)
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
            raise FileUnreadable(name=path.name, reason=system_reason(error)) from error
        raise
    if _state(path) != before:
        raise FileUnreadable(name=path.name, reason=CHANGED)


def check_plain(path: Path) -> None:
    """Refuse folders, pipes and devices, which could be read without an end, and names of no text.

    Old archives unpack to names in GBK: they cannot be told in any answer.
    Raises FileMissing, FileBusy, FileUnreadable.
    """
    try:
        mode = path.stat().st_mode
    except (FileNotFoundError, NotADirectoryError, ValueError):
        raise FileMissing(name=path.name) from None
    except PermissionError as error:
        raise FileBusy(name=path.name) from error
    except OSError as error:
        raise FileUnreadable(name=path.name, reason=system_reason(error)) from error
    try:
        str(path.absolute()).encode()
    except UnicodeEncodeError:
        likely = os.fsencode(path.name).decode("gb18030", "replace")
        raise FileUnreadable(name=likely, reason=MISNAMED) from None
    if not stat.S_ISREG(mode):
        reason = FOLDER if stat.S_ISDIR(mode) else NO_FILE
        raise FileUnreadable(name=path.name, reason=reason)


def _state(path: Path) -> tuple[int, int, int]:
    """What tells that a file was written or replaced: its identity, size and time."""
    check_plain(path)
    try:
        with path.open("rb") as file:
            told = os.fstat(file.fileno())
    except FileNotFoundError:
        raise FileMissing(name=path.name) from None
    except PermissionError as error:
        raise FileBusy(name=path.name) from error
    except OSError as error:
        raise FileUnreadable(name=path.name, reason=system_reason(error)) from error
    return told.st_ino, told.st_size, told.st_mtime_ns
