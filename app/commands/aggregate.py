"""The command ``aggregate``: rows counted by one or two columns, so that no small count shows."""

import argparse
import secrets
from fractions import Fraction
from typing import Any

import numpy as np
import numpy.typing as npt

from app.commands.console import Console, Outcome
from app.commands.incoming import add_input, read_table
from app.commands.output import add_output, add_write_options, refuse_existing, write_options
from app.core.desensitize.aggregates.noise import NoiseParams, add_noise
from app.core.desensitize.aggregates.rounding import round_controlled
from app.core.desensitize.aggregates.suppression import suppress
from app.core.desensitize.aggregates.tabulate import tabulate
from app.core.desensitize.kernel import resolve
from app.core.errors import ParameterInvalid
from app.core.intake.writer import write_table
from app.core.text import Text


def add_commands(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add the command to the parser."""
    parser = commands.add_parser("aggregate", parents=[common])
    add_input(parser)
    parser.add_argument("--by", metavar="A[,B]", required=True, help="one column or two")
    how = parser.add_mutually_exclusive_group(required=True)
    how.add_argument(
        "--least", type=int, metavar="N", help="hide counts below N, and what gives them away"
    )
    how.add_argument(
        "--round", type=int, metavar="BASE", help="round at random to multiples of BASE that add up"
    )
    how.add_argument(
        "--epsilon", metavar="E", help="differential privacy: noise with this ε, such as 0.5 or 1/3"
    )
    add_output(parser)
    add_write_options(parser)
    parser.set_defaults(command=aggregate)


def aggregate(args: argparse.Namespace, console: Console) -> Outcome:
    """Write the table, totals included; a hidden count is blank."""
    refuse_existing(args)
    noise = _noise(args.epsilon)
    table = read_table(args, console)
    names = [resolve(name.strip(), list(table.columns)) for name in args.by.split(",")]
    found = tabulate(table.data, names, console)
    counts: npt.ArrayLike
    primary = secondary = 0
    if args.least is not None:
        hidden = suppress(found.counts, args.least, console)
        counts = hidden.published()
        primary, secondary = int(hidden.primary.sum()), int(hidden.secondary.sum())
        said = _HIDDEN.format(least=args.least, primary=primary, secondary=secondary)
    elif noise is None:
        counts = round_controlled(found.counts, args.round, secrets.SystemRandom(), console)
        said = _ROUNDED.format(base=args.round)
    else:
        counts = add_noise(found.counts, noise, console)
        said = noise.describe()
    written = write_table(
        found.published(np.asarray(counts)),
        args.output,
        console,
        overwrite=args.force,
        options=write_options(args),
    )
    data = {
        "by": names,
        "cells": int(counts.size),
        "primary": primary,
        "secondary": secondary,
        "sentence": said.to(console.language),
        "rows": written.rows,
        "sha256": written.sha256,
        "files": list(written.files),
    }
    return Outcome(data, [said.to(console.language)])


_HIDDEN = Text(
    "隐去 {primary} 个小于 {least} 的计数，另隐去 {secondary} 个，以免从合计推出",
    "{primary} counts below {least} are hidden, and {secondary} others so that no total gives them away",
)
_ROUNDED = Text(
    "计数随机取整为 {base} 的倍数，合计仍然相符",
    "counts are rounded at random to multiples of {base}, and still add up",
)


def _noise(epsilon: str | None) -> NoiseParams | None:
    """Raises ParameterInvalid."""
    if epsilon is None:
        return None
    try:
        return NoiseParams(Fraction(epsilon))
    except (ValueError, ZeroDivisionError):
        reason = Text("须为小数或分数，如 0.5、1/3", "a number such as 0.5 or 1/3")
        raise ParameterInvalid(name="--epsilon", reason=reason) from None
