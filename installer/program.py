"""Our own part of the payload: the program, what it held when it was built, and its bytecode."""

import os
import shutil
import sys
from pathlib import Path

import msgspec

from installer import tools
from installer.target import PROJECT

sys.path.insert(
    0, str(PROJECT)
)  # the tree that is packed tells what it holds, not one installed elsewhere
from app import __version__
from app.core import built

# Scripts that made what lies beside them, and the sources of translations.
LEFT_OUT = ("__pycache__", "generate.py", "tables", "*.ts")


def copy(folder: Path) -> None:
    """Lay the program into ``folder``, with the list that ``self-check`` compares it with."""
    shutil.copytree(PROJECT / "app", folder / "app", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(
        PROJECT / "resources", folder / "resources", ignore=shutil.ignore_patterns(*LEFT_OUT)
    )
    for name in ("main.py", "LICENSE"):
        shutil.copy(PROJECT / name, folder)
    there = msgspec.json.encode(built.contents(__version__), order="sorted")
    (folder / "resources" / built.FILE).write_bytes(msgspec.json.format(there) + b"\n")


def compile_all(payload: Path, python: Path, installed_at: str) -> None:
    """Bytecode beside every source, for the folders are read-only where they are installed.

    Its validity is not checked at start: files would be opened and hashed that never change.
    ``installed_at``: the folder that tracebacks shall name.
    """
    environment = {**os.environ, "PYTHONHASHSEED": "0"}
    # -B and -f: what this interpreter has to import must not get bytecode of the other kind, which would
    # be written anew where it is installed. One process: several would not always agree.
    command = [python, "-I", "-B", "-m", "compileall", "-q", "-f"]
    command += ["--invalidation-mode", "unchecked-hash", "-s", payload, "-p", installed_at]
    folders = [payload / name for name in ("program", "site", "runtime/lib/python3.13")]
    tools.run([*command, *(folder for folder in folders if folder.is_dir())], env=environment)
