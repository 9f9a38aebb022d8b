"""A report on convergence as the command line prints it."""

from typing import Any

from app.core.model import Gate
from app.core.review.linkage.converge import Beside, Convergence
from app.core.review.linkage.link import as_json
from app.core.text import Language
from app.core.trust import canonical

_SIGNS: dict[Gate, str] = {"block": "✗", "hold": "✗", "warn": "!", "clear": "✓"}


def convergence_json(report: Convergence, language: Language) -> dict[str, Any]:
    """The report with its words in one language."""
    return {
        "gate": report.gate,
        "message": report.message.to(language),
        "rows": report.rows,
        "beside": [_beside_json(each, language) for each in report.beside],
    }


def convergence_lines(report: Convergence, language: Language) -> list[str]:
    """The report for a person to read."""
    lines = [f"{_SIGNS[report.gate]} {report.message.to(language)}"]
    for each in report.beside:
        known = each.known
        lines.append(f"  {_SIGNS[each.gate]} {known.name}  {known.release}".rstrip())
        lines += [f"    {message.to(language)}" for message in each.messages]
    return lines


def _beside_json(each: Beside, language: Language) -> dict[str, Any]:
    differs = each.differs
    told: dict[str, Any] = canonical.as_json(each.known) | {
        "rows": each.rows,
        "gate": each.gate,
        "messages": [message.to(language) for message in each.messages],
        "linkage": as_json(each.links, language),
        "difference": differs and canonical.as_json(differs) | {"message": differs.message.to(language)},
    }  # fmt: skip
    return told
