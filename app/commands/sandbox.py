"""Commands of the miniature platform: sandbox serve."""

import argparse
import contextlib
import json
from pathlib import Path
from typing import Any

from app.commands.console import Console, Outcome
from app.core.errors import FileMissing, OutputUnwritable
from app.core.model import Card
from app.core.text import Text
from app.core.trust import canonical


def add_commands(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add this family to the parser."""
    sandbox = commands.add_parser("sandbox", help="the miniature platform")
    parser = sandbox.add_subparsers(required=True).add_parser("serve", parents=[common])
    parser.add_argument("--port", type=int, default=0, help="0: any free port")
    parser.add_argument("--dir", type=Path, default=Path("gongkai-sandbox"))
    parser.add_argument("--trust", type=Path, action="append", default=[], help="a card to trust")
    parser.add_argument(
        "--suite", choices=["ed25519", "p256", "sm2"], default="ed25519",
        help="of its receipts, and of the packages that it takes",
    )  # fmt: skip
    parser.set_defaults(command=serve)


def serve(args: argparse.Namespace, console: Console) -> Outcome:
    """Serve until interrupted; says first where it is and what a client needs."""
    from app.sandbox.server import Sandbox

    for card in args.trust:
        if not card.is_file():
            raise FileMissing(name=card.name)
    try:
        sandbox = Sandbox(args.dir, args.port, args.suite)
    except (OSError, OverflowError) as error:
        reason = Text(
            "端口被占用，或文件夹不可写", "the port is taken, or the folder is not writable"
        )
        raise OutputUnwritable(name=f"{args.dir}:{args.port}", reason=reason) from error
    sandbox.platform.trust(*(canonical.read_document(card, Card) for card in args.trust))
    where = {
        "address": sandbox.address,
        "profile": str(sandbox.profile),
        "ca": str(sandbox.profile.with_name("ca.pem")),
        "client_certificate": str(sandbox.profile.with_name("client.pem")),
        "client_key": str(sandbox.profile.with_name("client.key")),
        "trusted": str(args.dir / "trusted"),
    }
    if args.json:
        print(json.dumps(where, ensure_ascii=False), flush=True)
    else:
        for name, value in where.items():
            console.say(Text(f"{name}: {value}", f"{name}: {value}"))
    with contextlib.suppress(KeyboardInterrupt):  # the way to end it
        sandbox.wait()
    sandbox.stop()
    return Outcome(None)
