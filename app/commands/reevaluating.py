"""Command over what is not opened: catalog reevaluate."""

import argparse
from pathlib import Path
from typing import Any

from app import paths
from app.commands.console import Console, Outcome
from app.commands.opening import open_workspace, unlock
from app.core import acts
from app.core.catalog.reevaluation import Reevaluation


def add_reevaluate(catalog: Any, common: argparse.ArgumentParser) -> None:
    """Add the command to those of the catalog."""
    parser = catalog.add_parser(
        "reevaluate",
        parents=[common],
        help="what is not opened, and when that is to be judged anew; with --basis it stays so",
    )
    parser.add_argument("names", nargs="*", metavar="NAME", help="名称 of what stays closed")
    parser.add_argument("--workspace", type=Path, default=paths.default_workspace())
    parser.add_argument("--basis", help="不予开放依据 on which it stays closed")
    parser.add_argument("--as", dest="name", help="who judges")
    parser.set_defaults(command=reevaluate)


def reevaluate(args: argparse.Namespace, console: Console) -> Outcome:
    """What is not opened; exit status 1 while a judgement is overdue."""
    with open_workspace(args) as ws:
        if args.names or args.basis or args.name:
            acts.keep_closed(ws, unlock(ws, args.name or ""), args.names, args.basis or "")
        found = acts.kept_back(ws)
    lines = [
        f"{'✗' if one.left < 0 else '–'} {one.name}: {one.due} ({one.judged}, {one.basis or '?'})"
        for one in found
    ]
    return Outcome(
        {"kept_back": [as_json(one) for one in found]},
        lines or ["✓"],
        good=all(one.left >= 0 for one in found),
    )


def as_json(one: Reevaluation) -> dict[str, Any]:
    """One line of what is kept back."""
    return {
        "name": one.name,
        "basis": one.basis,
        "judged": one.judged.isoformat(),
        "due": one.due.isoformat(),
        "left": one.left,
    }
