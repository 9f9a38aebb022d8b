"""Commands over the workspace's custody: its key slots, and how long originals are kept.

A new passphrase comes from ``GONGKAI_NEW_PASSPHRASE``, that of a recovery key from
``GONGKAI_RECOVERY_PASSPHRASE``; or they are asked for on a terminal.
"""

import argparse
import datetime
from pathlib import Path
from typing import Any

from app.commands.console import Console, Outcome
from app.commands.opening import (
    add_places,
    open_workspace,
    passphrase,
    unlock,
    workspace_passphrase,
)
from app.core.errors import ParameterInvalid, WorkspaceMissing
from app.core.span import first_day
from app.core.text import Text
from app.core.workspace import access, keys, recovery_key, retention, rotation
from app.core.workspace.keys import Slot
from app.core.workspace.slot import slot_kinds
from app.core.workspace.store import is_workspace


def add_commands(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add this family to the parser."""
    here, signing = add_places(common)
    vault = commands.add_parser("vault")
    family = vault.add_subparsers(required=True)
    parser = family.add_parser("slots", parents=[here], help="the key slots; needs no passphrase")
    parser.set_defaults(command=slots)
    _add_slots(family, signing)
    _add_recovery(family, common, here)
    _add_retention(family, here, signing)


def _add_slots(family: Any, signing: argparse.ArgumentParser) -> None:
    parser = family.add_parser("add", parents=[signing], help="one more way to open it")
    parser.add_argument("kind", choices=list(slot_kinds.all()))
    parser.add_argument("--label", default="", help="whose it is")
    parser.add_argument("--recovery-key", type=Path, metavar="FILE", help="the agency's public key")
    parser.set_defaults(command=add)
    parser = family.add_parser("change", parents=[signing], help="give a slot another secret")
    parser.add_argument("slot")
    parser.add_argument("--recovery-key", type=Path, metavar="FILE", help="the agency's public key")
    parser.set_defaults(command=change)
    parser = family.add_parser(
        "rotate", parents=[signing], help="change the key behind all of them"
    )
    parser.set_defaults(command=rotate)
    parser = family.add_parser("remove", parents=[signing], help="close a way to open it")
    parser.add_argument("slot")
    parser.set_defaults(command=remove)


def _add_recovery(
    family: Any, common: argparse.ArgumentParser, here: argparse.ArgumentParser
) -> None:
    parser = family.add_parser("recover", parents=[here], help="a new passphrase, by recovery key")
    parser.add_argument("--key", type=Path, required=True, help="the private recovery key")
    parser.set_defaults(command=recover)
    parser = family.add_parser(
        "recovery-key",
        parents=[common],
        help="the agency's pair: one part for PCs, one for the safe",
    )
    parser.add_argument("-o", "--output", type=Path, required=True, metavar="DIR")
    parser.set_defaults(command=make_recovery_key)


def _add_retention(
    family: Any, here: argparse.ArgumentParser, signing: argparse.ArgumentParser
) -> None:
    parser = family.add_parser("retention", parents=[here], help="how long originals are kept")
    change = parser.add_mutually_exclusive_group()
    change.add_argument("--days", type=int, help="after delivery")
    change.add_argument("--forever", action="store_true", help="shred nothing")
    parser.add_argument(
        "--received", action="store_true", help="those that came for review, once answered"
    )
    parser.add_argument("--as", dest="name", help="who changes it; the log tells")
    parser.set_defaults(command=keep)
    parser = family.add_parser("shred", parents=[signing], help="shred the originals that are due")
    parser.add_argument("--dry-run", action="store_true", help="only list them")
    parser.set_defaults(command=shred)


def slots(args: argparse.Namespace, console: Console) -> Outcome:
    """Every way to open the workspace, and the files that are damaged."""
    if not is_workspace(args.workspace):
        raise WorkspaceMissing(path=args.workspace)
    found, damaged = keys.slots(args.workspace)
    lines = [_line(slot, console) for slot in found] + [f"✗ {name}" for name in damaged]
    data = {"slots": [_row(slot) for slot in found], "damaged": list(damaged)}
    return Outcome(data, lines, good=not damaged)


def add(args: argparse.Namespace, console: Console) -> Outcome:
    """One more slot beside those that there are."""
    with open_workspace(args) as ws:
        actor = unlock(ws, args.name).card
        secret = _secret(args.kind, args.recovery_key)
        slot = access.add_slot(ws, actor, args.kind, secret, args.label)
    return Outcome(_row(slot), [_line(slot, console)])


def change(args: argparse.Namespace, console: Console) -> Outcome:
    """Another secret for one slot; the others open as before."""
    with open_workspace(args) as ws:
        actor = unlock(ws, args.name).card
        secret = _secret(keys.named(ws.folder, args.slot).kind, args.recovery_key)
        slot = access.change_slot(ws, actor, args.slot, secret)
    return Outcome(_row(slot), [_line(slot, console)])


def remove(args: argparse.Namespace, console: Console) -> Outcome:
    """One slot less, but never the last."""
    with open_workspace(args) as ws:
        access.remove_slot(ws, unlock(ws, args.name).card, args.slot)
    return Outcome({"removed": args.slot}, [f"✓ {args.slot}"])


def rotate(args: argparse.Namespace, console: Console) -> Outcome:
    """Another key for the database and every file; what was interrupted goes on."""
    with open_workspace(args) as ws:
        actor = unlock(ws, args.name).card
        known = workspace_passphrase() if keys.has(ws.folder, keys.PASSPHRASE) else ""
        done = rotation.rotate(ws, actor, known, console)
    lines = [_line(slot, console) for slot in done.slots]
    lines += [f"✗ {_line(slot, console)}" for slot in done.closed]
    data = {
        "files": done.files,
        "slots": [_row(slot) for slot in done.slots],
        "closed": [_row(slot) for slot in done.closed],
    }
    return Outcome(data, lines)


def recover(args: argparse.Namespace, console: Console) -> Outcome:
    """Open with the key from the safe, and set a passphrase with which it opens from now on."""
    own = passphrase("GONGKAI_RECOVERY_PASSPHRASE", Text("恢复密钥", "the recovery key"))
    private = recovery_key.read_private(args.key, own)
    slot = access.recover(args.workspace, private, _new_passphrase())
    return Outcome(_row(slot), [_line(slot, console)])


def make_recovery_key(args: argparse.Namespace, console: Console) -> Outcome:
    """A new pair of files."""
    own = passphrase("GONGKAI_RECOVERY_PASSPHRASE", Text("恢复密钥", "the recovery key"))
    public = recovery_key.make(args.output, own)
    files = [str(args.output / name) for name in (recovery_key.PUBLIC, recovery_key.PRIVATE)]
    return Outcome({"recovery_key": public.recovery_key, "files": files}, files)


def keep(args: argparse.Namespace, console: Console) -> Outcome:
    """For how long originals are kept after delivery or the answer; null: as long as the workspace."""
    whose: retention.Whose = "received" if args.received else "own"
    with open_workspace(args) as ws:
        if args.forever or args.days is not None:
            if not args.name:
                reason = Text("须写明由谁更改", "it must be said who changes it")
                raise ParameterInvalid(name="--as", reason=reason)
            retention.set_retention(ws, unlock(ws, args.name).card, args.days, whose)
        days = retention.retention(ws, whose)
    return Outcome({"days": days}, ["–" if days is None else str(days)])


def shred(args: argparse.Namespace, console: Console) -> Outcome:
    """Shred what is due by the workspace's retention, or list it."""
    with open_workspace(args) as ws:
        actor = unlock(ws, args.name).card
        waiting = retention.due(ws, datetime.datetime.now(datetime.UTC))
        for number, each in enumerate(() if args.dry_run else waiting):
            console.report(number, len(waiting))
            retention.shred(ws, actor, each.release)
    data = {
        "shredded": not args.dry_run,
        "releases": [
            {"release": each.release, "since": each.since, "files": each.files} for each in waiting
        ],
    }
    mark = "…" if args.dry_run else "✓"
    lines = [f"{mark} {each.release}  {each.name}  {first_day(each.since)}" for each in waiting]
    return Outcome(data, lines or ["–"])


def _secret(kind: str, recovery: Path | None) -> str:
    """What a new slot of a kind is sealed with."""
    if kind == "keyring":
        return ""
    if kind == keys.PASSPHRASE:
        return _new_passphrase()
    if recovery is None:
        reason = Text("须给出单位的恢复公钥", "the agency's public recovery key is needed")
        raise ParameterInvalid(name="--recovery-key", reason=reason)
    return recovery_key.read_public(recovery)


def _new_passphrase() -> str:
    return passphrase("GONGKAI_NEW_PASSPHRASE", Text("新的工作区口令", "the workspace (new)"))


def _row(slot: Slot) -> dict[str, str]:
    return {"slot": slot.name, "kind": slot.kind, "label": slot.label, "made": slot.made}


def _line(slot: Slot, console: Console) -> str:
    title = slot_kinds.get(slot.kind).title.to(console.language)
    return f"{slot.name}  {title}  {first_day(slot.made)}  {slot.label}"
