"""The command ``risk``: how likely rows are traced to persons, and what they would then tell."""

import argparse
from collections.abc import Collection, Iterable
from pathlib import Path
from typing import Any

from app.commands.cluster import add_engine, check_here, check_plain, cluster_of
from app.commands.console import Console, Outcome
from app.commands.incoming import add_input, read_table, wish
from app.core.acts.on_cluster import weigh_risk_on_cluster
from app.core.desensitize.kernel import resolve
from app.core.errors import ParameterInvalid
from app.core.intake.apart import import_file
from app.core.model import AggregateReport, QuasiIdentifier, RiskReport, Table
from app.core.review.linkage.compare import linkage_of
from app.core.review.linkage.link import as_json
from app.core.review.risk.aggregates import assess_cells, house_rules, small_counts
from app.core.review.risk.assess import ROWS_BEHIND, assess_risk
from app.core.review.risk.propose import propose
from app.core.sharing import mode_names
from app.core.text import Text
from app.core.trust import canonical

CLASSES = Text(
    "{columns}：{rows} 行，{classes} 个等价类，k = {k}，{uniques} 行唯一",
    "{columns}: {rows} rows, {classes} classes, k {k}, {uniques} unique",
)
PROSECUTOR = Text(
    "检察官风险：最大 {most}，平均 {mean}，{rows} 行高于 {bound}",
    "prosecutor: max {most}, mean {mean}, {rows} rows above {bound}",
)
OTHERS = Text(
    "记者风险：最大 {most}；营销者风险：{marketer}", "journalist: max {most}; marketer: {marketer}"
)
POPULATION = Text(
    "总体 {persons} 人：{share} 在总体中唯一（{estimator}），占样本中唯一行的 {truly}",
    "of {persons} persons: {share} unique ({estimator}), {truly} of the unique rows",
)
SMALL = Text("{column}：{n} 个过小的计数", "{column}: {n} small counts")
UNSAFE = Text(
    "{cells} 个单元格中 {unsafe} 个不安全（{rules}）",
    "{unsafe} of {cells} cells are unsafe ({rules})",
)

_SINGLE = ("sensitive", "measure", "contributor", "counts")  # options that name one column


