"""Commands of the ways without a receipt at once: export, receipt import; and what they are told as."""

import argparse
from pathlib import Path
from typing import Any

from app.commands.console import Console, Outcome
from app.commands.opening import add_places, open_workspace, unlock
from app.commands.profile_option import add_profile
from app.core import acts
from app.core.delivery.parts import FAT32
from app.core.delivery.record import DeliveryRecord
from app.core.model import Profile
from app.core.pipeline import STATE_NAMES, State
from app.core.text import Text
from app.core.trust import canonical
from app.core.workspace.store import Workspace

AWAITED = Text("已导出，待平台回执", "exported, awaiting the platform's receipt")


def add_commands(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add this family to the parser."""
    _, signing = add_places(common)
    parser = commands.add_parser("export", parents=[signing])
    parser.add_argument("release")
    parser.add_argument("--media", type=Path, required=True, metavar="DIR", help="its folder")
    parser.add_argument(
        "--part-size", type=int, default=FAT32, metavar="BYTES",
        help="larger packages go in parts; FAT32's limit if not given",
    )  # fmt: skip
    parser.set_defaults(command=export)

    receipt = commands.add_parser("receipt")
    parser = receipt.add_subparsers(required=True).add_parser("import", parents=[signing])
    parser.add_argument("file", type=Path)
    add_profile(parser, told="the platform that signed it")
    parser.set_defaults(command=receipt_import)


def export(args: argparse.Namespace, console: Console) -> Outcome:
    """Copy a package to a medium; what is printed goes on paper beside it."""
    with open_workspace(args) as ws:
        clerk = unlock(ws, args.name)
        ticket = acts.export(ws, clerk, args.release, args.media, console, args.part_size)
    data = canonical.as_json(ticket) | {"code": ticket.code, "state": "awaiting-receipt"}
    return Outcome(data, [ticket.text.to(console.language), AWAITED.to(console.language)])


def receipt_import(args: argparse.Namespace, console: Console) -> Outcome:
    """File a receipt; the release that it is for is delivered."""
    profile = canonical.read_document(args.profile, Profile)
    with open_workspace(args) as ws:
        clerk = unlock(ws, args.name)
        release, receipt = acts.import_receipt(ws, clerk, args.file, profile, console)
    data = {"release": release, "receipt": canonical.as_json(receipt)}
    return Outcome(data, [f"✓ {release}  {receipt.received}"])


def placed(record: DeliveryRecord, console: Console) -> Outcome:
    """A delivery that no platform has signed for, in words that do not say that one has."""
    data = {"receipt": None, "record": canonical.as_json(record)}
    state = STATE_NAMES[State.PLACED].to(console.language)
    lines = [f"{state}  {record.received}  {record.platform}"]
    lines += [f"  {item.name}  {item.id}  {item.sha256[:16]}" for item in record.items]
    return Outcome(data, lines)


def awaited(ws: Workspace, release: str) -> dict[str, str | None]:
    """The code of the ticket of a release whose receipt is still to come."""
    ticket = acts.awaiting(ws, release)
    return {"awaiting": ticket.code if ticket else None}
