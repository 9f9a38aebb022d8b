"""What the public writes: inbox pull, list, reply, close."""

import argparse
from typing import Any

from app.commands.console import Console, Outcome
from app.commands.opening import add_places, open_workspace, unlock
from app.commands.profile_option import add_profile
from app.core import acts
from app.core.delivery.enquiries import KINDS, OUTCOMES
from app.core.span import first_day
from app.core.workspace.inbox import STATE_NAMES


def add_commands(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add this family to the parser."""
    here, signing = add_places(common)
    inbox = commands.add_parser("inbox").add_subparsers(required=True)
    parser = inbox.add_parser("pull", parents=[signing], help="take in what is new")
    add_profile(parser)
    parser.set_defaults(command=pull)
    parser = inbox.add_parser("list", parents=[here], help="the soonest due first")
    parser.add_argument("--open", action="store_true", help="only what awaits a reply")
    parser.set_defaults(command=show)
    parser = inbox.add_parser(
        "reply", parents=[signing], help="sign a reply; the platform shows it"
    )
    parser.add_argument("id")
    parser.add_argument("--outcome", choices=list(OUTCOMES), required=True)
    parser.add_argument("--text", required=True)
    add_profile(parser)
    parser.set_defaults(command=reply)
    parser = inbox.add_parser("close", parents=[signing], help="put aside without a reply")
    parser.add_argument("id")
    parser.add_argument("--reason", required=True)
    parser.set_defaults(command=close)


def pull(args: argparse.Namespace, console: Console) -> Outcome:
    """How many are new."""
    with open_workspace(args) as ws:
        new = acts.pull_inbox(ws, unlock(ws, args.name), args.profile)
    return Outcome({"new": new}, [f"+ {new}"])


def show(args: argparse.Namespace, console: Console) -> Outcome:
    """Every letter with its term; not good while one is overdue."""
    with open_workspace(args) as ws:
        items = acts.inbox_items(ws)
    shown = [item for item in items if not args.open or item.letter.state == "open"]
    overdue = [item for item in items if item.letter.state == "open" and item.left < 0]
    data = {"letters": [_row(item) for item in shown], "overdue": len(overdue)}
    return Outcome(data, [_line(item, console) for item in shown] or ["–"], good=not overdue)


def reply(args: argparse.Namespace, console: Console) -> Outcome:
    """Answer a letter."""
    with open_workspace(args) as ws:
        clerk = unlock(ws, args.name)
        acts.reply_to(ws, clerk, args.id, args.outcome, args.text, args.profile)
    told = OUTCOMES[args.outcome].to(console.language)
    return Outcome({"id": args.id, "outcome": args.outcome}, [f"✓ {args.id}  {told}"])


def close(args: argparse.Namespace, console: Console) -> Outcome:
    """Put a letter aside."""
    with open_workspace(args) as ws:
        acts.close_letter(ws, unlock(ws, args.name), args.id, args.reason)
    return Outcome({"id": args.id}, [f"✓ {args.id}"])


def _row(item: acts.Item) -> dict[str, Any]:
    letter, enquiry = item.letter, item.enquiry
    return {
        "id": letter.id,
        "kind": enquiry.kind,
        "dataset": enquiry.dataset,
        "text": enquiry.text,
        "contact": enquiry.contact,
        "received": enquiry.received,
        "due": letter.due,
        "days_left": item.left,
        "state": letter.state,
        "told": letter.told,
        "ended": letter.ended,
    }


def _line(item: acts.Item, console: Console) -> str:
    letter, enquiry, language = item.letter, item.enquiry, console.language
    state = STATE_NAMES[letter.state].to(language)
    waits = letter.state == "open"
    term = f"{letter.due} ({item.left:+d})" if waits else str(first_day(letter.ended))
    kind = KINDS[enquiry.kind].to(language)
    return f"{letter.id}  {state}  {term}  {kind}  {enquiry.dataset}  {enquiry.text}"
