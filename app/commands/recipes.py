"""Commands over recipes: propose one, compare two, hold one against a new table, print its schema."""

import argparse
from pathlib import Path
from typing import Any

from app.commands.console import Console, Outcome
from app.commands.incoming import add_input, read_table
from app.commands.output import add_output, refuse_existing
from app.commands.tables import add_own_rules, own_rules_of
from app.core import acts
from app.core.desensitize.differences import Change, differences
from app.core.desensitize.recipe_schema import recipe_schema
from app.core.desensitize.replay import replay
from app.core.desensitize.suggest import suggest
from app.core.files import write_atomically
from app.core.model import Findings, Recipe, Table
from app.core.review.own_rules import OwnRules
from app.core.trust import canonical


def add_commands(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add this family to the parser."""
    recipe = commands.add_parser("recipe", help="recipes").add_subparsers(required=True)

    parser = recipe.add_parser("suggest", parents=[common], help="propose one from the findings")
    add_input(parser)
    add_output(parser, required=False)
    add_own_rules(parser)
    parser.set_defaults(command=recipe_suggest)

    parser = recipe.add_parser("diff", parents=[common], help="what differs between two")
    parser.add_argument("old", type=Path)
    parser.add_argument("new", type=Path)
    parser.set_defaults(command=recipe_diff)

    parser = recipe.add_parser(
        "replay", parents=[common], help="fit one to a new table; tell how the table differs"
    )
    parser.add_argument("--recipe", type=Path, required=True)
    add_input(parser)
    add_output(parser, required=False)
    add_own_rules(parser)
    parser.set_defaults(command=recipe_replay)

    parser = recipe.add_parser("schema", parents=[common], help="the JSON Schema of a recipe")
    add_output(parser, required=False)
    parser.set_defaults(command=print_schema)


def recipe_suggest(args: argparse.Namespace, console: Console) -> Outcome:
    """A recipe from the findings, to standard output or a file."""
    refuse_existing(args)
    own = own_rules_of(args)
    table = read_table(args, console)
    return _told(_suggested(table, acts.examine(table, console, own), own), args)


def recipe_diff(args: argparse.Namespace, console: Console) -> Outcome:
    """Exit status 1 where they differ."""
    old, new = (canonical.read_document(path, Recipe) for path in (args.old, args.new))
    changes = differences(old, new)
    data = [
        {
            "subject": change.subject,
            "name": change.name,
            "before": change.before.to(console.language),
            "after": change.after.to(console.language),
        }
        for change in changes
    ]
    lines = [_line(change, console) for change in changes]
    return Outcome({"changes": data}, lines, good=not changes)


def recipe_replay(args: argparse.Namespace, console: Console) -> Outcome:
    """The recipe as it fits the table; exit status 1 where a person has to decide."""
    refuse_existing(args)
    recipe = canonical.read_document(args.recipe, Recipe)
    own = own_rules_of(args)
    table = read_table(args, console)
    findings = acts.examine(table, console, own)
    fitted, drift = replay(recipe, _suggested(table, findings, own), findings)
    told = _told(fitted, args)
    data = {
        "recipe": told.data,
        "drift": [
            {
                "kind": one.kind,
                "column": one.column,
                "message": one.message.to(console.language),
                "asks": one.asks,
            }
            for one in drift
        ],
    }
    marks = [
        f"{'?' if one.asks else '–'} {one.column}: {one.message.to(console.language)}"
        for one in drift
    ]
    return Outcome(data, [*told.lines, *marks], good=not any(one.asks for one in drift))


def print_schema(args: argparse.Namespace, console: Console) -> Outcome:
    """The JSON Schema that a recipe keeps to."""
    refuse_existing(args)
    schema = recipe_schema()
    text = canonical.pretty(schema)
    if args.output:
        write_atomically(args.output, [text], overwrite=args.force)
    return Outcome(schema, [text.decode().rstrip()])


def _suggested(table: Table, findings: Findings, own: OwnRules) -> Recipe:
    return suggest(findings, table.columns, table.layout.plan, own.treatments)


def _told(recipe: Recipe, args: argparse.Namespace) -> Outcome:
    if args.output:
        write_atomically(args.output, [canonical.pretty(recipe)], overwrite=args.force)
    lines = [f"{t.column}: {t.operator} {t.params} — {t.reason}" for t in recipe.treatments]
    return Outcome(canonical.as_json(recipe), lines)


def _line(change: Change, console: Console) -> str:
    before, after = change.before.to(console.language), change.after.to(console.language)
    return f"{change.subject} {change.name}".rstrip() + f": {before} → {after}"