def add_commands(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add the command to the parser."""
    parser = commands.add_parser("risk", parents=[common])
    add_input(parser, addresses=True)
    add_engine(parser)
    parser.add_argument(
        "--qi", metavar="A,B,C", help="the quasi-identifiers; without it they are proposed"
    )
    parser.add_argument("--sensitive", metavar="S", help="the column for l and t")
    parser.add_argument(
        "--distance", choices=["equal", "ordered"], help="for t; ordered where S is numbers"
    )
    parser.add_argument("--sharing", choices=list(mode_names()), default="public")
    parser.add_argument(
        "--population-size",
        type=int,
        metavar="N",
        help="of how many persons these are a sample, for population uniqueness",
    )
    parser.add_argument(
        "--measure", metavar="M", help="a magnitude published by the quasi-identifiers as cells"
    )
    parser.add_argument("--contributor", metavar="C", help="who contributes to the measure")
    parser.add_argument("--counts", metavar="N", help="a column of counts, searched for small ones")
    parser.add_argument(
        "--population", type=Path, metavar="FILE", help="a larger table that holds these persons"
    )
    parser.add_argument(
        "--against", type=Path, nargs="+", default=[], metavar="FILE",
        help="tables that are public already, or that somebody may hold",
    )  # fmt: skip
    parser.set_defaults(command=risk)


def risk(args: argparse.Namespace, console: Console) -> Outcome:
    """The figures, the rows behind them, and why columns were taken for quasi-identifiers."""
    if args.engine == "spark":
        return _there(args, console)
    check_here(args.file)
    table = read_table(args, console)
    named = {option: _column(args, option, table) for option in _SINGLE}
    proposed = propose(table, console) if args.qi is None else ()
    report = assess_risk(
        table,
        _quasi_identifiers(args, table, proposed, named.values()),
        console,
        sensitive=named["sensitive"],
        distance=args.distance,
        sharing=args.sharing,
        population=import_file(args.population, console).data if args.population else None,
        population_size=args.population_size,
    )
    links = linkage_of(table, [import_file(path, console) for path in args.against], console)
    data = risk_json(report) | {
        "linkage": as_json(links, console.language),
        "proposed": [_proposal(p, console) for p in proposed],
    }
    lines = [_proposal_line(p, console) for p in proposed]
    lines += [line.to(console.language) for line in _lines(report)]
    lines += [f"{link.dataset}: {link.message.to(console.language)}" for link in links]
    if named["measure"] is not None:
        cells = assess_cells(
            table.data,
            report.quasi_identifiers,
            named["measure"],
            console,
            contributor=named["contributor"],
        )
        data["aggregate"] = canonical.as_json(cells)
        lines.append(_cells_line(cells).to(console.language))
    if named["counts"] is not None:
        rows = small_counts(table.data[named["counts"]], house_rules().least_contributors)
        data["small_counts"] = {"rows": len(rows), "behind": rows[:ROWS_BEHIND].tolist()}
        told = SMALL.format(column=named["counts"], n=len(rows))
        lines.append(told.to(console.language))
    return Outcome(data, lines, good=all(link.gate != "hold" for link in links))


def _there(args: argparse.Namespace, console: Console) -> Outcome:
    """The figures of a table in a data centre; who reads them looks for the rows there."""
    check_plain(args, "measure", "contributor", "counts", "population", "against")
    if args.qi is None:
        reason = Text("在集群上须指定准标识符", "on a cluster, name the quasi-identifiers")
        raise ParameterInvalid(name="--qi", reason=reason)
    report = weigh_risk_on_cluster(
        cluster_of(args),
        args.file,
        [name.strip() for name in args.qi.split(",")],
        console,
        sensitive=args.sensitive,
        distance=args.distance,
        sharing=args.sharing,
        wish=wish(args),
    )
    lines = [line.to(console.language) for line in _lines(report)]
    return Outcome(risk_json(report) | {"linkage": [], "proposed": []}, lines)


def _column(args: argparse.Namespace, option: str, table: Table) -> str | None:
    asked = getattr(args, option)
    return None if asked is None else resolve(asked, list(table.columns))


def _quasi_identifiers(
    args: argparse.Namespace,
    table: Table,
    proposed: Iterable[QuasiIdentifier],
    taken: Collection[str | None],
) -> list[str]:
    """The columns asked for, or those proposed that have no other part. Raises ParameterInvalid."""
    if args.qi is not None:
        return [resolve(name.strip(), list(table.columns)) for name in args.qi.split(",")]
    chosen = [p.column for p in proposed if p.proposed and p.column not in taken]
    if not chosen:
        reason = Text("没有发现准标识符，请指定", "none was found in this table; name them")
        raise ParameterInvalid(name="--qi", reason=reason)
    return chosen


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
        "quasi_identifiers": list(report.quasi_identifiers),
        "threshold": report.threshold,
        "least": report.least,
        "prosecutor": canonical.as_json(report.prosecutor),
        "journalist": canonical.as_json(report.journalist),
        "special": report.special,
        "suppressed": report.suppressed,
        "attribute": canonical.as_json(attribute),
        "population": canonical.as_json(report.population),
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


def _lines(report: RiskReport) -> list[Text]:
    lines = [
        CLASSES.format(
            columns=", ".join(report.quasi_identifiers), rows=report.rows, classes=report.classes,
            k=report.k, uniques=report.uniques,
        ),
        PROSECUTOR.format(
            most=f"{report.prosecutor.max:.4f}", mean=f"{report.prosecutor.mean:.4f}",
            rows=report.prosecutor.rows_above, bound=f"{report.threshold:.4f}",
        ),
        OTHERS.format(most=f"{report.journalist.max:.4f}", marketer=f"{report.marketer:.4f}"),
    ]  # fmt: skip
    if (p := report.population) is not None:
        lines.append(
            POPULATION.format(
                persons=p.size, share=f"{p.share:.4%}", estimator=p.chosen,
                truly=f"{p.true_uniques:.1%}",
            )
        )  # fmt: skip
    if (a := report.attribute) is not None:
        figures = f"{a.column}: l {a.l}, entropy l {a.entropy_l:.3f}, t {a.t:.4f} ({a.distance})"
        lines.append(Text.plain(figures))
    return lines


def _cells_line(cells: AggregateReport) -> Text:
    rules = ", ".join(f"{rule} {count}" for rule, count in cells.by_rule.items())
    return UNSAFE.format(unsafe=cells.unsafe, cells=cells.cells, rules=rules)
