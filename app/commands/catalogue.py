"""Commands over catalog entries and quality: catalog new|code|validate|export|import, quality."""

import argparse
from pathlib import Path
from typing import Any

from app import paths
from app.commands.classes import add_classes
from app.commands.console import Console, Outcome
from app.commands.incoming import add_input, read_table
from app.commands.misfits import misfit_json, misfit_line
from app.commands.opening import open_workspace, unlock
from app.commands.output import add_output, refuse_existing
from app.commands.problems import problem_lines, problems_json
from app.commands.reevaluating import add_reevaluate
from app.commands.reports import add_report, report_form
from app.core import acts
from app.core.acts import today
from app.core.acts.bulk import catalog_problems
from app.core.acts.platforms import CATALOG_PLATFORM
from app.core.catalog.codes import class_of, next_serial
from app.core.catalog.fixes import fix
from app.core.catalog.format import render
from app.core.catalog.infer import infer, proposals
from app.core.catalog.platforms import profile
from app.core.catalog.proposals import Proposal
from app.core.catalog.sources import rule_source
from app.core.catalog.validate import completeness, validate
from app.core.catalog.workbook.marks import marked_workbook
from app.core.catalog.workbook.reader import read_workbook
from app.core.files import write_atomically
from app.core.model import Entry, percent
from app.core.quality.assess import assess
from app.core.quality.check import dimensions
from app.core.quality.readability import obstacles
from app.core.quality.repairs import repairs
from app.core.trust import canonical


