"""Commands over one file, without a workspace: inspect, convert, profile, scan."""

import argparse
from pathlib import Path
from typing import Any

from app.commands.console import Console, Outcome
from app.commands.incoming import add_input, read_table, wish
from app.commands.notices import notices_json
from app.commands.output import (
    add_output,
    add_write_options,
    refuse_existing,
    write_options,
)
from app.core import acts, agency
from app.core.errors import SecretMarked
from app.core.intake.apart import inspect_file
from app.core.intake.writer import write_table
from app.core.model import (
    GATE_NAMES,
    LEVEL_NAMES,
    REASON_NAMES,
    TYPE_NAMES,
    ColumnProfile,
    Finding,
    Findings,
    Grade,
    Mark,
    SheetSeen,
)
from app.core.review import own_rules
from app.core.review.detector import detectors
from app.core.review.own_rules import OwnRules
from app.core.text import Language, Text, joined, listed
from app.core.trust import canonical


def add_commands(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add this family to the parser."""
    for command in (inspect, profile, scan):
        parser = commands.add_parser(command.__name__, parents=[common])
        add_input(parser)
        if command is scan:
            add_own_rules(parser)
        parser.set_defaults(command=command)

    parser = commands.add_parser("convert", parents=[common])
    add_input(parser, many=True)
    add_output(parser)
    add_write_options(parser)
    parser.set_defaults(command=convert)


def add_own_rules(parser: argparse.ArgumentParser) -> None:
    """``--pack`` and ``--province``."""
    parser.add_argument(
        "--pack", type=Path, metavar="DIR", help="a folder of the agency's own rules"
    )
    parser.add_argument("--province", help="whose grades count")


def own_rules_of(args: argparse.Namespace) -> OwnRules:
    """What :func:`add_own_rules` asked for, and what the policy lays down.

    Raises PackUnusable, RuleInvalid, PluginUnknown, SettingLocked, PolicyForbids.
    """
    if args.pack:
        agency.check_own_rules()
    own = agency.in_force(own_rules.read(args.pack) if args.pack else {})
    return own.of_province(agency.PROVINCE.asked(args.province))


def inspect(args: argparse.Namespace, console: Console) -> Outcome:
    """What import sees: sheets, layout, columns, hidden content."""
    found = inspect_file(args.file, console, args.sheet, wish(args))
    tables = [seen.table for seen in found.sheets if seen.table is not None]
    warnings = dict.fromkeys(warning for table in tables for warning in table.warnings)
    data = {
        "kind": found.source.kind,
        "encoding": found.source.encoding,
        "sheets": [_sheet(seen) for seen in found.sheets],
        "hidden": [canonical.as_json(item) for item in found.hidden],
        "warnings": notices_json(warnings, console.language),
    }
    return Outcome(
        data, [line for seen in found.sheets for line in _sheet_lines(seen, console.language)]
    )


def convert(args: argparse.Namespace, console: Console) -> Outcome:
    """Import and write as the suffix says, nothing masked."""
    refuse_existing(args)
    table = read_table(args, console)
    written = write_table(
        table.data, args.output, console, overwrite=args.force, options=write_options(args)
    )
    data = {
        "rows": written.rows,
        "columns": list(table.columns),
        "size": written.size,
        "sha256": written.sha256,
        "files": list(written.files),
        "guarded": written.guarded,
        "guarded_columns": list(written.guarded_columns),
    }
    return Outcome(data, [f"{args.output}: {table.rows} × {len(table.columns)}"])


def profile(args: argparse.Namespace, console: Console) -> Outcome:
    """Per-column statistics."""
    table = read_table(args, console)
    return Outcome(
        {"columns": [_column(column) for column in table.profile]},
        [_column_line(column, console.language) for column in table.profile],
    )


def scan(args: argparse.Namespace, console: Console) -> Outcome:
    """Findings; exit status 1 when the gate is hold or block."""
    own = own_rules_of(args)
    table = read_table(args, console)
    findings = acts.examine(table, console, own)
    return Outcome(
        findings_json(findings, table.columns, console),
        findings_lines(findings, console),
        good=findings.gate in ("clear", "warn"),
    )


def findings_json(findings: Findings, columns: tuple[str, ...], console: Console) -> dict[str, Any]:
    """Findings as acceptance reads them."""
    return {
        "columns": [
            {
                "name": name,
                "types": [
                    {
                        "type": f.type,
                        "count": f.count,
                        "ratio": f.ratio,
                        "confidence": f.confidence,
                        "level": f.level,
                        "gate": f.gate,
                        **_grade_json(f.grade, console),
                        "sample_masked": list(f.sample_masked),
                        "reasons": [reason.to(console.language) for reason in f.reasons],
                    }
                    for f in findings.columns
                    if f.column == name
                ],
            }
            for name in columns
        ],
        "cells": [canonical.as_json(cell) for cell in findings.cells],
        "cells_total": findings.cells_total,
        "marks": [
            canonical.as_json(mark)
            | {"where": mark.where.to(console.language), **_grade_json(mark.grade, console)}
            for mark in findings.marks
        ],
        "hidden": [canonical.as_json(hidden) for hidden in findings.hidden],
        "long_texts": canonical.as_json(findings.long_texts),
        "gate": findings.gate,
        "province": findings.province,
        **_grade_json(findings.grade, console),
        "detectors": findings.detectors,
        "packs": findings.packs,
    }


GRADE = Text("级别：{name}，{opening}", "grade: {name}, {opening}")
GATE = Text("判定：{gate}", "gate: {gate}")
ROWS = Text("表头行 {header}，数据行 {first}–{last}", "header {header}, data {first}–{last}")
COLUMN = Text(
    "  {name}：{type}，{distinct} 个不同的值，{nulls} 个空值",
    "  {name}: {type}, {distinct} distinct, {nulls} blank",
)
FOUND = Text(
    "{column}：{title}（{about}）{count} 处，占 {ratio}，可信度 {confidence}。{reasons}",
    "{column}: {title} ({about}) × {count}, {ratio}, confidence {confidence}. {reasons}",
)
MARK = Text("{gate}：{where} {text}（{rule}）", "{gate}: {where} {text} ({rule})")
STATES = {
    "visible": Text("可见", "visible"),
    "hidden": Text("隐藏", "hidden"),
    "very-hidden": Text("深度隐藏", "very hidden"),
}
READ = Text("{column}：{n} 条长文本，请人工通读", "{column}: {n} long texts, for a person to read")


def _grade_json(grade: Grade | None, console: Console) -> dict[str, Any]:
    """A grade by its number and what it may do, and both in the province's words."""
    if grade is None:
        return {}
    return {
        "grade": grade.rank,
        "grade_name": grade.name.to(console.language),
        "may": grade.may,
        "may_name": grade.opening.to(console.language),
    }


def findings_lines(findings: Findings, console: Console) -> list[str]:
    """Findings for a person; values masked."""
    return [
        *(_finding_line(finding, console) for finding in findings.columns),
        *(_mark_line(mark, console) for mark in findings.marks),
        *(
            READ.format(column=text.column, n=text.texts).to(console.language)
            for text in findings.long_texts
        ),
        *(
            [GRADE.format(name=g.name, opening=g.opening).to(console.language)]
            if (g := findings.grade)
            else []
        ),
        GATE.format(gate=GATE_NAMES[findings.gate]).to(console.language),
        *([SecretMarked.hint.to(console.language)] if findings.gate == "block" else []),
    ]


def _finding_line(finding: Finding, console: Console) -> str:
    title, id = detectors.title_of(finding.type), Text.plain(finding.type)
    about = [] if title == id else [id]
    about.append(LEVEL_NAMES[finding.level])
    about += [finding.grade.name] if finding.grade else []
    return FOUND.format(
        column=finding.column,
        title=title,
        about=listed(about),
        count=finding.count,
        ratio=f"{finding.ratio:.1%}",
        confidence=f"{finding.confidence:.2f}",
        reasons=joined(finding.reasons),
    ).to(console.language)


def _sheet(sheet: SheetSeen) -> dict[str, Any]:
    table = sheet.table
    if table is None:
        return {"name": sheet.name, "state": sheet.state, "header_rows": [], "columns": []}
    layout = table.layout
    return {
        "name": layout.sheet,
        "state": sheet.state,
        "header_rows": list(layout.header_rows),
        "first_row": layout.first_row,
        "last_row": layout.last_row,
        "rows": table.rows,
        "dropped_rows": [{"row": row.row, "reason": row.reason} for row in layout.dropped],
        "columns": [
            _column(column) | {"unit": layout.units.get(column.name)} for column in table.profile
        ],
        "confidence": layout.confidence,
        "plan": canonical.as_json(layout.plan),
        "unpivot": canonical.as_json(layout.offer),
    }


def _column(column: ColumnProfile) -> dict[str, Any]:
    return {
        "name": column.name,
        "type": column.type,
        "nulls": column.nulls,
        "distinct": column.distinct,
        "sample": list(column.sample),
        "confidence": column.confidence,
        "format": column.format,
        "counter_examples": list(column.counter_examples),
    }


def _sheet_lines(sheet: SheetSeen, language: Language) -> list[str]:
    table, state = sheet.table, STATES[sheet.state].to(language)
    if table is None:
        return [f"[{sheet.name}] ({state}) –"]
    layout = table.layout
    head = f"[{sheet.name}] ({state}) {table.rows} × {len(table.columns)}"
    rows = ROWS.format(
        header=", ".join(map(str, layout.header_rows)) or "–",
        first=layout.first_row,
        last=layout.last_row,
    ).to(language)
    dropped = [
        f"  – {row.row}: {REASON_NAMES[row.reason].to(language)} {row.text[:40]!r}"
        for row in layout.dropped
    ]
    columns = (_column_line(column, language) for column in table.profile)
    return [f"{head}  {rows}", *columns, *dropped]


def _column_line(column: ColumnProfile, language: Language) -> str:
    return COLUMN.format(
        name=column.name, type=TYPE_NAMES[column.type], distinct=column.distinct, nulls=column.nulls
    ).to(language)


def _mark_line(mark: Mark, console: Console) -> str:
    told = MARK.format(
        gate=GATE_NAMES[mark.severity], rule=mark.rule, text=repr(mark.text), where=mark.where
    )
    return told.to(console.language)
