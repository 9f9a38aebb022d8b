"""Problems, for programs and for people."""

from typing import Any

from app.commands.console import Console
from app.core.model import Problem

_MARKS = {"error": "✗", "warn": "!"}


def problems_json(problems: tuple[Problem, ...], console: Console) -> list[dict[str, Any]]:
    """Problems as acceptance reads them."""
    return [
        {
            "field": problem.field,
            "code": problem.code,
            "message": problem.message.to(console.language),
            "rows": list(problem.rows),
        }
        for problem in problems
    ]


def problem_lines(problems: tuple[Problem, ...], console: Console) -> list[str]:
    """Problems for a person."""
    return [
        f"{_MARKS[problem.severity]} {problem.field}: {problem.message.to(console.language)}"
        + (f" ({', '.join(map(str, problem.rows))})" if problem.rows else "")
        for problem in problems
    ]
