"""The output file of a command: where it goes, and that nothing is overwritten unasked."""

import argparse
from pathlib import Path

from app.commands.incoming import place
from app.core.errors import OutputExists, OutputUnwritable
from app.core.errors.system import system_reason
from app.core.intake.writer import ENCODINGS, PLAIN, WriteOptions
from app.core.text import Text


def add_output(
    parser: argparse.ArgumentParser, *, required: bool = True, addresses: bool = False
) -> None:
    """``-o`` and ``--force``. ``addresses``: it may lie where only a cluster writes."""
    kind = place if addresses else Path
    parser.add_argument("-o", "--output", type=kind, required=required)
    parser.add_argument("--force", action="store_true", help="overwrite the output")


def add_templates(parser: argparse.ArgumentParser) -> None:
    """``--templates``, of the papers that are set as PDF or Word."""
    parser.add_argument(
        "--templates", type=Path, metavar="DIR",
        help="an agency's own templates, by the names of those that ship",
    )  # fmt: skip


def add_write_options(parser: argparse.ArgumentParser) -> None:
    """How the file is written, where its format leaves a choice."""
    parser.add_argument(
        "--output-encoding", choices=ENCODINGS, default=PLAIN.encoding, help="csv only"
    )
    parser.add_argument(
        "--guard", action="store_true", help="csv only: ' before cells that would be formulas"
    )


def write_options(args: argparse.Namespace) -> WriteOptions:
    """The options of :func:`add_write_options` as the writers take them."""
    return WriteOptions(encoding=args.output_encoding, guard=args.guard)


def refuse_existing(args: argparse.Namespace) -> None:
    """Before the work rather than after it. Raises OutputExists, OutputUnwritable."""
    try:
        stands = args.output is not None and args.output.exists()
    except OSError as error:
        raise OutputUnwritable(name=args.output.name, reason=system_reason(error)) from error
    except ValueError as error:  # a name that no file can have
        reason = Text("文件名无效", "the name is not valid")
        raise OutputUnwritable(name=args.output.name, reason=reason) from error
    if stands and not args.force:
        raise OutputExists(name=args.output.name)
