"""Quality: the check of a release, and of a table at hand; the report for people without the program."""

import datetime
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from app.core import agency
from app.core.acts.datasets import Assessed, period_before, quality_trend
from app.core.acts.prepare import today
from app.core.acts.quality_rules import kept_checks
from app.core.intake.apart import import_file
from app.core.jobs import Job
from app.core.model import Entry, Kind, Report, Table
from app.core.quality.assess import assess
from app.core.quality.assess import found as found_faults
from app.core.quality.check import Check, checks
from app.core.quality.lost_keys import LostKeys
from app.core.quality.own.rules import checks_of, read_rules, references
from app.core.quality.readability import Obstacle, obstacles
from app.core.quality.repairs import repairs
from app.core.quality.reports.content import Content, Point
from app.core.quality.reports.page import page
from app.core.quality.reports.paper import paper
from app.core.quality.subject import Subject
from app.core.signoff.papers import pdf
from app.core.signoff.papers.templates import template
from app.core.text import Language
from app.core.trust import canonical
from app.core.trust.canonical import read_bytes
from app.core.trust.identity import Identity
from app.core.workspace.store import Workspace

Form = Literal["html", "pdf", "json", "xlsx"]
_DAY = len("2026-11-23")


@dataclass(frozen=True)
class Reported:
    """A report with what it is about, to be made into a file. ``day``: when it was assessed; ``own``: by
    which further checks; ``source``: what came in, if ``table`` was made from it; ``file``: the workbook that
    the table was read of, to be marked itself.
    """

    table: Table
    entry: Entry
    report: Report
    day: datetime.date
    own: Sequence[Check] = ()
    source: Table | None = None
    file: Path | None = None
    trend: tuple[Point, ...] = ()
    drill: bool = False


def check_quality(ws: Workspace, actor: Identity, release: str, job: Job) -> Report:
    """Assess the output against its entry and the workspace's own rules, and file the report."""
    ws.admit("check", release, actor.card)
    table, entry = ws.load_table(release, Kind.OUTPUT), ws.load(release, Kind.ENTRY, Entry)
    report = assess(table, entry, today(), job, _further_checks(ws, release, table))
    with ws.act("check", release, actor.card) as record:
        record.put(Kind.QUALITY, report)
    return report


def release_report(
    ws: Workspace,
    release: str,
    form: Form,
    job: Job,
    language: Language,
    templates: Path | None = None,
) -> bytes:
    """The filed report of a release as a file; see :func:`quality_report`. Raises ArtefactMissing."""
    table, entry = ws.load_table(release, Kind.OUTPUT), ws.load(release, Kind.ENTRY, Entry)
    report = ws.load(release, Kind.QUALITY, Report)
    reported = Reported(
        table,
        entry,
        report,
        own=_further_checks(ws, release, table),
        source=ws.load_front(release),
        trend=_trend_until(ws, release),
        day=_assessed_on(ws, release),
        drill=agency.is_drill(ws),
    )
    return quality_report(reported, form, job, language, templates)


def _assessed_on(ws: Workspace, release: str) -> datetime.date:
    """The day of the check that stands; of a release from another computer, that of its last change."""
    checked = [event["at"] for event in ws.events(release) if event["act"] == "check"]
    at = checked[-1] if checked else ws.release(release).updated
    return datetime.datetime.fromisoformat(at).astimezone().date()


def _trend_until(ws: Workspace, release: str) -> tuple[Point, ...]:
    """The reports of a dataset up to that of a release, the earliest first, by the days they came in."""
    until = []
    for one in quality_trend(ws, release):
        until.append(one)
        if one.release.id == release:
            break
    return tuple(map(trend_point, until))


def trend_point(assessed: Assessed) -> Point:
    """A release as it stands in the drawing of a trend."""
    report, label = assessed.report, assessed.release.created[:_DAY]
    return Point(label, report.score, report.dimensions, len(report.problems))


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
    reported: Reported, form: Form, job: Job, language: Language, templates: Path | None = None
) -> bytes:
    """A report as a file: a page to read, a paper, JSON, or the workbook that came with every faulty cell
    marked; a table that is no such sheet any more is set anew.

    Only the workbook holds values of the table. ``templates``: a folder with an agency's own papers.
    Raises TemplateUnusable and PaperFontMissing for a paper.
    """
    if form == "json":
        return canonical.pretty(reported.report)
    if form == "html":
        return page(_content(reported, job), language)
    if form == "pdf":
        made = datetime.datetime.combine(reported.day, datetime.time(), datetime.UTC)
        found = template("quality-report", "typ", templates)
        return pdf.render(found, paper(_content(reported, job), language), "", made)
    # Few reports are workbooks, and openpyxl takes longer to load than all acts.
    from app.core.quality.reports.own_file import marked_file
    from app.core.quality.reports.workbook import marked_table

    subject = Subject(reported.table, reported.entry, reported.day)
    faults = list(found_faults(subject, (*checks.all().values(), *reported.own), job))
    own = (
        marked_file(reported.file, reported.table, faults, job, language) if reported.file else None
    )
    return own or marked_table(reported.table, faults, job, language)


def _content(reported: Reported, job: Job) -> Content:
    table = reported.table
    return Content(
        table.name,
        table.rows,
        len(table.columns),
        reported.report,
        obstacles(reported.source or table, repairs(table, reported.entry, reported.day, job)),
        reported.trend,
        reported.day,
        reported.drill,
    )
