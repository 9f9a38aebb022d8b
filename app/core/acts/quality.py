"""Quality: the check of a release, and of a table at hand; the report for people without the program."""

from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Literal

from app.core.acts.datasets import period_before
from app.core.acts.prepare import today
from app.core.acts.quality_rules import kept_checks
from app.core.intake.apart import import_file
from app.core.jobs import Job
from app.core.model import Entry, Kind, Report, Table
from app.core.quality.assess import assess, found
from app.core.quality.check import Check, checks
from app.core.quality.lost_keys import LostKeys
from app.core.quality.own.rules import checks_of, read_rules, references
from app.core.quality.readability import Obstacle, obstacles
from app.core.quality.reports.page import page
from app.core.quality.reports.workbook import marked_table
from app.core.quality.subject import Subject
from app.core.text import Language
from app.core.trust import canonical
from app.core.trust.canonical import read_bytes
from app.core.trust.identity import Identity
from app.core.workspace.store import Workspace

Form = Literal["html", "json", "xlsx"]


def check_quality(ws: Workspace, actor: Identity, release: str, job: Job) -> Report:
    """Assess the output against its entry and the workspace's own rules, and file the report."""
    ws.admit("check", release, actor.card)
    table, entry = ws.load_table(release, Kind.OUTPUT), ws.load(release, Kind.ENTRY, Entry)
    report = assess(table, entry, today(), job, _further_checks(ws, release, table))
    with ws.act("check", release, actor.card) as record:
        record.put(Kind.QUALITY, report)
    return report


def release_report(ws: Workspace, release: str, form: Form, job: Job, language: Language) -> bytes:
    """The filed report of a release as a file; see :func:`quality_report`. Raises ArtefactMissing."""
    table, entry = ws.load_table(release, Kind.OUTPUT), ws.load(release, Kind.ENTRY, Entry)
    report = ws.load(release, Kind.QUALITY, Report)
    own = _further_checks(ws, release, table)
    source = ws.load_front(release)
    return quality_report(table, entry, report, form, job, language, own, source)


def _further_checks(ws: Workspace, release: str, table: Table) -> list[Check]:
    """The workspace's own rules, and what the period before leads to expect."""
    before = period_before(ws, release)
    return [*kept_checks(ws, table.columns), *([] if before is None else [LostKeys(before)])]


def source_obstacles(ws: Workspace, release: str) -> tuple[Obstacle, ...]:
    """What stood between a program and the table in the file that came in."""
    return obstacles(ws.load_front(release))


def own_checks(path: Path, names: Collection[str], job: Job) -> list[Check]:
    """The rules at ``path`` as checks of a table with the columns ``names``.

    Raises FileMissing, FileUnreadable, ParameterInvalid, ColumnUnknown, and what import_file raises.
    """
    rules = read_rules(read_bytes(path))
    tables = {name: import_file(path.parent / name, job).data for name in references(rules)}
    return checks_of(rules, tables, names)


def quality_report(
    table: Table,
    entry: Entry,
    report: Report,
    form: Form,
    job: Job,
    language: Language,
    own: Sequence[Check] = (),
    source: Table | None = None,
) -> bytes:
    """A report as a file: a page to read, JSON, or the table with every faulty cell marked.

    ``source``: what came in, if ``table`` was made from it. Only the workbook holds values of the table.
    """
    if form == "json":
        return canonical.pretty(report)
    if form == "html":
        size = table.rows, len(table.columns)
        return page(table.name, size, report, obstacles(source or table), language)
    subject = Subject(table, entry, today())
    faults = list(found(subject, (*checks.all().values(), *own), job))
    return marked_table(table, faults, job, language)
