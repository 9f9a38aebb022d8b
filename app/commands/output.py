"""The output file of a command: where it goes, and that nothing is overwritten unasked."""

import argparse
from pathlib import Path

from app.core.errors import OutputExists


def add_output(parser: argparse.ArgumentParser, *, required: bool = True) -> None:
    """``-o`` and ``--force``."""
    parser.add_argument("-o", "--output", type=Path, required=required)
    parser.add_argument("--force", action="store_true", help="overwrite the output")


def refuse_existing(args: argparse.Namespace) -> None:
    """Before the work rather than after it. Raises OutputExists."""
    if args.output is not None and args.output.exists() and not args.force:
        raise OutputExists(name=args.output.name)
