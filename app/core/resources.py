"""Rule packs, code lists and templates that ship with the program, or replace what ships.

A pack is one JSON file under ``resources/rules``, or under its ``types`` for a type of finding:
``{"pack", "version", …}``, where entries name their ``source``. Its digest goes into every result that it shaped.
"""

import hashlib
import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from app.core.errors import PackUnusable

ROOT = Path(__file__).resolve().parents[2] / "resources"


@dataclass(frozen=True)
class Pack:
    """One rule pack: its parsed content, and the SHA-256 of its file."""

    name: str
    version: str
    data: dict[str, Any]
    sha256: str


def path(*parts: str) -> Path:
    """A file or folder under ``resources``."""
    return ROOT.joinpath(*parts)


@cache
def pack(name: str) -> Pack:
    """The rule pack called ``name``."""
    return read_pack(path("rules", f"{name}.json"))


@cache
def finding_type(type_id: str) -> Pack:
    """The rules of one type of finding: its level, column names, evidence and treatment."""
    return read_pack(path("rules", "types", f"{type_id}.json"))


def finding_types() -> dict[str, Pack]:
    """The rules of every type, by its id."""
    files = sorted(path("rules", "types").glob("*.json"))
    return {file.stem: finding_type(file.stem) for file in files}


def read_pack(file: Path) -> Pack:
    """A pack from any place, for an administrator's own rules. Raises :class:`PackUnusable`."""
    try:
        content = file.read_bytes()
        data = json.loads(content)
        return Pack(data["pack"], data["version"], data, hashlib.sha256(content).hexdigest())
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise PackUnusable(name=file.name, reason=type(error).__name__) from error


def packs() -> tuple[Pack, ...]:
    """Every pack that is installed."""
    general = (pack(file.stem) for file in sorted(path("rules").glob("*.json")))
    return (*general, *finding_types().values())
