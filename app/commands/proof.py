"""The command that proves: verify, offline, by whoever asks."""

import argparse
from pathlib import Path
from typing import Any

from app.commands.console import Console, Outcome
from app.commands.opening import workspace_secret
from app.commands.problems import problem_lines, problems_json
from app.commands.trusting import add_trust, received, trusted_cards
from app.core.delivery.package import MAGIC
from app.core.delivery.verify import verify_package, verify_receipt
from app.core.errors import ChainBroken, FileMissing
from app.core.model import Check, Envelope, Problem, Profile, Receipt
from app.core.trust import canonical, dsse
from app.core.workspace import exported_log
from app.core.workspace.store import is_workspace, verify_log


def add_commands(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add this family to the parser."""
    parser = commands.add_parser("verify", parents=[common])
    parser.add_argument("file", type=Path, help="package, receipt, log, or workspace folder")
    parser.add_argument("--package", type=Path, help="the package that a receipt is for")
    add_trust(parser)
    parser.set_defaults(command=verify)


def verify(args: argparse.Namespace, console: Console) -> Outcome:
    """Offline; what could not be looked at for want of a key is listed as unchecked."""
    if is_workspace(args.file):
        check, _ = verify_log(args.file, *workspace_secret(args.file))
    elif not args.file.is_file():
        raise FileMissing(name=args.file.name)
    elif exported_log.is_exported_log(args.file):
        receipts = [canonical.read_document(path, Envelope) for path in args.receipt]
        check = exported_log.verify(args.file, trusted_cards(args.trust), receipts)
    elif _is_receipt(args.file):
        check = _check_receipt(args)
    else:
        trusted = trusted_cards(args.trust, received(args))
        check = verify_package(args.file, console, trusted=trusted)
    data = {
        "valid": check.valid,
        "problems": problems_json(check.problems, console),
        "checked": list(check.checked),
        "unchecked": list(check.unchecked),
    }
    lines = problem_lines(check.problems, console) or [f"✓ {', '.join(check.checked)}"]
    if check.unchecked:
        lines.append(f"? {', '.join(check.unchecked)}")
    return Outcome(data, lines, good=check.valid)


def _is_receipt(path: Path) -> bool:
    """A receipt is a JSON document; a damaged package is still treated as a package."""
    with path.open("rb") as file:
        head = file.read(len(MAGIC))
    return path.suffix.lower() == ".json" and head.startswith(b"{")


def _check_receipt(args: argparse.Namespace) -> Check:
    checked = ["signature"]
    unchecked: list[str] = []
    platform = canonical.read_document(args.profile, Profile).platform if args.profile else None
    try:
        envelope = canonical.read_document(args.file, Envelope)
        receipt = dsse.verify(envelope, Receipt, "receipt", (platform,) if platform else None)
        (checked if platform else unchecked).append("signers")
        if args.package:
            verify_receipt(envelope, args.package, receipt.signer)
        (checked if args.package else unchecked).append("package")
    except ChainBroken as error:
        text = error.message.format(**error.params)
        return Check(False, (Problem("receipt", error.code, text),), tuple(checked))
    return Check(True, (), tuple(checked), tuple(unchecked))
