"""The report: every check over the table that is to be published, and the score of each dimension."""

import datetime
from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

from app.core.jobs import Job
from app.core.mapped_file import let_go
from app.core.model import Entry, Problem, Report, Table, rounded_down
from app.core.quality.check import Check, Fault, checks, dimensions
from app.core.quality.subject import Subject

EXAMPLES = 5  # rows named for a problem
_WEIGHT = {"error": 4, "warn": 1}  # of a cell that is wrong, in its dimension's score
_WORST = 4
_PLACES = 4  # of a score


def assess(
    table: Table, entry: Entry, today: datetime.date, job: Job, own: Sequence[Check] = ()
) -> Report:
    """Score and evidence by dimension; the score is their mean. ``own``: the user's own rules.

    A dimension's score is the share of its cells (of its rows, where rows are wrong) without a fault,
    each by its severity; a cell with two faults counts once.
    """
    subject = Subject(table, entry, today)
    wrong: dict[tuple[str, str], npt.NDArray[np.uint8]] = {}
    lost = dict.fromkeys(dimensions(), 0.0)
    problems: list[Problem] = []
    for check, fault in found(subject, (*checks.all().values(), *own), job):
        problems.append(problem(check, fault))
        weight = _WEIGHT[check.severity]
        if fault.rows is None or fault.cells is not None:
            lost[check.dimension] += fault.count * weight / _WORST / subject.cells
            continue
        place = check.dimension, fault.column
        before = wrong.setdefault(place, np.zeros(subject.rows, np.uint8))
        np.maximum(before, fault.rows * np.uint8(weight), out=before)
    for (dimension, column), weights in wrong.items():
        whole = subject.cells if column else max(subject.rows, 1)
        lost[dimension] += float(weights.sum(dtype=np.int64)) / _WORST / whole
    scores = {id: rounded_down(max(1 - share, 0.0), _PLACES) for id, share in lost.items()}
    mean = rounded_down(sum(scores.values()) / len(scores), _PLACES)
    readable = not any(problem.dimension == "accessibility" for problem in problems)
    return Report(mean, scores, tuple(problems), readable)


def found(subject: Subject, family: Sequence[Check], job: Job) -> Iterator[tuple[Check, Fault]]:
    """Every fault with the check that found it, column by column, the table's own last."""
    for number, name in enumerate(subject.names):
        job.report(number, len(subject.names) + 1)
        column = subject.column(name)
        for check in family:
            yield from ((check, fault) for fault in check.of_column(column, subject))
        del column  # before the next one is made
        let_go()
    job.report(len(subject.names), len(subject.names) + 1)
    for check in family:
        yield from ((check, fault) for fault in check.of_table(subject))


def problem(check: Check, fault: Fault) -> Problem:
    """A fault as it is shown and filed: with examples, not with all its rows."""
    rows = () if fault.rows is None else fault.rows.nonzero()[0][:EXAMPLES].tolist()
    return Problem(
        fault.column,
        check.id,
        fault.message,
        tuple(row + 1 for row in rows),
        count=fault.count,
        severity=check.severity,
        dimension=check.dimension,
    )
