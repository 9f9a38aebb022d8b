"""Commands for the papers of a review: the form, the risk report, the monthly summary."""

import argparse
from typing import Any

from app.commands.console import Console, Outcome
from app.commands.opening import open_workspace
from app.commands.output import add_output, add_templates, refuse_existing
from app.core import acts
from app.core.files import write_atomically


def add_papers(review: Any, here: argparse.ArgumentParser) -> None:
    """``review form|report|summary``; the suffix of the output says pdf or docx."""
    for name, paper, help in (
        ("form", "review-form", "保密审查表, printable"),
        ("report", "risk-report", "数据安全风险评估报告, printable"),
    ):
        parser = review.add_parser(name, parents=[here], help=help)
        parser.add_argument("release")
        _add_making(parser)
        parser.set_defaults(command=of_release, paper=paper)
    parser = review.add_parser("summary", parents=[here], help="保密审查情况汇总表 of a month")
    parser.add_argument("month", help="CCYY-MM")
    _add_making(parser)
    parser.set_defaults(command=of_month)


def of_release(args: argparse.Namespace, console: Console) -> Outcome:
    """A paper on one release, as it stands."""
    refuse_existing(args)
    with open_workspace(args) as ws:
        paper = acts.release_paper(
            ws, args.release, args.paper, _suffix(args), console, args.templates
        )
    return _written(args, paper)


def of_month(args: argparse.Namespace, console: Console) -> Outcome:
    """What was judged in a month."""
    refuse_existing(args)
    with open_workspace(args) as ws:
        paper = acts.month_paper(ws, args.month, _suffix(args), args.templates)
    return _written(args, paper)


def _add_making(parser: argparse.ArgumentParser) -> None:
    add_output(parser)
    add_templates(parser)


def _suffix(args: argparse.Namespace) -> str:
    return str(args.output.suffix.lstrip(".").lower())


def _written(args: argparse.Namespace, paper: bytes) -> Outcome:
    write_atomically(args.output, [paper], overwrite=args.force)
    return Outcome({"output": str(args.output), "bytes": len(paper)}, [str(args.output)])
