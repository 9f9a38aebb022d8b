"""Quality of a table at hand: a user's own rules, and the report for people without the program."""

from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Literal

from app.core.acts.prepare import today
from app.core.intake.apart import import_file
from app.core.jobs import Job
from app.core.model import Entry, Report, Table
from app.core.quality.assess import found
from app.core.quality.check import Check, checks
from app.core.quality.own.rules import checks_of, read_rules, references
from app.core.quality.readability import obstacles
from app.core.quality.reports.page import page
from app.core.quality.reports.workbook import marked_table
from app.core.quality.subject import Subject
from app.core.text import Language
from app.core.trust import canonical
from app.core.trust.canonical import read_bytes

Form = Literal["html", "json", "xlsx"]


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
) -> bytes:
    """A report as a file: a page to read, JSON, or the table with every faulty cell marked.

    Only the workbook holds values of the table.
    """
    if form == "json":
        return canonical.pretty(report)
    if form == "html":
        size = table.rows, len(table.columns)
        return page(table.name, size, report, obstacles(table), language)
    subject = Subject(table, entry, today())
    faults = list(found(subject, (*checks.all().values(), *own), job))
    return marked_table(table, faults, job, language)
