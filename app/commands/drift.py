"""The command ``drift``: this period's file against the last one's."""

import argparse
from pathlib import Path
from typing import Any

from app.commands.console import Console, Outcome
from app.commands.tables import add_own_rules, own_rules_of
from app.core.acts.drift import compare_periods
from app.core.intake.apart import import_file
from app.core.quality.drift.values import Change
from app.core.trust import canonical


def add_commands(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add the command to the parser."""
    parser = commands.add_parser("drift", parents=[common])
    parser.add_argument("before", type=Path)
    parser.add_argument("after", type=Path)
    parser.add_argument("--key", metavar="A,B", default="", help="the columns that tell rows apart")
    add_own_rules(parser)
    parser.set_defaults(command=drift)


def drift(args: argparse.Namespace, console: Console) -> Outcome:
    """Everything that differs; exit status 1 where a person has to decide."""
    own = own_rules_of(args)
    key = [name.strip() for name in args.key.split(",") if name.strip()]
    before, after = (import_file(path, console) for path in (args.before, args.after))
    found = compare_periods(before, after, key, console, own)
    data = {
        "changes": [
            {
                "kind": change.kind,
                "column": change.column,
                "before": change.before,
                "message": change.message.to(console.language),
                "asks": change.asks,
                "examples": list(change.examples),
            }
            for change in found.changes
        ],
        "rows": canonical.as_json(found.rows),
    }
    lines = [_line(change, console) for change in found.changes]
    if found.rows is not None:
        rows = found.rows
        lines.append(
            f"+{rows.added_count} −{rows.removed_count} ~{rows.changed_count} ={rows.same}"
        )
    return Outcome(data, lines or ["="], good=not found.asks)


def _line(change: Change, console: Console) -> str:
    some = f" ({', '.join(change.examples)})" if change.examples else ""
    mark = "?" if change.asks else "–"
    return f"{mark} {change.column}: {change.message.to(console.language)}{some}"
