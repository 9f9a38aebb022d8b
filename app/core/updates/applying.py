"""The last step of an update: the staged tree proves itself, takes the installed one's place, or leaves it."""

import os
import platform
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from app.core import built, resources
from app.core.errors import FileUnreadable
from app.core.text import Text
from app.core.updates import swap, tree
from app.core.updates.errors import ByPackageManager, NothingStaged, NotInstalled, UpdateFailed
from app.core.updates.staging import STAGED

PACKAGED = Path("/usr/lib/gongkai")  # where dpkg lays it; what is there is dpkg's
WINDOWS = os.name == "nt"


def system() -> str:
    """Whose trees and packages this computer takes: "windows", "deb" (x86-64) or "deb-arm64"."""
    if WINDOWS:
        return "windows"
    return "deb-arm64" if platform.machine() == "aarch64" else "deb"


def home() -> Path:
    """The installed tree out of which this program runs. Raises NotInstalled."""
    folder = resources.ROOT.parent.parent
    if not (folder / tree.MANIFEST).exists() or not resources.path(built.FILE).exists():
        raise NotInstalled
    return folder


def is_packaged(installed: Path) -> bool:
    """Whether the package manager looks after a tree."""
    return installed == PACKAGED


def check_ours(installed: Path) -> None:
    """Raises ByPackageManager for a tree that somebody else looks after."""
    if is_packaged(installed):
        raise ByPackageManager


def staged(installed: Path) -> str | None:
    """The version that lies ready beside an installed tree; None where none does."""
    beside = installed.with_name(STAGED)
    if not (beside / tree.MANIFEST).exists():
        return None
    return built.version_of(beside / "program" / "resources" / built.FILE)


def self_check(installed: Path) -> list[str]:
    """The command by which a tree proves itself; an update must be possible under a policy that is over."""
    check = ["self-check", "--program", "--json"]
    if WINDOWS:
        return [str(installed / "gongkai-cli.exe"), *check]
    python = installed / "runtime" / "bin" / "python3.13"
    return [str(python), "-I", "-X", "utf8", "-m", "main", *check]


def apply(installed: Path) -> bool:
    """Put the staged tree in place; False where it happens once this program has ended (Windows).

    Raises ByPackageManager, NothingStaged, UpdateFailed, FileUnreadable for a tree that is in use.
    """
    check_ours(installed)
    beside = installed.with_name(STAGED)
    if not (beside / tree.MANIFEST).exists():
        raise NothingStaged
    if subprocess.run(self_check(beside), capture_output=True, check=False).returncode:  # noqa: S603
        raise UpdateFailed(reason=Text("放置之前", "before it was put in place"))
    scratch = Path(tempfile.mkdtemp(prefix="gongkai-update-"))
    script = shutil.copyfile(swap.__file__, scratch / "swap.py")
    if WINDOWS:
        runtime = scratch / "runtime"
        shutil.copytree(installed / "runtime", runtime, copy_function=shutil.copyfile)
        # Its search path leads to the folder that moves; a script of the standard library needs none of it.
        (runtime / "python313._pth").write_text("python313.zip\n.\n", encoding="ascii")
        flags = subprocess.DETACHED_PROCESS  # type: ignore[attr-defined]
        command = [
            str(runtime / "pythonw.exe"),
            str(script),
            str(installed),
            *self_check(installed),
        ]
        subprocess.Popen(command, cwd=scratch, creationflags=flags, close_fds=True)  # noqa: S603
        return False
    command = [sys.executable, "-I", str(script), str(installed), *self_check(installed)]
    done = subprocess.run(command, cwd=scratch, check=False).returncode  # noqa: S603
    shutil.rmtree(scratch, ignore_errors=True)
    if done == 3:
        raise FileUnreadable(name=installed.name, reason=Text("正在使用", "it is in use"))
    if done:
        raise UpdateFailed(reason=Text("放置之后", "after it was put in place"))
    return True
