"""What this program held when it was built, told by the file that an installer's build leaves.

A build that forgets a detector still starts, and calls everything safe. The policy names what must be
there; this file adds all that *was* there, in which version, so that a lost, changed or added plug-in
or rule pack is seen on the clerk's PC.
"""

import hashlib
from pathlib import Path
from typing import Any

import msgspec

from app.core import resources
from app.core.errors import InputError
from app.core.families import FAMILIES
from app.core.text import Text

FILE = "built.json"

Versions = dict[str, str]


class NotAsBuilt(InputError):
    code = "not-as-built"
    message = Text(
        "安装内容与构建时不一致（{family}）：{names}",
        "The installation is not what was built ({family}): {names}",
    )
    hint = Text(
        "程序文件被改动或安装不完整。请从可信来源重新安装。",
        "Program files were changed or are missing. Install again from a trusted source.",
    )


class Contents(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The program's version, its plug-ins' versions by family, and its rules' SHA-256 by file."""

    version: str
    plugins: dict[str, Versions]
    rules: Versions


def contents(version: str) -> Contents:
    """What is here now. Raises :class:`RegistryIncomplete`."""
    rules = resources.path("rules")
    return Contents(
        version,
        {family.family: family.versions() for family in FAMILIES},
        {
            file.relative_to(rules).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
            for file in sorted(rules.rglob("*.json"))
        },
    )


def version_of(file: Path) -> str:
    """The version that a build's list names; "?" where it cannot be read."""
    try:
        return msgspec.json.decode(file.read_bytes(), type=Contents).version
    except (OSError, ValueError):
        return "?"


def check(version: str, file: Path | None = None) -> list[NotAsBuilt]:
    """How what is here differs from what was built; empty too where there was no build.

    An unreadable file counts as a difference: whoever damages it must not win a clean answer.
    """
    file = file or resources.path(FILE)
    if not file.exists():
        return []
    try:
        built = msgspec.json.decode(file.read_bytes(), type=Contents)
    except (OSError, ValueError):
        return [NotAsBuilt(family=FILE, names="?")]
    here = contents(version)
    pairs: dict[str, tuple[Any, Any]] = {
        "version": ({"gongkai": built.version}, {"gongkai": here.version}),
        "rules": (built.rules, here.rules),
        **{
            family: (built.plugins.get(family, {}), here.plugins.get(family, {}))
            for family in sorted(built.plugins.keys() | here.plugins.keys())
        },
    }
    return [
        NotAsBuilt(family=family, names=", ".join(sorted(dict(was.items() ^ now.items()))))
        for family, (was, now) in pairs.items()
        if was != now
    ]