def add_commands(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add this family to the parser."""
    catalog = commands.add_parser("catalog").add_subparsers(required=True)
    parser = catalog.add_parser("new", parents=[common], help="propose an entry from a table")
    add_input(parser)
    parser.add_argument("--provider", default="", help="信息资源提供方")
    parser.add_argument("--provider-code", default="", help="统一社会信用代码")
    number = parser.add_mutually_exclusive_group()
    number.add_argument("--sequence", type=_positive, default=1, help="顺序码")
    number.add_argument("--workspace", type=Path, help="whose next free 顺序码 to take")
    add_output(parser, required=False)
    parser.set_defaults(command=new)

    parser = catalog.add_parser(
        "code", parents=[common], help="the next free 信息资源代码, and those given twice"
    )
    parser.add_argument("--class", dest="class_code", default="", help="分类码: 类/项/目/细目")
    parser.add_argument("--workspace", type=Path, default=paths.default_workspace())
    parser.set_defaults(command=code)

    parser = catalog.add_parser("validate", parents=[common], help="check an entry")
    parser.add_argument("entry", type=Path)
    parser.add_argument("--profile", help="of which platform the rules count")
    parser.set_defaults(command=check)

    parser = catalog.add_parser("export", parents=[common], help="write in another format")
    parser.add_argument("entry", type=Path)
    parser.add_argument("--format", default="datapackage")
    add_output(parser)
    parser.set_defaults(command=export)

    parser = catalog.add_parser(
        "import", parents=[common], help="read a filled workbook, whole or not"
    )
    parser.add_argument("file", type=Path)
    parser.add_argument("--report", type=Path, help="a copy with every problem marked at its cell")
    parser.add_argument("--workspace", type=Path, default=paths.default_workspace())
    parser.add_argument(
        "--as", dest="name", help="who puts the entries into the workspace's register"
    )
    add_output(parser, required=False)
    parser.set_defaults(command=bring_in)

    add_reevaluate(catalog, common)
    add_classes(catalog, common)

    parser = commands.add_parser("quality", parents=[common])
    add_input(parser)
    parser.add_argument("--entry", type=Path)
    parser.add_argument("--rules", type=Path, help="a file of own quality rules")
    add_report(parser)
    parser.set_defaults(command=quality)


def new(args: argparse.Namespace, console: Console) -> Outcome:
    """An entry inferred from a table; what could not be known is blank."""
    refuse_existing(args)
    table = read_table(args, console)
    sequence = args.sequence
    if args.workspace:
        with open_workspace(args) as ws:
            sequence = next_serial(class_of(""), acts.codes_in_use(ws))
    entry = infer(
        table,
        provider=args.provider,
        provider_code=args.provider_code,
        sequence=sequence,
        today=today(),
    )
    if args.output:
        write_atomically(args.output, [canonical.pretty(entry)], overwrite=args.force)
    told = proposals(table, args.provider)
    data = {"reasons": [_reason(one, console) for one in told], **canonical.as_json(entry)}
    lines = [canonical.pretty(entry).decode(), *(_reason_line(one, console) for one in told)]
    return Outcome(data, [*lines, *problem_lines(validate(entry), console)])


def _reason(one: Proposal, console: Console) -> dict[str, Any]:
    return {
        "item": one.item,
        "field": one.field,
        "value": one.value,
        "reason": one.reason.to(console.language),
        "confidence": one.confidence,
    }


def _reason_line(one: Proposal, console: Console) -> str:
    field = ".".join(filter(None, (one.item, one.field)))
    return f"? {field}: {one.value} ({one.reason.to(console.language)}, {one.confidence:.0%})"


def code(args: argparse.Namespace, console: Console) -> Outcome:
    """The next free code of a class; exit status 1 while resources share one."""
    with open_workspace(args) as ws:
        free, shared = acts.next_code(ws, args.class_code), acts.code_collisions(ws)
    data = {"next": free, "collisions": [{"code": c, "names": n} for c, n in shared.items()]}
    lines = [free, *(f"✗ {code}: {'、'.join(names)}" for code, names in shared.items())]
    return Outcome(data, lines, good=not shared)


def check(args: argparse.Namespace, console: Console) -> Outcome:
    """Whether an entry may be published, and what to mend."""
    entry = canonical.read_document(args.entry, Entry)
    platform = profile(CATALOG_PLATFORM.asked(args.profile))
    problems = validate(entry, platform=platform)
    told = problems_json(problems, console)
    judged = [
        one | {"source": rule_source(problem, platform), "fix": fix(problem, entry)}
        for one, problem in zip(told, problems, strict=True)
    ]
    data = {
        "valid": not problems,
        "problems": judged,
        "completeness": round(completeness(entry), 4),
    }
    lines = [
        "\n".join((line, f"    {one['source']}", *_fix_lines(one["fix"])))
        for line, one in zip(problem_lines(problems, console), judged, strict=True)
    ]
    return Outcome(data, lines or ["✓"], good=not problems)


def _fix_lines(fields: dict[str, str] | None) -> list[str]:
    """What to write into which fields, where there is only one way out."""
    return [f"    → {field} = {value}" for field, value in (fields or {}).items()]


def export(args: argparse.Namespace, console: Console) -> Outcome:
    """The entry in a format that others read."""
    refuse_existing(args)
    entry = canonical.read_document(args.entry, Entry)
    rendered = render(args.format, entry)
    write_atomically(args.output, [rendered], overwrite=args.force)
    return Outcome({"format": args.format, "bytes": len(rendered)}, [str(args.output)])


def bring_in(args: argparse.Namespace, console: Console) -> Outcome:
    """The entries of a workbook, if all of them are right; else every cell that is not."""
    refuse_existing(args)
    if args.name:
        with open_workspace(args) as ws:
            actor = unlock(ws, args.name)
            filled = read_workbook(args.file, lambda found: catalog_problems(ws, found))
            if not filled.misfits:
                acts.register(ws, actor, filled.entries)
    else:
        filled = read_workbook(args.file)
    if filled.misfits and args.report:
        marked = marked_workbook(args.file, filled.misfits, console.language)
        write_atomically(args.report, [marked], overwrite=args.force)
    if not filled.misfits and args.output:
        write_atomically(args.output, [canonical.pretty(filled.entries)], overwrite=args.force)
    shares = [completeness(entry) for entry in filled.entries]
    data = {
        "valid": not filled.misfits,
        "entries": len(filled.entries),
        "completeness": round(sum(shares) / len(shares), 4) if shares else 0.0,
        "problems": [misfit_json(misfit, console) for misfit in filled.misfits],
    }
    lines = [misfit_line(misfit, console) for misfit in filled.misfits]
    lines.append(
        f"{args.file.name}: {len(filled.entries)}" + (" ✓" if not filled.misfits else " ✗")
    )
    return Outcome(data, lines, good=not filled.misfits)


def quality(args: argparse.Namespace, console: Console) -> Outcome:
    """Score and evidence; without an entry, against what would be inferred."""
    refuse_existing(args)
    form = report_form(args.output)
    table = read_table(args, console)
    if args.entry:
        entry = canonical.read_document(args.entry, Entry)
    else:
        entry = infer(table, provider="", provider_code="", sequence=1, today=today())
    own = acts.own_checks(args.rules, table.columns, console) if args.rules else []
    report = assess(table, entry, today(), console, own)
    if form is not None:
        reported = acts.Reported(table, entry, report, today(), own, file=args.file)
        written = acts.quality_report(reported, form, console, console.language, args.templates)
        write_atomically(args.output, [written], overwrite=args.force)
    in_the_way = obstacles(table, repairs(table, entry, today(), console))
    data = {
        "score": report.score,
        "dimensions": report.dimensions,
        "problems": [
            told | {"count": p.count, "severity": p.severity, "dimension": p.dimension}
            for told, p in zip(
                problems_json(report.problems, console), report.problems, strict=True
            )
        ],
        "machine_readable": report.machine_readable,
        "obstacles": [
            {"kind": one.kind, "message": one.message.to(console.language), "mended": one.mended}
            for one in in_the_way
        ],
    }
    names = dimensions()
    scores = [
        f"{names[id].to(console.language)}: {percent(score)}"
        for id, score in report.dimensions.items()
    ]
    told = [f"{'–' if o.mended else '?'} {o.message.to(console.language)}" for o in in_the_way]
    return Outcome(data, [*scores, *problem_lines(report.problems, console), *told])


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise ValueError
    return number
