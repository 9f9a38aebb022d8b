"""The command ``recode``: anonymity row by row, for more utility than one level for a whole column."""

import argparse
from dataclasses import replace
from pathlib import Path
from typing import Any

from app.commands.console import Console, Outcome
from app.commands.incoming import add_input, read_table
from app.commands.output import add_output, add_write_options, refuse_existing, write_options
from app.commands.tables import findings_json, findings_lines
from app.core import acts
from app.core.acts.prepare import held_back
from app.core.desensitize.anonymize.local.limits import Limits
from app.core.desensitize.anonymize.local.mondrian import mondrian
from app.core.desensitize.anonymize.local.recoded import Recoded
from app.core.desensitize.anonymize.local.suppression import suppress_cells
from app.core.desensitize.hierarchies.files import read_folder
from app.core.desensitize.kernel import resolve
from app.core.errors import ParameterInvalid
from app.core.intake.writer import write_table
from app.core.model import Table
from app.core.text import Text


def add_commands(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add the command to the parser."""
    parser = commands.add_parser("recode", parents=[common])
    add_input(parser)
    add_output(parser)
    add_write_options(parser)
    parser.add_argument("--qi", metavar="A,B,C", required=True, help="the quasi-identifiers")
    parser.add_argument("--k", type=int, required=True, help="rows that look alike, at least")
    parser.add_argument(
        "--method", choices=["mondrian", "relaxed", "cells"], default="mondrian",
        help="Mondrian, strict or relaxed; or single cells left blank",
    )  # fmt: skip
    parser.add_argument(
        "--hierarchies", type=Path, metavar="DIR", help="for Mondrian; a file for each column"
    )
    parser.add_argument("--sensitive", metavar="S", help="the column for --l and --t")
    parser.add_argument("--l", type=int, default=1, help="distinct sensitive values, at least")
    parser.add_argument("--t", type=float, default=1.0, help="how far from the table, at most")
    parser.set_defaults(command=run)


def run(args: argparse.Namespace, console: Console) -> Outcome:
    """Recode, measure, write, scan; exit status 1 where something sensitive is left."""
    refuse_existing(args)
    table = read_table(args, console)
    columns = [resolve(name.strip(), table.columns) for name in args.qi.split(",")]
    sensitive = resolve(args.sensitive, table.columns) if args.sensitive else None
    found = _recoded(args, table, columns, sensitive, console)
    written = write_table(
        found.data, args.output, console, overwrite=args.force, options=write_options(args)
    )
    published = replace(table, data=found.data, hidden=(), surroundings=(), warnings=())
    residual = acts.examine(published, console, digest=written.sha256)
    data = {
        "rows": written.rows,
        "classes": found.measured.classes,
        "k": found.measured.smallest,
        "average": found.measured.average,
        "changed": found.changed,
        "blanked": found.blanked,
        "suppressed": found.suppressed,
        "residual": [
            column
            for column in findings_json(residual, published.columns, console)["columns"]
            if column["types"]
        ],
    }
    lines = [text.to(console.language) for text in found.told()]
    meant = {*columns, *([sensitive] if sensitive else [])}
    good = not any(held_back(residual, meant))
    return Outcome(data, lines + findings_lines(residual, console), good)


def _recoded(
    args: argparse.Namespace,
    table: Table,
    columns: list[str],
    sensitive: str | None,
    console: Console,
) -> Recoded:
    if args.method == "cells":
        if sensitive is not None or args.hierarchies is not None:
            reason = Text(
                "单元格抑制只看 k，不用敏感列和层次",
                "cells are blanked for k alone: no column or hierarchy",
            )
            raise ParameterInvalid(name="--method", reason=reason)
        return suppress_cells(table.data, columns, args.k, console)
    trees = {}
    if args.hierarchies is not None:
        trees = {tree.column: tree for tree in read_folder(args.hierarchies, columns)}
    limits = Limits(args.k, sensitive, args.l, args.t)
    return mondrian(table.data, columns, trees, limits, console, relaxed=args.method == "relaxed")
