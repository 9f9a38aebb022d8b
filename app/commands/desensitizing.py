"""The command ``apply``: a recipe over a file, on this machine or on a cluster."""

import argparse
import os
import time
from pathlib import Path
from typing import Any

from app import paths
from app.commands.cluster import add_engine, check_here, check_plain, cluster_of
from app.commands.console import Console, Outcome
from app.commands.incoming import (
    add_input,
    add_population,
    plan,
    population,
    read_table,
    wish,
)
from app.commands.output import add_output, refuse_existing
from app.commands.tables import add_own_rules, findings_json, findings_lines, own_rules_of
from app.core import acts
from app.core.acts.on_cluster import apply_on_cluster
from app.core.errors import ParameterInvalid
from app.core.files import write_atomically
from app.core.model import Recipe
from app.core.review.own_rules import OwnRules
from app.core.text import Text
from app.core.trust import canonical

KEY_BYTES = 32


def add_commands(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add the command to the parser."""
    parser = commands.add_parser("apply", parents=[common])
    add_input(parser, addresses=True)
    add_output(parser, addresses=True)
    parser.add_argument("--recipe", type=Path, required=True)
    add_population(parser)
    add_engine(parser)
    parser.add_argument("--key-file", type=Path, help="32 bytes or more; for keyed operators")
    add_own_rules(parser)
    parser.set_defaults(command=apply)


def apply(args: argparse.Namespace, console: Console) -> Outcome:
    """Desensitize; the output is rescanned whole, and what is left makes the answer "no"."""
    run = {"local": _here, "spark": _there}[args.engine]
    recipe = canonical.read_document(args.recipe, Recipe)
    own = own_rules_of(args)
    key = _key(args.key_file)
    started = time.monotonic()
    treated = run(args, recipe, key, own, console)
    operators = [
        {
            "column": effect.column,
            "operator": effect.operator,
            "description": effect.description.to(console.language),
            "strength": effect.strength,
            "blanked": effect.blanked,
        }
        for effect in treated.effects
    ]
    residual = findings_json(treated.residual, treated.table.columns, console)
    data = {
        "rows": treated.table.rows,
        "seconds": round(time.monotonic() - started, 3),
        "operators": operators,
        "residual": [column for column in residual["columns"] if column["types"]],
        "shortfalls": [canonical.as_json(short) for short in treated.shortfalls],
    }
    lines = [f"{o['column']}: {o['description']}" for o in operators]
    lines += findings_lines(treated.residual, console)
    lines += [acts.missed(short).told(console.language) for short in treated.shortfalls]
    return Outcome(data, lines, good=treated.passes)


def _here(
    args: argparse.Namespace, recipe: Recipe, key: bytes, own: OwnRules, console: Console
) -> acts.Treated:
    """On this machine. Raises what :func:`acts.apply_file` raises."""
    check_here(args.file, args.output)
    refuse_existing(args)
    reading = acts.Reading(
        args.file,
        lambda: read_table(args, console),
        args.sheet,
        wish(args),
        plan(args),
        population(args, console),
    )
    return acts.apply_file(reading, recipe, args.output, key, console, own, overwrite=args.force)


def _there(
    args: argparse.Namespace, recipe: Recipe, key: bytes, own: OwnRules, console: Console
) -> acts.Treated:
    """On a cluster. Raises what :func:`apply_on_cluster` raises."""
    check_plain(args)
    return apply_on_cluster(
        cluster_of(args),
        args.file,
        recipe,
        args.output,
        key,
        console,
        own,
        wish=wish(args),
        population=population(args, console),
        overwrite=args.force,
    )


def _key(file: Path | None) -> bytes:
    """The key of keyed operators: the file named, else one of this user's own, made once."""
    path = file or paths.default_key()
    if file is None and not path.exists():
        write_atomically(path, [os.urandom(KEY_BYTES)], private=True)
    key = canonical.read_bytes(path)
    if len(key) < KEY_BYTES:  # a short key can be guessed, and with it every value
        reason = Text(f"密钥至少 {KEY_BYTES} 字节", f"a key has at least {KEY_BYTES} bytes")
        raise ParameterInvalid(name="--key-file", reason=reason)
    return key
