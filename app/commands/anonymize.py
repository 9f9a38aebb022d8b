"""The command ``anonymize``: the optimal level for each quasi-identifier, and the table that follows."""

import argparse
import math
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

from app.commands.console import Console, Outcome
from app.commands.incoming import add_input, read_table
from app.commands.output import add_output, add_write_options, refuse_existing, write_options
from app.commands.tables import findings_json, findings_lines
from app.core import acts
from app.core.acts.prepare import held_back
from app.core.desensitize.anonymize.answer import Answer, anonymize
from app.core.desensitize.anonymize.asking import model_of, parameters, parse
from app.core.desensitize.anonymize.metric import metrics
from app.core.desensitize.anonymize.model import Model, models
from app.core.desensitize.anonymize.models.distinct_diversity import DistinctDiversity
from app.core.desensitize.anonymize.models.equal_closeness import EqualCloseness
from app.core.desensitize.anonymize.models.hierarchical_closeness import HierarchicalCloseness
from app.core.desensitize.anonymize.models.k_anonymity import KAnonymity
from app.core.desensitize.anonymize.models.ordered_closeness import OrderedCloseness
from app.core.desensitize.anonymize.problem import Problem
from app.core.desensitize.hierarchies.files import read_folder
from app.core.desensitize.hierarchies.hierarchy import Hierarchy
from app.core.desensitize.hierarchies.starts import begun, counted, suggested
from app.core.desensitize.kernel import resolve
from app.core.desensitize.utility.measure import in_words
from app.core.errors import AnonymityUnreached, ParameterInvalid
from app.core.intake.apart import import_file
from app.core.intake.writer import write_table
from app.core.model import AskedModel, Table
from app.core.text import Text

_GROUPS = 1000  # suppressed groups that are told one by one

OUTCOME = Text(
    "{metric}：{loss}，k = {k}，{classes} 个等价类，{rows} 行中抑制 {suppressed} 行",
    "{metric}: {loss}, k {k}, {classes} classes, {suppressed} of {rows} rows suppressed",
)
BEGUN = Text("“{column}”用建议的层次：{by}", "the hierarchy of “{column}” is the suggested: {by}")
STOPPED = Text("提前停止：不可能好于 {bound}", "stopped early: no better than {bound} is possible")


