"""What a review has come to, and comments at cells, for the commands that show or sign."""

import argparse
from typing import Any

from app.commands.console import Console
from app.core import acts
from app.core.approval.values import Comment
from app.core.errors import ParameterInvalid
from app.core.text import Text
from app.core.trust import canonical
from app.core.workspace.store import Workspace


def add_comments(parser: argparse.ArgumentParser) -> None:
    """Options by which a reviewer points at what is wrong."""
    for option, what in (("--comment", "the output"), ("--comment-original", "the imported table")):
        parser.add_argument(
            option, nargs=3, action="append", default=[], metavar=("COLUMN", "ROW", "TEXT"),
            help=f"a comment at a cell of {what}; row 0 means the whole column",
        )  # fmt: skip


def comments(args: argparse.Namespace) -> tuple[Comment, ...]:
    """What was said of cells. Raises :class:`ParameterInvalid`."""
    given = [("output", *told) for told in args.comment]
    given += [("table", *told) for told in args.comment_original]
    found = []
    for table, column, row, text in given:
        if not row.isdecimal():
            reason = Text("行号应为数字", "the row is a number")
            raise ParameterInvalid(name="--comment", reason=reason)
        found.append(Comment(table, column, int(row), text))
    return tuple(found)


def awaited_json(ws: Workspace, release: str, console: Console) -> dict[str, Any] | None:
    """Who has to sign next; null where nobody does."""
    waits = acts.awaited(ws, release)
    if waits is None:
        return None
    return {
        "level": waits.level.title.to(console.language),
        "role": waits.level.role,
        "organisation": waits.organisation,
        "missing": waits.missing,
        "since": waits.since,
        "due": waits.due.isoformat(),
        "overdue": waits.overdue,
        "with": [card.name for card in acts.with_whom(ws, release)],
    }


def awaited_line(told: dict[str, Any] | None, console: Console) -> str:
    """The same in a few words; "" where nobody is awaited."""
    if told is None:
        return ""
    line = Text(
        "待 {level}（{organisation}）签署，期限 {due}", "awaits {level} of {organisation}, by {due}"
    )
    late = Text("，已逾期 {overdue} 个工作日", ", {overdue} working days overdue")
    away = Text("，在 {names} 处审查", ", with {names} for review")
    parts = [line, *([late] if told["overdue"] else []), *([away] if told["with"] else [])]
    names = ", ".join(told["with"])
    return "".join(part.format(**told, names=names).to(console.language) for part in parts)


def answers_json(ws: Workspace, release: str, console: Console) -> dict[str, Any]:
    """Route, verdicts and comments of a release."""
    given = acts.answers(ws, release)
    verdicts = given.verdicts if given else ()
    remarks = acts.remarks(ws, release)
    return {
        "route": canonical.as_json(given.request.route) if given else None,
        "awaited": awaited_json(ws, release, console),
        "verdicts": [
            {
                "level": verdict.level,
                "name": verdict.signer.name,
                "organisation": verdict.signer.organisation,
                "opinion": verdict.opinion,
                "basis": verdict.basis,
                "reason": verdict.reason,
                "at": verdict.at,
            }
            for verdict in verdicts
        ],
        "comments": [canonical.as_json(r.comment) | {"by": r.by, "at": r.at} for r in remarks],
    }


def answers_lines(told: dict[str, Any], console: Console) -> list[str]:
    """The same for people."""
    lines = [
        f"  {v['level']}. {v['name']}  {v['opinion']}  {v['reason']}" for v in told["verdicts"]
    ]
    waits = awaited_line(told["awaited"], console)
    lines += [f"  … {waits}"] if waits else []
    return lines + [
        f"  ✎ {c['table']} {c['column']}:{c['row'] or '*'}  {c['text']} ({c['by']})"
        for c in told["comments"]
    ]
