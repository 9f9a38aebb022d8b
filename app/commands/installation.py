"""The command that says what is installed, and whether it is whole; it waits for nothing else."""

import argparse
import datetime
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

from cryptography.hazmat.backends.openssl import backend

from app import __version__
from app.commands.console import Console, Outcome
from app.core import built, families, resources, span
from app.core.errors import GongkaiError, PackUnusable
from app.core.fleet.standing import standing
from app.core.review.names import lac
from app.core.workspace import database


def add_commands(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add this family to the parser."""
    parser = commands.add_parser("self-check", parents=[common])
    parser.add_argument(
        "--program", action="store_true", help="the program alone, whatever the policy is worth"
    )
    parser.set_defaults(command=self_check)


def self_check(args: argparse.Namespace, console: Console) -> Outcome:
    """Every registry against what must be there and what was built, every pack and model with its digest,
    and whether the administrators' policy holds.
    """
    lacking = families.check()
    amiss = _models_amiss()
    wrong = lacking or [*built.check(__version__), *amiss]
    problems = [error.told(console.language) for error in wrong]
    found = standing()
    if not args.program:
        now = datetime.datetime.now(datetime.UTC)
        problems += [told.to(console.language) for told in found.troubles(now)]
    data: dict[str, Any] = {
        family.family: [{"id": id, "version": version} for id, version in family.versions().items()]
        for family in (() if lacking else families.FAMILIES)
    }
    # To those who call it, whatever writes a file for others is an exporter.
    data["exporters"] = data.pop("writers", []) + data.pop("formats", [])
    data["fonts"] = [{"id": name} for name in _chinese_fonts()]
    data["packs"] = [
        {"name": p.name, "version": p.version, "sha256": p.sha256} for p in resources.packs()
    ]
    models = () if amiss else (lac.description(),)
    data["models"] = [{"name": model.name, "version": model.version} for model in models]
    data["crypto"] = [
        {"id": "openssl", "version": backend.openssl_version_text()},
        {"id": "sqlcipher", "version": database.version()},
    ]
    opened = found.opened
    data["policy"] = opened and opened.as_json() | {"origin": found.origin}
    data |= {"ok": not problems, "problems": problems}
    lines = [
        f"{name}: {', '.join(item.get('id') or item['name'] for item in items)}"
        for name, items in data.items()
        if isinstance(items, list) and name != "problems"
    ]
    if opened is not None:
        pack = opened.pack
        lines.append(f"policy: {pack.organisation} v{pack.version} → {span.last_day(pack.expires)}")
    return Outcome(data, [*lines, *problems, "✓" if not problems else "✗"], good=not problems)


def _models_amiss() -> list[GongkaiError]:
    """What is wrong with what was learnt from data."""
    try:
        lac.weights()
    except PackUnusable as error:
        return [error]
    return []


def _chinese_fonts() -> list[str]:
    """Families that can show Chinese, as fontconfig or the Windows fonts folder knows them."""
    if os.name == "nt":
        folder = Path(os.environ.get("WINDIR", "C:/Windows")) / "Fonts"
        names = ("msyh.ttc", "simsun.ttc", "simhei.ttf", "Deng.ttf")
        return [name for name in names if (folder / name).exists()]
    tool = shutil.which("fc-list")
    if tool is None:
        return []
    listed = subprocess.run(  # noqa: S603 — a fixed command
        [tool, ":lang=zh-cn", "family"], capture_output=True, encoding="utf-8", check=False
    )
    return sorted({line.split(",")[0] for line in listed.stdout.splitlines() if line})
