"""The command ``risk``: how likely rows are traced to persons, and what they would then tell."""

import argparse
from typing import Any

from app.commands.console import Console, Outcome
from app.commands.incoming import add_input, read_table
from app.core import resources
from app.core.desensitize.engine import resolve
from app.core.errors import ParameterInvalid
from app.core.model import AggregateReport, QuasiIdentifier, RiskReport
from app.core.review.risk.aggregates import assess_cells
from app.core.review.risk.assess import assess_risk
from app.core.review.risk.propose import propose
from app.core.text import Text
from app.core.trust import canonical


def add_commands(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add the command to the parser."""
    parser = commands.add_parser("risk", parents=[common], help="re-identification risk")
    add_input(parser)
    parser.add_argument(
        "--qi", metavar="A,B,C", help="the quasi-identifiers; without it they are proposed"
    )
    parser.add_argument("--sensitive", metavar="S", help="the column for l and t")
    parser.add_argument(
        "--distance", choices=["equal", "ordered"], help="for t; ordered where S is numbers"
    )
    parser.add_argument(
        "--sharing", choices=list(resources.pack("risk").data["sharing"]), default="public"
    )
    parser.add_argument(
        "--measure", metavar="M", help="a magnitude published by the quasi-identifiers as cells"
    )
    parser.add_argument("--contributor", metavar="C", help="who contributes to the measure")
    parser.set_defaults(command=risk)


def risk(args: argparse.Namespace, console: Console) -> Outcome:
    """The figures, the rows behind them, and why columns were taken for quasi-identifiers."""
    table = read_table(args, console)
    names = list(table.columns)
    sensitive = resolve(args.sensitive, names) if args.sensitive else None
    measure = resolve(args.measure, names) if args.measure else None
    contributor = resolve(args.contributor, names) if args.contributor else None
    proposed: tuple[QuasiIdentifier, ...] = ()
    if args.qi is None:
        proposed = propose(table, console)
        apart = (sensitive, measure, contributor)
        chosen = [p.column for p in proposed if p.proposed and p.column not in apart]
    else:
        chosen = [resolve(name.strip(), names) for name in args.qi.split(",")]
    if not chosen:
        reason = Text("没有发现准标识符，请指定", "none was found in this table; name them")
        raise ParameterInvalid(name="--qi", reason=reason)
    report = assess_risk(
        table,
        chosen,
        console,
        sensitive=sensitive,
        distance=args.distance,
        sharing=args.sharing,
    )
    data = risk_json(report) | {"proposed": [_proposal(p, console) for p in proposed]}
    lines = [_proposal_line(p, console) for p in proposed] + _lines(report)
    if measure is not None:
        cells = assess_cells(table.data, chosen, measure, console, contributor=contributor)
        data["aggregate"] = canonical.as_json(cells)
        lines.append(_cells_line(cells))
    return Outcome(data, lines)


def risk_json(report: RiskReport) -> dict[str, Any]:
    """A report as acceptance reads it, and all else that it holds."""
    attribute = report.attribute
    return {
        "rows": report.rows,
        "classes": report.classes,
        "k": report.k,
        "uniques": report.uniques,
        "prosecutor_max": report.prosecutor.max,
        "prosecutor_mean": report.prosecutor.mean,
        "marketer": report.marketer,
        "l": attribute.l if attribute else None,
        "t": attribute.t if attribute else None,
        "linkage": [],
        "quasi_identifiers": list(report.quasi_identifiers),
        "threshold": report.threshold,
        "prosecutor": canonical.as_json(report.prosecutor),
        "journalist": canonical.as_json(report.journalist),
        "special": report.special,
        "attribute": canonical.as_json(attribute),
        "sizes": [canonical.as_json(band) for band in report.sizes],
        "behind": {figure: list(rows) for figure, rows in report.behind.items()},
        "packs": report.packs,
    }


def _proposal(column: QuasiIdentifier, console: Console) -> dict[str, Any]:
    return {
        "column": column.column,
        "kind": column.kind,
        "proposed": column.proposed,
        "adds": column.adds,
        "reason": column.reason.to(console.language),
    }


def _proposal_line(column: QuasiIdentifier, console: Console) -> str:
    return (
        f"{'+' if column.proposed else '–'} {column.column}: {column.reason.to(console.language)}"
    )


def _lines(report: RiskReport) -> list[str]:
    prosecutor = report.prosecutor
    lines = [
        f"{', '.join(report.quasi_identifiers)}: {report.rows} rows, {report.classes} classes, "
        f"k {report.k}, {report.uniques} unique",
        f"prosecutor: max {prosecutor.max:.4f}, mean {prosecutor.mean:.4f}, "
        f"{prosecutor.rows_above} rows above {report.threshold:.4f}",
        f"journalist: max {report.journalist.max:.4f}; marketer: {report.marketer:.4f}",
    ]
    if report.attribute is not None:
        a = report.attribute
        lines.append(
            f"{a.column}: l {a.l}, entropy l {a.entropy_l:.3f}, t {a.t:.4f} ({a.distance})"
        )
    return lines


def _cells_line(cells: AggregateReport) -> str:
    rules = ", ".join(f"{rule} {count}" for rule, count in cells.by_rule.items())
    return f"{cells.unsafe} of {cells.cells} cells are unsafe ({rules})"
