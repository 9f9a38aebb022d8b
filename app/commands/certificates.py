"""Commands of an agency's certificate authority: key certificate."""

import argparse
from pathlib import Path
from typing import Any

from app.commands.console import Console, Outcome
from app.commands.opening import open_workspace, unlock
from app.core.trust import canonical
from app.core.workspace.authorities import adopt_authority, bind, take_revocations


def add_certificates(key: Any, signing: argparse.ArgumentParser) -> None:
    """Add this family to the commands of ``key``."""
    rooms = key.add_parser("certificate", help="cards by the agency's authority").add_subparsers(
        required=True
    )
    for name, command, told in (
        ("authority", authority, "let an authority vouch for an agency's cards"),
        ("import", certificate, "take over a card's certificate"),
        ("revocations", revocations, "take over the authority's revocation list"),
    ):
        parser = rooms.add_parser(name, parents=[signing], help=told)
        parser.add_argument("file", type=Path, help="PEM or DER")
        if command is authority:
            parser.add_argument("--organisation", required=True, help="for whose cards it speaks")
        parser.set_defaults(command=command)


def authority(args: argparse.Namespace, console: Console) -> Outcome:
    """From now on only cards with its certificates act for the agency."""
    with open_workspace(args) as ws:
        actor = unlock(ws, args.name).card
        digests = adopt_authority(ws, actor, args.organisation, args.file)
    data = {"organisation": args.organisation, "sha256": list(digests)}
    return Outcome(data, [f"{args.organisation}  sha256:{digest}" for digest in digests])


def certificate(args: argparse.Namespace, console: Console) -> Outcome:
    """A certificate that leads to the authority, for the card that it names."""
    with open_workspace(args) as ws:
        card = bind(ws, unlock(ws, args.name).card, args.file)
    return Outcome(canonical.as_json(card), [f"{card.name}  {card.person}"])


def revocations(args: argparse.Namespace, console: Console) -> Outcome:
    """What the authority has revoked."""
    with open_workspace(args) as ws:
        organisation = take_revocations(ws, unlock(ws, args.name).card, args.file)
    return Outcome({"organisation": organisation}, [organisation])
