"""Command over what could be rewritten for programs to read: repair."""

import argparse
from typing import Any

from app.commands.console import Console, Outcome
from app.commands.incoming import add_input, read_table
from app.commands.output import add_output, add_write_options, refuse_existing, write_options
from app.core.acts import today
from app.core.acts.repairing import Preview, repaired, repairs_of
from app.core.catalog.infer import infer
from app.core.intake.writer import write_table


def add_commands(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add this family to the parser."""
    parser = commands.add_parser("repair", parents=[common])
    add_input(parser)
    parser.add_argument(
        "--column", action="append", dest="columns", metavar="NAME",
        help="repair this one only; may be given again",
    )  # fmt: skip
    add_write_options(parser)
    add_output(parser, required=False)
    parser.set_defaults(command=repair)


def repair(args: argparse.Namespace, console: Console) -> Outcome:
    """What is safe to rewrite, with examples; nothing is written without ``-o``."""
    refuse_existing(args)
    table = read_table(args, console)
    entry = infer(table, provider="", provider_code="", sequence=1, today=today())
    found = [
        one
        for one in repairs_of(table, entry, console)
        if not args.columns or one.treatment.column in args.columns
    ]
    if args.output:
        write_table(
            repaired(table, found, console),
            args.output,
            console,
            overwrite=args.force,
            options=write_options(args),
        )
    lines = [line for one in found for line in _lines(one, console)]
    return Outcome({"repairs": [_as_json(one, console) for one in found]}, lines or ["✓"])


def _as_json(one: Preview, console: Console) -> dict[str, Any]:
    return {
        "column": one.treatment.column,
        "operator": one.treatment.operator,
        "params": one.treatment.params,
        "told": one.told.to(console.language),
        "cells": one.cells,
        "stay": one.stay,
        "examples": [list(pair) for pair in one.examples],
    }


def _lines(one: Preview, console: Console) -> list[str]:
    head = f"{one.treatment.column}: {one.told.to(console.language)} ({one.cells} → / {one.stay} =)"
    return [head, *(f"    {before} → {after}" for before, after in one.examples)]
