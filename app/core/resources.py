"""Rule packs, code lists and templates that ship with the program, or replace what ships.

A pack is one JSON file under ``resources/rules``, under its ``types`` for a type of finding, under its
``provinces`` for a province's grades, under its ``catalog-profiles`` for a platform's catalog, or under
its ``hierarchies`` for a tree of values:
``{"pack", "version", …}``, where entries name their ``source``. Its digest goes into every result that it shaped.
"""

import hashlib
import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from app.core.errors import PackUnusable, Where
from app.core.text import Text

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


@cache
def finding_types() -> dict[str, Pack]:
    """The rules of every type, by its id."""
    files = sorted(path("rules", "types").glob("*.json"))
    return {file.stem: finding_type(file.stem) for file in files}


@cache
def hierarchy(name: str) -> Pack:
    """The tree of values called ``name``."""
    return read_pack(path("rules", "hierarchies", f"{name}.json"))


@cache
def province_packs() -> dict[str, Pack]:
    """The grades of every province that is installed, by its id."""
    files = sorted(path("rules", "provinces").glob("*.json"))
    return {file.stem: read_pack(file) for file in files}


@cache
def catalog_profiles() -> dict[str, Pack]:
    """The rules of every platform whose catalog is known, by its id."""
    files = sorted(path("rules", "catalog-profiles").glob("*.json"))
    return {file.stem: read_pack(file) for file in files}


def read_pack(file: Path) -> Pack:
    """A pack from any place. Raises :class:`PackUnusable`."""
    try:
        return parse_pack(file.name, file.read_bytes())
    except OSError as error:
        raise pack_unusable(file.name, Text.plain(type(error).__name__)) from error


def parse_pack(name: str, content: bytes) -> Pack:
    """A pack from the content of a file called ``name``. Raises :class:`PackUnusable`."""
    try:
        data = json.loads(content)
        return Pack(data["pack"], data["version"], data, hashlib.sha256(content).hexdigest())
    except json.JSONDecodeError as error:
        reason = NOT_JSON.format(row=error.lineno, place=error.colno)
        raise pack_unusable(name, reason, error.lineno) from error
    except KeyError as error:
        raise pack_unusable(name, LACKS.format(entry=error.args[0])) from error
    except (ValueError, TypeError) as error:
        raise pack_unusable(name, Text.plain(type(error).__name__)) from error


def pack_unusable(name: str, reason: Text, row: int | None = None) -> PackUnusable:
    """The error for a pack, with the file that it stands in and the line, if one is wrong."""
    return PackUnusable(Where(file=name, row=row), name=name, reason=reason)


def packs() -> tuple[Pack, ...]:
    """Every pack that is installed."""
    general = (pack(file.stem) for file in sorted(path("rules").glob("*.json")))
    trees = (hierarchy(file.stem) for file in sorted(path("rules", "hierarchies").glob("*.json")))
    special = (finding_types(), province_packs(), catalog_profiles())
    return (*general, *(found for packs in special for found in packs.values()), *trees)


NOT_JSON = Text(
    "第 {row} 行第 {place} 个字符处不是 JSON", "no JSON at line {row}, character {place}"
)
LACKS = Text("缺少 {entry}", "{entry} is missing")
