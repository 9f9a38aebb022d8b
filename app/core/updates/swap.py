"""Puts a staged tree in the installed one's place, or back: ``python swap.py HOME [COMMAND …]``.

Run as a program of its own and from elsewhere, for no system lets a folder be renamed out of which a program
runs. It knows the standard library only. ``COMMAND`` is the new version's self-check. Exit status: 0 done, 1 the
version of before is back, 3 the folder was in use for too long and nothing was changed.
"""

import json
import shutil
import subprocess
import sys
import time
from pathlib import Path

if sys.platform == "win32":
    import winreg

PATIENCE = 60.0  # seconds until whoever runs from the folder must have ended
PROGRAMS = r"Software\Microsoft\Windows\CurrentVersion\Uninstall\Gongkai"  # the installer's entry


def swap(home: Path, check: list[str], patience: float = PATIENCE) -> int:
    """The exit status, as above. A run that was killed half-way is mended first."""
    staged, old = home.with_name("new"), home.with_name("old")
    mend(home)
    if not _renamed(home, old, patience):
        return 3
    staged.rename(home)
    if _passes(check):
        _remove(old)
        if sys.platform == "win32":
            _list(home)
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


if sys.platform == "win32":

    def _list(home: Path) -> None:
        """Tell Windows' programs the version that lies there now: by it an installer refuses to go back."""
        view = winreg.KEY_WOW64_64KEY
        told = json.loads((home / "program/resources/built.json").read_text("utf-8"))["version"]
        for root in (winreg.HKEY_LOCAL_MACHINE, winreg.HKEY_CURRENT_USER):
            try:
                with winreg.OpenKey(root, PROGRAMS, 0, winreg.KEY_READ | view) as key:
                    ours = Path(winreg.QueryValueEx(key, "InstallLocation")[0]) == home.parent
            except FileNotFoundError:
                continue
            if ours:
                with winreg.OpenKey(root, PROGRAMS, 0, winreg.KEY_SET_VALUE | view) as key:
                    winreg.SetValueEx(key, "DisplayVersion", 0, winreg.REG_SZ, told)


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
