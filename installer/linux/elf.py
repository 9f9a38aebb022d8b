"""What the compiled files of a tree ask of the system: its glibc, and its libraries."""

import re
from dataclasses import dataclass
from pathlib import Path

from installer import tools
from installer.errors import BuildStopped

FLOOR = (2, 28)  # UOS 20; Kylin V10 has 2.31


@dataclass(frozen=True)
class Asked:
    """``glibc``: the newest symbol version by file; ``libraries``: sonames that the tree lacks."""

    glibc: dict[str, tuple[int, int]]
    libraries: dict[str, list[str]]


def ask(root: Path) -> Asked:
    """Read every ELF file under ``root``."""
    compiled = [path for path in sorted(root.rglob("*")) if path.is_file() and _is_elf(path)]
    own = {path.name for path in compiled}
    glibc: dict[str, tuple[int, int]] = {}
    libraries: dict[str, list[str]] = {}
    for path in compiled:
        said = tools.run(["objdump", "-p", path])
        name = path.relative_to(root).as_posix()
        versions = re.findall(r"GLIBC_(\d+)\.(\d+)", said)
        glibc[name] = max(((int(a), int(b)) for a, b in versions), default=(0, 0))
        for soname in re.findall(r"NEEDED\s+(\S+)", said):
            if soname not in own:
                libraries.setdefault(soname, []).append(name)
    return Asked(glibc, libraries)


def check_floor(asked: Asked) -> None:
    """Raises :class:`BuildStopped` where a file needs a newer glibc than :data:`FLOOR`."""
    above = [f"{name} ({a}.{b})" for name, (a, b) in asked.glibc.items() if (a, b) > FLOOR]
    if above:
        raise BuildStopped(
            f"needs a newer glibc than {FLOOR[0]}.{FLOOR[1]}: {', '.join(above)}",
            "lock an older wheel in pyproject.toml, or extend linux/old-glibc.h",
        )


def _is_elf(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(4) == b"\x7fELF"
