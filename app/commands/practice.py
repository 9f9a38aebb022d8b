"""Commands that play the whole way on invented data: the demo, and the drill with its faults."""

import argparse
from pathlib import Path
from typing import Any

from app.commands.console import Console, Outcome
from app.demo import tell
from app.drill.rehearse import REPORT, rehearse


def add_commands(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add this family to the parser."""
    parser = commands.add_parser("demo", parents=[common])
    parser.add_argument("--dir", type=Path, default=Path("gongkai-demo"))
    parser.set_defaults(command=demo)

    parser = commands.add_parser("drill", parents=[common])
    parser.add_argument("--dir", type=Path, default=Path("gongkai-drill"))
    parser.set_defaults(command=drill)


def demo(args: argparse.Namespace, console: Console) -> Outcome:
    """The story of two datasets, proven."""
    outcome = tell(args.dir, console, console.say)
    return Outcome(outcome, good=outcome["ok"])


def drill(args: argparse.Namespace, console: Console) -> Outcome:
    """Every step and every fault, and whether it went as it must; the report lies in the folder."""
    results = rehearse(args.dir, console, console.say, console.language)
    report = str(args.dir / REPORT)
    data = {
        "drill": True,
        "report": report,
        "scenes": [
            {
                "title": each.title.to(console.language),
                "fault": each.is_fault,
                "good": each.good,
                "told": each.told.to(console.language),
                "seconds": round(each.seconds, 3),
            }
            for each in results
        ],
    }
    return Outcome(data, [report], good=all(each.good for each in results))
