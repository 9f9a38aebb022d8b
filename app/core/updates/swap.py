"""Puts a staged tree in the installed one's place, or back: ``python swap.py HOME [COMMAND …]``.

Run as a program of its own and from elsewhere, for no system lets a folder be renamed out of which a program
runs. It knows the standard library only. ``COMMAND`` is the new version's self-check. Exit status: 0 done, 1 the
version of before is back, 3 the folder was in use for too long and nothing was changed.
"""

import shutil
import subprocess
import sys
import time
from pathlib import Path

PATIENCE = 60.0  # seconds until whoever runs from the folder must have ended


def swap(home: Path, check: list[str], patience: float = PATIENCE) -> int:
    """The exit status, as above. A run that was killed half-way is mended first."""
    staged, old = home.with_name("new"), home.with_name("old")
    mend(home)
    if not _renamed(home, old, patience):
        return 3
    staged.rename(home)
    if _passes(check):
        _remove(old)
        return 0
    home.rename(staged)
    old.rename(home)
    _remove(staged)
    return 1


def mend(home: Path) -> None:
    """Bring the version of before back where a run was killed between two names, and remove what is left."""
    old = home.with_name("old")
    if old.exists() and not home.exists():
        old.rename(home)
    shutil.rmtree(old, ignore_errors=True)


def _remove(folder: Path) -> None:
    """What cannot be removed because something is still open in it is left to the next run."""
    for _ in range(20):
        shutil.rmtree(folder, ignore_errors=True)
        if not folder.exists():
            return
        time.sleep(0.5)


def _passes(check: list[str]) -> bool:
    try:
        return subprocess.run(check, capture_output=True, check=False, timeout=600).returncode == 0  # noqa: S603
    except (OSError, subprocess.TimeoutExpired):
        return False


def _renamed(folder: Path, name: Path, patience: float) -> bool:
    ends = time.monotonic() + patience
    while True:
        try:
            folder.rename(name)
            return True
        except PermissionError:
            if time.monotonic() >= ends:
                return False
            time.sleep(0.5)


if __name__ == "__main__":
    sys.exit(swap(Path(sys.argv[1]), sys.argv[2:]))
