"""Whether all that the program imports ships with it.

A module that trimming took away, or that nobody locked, is otherwise missed by whoever first comes to the page
that asks for it: many imports stand within functions.
"""

import ast
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from installer.errors import BuildStopped
from installer.target import DEB_ARM64, WINDOWS, Target

EXTRAS = {"datasette", "py4j", "pyspark"}
"""Optional dependencies of ``pyproject.toml``, which no installer brings."""

_WINDOWS_ALONE = {"_winapi", "msvcrt", "winreg"}
_LINUX_ALONE = {"resource"}
_NO_WHEEL = {DEB_ARM64: {"gmssl_pyx"}}  # gmalg does its work


def modules(folder: Path) -> set[str]:
    """The names of all modules under a folder that Python looks in, packages among them."""
    files = (path.relative_to(folder) for path in folder.rglob("*") if path.is_file())
    return set(_named(files))


def check(root: Path, untrimmed: set[str], target: Target) -> None:
    """Look at every import of the program that lies in the payload ``root``.

    ``untrimmed``: the third-party modules before trimming. Raises :class:`BuildStopped`.
    """
    program, site, runtime = (root / name for name in ("program", "site", "runtime"))
    ships = modules(site) | modules(program) | _standard(runtime)
    excused = EXTRAS | _NO_WHEEL.get(target, set())
    excused |= _LINUX_ALONE if target is WINDOWS else _WINDOWS_ALONE
    binaries = [path.read_bytes() for path in _interpreters(runtime)]
    missing: dict[str, str] = {}
    for file in sorted(program.rglob("*.py")):
        for name, surely in imported(file.read_text(encoding="utf-8")):
            if name in ships or name.split(".")[0] in excused:
                continue
            if name in untrimmed or (surely and not _compiled_in(name, binaries)):
                missing.setdefault(name, file.relative_to(program).as_posix())
    if missing:
        told = ", ".join(f"{name} (by {file})" for name, file in missing.items())
        raise BuildStopped(
            f"imported, but not in what ships for {target.name}: {told}",
            "keep it in keep.toml, or lock the package in pyproject.toml",
        )


def imported(source: str) -> Iterator[tuple[str, bool]]:
    """What a source imports, wherever it says so; with it, whether it is a module for certain: of
    ``from a import b``, ``a`` is one, ``a.b`` may be a name within it.
    """
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from ((alias.name, True) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module, True
            yield from ((f"{node.module}.{alias.name}", False) for alias in node.names)


def _named(files: Iterable[Path]) -> Iterator[str]:
    for file in files:
        if file.suffix not in {".py", ".pyc", ".pyd", ".so"}:
            continue
        parts = [*file.parts[:-1], file.name.split(".")[0]]
        if parts[-1] == "__init__":
            parts.pop()
        # A folder without __init__ is a package, too.
        yield from (".".join(parts[:end]) for end in range(1, len(parts) + 1))


def _standard(runtime: Path) -> set[str]:
    """The standard library: on Windows in an archive, with compiled modules beside it."""
    library = runtime / "lib" / "python3.13"
    if library.is_dir():
        return modules(library) | modules(library / "lib-dynload")
    (archive,) = runtime.glob("python*.zip")
    with zipfile.ZipFile(archive) as packed:
        return set(_named(map(Path, packed.namelist()))) | modules(runtime)


def _interpreters(runtime: Path) -> list[Path]:
    """What modules may be compiled into."""
    return [*runtime.glob("bin/python3.13"), *runtime.glob("python313.dll")]


def _compiled_in(name: str, binaries: list[bytes]) -> bool:
    """Whether the interpreter's table of its own modules can hold the name."""
    return any(b"\0" + name.encode() + b"\0" in binary for binary in binaries)
