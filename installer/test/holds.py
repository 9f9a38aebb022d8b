"""Holds a file or a folder and shares it with nobody, as a virus scanner does. On Windows, by its own Python:

    python.exe holds.py PATH MARK

MARK is a file that is made once PATH is held; whoever takes it away lets PATH go.
"""

import ctypes
import sys
import time
from ctypes import wintypes
from pathlib import Path

_READ = 0x80000000  # GENERIC_READ
_EXISTING = 3  # OPEN_EXISTING
_FOLDERS_TOO = 0x02000000  # FILE_FLAG_BACKUP_SEMANTICS


def main(held: str, mark: Path) -> int:
    """The exit status: 0 once the mark is gone. Raises OSError for what cannot be held."""
    kernel = ctypes.WinDLL("kernel32", use_last_error=True)
    kernel.CreateFileW.restype = wintypes.HANDLE
    handle = kernel.CreateFileW(held, _READ, 0, None, _EXISTING, _FOLDERS_TOO, None)
    if handle == wintypes.HANDLE(-1).value:
        raise ctypes.WinError(ctypes.get_last_error())
    mark.touch()
    while mark.exists():
        time.sleep(0.05)
    kernel.CloseHandle(wintypes.HANDLE(handle))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], Path(sys.argv[2])))
