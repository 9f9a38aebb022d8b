"""Whom a command that verifies may trust: a roles document or a folder of cards, and a receipt's time."""

import argparse
from collections.abc import Collection
from pathlib import Path

from app.core.delivery.verify import verify_receipt
from app.core.model import Card, Envelope, Profile
from app.core.trust import canonical
from app.core.trust.roles.history import open_document, read_document
from app.core.trust.roster import Roster, moment
from app.core.workspace.ledger import now


def add_trust(parser: argparse.ArgumentParser) -> None:
    """Options for whom to trust, and since when the platform has had the package."""
    parser.add_argument("--trust", type=Path, help="roles document, or folder of cards")
    parser.add_argument("--profile", type=Path, help="the platform that signed a receipt")
    parser.add_argument(
        "--receipt", type=Path, nargs="+", default=[],
        help="receipts that a log must agree with, or that say when a package had arrived",
    )  # fmt: skip


def received(args: argparse.Namespace) -> str | None:
    """When the platform of ``--profile`` has seen the package, by its receipts; None without them.

    Raises ChainBroken for a receipt that is not its word for this package.
    """
    platform = canonical.read_document(args.profile, Profile).platform if args.profile else None
    if platform is None:
        return None
    receipts = [canonical.read_document(path, Envelope) for path in args.receipt]
    times = (verify_receipt(each, args.file, platform).received for each in receipts)
    return min(times, default=None)


def trusted_cards(place: Path | None, seen: str | None = None) -> Collection[Card] | None:
    """The cards of a folder or of a roles document, or None for neither: any signer is taken.

    ``seen``: by when what is to be verified had been seen by others; now, if nobody else says.
    """
    if place is None:
        return None
    if place.is_file():
        return Roster((open_document(read_document(place)),), moment(seen or now()))
    return tuple(canonical.read_document(path, Card) for path in sorted(place.glob("*.json")))
