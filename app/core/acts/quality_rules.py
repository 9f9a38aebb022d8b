"""The quality rules that a workspace keeps: every check from then on holds its table to them.

They lie sealed, with the columns that their foreign keys point into: a list of what is allowed may say
as much as the data.
"""

import base64
import json
from collections.abc import Collection
from pathlib import Path

import msgspec
import pyarrow as pa

from app.core.acts.datasets import latest_output
from app.core.acts.prepare import today
from app.core.errors import ColumnUnknown
from app.core.intake.apart import import_file
from app.core.jobs import Job
from app.core.model import Entry, Kind, Problem
from app.core.quality.assess import found as faults
from app.core.quality.assess import problem
from app.core.quality.check import Check
from app.core.quality.own.rules import (
    ForeignKey,
    Rules,
    about,
    checks_of,
    datasets,
    read_rules,
    references,
    write_rules,
)
from app.core.quality.subject import Subject
from app.core.trust.canonical import read_bytes
from app.core.trust.identity import Identity
from app.core.workspace.store import Workspace

_RULES = "quality-rules"  # a setting
_NONE = Rules(())


def quality_rules(ws: Workspace) -> Rules:
    """The rules that stand; empty where none were set."""
    return _kept(ws)[0]


def keep_quality_rules(ws: Workspace, actor: Identity, path: Path | None, job: Job) -> Rules:
    """Put a file of rules in the place of those that stand, all or nothing; None does without any.

    Raises FileMissing, FileUnreadable, ParameterInvalid, ColumnUnknown, and what import_file raises.
    """
    rules, text = _NONE, ""
    if path is not None:
        rules = read_rules(read_bytes(path))
        tables = {name: import_file(path.parent / name, job).data for name in references(rules)}
        text = _as_text(rules, tables)
    with ws.recording("quality-rules-set", actor.card, rules=len(rules.rules)):
        ws.seal_setting(_RULES, text)
    return rules


def author_quality_rules(ws: Workspace, actor: Identity, rules: Rules) -> None:
    """Put rules that a person has written here in the place of those that stand.

    Foreign keys into files stay with the columns that came with them. Raises ParameterInvalid.
    """
    read_rules(write_rules(rules))  # a pattern, an expression
    known = _kept(ws)[1]
    text = _as_text(rules, {name: known[name] for name in references(rules)}) if rules.rules else ""
    with ws.recording("quality-rules-set", actor.card, rules=len(rules.rules)):
        ws.seal_setting(_RULES, text)


def try_rules(
    ws: Workspace, release: str, rules: Rules, job: Job
) -> tuple[tuple[Problem, ...] | None, ...]:
    """Of each rule, what it finds in what is to be published; None where that lacks a column of it."""
    table = ws.load_table(release, Kind.OUTPUT)
    subject = Subject(table, Entry("", {}, ()), today())
    found: list[tuple[Problem, ...] | None] = []
    for rule in rules.rules:
        if not about(Rules((rule,)), table.columns).rules:
            found.append(None)
            continue
        checks = checks_of(Rules((rule,)), _tables(ws, Rules((rule,))), table.columns)
        found.append(tuple(problem(check, fault) for check, fault in faults(subject, checks, job)))
    return tuple(found)


def kept_checks(ws: Workspace, columns: Collection[str]) -> list[Check]:
    """The rules that concern a table with these columns, as checks."""
    concerned = about(quality_rules(ws), columns)
    return checks_of(concerned, _tables(ws, concerned), columns)


def _tables(ws: Workspace, rules: Rules) -> dict[str, pa.Table]:
    """What foreign keys point into: files that came with the rules, and datasets at hand."""
    made = {name: latest_output(ws, name) for name in datasets(rules)}
    known = {name: table.data for name, table in made.items() if table is not None}
    return _kept(ws)[1] | known


def _kept(ws: Workspace) -> tuple[Rules, dict[str, pa.Table]]:
    text = ws.sealed_setting(_RULES)
    if not text:
        return _NONE, {}
    told = json.loads(text)
    tables = {name: _table(base64.b64decode(content)) for name, content in told["tables"].items()}
    return read_rules(told["rules"].encode()), tables


def _as_text(rules: Rules, tables: dict[str, pa.Table]) -> str:
    """As JSON, with of each table only what is pointed into, every row of it once."""
    needed: dict[str, set[str]] = {}
    for rule in rules.rules:
        if isinstance(rule, ForeignKey) and rule.file:
            names = tables[rule.file].column_names
            if rule.reference not in names:
                raise ColumnUnknown(column=rule.reference, known=", ".join(names))
            needed.setdefault(rule.file, set()).add(rule.reference)
    files = {
        name: base64.b64encode(_content(tables[name], sorted(columns))).decode()
        for name, columns in needed.items()
    }
    return json.dumps({"rules": msgspec.json.encode(rules).decode(), "tables": files})


def _content(table: pa.Table, columns: list[str]) -> bytes:
    plain = pa.table({name: table[name].cast(pa.string()) for name in columns})
    file = pa.BufferOutputStream()
    with pa.ipc.new_stream(file, plain.schema) as stream:
        stream.write_table(plain.group_by(columns).aggregate([]))
    return bytes(file.getvalue())


def _table(content: bytes) -> pa.Table:
    return pa.ipc.open_stream(content).read_all()
