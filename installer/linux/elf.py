"""What the compiled files of a tree ask of the system: versions of its C and C++ runtime, and its libraries."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from installer import tools
from installer.errors import BuildStopped
from installer.target import DEB, DEB_ARM64, Target

Version = tuple[int, ...]

FLOORS: dict[Target, dict[str, Version]] = {
    # Debian 10, from which UOS 20 comes: glibc 2.28, GCC 8.
    DEB: {"GLIBC": (2, 28), "GLIBCXX": (3, 4, 25), "CXXABI": (1, 3, 11), "GCC": (7, 0, 0)},
    # Ubuntu 20.04, from which Kylin V10 comes: glibc 2.31, the runtime libraries of GCC 10.
    DEB_ARM64: {"GLIBC": (2, 31), "GLIBCXX": (3, 4, 28), "CXXABI": (1, 3, 12), "GCC": (7, 0, 0)},
}
"""The newest symbol versions that a target's oldest system has."""

MACHINES = {"amd64": 62, "arm64": 183}  # e_machine of the ELF header
_VERSION = re.compile(r"\b(GLIBC|GLIBCXX|CXXABI|GCC)_(\d+(?:\.\d+)*)$", re.MULTILINE)


@dataclass(frozen=True)
class Asked:
    """``versions``: the newest of each kind by file; ``libraries``: sonames that the tree lacks, with users.

    ``machines``: the processor by file, as the header has it.
    """

    versions: Mapping[str, Mapping[str, Version]]
    libraries: Mapping[str, list[str]]
    machines: Mapping[str, int]


def ask(root: Path) -> Asked:
    """Read every ELF file under ``root``."""
    compiled = [path for path in sorted(root.rglob("*")) if path.is_file() and is_elf(path)]
    own = {path.name for path in compiled}
    versions: dict[str, dict[str, Version]] = {}
    libraries: dict[str, list[str]] = {}
    machines: dict[str, int] = {}
    for path in compiled:
        said = tools.run(["objdump", "-p", path])
        name = path.relative_to(root).as_posix()
        versions[name] = _newest(said, own)
        machines[name] = int.from_bytes(path.read_bytes()[18:20], "little")
        for soname in re.findall(r"NEEDED\s+(\S+)", said):
            if soname not in own:
                libraries.setdefault(soname, []).append(name)
    return Asked(versions, libraries, machines)


def check(asked: Asked, target: Target) -> None:
    """Raises :class:`BuildStopped` where a file needs newer symbols than the floor's, or another processor."""
    above = [
        f"{name} ({kind} {'.'.join(map(str, version))})"
        for name, needs in asked.versions.items()
        for kind, version in needs.items()
        if version > FLOORS[target][kind]
    ]
    if above:
        raise BuildStopped(
            f"newer symbols than the oldest system of {target.name} has: {', '.join(above)}",
            "lock an older wheel in pyproject.toml, or extend linux/old-glibc.h",
        )
    wanted = MACHINES[target.architecture]
    foreign = [name for name, machine in asked.machines.items() if machine != wanted]
    if foreign:
        raise BuildStopped(
            f"not for {target.architecture}: {', '.join(foreign)}", "lock the target's wheels"
        )


def is_elf(path: Path) -> bool:
    """Whether a file is compiled code for Linux."""
    with path.open("rb") as file:
        return file.read(4) == b"\x7fELF"


def _newest(said: str, own: set[str]) -> dict[str, Version]:
    """The newest version of each kind that is asked of the system; what the tree brings answers itself."""
    newest: dict[str, Version] = {}
    _, _, references = said.partition("Version References:")
    for library, lines in re.findall(r"required from (\S+):\n((?:\s+0x.*\n)*)", references):
        for kind, number in _VERSION.findall(lines) if library not in own else ():
            version = tuple(map(int, number.split(".")))
            newest[kind] = max(newest.get(kind, (0,)), version)
    return newest
