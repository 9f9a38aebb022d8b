"""The command ``trend``: the quality of a dataset, release by release."""

import argparse
from pathlib import Path
from typing import Any

from app import paths
from app.commands.console import Console, Outcome
from app.commands.opening import open_workspace
from app.commands.output import refuse_existing
from app.commands.reports import add_report, report_form
from app.core import acts
from app.core.files import write_atomically
from app.core.model import percent


def add_commands(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add the command to the parser."""
    parser = commands.add_parser("trend", parents=[common])
    parser.add_argument("release", help="one release of the dataset")
    parser.add_argument("--workspace", type=Path, default=paths.default_workspace())
    add_report(parser)
    parser.set_defaults(command=trend)


def trend(args: argparse.Namespace, console: Console) -> Outcome:
    """The scores, the earliest first; exit status 1 if the last is lower than the one before.

    With ``-o`` also the release's report, in which the trend is drawn.
    """
    refuse_existing(args)
    form = report_form(args.output)
    with open_workspace(args) as ws:
        release = ws.release(args.release)
        found = acts.quality_trend(ws, release.id)
        if form is not None:
            written = acts.release_report(
                ws, release.id, form, console, console.language, args.templates
            )
            write_atomically(args.output, [written], overwrite=args.force)
    data = [
        {
            "release": one.release.id,
            "created": one.release.created,
            "score": one.report.score,
            "dimensions": one.report.dimensions,
            "problems": len(one.report.problems),
        }
        for one in found
    ]
    lines = [
        f"{one.release.id} {one.release.created}: {percent(one.report.score)}" for one in found
    ]
    fell = len(found) > 1 and found[-1].report.score < found[-2].report.score
    return Outcome({"trend": data, "fell": fell}, lines or ["–"], good=not fell)
