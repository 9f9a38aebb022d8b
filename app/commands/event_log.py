"""Commands over the event log: log, log verify, log export."""

import argparse
from typing import Any

from app.commands.console import Console, Outcome
from app.commands.opening import add_places, open_workspace, unlock, workspace_secret
from app.commands.output import add_output, refuse_existing
from app.commands.problems import problem_lines, problems_json
from app.core.errors import ParameterInvalid
from app.core.text import Text
from app.core.workspace.store import verify_log


def add_commands(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add this family to the parser."""
    here, _ = add_places(common)
    parser = commands.add_parser("log", parents=[here])
    parser.add_argument(
        "action",
        nargs="?",
        choices=["verify", "export"],
        help="whether it holds; or write a file that anyone can verify elsewhere",
    )
    parser.add_argument("--as", dest="name", help="who signs for an exported log")
    add_output(parser, required=False)
    parser.set_defaults(command=log)


def log(args: argparse.Namespace, console: Console) -> Outcome:
    """What is done with it hangs on the action; without one its events are listed."""
    return {"verify": verify, "export": export}.get(args.action, show)(args, console)


def show(args: argparse.Namespace, console: Console) -> Outcome:
    """The events of a log that holds; somebody else may be at work meanwhile."""
    _, events = verify_log(args.workspace, *workspace_secret(args.workspace))
    lines = [
        f"{e['seq']:5d} {e['at']} {e['act']} {e['release'] or ''} {e['actor']['name']}"
        for e in events
    ]
    return Outcome({"events": events}, lines)


def verify(args: argparse.Namespace, console: Console) -> Outcome:
    """The first break is named first."""
    check, events = verify_log(args.workspace, *workspace_secret(args.workspace))
    data = {
        "valid": check.valid,
        "problems": problems_json(check.problems, console),
        "checked": list(check.checked),
        "events": len(events),
    }
    lines = problem_lines(check.problems, console) or [f"✓ {len(events)}"]
    return Outcome(data, lines, good=check.valid)


def export(args: argparse.Namespace, console: Console) -> Outcome:
    """The log, signed for as it stands; it holds no data, but names who did what."""
    if not args.output or not args.name:
        reason = Text("导出日志须写明文件和签名人", "an export needs a file and who signs for it")
        raise ParameterInvalid(name="-o, --as", reason=reason)
    refuse_existing(args)
    with open_workspace(args) as ws:
        events = ws.export_log(unlock(ws, args.name), args.output, overwrite=args.force)
    return Outcome({"file": str(args.output), "events": events}, [f"{args.output}  {events}"])
