"""Commands over recipes: propose one, judge findings in it, compare two, hold one against a new
table, print its schema."""

import argparse
from dataclasses import replace
from pathlib import Path
from typing import Any, get_args

from app.commands.console import Console, Outcome
from app.commands.incoming import add_input, read_table
from app.commands.output import add_output, refuse_existing
from app.commands.tables import add_own_rules, own_rules_of
from app.core import acts, judgements
from app.core.acts.recipe_judgements import (
    agreeing,
    correcting,
    dismissing_recipe,
    judged_recipe,
)
from app.core.desensitize.differences import Change, differences
from app.core.desensitize.operation import operators, read_params
from app.core.desensitize.recipe_schema import recipe_schema
from app.core.desensitize.replay import replay
from app.core.desensitize.suggest import suggest
from app.core.files import write_atomically
from app.core.model import Findings, Judgement, Level, Recipe, Table, Treatment
from app.core.review.judged import finding_of, judged
from app.core.review.own_rules import OwnRules
from app.core.trust import canonical


def add_commands(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add this family to the parser."""
    recipe = commands.add_parser("recipe").add_subparsers(required=True)

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

    _add_judge(recipe, common)
    parser = recipe.add_parser("schema", parents=[common], help="the JSON Schema of a recipe")
    add_output(parser, required=False)
    parser.set_defaults(command=print_schema)


def _add_judge(recipe: Any, common: argparse.ArgumentParser) -> None:
    parser = recipe.add_parser(
        "judge",
        parents=[common],
        help="say in a recipe what a finding is, or that it may be public",
    )
    add_input(parser)
    parser.add_argument("--recipe", type=Path, help="without it: the suggested one")
    parser.add_argument("--column", required=True, help="where it was found")
    parser.add_argument("--type", required=True, help="the finding's type, as the scan has it")
    verdict = parser.add_mutually_exclusive_group(required=True)
    verdict.add_argument("--accept", action="store_true", help="it is what the scan says")
    verdict.add_argument("--level", choices=get_args(Level), help="it is of another level")
    verdict.add_argument("--dismiss", action="store_true", help="the column may be public as it is")
    parser.add_argument("--as-type", default="", help="with --level: it is of another type")
    parser.add_argument("--reason", default="", help="why; not needed with --accept")
    add_output(parser, required=False)
    add_own_rules(parser)
    parser.set_defaults(command=recipe_judge)


def recipe_suggest(args: argparse.Namespace, console: Console) -> Outcome:
    """A recipe from the findings, to standard output or a file."""
    refuse_existing(args)
    own = own_rules_of(args)
    table = read_table(args, console)
    return _told(_suggested(table, acts.examine(table, console, own), own), args, console)


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
    findings = judged(findings, recipe.judgements, own.policy())
    fitted, drift = replay(recipe, _suggested(table, findings, own), findings)
    told = _told(fitted, args, console)
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


def recipe_judge(args: argparse.Namespace, console: Console) -> Outcome:
    """The recipe with one more judgement, and with the treatment that follows from it."""
    refuse_existing(args)
    given = canonical.read_document(args.recipe, Recipe) if args.recipe else None
    own = own_rules_of(args)
    table = read_table(args, console)
    findings = acts.examine(table, console, own)

    def suggested(said: tuple[Judgement, ...]) -> Recipe:
        seen = judged(findings, said, own.policy())
        return replace(_suggested(table, seen, own), judgements=said)

    recipe = given or suggested(())
    finding, columns = finding_of(findings, args.column, args.type), table.columns
    if args.dismiss:
        changed = dismissing_recipe(recipe, findings, args.column, columns, args.reason)
        return _told(changed, args, console)
    said = agreeing(finding)
    if args.level:
        said = correcting(finding, args.level, args.as_type, args.reason)
    return _told(judged_recipe(recipe, said, columns, suggested), args, console)


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


def _told(recipe: Recipe, args: argparse.Namespace, console: Console) -> Outcome:
    if args.output:
        write_atomically(args.output, [canonical.pretty(recipe)], overwrite=args.force)
    lines = [_treated(treatment, console) for treatment in recipe.treatments]
    lines += [
        f"{one.column}: {judgements.told(one).to(console.language)}" for one in recipe.judgements
    ]
    return Outcome(canonical.as_json(recipe), lines)


def _treated(treatment: Treatment, console: Console) -> str:
    operator = operators.get(treatment.operator)
    does = operator.describe(read_params(operator, treatment.params)).to(console.language)
    return f"{treatment.column}: {does} ({treatment.operator}) — {treatment.reason}"


def _line(change: Change, console: Console) -> str:
    before, after = change.before.to(console.language), change.after.to(console.language)
    return f"{change.subject} {change.name}".rstrip() + f": {before} → {after}"