def add_commands(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add the command to the parser."""
    parser = commands.add_parser("anonymize", parents=[common])
    add_input(parser)
    add_output(parser)
    add_write_options(parser)
    parser.add_argument(
        "--hierarchies", type=Path, metavar="DIR",
        help="NAME.csv or *_hierarchy_NAME.csv for each quasi-identifier, levels separated by ;; "
        "without it, those that hierarchy suggest would begin with",
    )  # fmt: skip
    parser.add_argument("--qi", metavar="A,B,C", required=True, help="the quasi-identifiers")
    parser.add_argument("--k", type=int, required=True, help="rows that look alike, at least")
    parser.add_argument(
        "--sensitive", metavar="S", help="the column for --l and --t; said to be published"
    )
    parser.add_argument("--l", type=int, help="distinct sensitive values of a class, at least")
    parser.add_argument("--t", type=float, help="how far a class is from the table, at most")
    parser.add_argument(
        "--distance", choices=["equal", "hierarchical", "ordered"], default="equal", help="for --t"
    )
    parser.add_argument(
        "--model", metavar="NAME[:PARAMETER=VALUE,…]", action="append", default=[],
        help=f"a further model, may be given again: {', '.join(models.all())}; the sensitive column is "
        "that of --sensitive if it names none, k-map takes population=FILE",
    )  # fmt: skip
    parser.add_argument(
        "--suppression", type=float, default=0.0, help="share of rows that may be suppressed"
    )
    parser.add_argument("--metric", choices=list(metrics.all()), default="loss")
    parser.add_argument("--time-limit", type=float, metavar="SECONDS", help="then the best so far")
    parser.add_argument(
        "--drop-suppressed", action="store_true", help="leave these rows out instead of * in them"
    )
    parser.set_defaults(command=run)


def run(args: argparse.Namespace, console: Console) -> Outcome:
    """Search, measure again, write, scan what was written.

    Exit status 1 when a model is not reached, and nothing is written; also where something sensitive is
    left, as for ``apply``.
    """
    refuse_existing(args)
    table = read_table(args, console)
    names = [resolve(name.strip(), list(table.columns)) for name in args.qi.split(",")]
    beginnings = _beginnings(args, table, names)
    problem = _problem(
        args, list(table.columns), _hierarchies(args, table, names, beginnings), console
    )
    answer = anonymize(table.data, problem, console)
    if answer.found.solution is None:
        reason = answer.obstacle().to(console.language)
        return Outcome(_json(answer) | {"k": None, "reason": reason}, [reason], good=False)
    began = time.process_time()
    output = answer.output()
    k = answer.measured(output, console)
    if k < args.k:
        raise AnonymityUnreached(
            reason=Text("输出的 k 为 {k}", "k of the output is {k}").format(k=k)
        )
    answer.check(output, console)
    sentence = in_words(
        table.data, output, problem.quasi_identifiers, console, removed=args.drop_suppressed
    ).to(console.language)
    if args.drop_suppressed:
        output = answer.output(drop=True)
    seconds = time.process_time() - began
    written = write_table(
        output, args.output, console, overwrite=args.force, options=write_options(args)
    )
    published = replace(table, data=output, hidden=(), surroundings=(), warnings=())
    residual = acts.examine(published, console, digest=written.sha256)
    data = _json(answer) | {
        "beginnings": beginnings,
        "sentence": sentence,
        "k": k,
        "rows": written.rows,
        "seconds_output": round(seconds, 3),
        "suppressed_groups": _groups(answer, console),
        "residual": [
            column
            for column in findings_json(residual, published.columns, console)["columns"]
            if column["types"]
        ],
    }
    lines = [
        BEGUN.format(column=column, by=by).to(console.language) for column, by in beginnings.items()
    ]
    lines += [*_lines(answer, k, console), sentence, *findings_lines(residual, console)]
    # What is anonymized, and what somebody has called sensitive, is published on purpose.
    named = [resolve(args.sensitive, list(table.columns))] if args.sensitive is not None else []
    meant = {*problem.quasi_identifiers, *problem.sensitive, *named}
    return Outcome(data, lines, good=not any(held_back(residual, meant)))


def _groups(answer: Answer, console: Console) -> list[dict[str, Any]]:
    """The first groups of rows that were suppressed, and why."""
    return [
        {
            "rows": group.rows,
            "first_row": group.first_row,
            "reason": group.reason.to(console.language),
        }
        for group in answer.suppressed_groups(_GROUPS)
    ]


def _beginnings(args: argparse.Namespace, table: Table, names: list[str]) -> dict[str, str]:
    """By column, what its hierarchy is to begin with, where no folder of hierarchies is given."""
    if args.hierarchies is not None:
        return {}
    return {name: suggested(*counted(table.data[name])) for name in names}


def _hierarchies(
    args: argparse.Namespace, table: Table, names: list[str], beginnings: dict[str, str]
) -> tuple[Hierarchy, ...]:
    if args.hierarchies is not None:
        return read_folder(args.hierarchies, names)
    return tuple(begun(name, *counted(table.data[name]), beginnings[name]) for name in names)


def _problem(
    args: argparse.Namespace,
    columns: list[str],
    hierarchies: tuple[Hierarchy, ...],
    console: Console,
) -> Problem:
    return Problem(
        hierarchies=hierarchies,
        models=_models(args, columns, console),
        metric=metrics.get(args.metric),
        suppression=args.suppression,
        seconds=args.time_limit,
    )


def _models(args: argparse.Namespace, columns: list[str], console: Console) -> tuple[Model, ...]:
    made: list[Model] = [KAnonymity(args.k)]
    made += [_further(parse(written), args, columns, console) for written in args.model]
    if args.l is None and args.t is None:
        return tuple(made)
    if args.sensitive is None:
        reason = Text("--l 和 --t 需要敏感列", "--l and --t need a sensitive column")
        raise ParameterInvalid(name="--sensitive", reason=reason)
    column = resolve(args.sensitive, columns)
    if args.l is not None:
        made.append(DistinctDiversity(column, args.l))
    if args.t is not None:
        made.append(_closeness(args, column))
    return tuple(made)


def _further(
    asked: AskedModel, args: argparse.Namespace, columns: list[str], console: Console
) -> Model:
    """A model with the files that it reads: its hierarchy, and the table of the population."""
    params = dict(asked.params)
    known = parameters(asked.id)
    if "sensitive" in known and (column := params.get("sensitive") or args.sensitive):
        params["sensitive"] = resolve(column, columns)
        if "hierarchy" in known:
            params["hierarchy"] = _given(args, params["sensitive"])
    if "population" in params:
        params["population"] = import_file(Path(params["population"]), console).data
    return model_of(AskedModel(asked.id, params))


def _given(args: argparse.Namespace, column: str) -> Hierarchy:
    """The hierarchy of a sensitive column: which values are alike is for a person to say."""
    if args.hierarchies is None:
        reason = Text(
            "敏感列“{column}”的层次须由文件给出",
            "the hierarchy of the sensitive column “{column}” must be given as a file",
        )
        raise ParameterInvalid(name="--hierarchies", reason=reason.format(column=column))
    return read_folder(args.hierarchies, [column])[0]


def _closeness(args: argparse.Namespace, column: str) -> Model:
    if args.distance == "hierarchical":
        return HierarchicalCloseness(column, args.t, _given(args, column))
    return (OrderedCloseness if args.distance == "ordered" else EqualCloseness)(column, args.t)


def _json(answer: Answer) -> dict[str, Any]:
    found, solution = answer.found, answer.found.solution
    return {
        "node": list(solution.node) if solution else None,
        "loss": solution.loss if solution else None,
        "suppressed": solution.suppressed if solution else None,
        "classes": solution.classes if solution else None,
        "checked": found.checked,
        "nodes": found.nodes,
        "optimal": found.optimal,
        "lower_bound": found.lower_bound if math.isfinite(found.lower_bound) else None,
        "seconds_search": round(found.seconds, 4),
        "models": [model.id for model in answer.problem.models],
        "quasi_identifiers": list(answer.problem.quasi_identifiers),
        "metric": answer.problem.metric.id,
    }


def _lines(answer: Answer, k: int, console: Console) -> list[str]:
    found, solution = answer.found, answer.solution
    rows = answer.tuples.rows
    levels = ", ".join(
        f"{domain.hierarchy.column} {level}/{domain.height}"
        for domain, level in zip(answer.tuples.domains, solution.node, strict=True)
    )
    outcome = OUTCOME.format(
        metric=answer.problem.metric.id, loss=f"{solution.loss:.6g}", k=k,
        classes=solution.classes, suppressed=solution.suppressed, rows=rows,
    )  # fmt: skip
    lines = [levels, outcome.to(console.language)]
    if not found.optimal:
        stopped = STOPPED.format(bound=f"{found.lower_bound:.6g}")
        lines.append(stopped.to(console.language))
    lines += [
        f"{count}: {model.describe().to(console.language)}"
        for model, count in answer.suppressed_by()
    ]
    return lines
