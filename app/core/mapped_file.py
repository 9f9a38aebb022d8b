"""Bytes that lie in a file without a name and are mapped: memory holds only what is in use.

The file is nobody's but this process's: on Linux it has no name, on Windows the system removes it
with its last handle. What has been read stays in memory until :func:`let_go`.
"""

import mmap
import tempfile
import weakref
from collections.abc import Callable
from typing import Any

import pyarrow as pa

_maps: "weakref.WeakSet[mmap.mmap]" = weakref.WeakSet()


def mapped(file: int, size: int = 0, offset: int = 0) -> pa.Buffer:
    """``size`` bytes (0: all) of an open file, by its descriptor; they stay mapped while in use.

    ``offset``: a multiple of ``mmap.ALLOCATIONGRANULARITY``. Raises OSError, and ValueError for
    an empty file.
    """
    found = mmap.mmap(file, size, access=mmap.ACCESS_READ, offset=offset)
    _maps.add(found)
    return pa.py_buffer(found)


def let_go() -> None:
    """Give back the memory of all that is mapped; what is used again is read again.

    Windows does so by itself when memory is short.
    """
    if hasattr(mmap, "MADV_DONTNEED"):
        for found in list(_maps):
            found.madvise(mmap.MADV_DONTNEED)


class MappedFile:
    """A file that grows at its end. Raises OSError when there is no room."""

    def __init__(self) -> None:
        self._file: Any = tempfile.TemporaryFile()  # noqa: SIM115 — closed with this
        weakref.finalize(self, self._file.close)
        self._end = 0

    def append(self, write: Callable[[pa.NativeFile], None]) -> pa.Buffer:
        """What ``write`` writes, as it then lies in the file."""
        begin = -(-self._end // mmap.ALLOCATIONGRANULARITY) * mmap.ALLOCATIONGRANULARITY
        self._file.seek(begin)
        write(pa.PythonFile(self._file, mode="w"))
        self._end = self._file.tell()
        self._file.flush()
        return mapped(self._file.fileno(), self._end - begin, begin)
