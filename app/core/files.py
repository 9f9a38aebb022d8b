"""All-or-nothing files and folders: written beside their final name, flushed, then renamed."""

import contextlib
import os
import re
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from app.core.errors import OutputExists, OutputUnwritable
from app.core.errors.system import system_reason
from app.core.text import Text

NO_FILE = Text("这不是普通文件", "it is a device or a pipe, not a plain file")

_ILLEGAL = re.compile(r'[<>:"|?*\\/\x00-\x1f]')
_DEVICE = re.compile(r"^(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[\d¹²³]) *(\.|$)", re.IGNORECASE)


@contextlib.contextmanager
def atomic_file(path: Path, *, overwrite: bool = True, private: bool = False) -> Iterator[BinaryIO]:
    """A binary file that appears under ``path`` only when the block ends well.

    ``private``: readable by the owner only. Raises :class:`OutputExists`,
    :class:`OutputUnwritable`.
    """
    if not overwrite and path.exists():
        raise OutputExists(name=path.name)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
    except OSError as error:
        raise OutputUnwritable(name=path.name, reason=system_reason(error)) from error
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        if not private:
            part.chmod(0o666 & ~UMASK)
        part.replace(path)
        flush_folder(path.parent)
    except OSError as error:
        if error.errno is None:  # not the file system's: a network error met inside the block
            raise
        raise OutputUnwritable(name=path.name, reason=system_reason(error)) from error
    finally:
        part.unlink(missing_ok=True)


def write_atomically(
    path: Path, chunks: Iterable[bytes], *, overwrite: bool = True, private: bool = False
) -> None:
    """Write ``chunks`` as the whole content of ``path``, or leave ``path`` as it was."""
    with atomic_file(path, overwrite=overwrite, private=private) as file:
        for chunk in chunks:
            file.write(chunk)


@contextlib.contextmanager
def atomic_folder(path: Path) -> Iterator[Path]:
    """A new folder that stands under ``path`` only when the block ends well.

    Raises :class:`OutputExists`, :class:`OutputUnwritable`.
    """
    if path.exists():
        raise OutputExists(name=path.name)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part = Path(tempfile.mkdtemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part"))
    except OSError as error:
        raise OutputUnwritable(name=path.name, reason=system_reason(error)) from error
    try:
        yield part
        part.rename(path)
        flush_folder(path.parent)
    except OSError as error:
        raise OutputUnwritable(name=path.name, reason=system_reason(error)) from error
    finally:
        shutil.rmtree(part, ignore_errors=True)


def safe_name(name: str) -> str:
    """A part of a path that every system takes as it is."""
    name = _ILLEGAL.sub("_", name).rstrip(". ")
    return f"_{name}" if not name or _DEVICE.match(name) else name


def flush_folder(folder: Path) -> None:
    """Make the new name outlast a power cut, where the system lets folders be opened."""
    if hasattr(os, "O_DIRECTORY"):
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _umask() -> int:
    mask = os.umask(0o077)
    os.umask(mask)
    return mask


UMASK = _umask()  # read once: asking means setting it, for all threads
