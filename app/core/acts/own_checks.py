"""A file of a user's own quality rules, with the tables that its foreign keys point into."""

from collections.abc import Collection
from pathlib import Path

from app.core.intake.apart import import_file
from app.core.jobs import Job
from app.core.quality.check import Check
from app.core.quality.own.rules import checks_of, read_rules, references
from app.core.trust.canonical import read_bytes


def own_checks(path: Path, names: Collection[str], job: Job) -> list[Check]:
    """The rules at ``path`` as checks of a table with the columns ``names``.

    Raises FileMissing, FileUnreadable, ParameterInvalid, ColumnUnknown, and what import_file raises.
    """
    rules = read_rules(read_bytes(path))
    tables = {name: import_file(path.parent / name, job).data for name in references(rules)}
    return checks_of(rules, tables, names)
