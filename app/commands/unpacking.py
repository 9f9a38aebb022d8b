"""The command that opens a package, for the agency that sealed it and the platform that got it."""

import argparse
from pathlib import Path
from typing import Any

from app.commands.console import Console, Outcome
from app.commands.opening import add_places, open_workspace
from app.commands.trusting import add_trust, received, trusted_cards
from app.core.delivery.package import read_header
from app.core.delivery.unpack import unpack as write_out
from app.core.errors import ParameterInvalid
from app.core.text import Text
from app.core.trust import canonical
from app.core.trust.sealing import FIRST, SealingKey, sealings


def add_commands(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add this family to the parser."""
    here, _ = add_places(common)
    parser = commands.add_parser("unpack", parents=[here])
    parser.add_argument("file", type=Path, metavar="FILE.gkp")
    parser.add_argument("-o", "--output", type=Path, required=True, help="a new folder")
    add_trust(parser)
    parser.add_argument("--key", type=Path, help="a platform's sealing key; else the workspace's")
    parser.add_argument(
        "--suite", default=FIRST, help="of that key; a package of another is refused"
    )
    parser.set_defaults(command=unpack)


def unpack(args: argparse.Namespace, console: Console) -> Outcome:
    """Everything that was packed, proven, or a refusal and no folder."""
    seen = received(args)
    if args.key:
        key, trusted = _platforms_key(args.key, args.suite), trusted_cards(args.trust, seen)
    else:
        with open_workspace(args) as ws:
            key = ws.vault.sealing_key(read_header(args.file).suite)
            trusted = trusted_cards(args.trust, seen) or ws.trusted(seen)
    opened = write_out(args.file, args.output, key, trusted, console)
    manifest = opened.manifest
    files = sorted(path for path in args.output.rglob("*") if path.is_file())
    data = {
        "package": manifest.package,
        "dataset": manifest.dataset,
        "title": manifest.title,
        "files": [path.relative_to(args.output).as_posix() for path in files],
        "unchecked": [] if trusted else ["signers"],
    }
    lines = [str(path) for path in files] + ([] if trusted else ["? signers"])
    return Outcome(data, lines)


def _platforms_key(file: Path, suite: str) -> SealingKey:
    """Raises FileMissing, PluginUnknown, ParameterInvalid."""
    seed = canonical.read_bytes(file)
    if len(seed) != 32:
        reason = Text("不是 32 字节的密钥文件", "not a key file of 32 bytes")
        raise ParameterInvalid(name="--key", reason=reason)
    return sealings.get(suite).key(seed)
