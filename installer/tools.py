"""Other programs: asked for before the work begins, and run."""

import shutil
import subprocess
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

from installer.errors import BuildStopped

# program → what to install; all but uv are Debian packages
PACKAGES = {
    "dpkg-deb": "apt-get install dpkg",
    "dpkg-source": "apt-get install dpkg-dev",
    "makensis": "apt-get install nsis",
    "mmdebstrap": "apt-get install mmdebstrap",
    "objdump": "apt-get install binutils",
    "osslsigncode": "apt-get install osslsigncode",
    "uv": "pip install uv",
    "x86_64-w64-mingw32-gcc": "apt-get install gcc-mingw-w64-x86-64",
    "x86_64-w64-mingw32-windres": "apt-get install gcc-mingw-w64-x86-64",
}


def require(programs: Iterable[str]) -> None:
    """Raises :class:`BuildStopped` with everything that is missing, not only the first."""
    missing = sorted(name for name in programs if find(name) is None)
    if missing:
        ways = "; ".join(sorted({PACKAGES[name] for name in missing}))
        raise BuildStopped(f"missing: {', '.join(missing)}", ways)


def find(name: str) -> str | None:
    """Where a program lies: on the path, or beside this Python, whose environment need not be activated."""
    return shutil.which(name) or shutil.which(name, path=str(Path(sys.executable).parent))


def run(
    command: Iterable[str | Path], *, cwd: Path | None = None, env: Mapping[str, str] | None = None
) -> str:
    """Its standard output. Raises :class:`BuildStopped` with the last lines that it said."""
    words = [str(word) for word in command]
    done = subprocess.run(
        [find(words[0]) or words[0], *words[1:]],
        cwd=cwd,
        env=env,
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    if done.returncode:
        said = "\n".join((done.stdout + done.stderr).splitlines()[-15:])
        raise BuildStopped(f"{words[0]} failed ({done.returncode}):\n{said}", "see its words above")
    return done.stdout
