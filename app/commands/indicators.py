"""Command over the pilot's indicators: kpi."""

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from app import paths
from app.commands.console import Console, Outcome
from app.commands.opening import open_workspace
from app.commands.reevaluating import as_json
from app.core import acts
from app.core.catalog.indicators import Standing
from app.core.text import Text

_SHOWN = 10  # names of a kind that are listed for a person; --json has them all
_NO_BASIS = Text("! 不开放而未注明依据：{names}", "! kept back without a basis: {names}")
_NEXT = Text("→ 建议下一步开放：{names}", "→ to be opened next: {names}")


def add_commands(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add this family to the parser."""
    parser = commands.add_parser("kpi", parents=[common])
    parser.add_argument("--workspace", type=Path, default=paths.default_workspace())
    parser.set_defaults(command=kpi)


def kpi(args: argparse.Namespace, console: Console) -> Outcome:
    """Where the department stands; exit status 1 while a target is missed."""
    with open_workspace(args) as ws:
        found, kept_back = acts.pilot_standing(ws), acts.kept_back(ws)
    indicators = [
        {
            "id": one.id,
            "title": one.title.to(console.language),
            "value": round(one.value, 4),
            "target": one.target,
            "shortfall": one.shortfall.to(console.language) if one.shortfall else None,
        }
        for one in found.indicators
    ]
    data = {
        "indicators": indicators,
        "by_domain": found.by_domain,
        "overdue": found.overdue,
        "closed_without_basis": list(found.closed_without_basis),
        "reevaluate": [as_json(one) for one in kept_back if one.is_near],
        "next": list(found.next),
    }
    lines = [
        f"{one['title']}: {_figure(one)}" + (f"  {one['shortfall']}" if one["shortfall"] else "")
        for one in indicators
    ]
    lines += [told.to(console.language) for told in _to_do(found)]
    return Outcome(data, lines, good=not any(one["shortfall"] for one in indicators))


def _to_do(found: Standing) -> Iterator[Text]:
    """What is late, what lacks its basis, and what to open next; the longest overdue first."""
    late = sorted(found.overdue.items(), key=lambda one: -one[1])
    for name, days in late[:_SHOWN]:
        text = Text("! {name}：超期 {n} 天未更新", "! {name}: {n} days overdue")
        yield text.format(name=name, n=days)
    if len(late) > _SHOWN:
        text = Text("! 另有 {n} 个超期", "! and {n} more are overdue")
        yield text.format(n=len(late) - _SHOWN)
    for title, names in ((_NO_BASIS, found.closed_without_basis), (_NEXT, found.next)):
        if names:
            yield title.format(names="、".join(names[:_SHOWN]))


def _figure(one: dict[str, Any]) -> str:
    """A share in percent, a count as it is; with its target."""
    share = isinstance(one["value"], float) and one["id"] not in ("domains", "datasets")
    told = f"{one['value']:.1%}" if share else f"{one['value']:g}"
    if one["target"] is None:
        return told
    return f"{told} / {one['target']:.0%}" if share else f"{told} / {one['target']:g}"
