"""The command ``effect``: how well a table is de-identified, and what it is still worth."""

import argparse
from pathlib import Path
from typing import Any, get_args

from app.commands.console import Console, Outcome
from app.commands.incoming import add_input, read_table
from app.core import acts, resources
from app.core.acts import EffectAnswer, EffectQuestion
from app.core.desensitize.kernel import resolve
from app.core.errors import ParameterInvalid
from app.core.intake.apart import import_file
from app.core.model import Table
from app.core.review.risk.propose import propose
from app.core.sharing import Context, Degree, mode_names
from app.core.text import Text
from app.core.trust import canonical

_DEGREES = get_args(Degree)


def add_commands(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add the command to the parser."""
    parser = commands.add_parser("effect", parents=[common])
    add_input(parser)
    parser.add_argument(
        "--qi", metavar="A,B,C",
        help="the quasi-identifiers; '' says that there are none; without it they are proposed",
    )  # fmt: skip
    parser.add_argument("--mode", choices=list(mode_names()), default="public", help="who gets it")
    parser.add_argument(
        "--before", type=Path, metavar="FILE", help="the original, to see what was lost"
    )
    for name, what in (
        ("controls", "how strong the recipient's controls are"),
        ("motives", "motives and means to re-identify"),
        ("security", "how secure the recipient's systems are"),
    ):
        parser.add_argument(f"--{name}", choices=_DEGREES, help=what)
    parser.add_argument(
        "--prevalence", type=float, metavar="P", help="share of the population that it is about"
    )
    parser.add_argument(
        "--rules", type=Path, metavar="FILE", help="a pack that overrules numbers of the profile"
    )
    parser.set_defaults(command=effect)


def effect(args: argparse.Namespace, console: Console) -> Outcome:
    """The level and the figures; exit status 1 when it does not pass."""
    asked_rules = resources.read_pack(args.rules) if args.rules else None
    table = read_table(args, console)
    asked = EffectQuestion(
        _quasi_identifiers(args.qi, table, console),
        args.mode,
        Context(args.controls, args.motives, args.security, args.prevalence),
        asked_rules,
    )
    before = import_file(args.before, console) if args.before else None
    findings = acts.examine(table, console).columns
    answer = acts.effect_of(table, findings, before, asked, console)
    return Outcome(effect_json(answer, console), _lines(answer, console), answer.report.passes)


def effect_json(answer: EffectAnswer, console: Console) -> dict[str, Any]:
    """An answer as acceptance reads it, and all else that it holds."""
    report, say = answer.report, console.language
    return {
        "level": report.level,
        "r_a": report.r_a,
        "r_b": report.r_b,
        "r_c": report.r_c,
        "r": report.r,
        "threshold": report.profile.threshold,
        "context": report.context.value,
        "k": report.k,
        "passes": report.passes,
        "utility": _utility(answer, console),
        "sentence": " ".join(text.to(say) for text in _sentences(answer)),
        "law": answer.law.to(say),
        "assumptions": answer.assumptions.to(say) if answer.assumptions else None,
        "mode": report.profile.mode,
        "tau": report.profile.tau,
        "least": report.profile.k,
        "data_risk": report.profile.data_risk,
        "context_parts": canonical.as_json(report.context),
        "quasi_identifiers": list(report.quasi_identifiers),
        "direct": canonical.as_json(report.direct),
        "rows": report.rows,
        "classes": report.classes,
        "suppressed": report.suppressed,
        "figures": [
            {
                "id": figure.id,
                "title": figure.title.to(say),
                "value": figure.value,
                "meaning": figure.meaning.to(say),
                "source": figure.source,
            }
            for figure in answer.figures
        ],
        "packs": report.packs,
    }


def _quasi_identifiers(asked: str | None, table: Table, console: Console) -> tuple[str, ...]:
    """Those asked for, which may be none, else those proposed. Raises ParameterInvalid."""
    if asked is not None:
        names = [name.strip() for name in asked.split(",")] if asked.strip() else []
        return tuple(resolve(name, list(table.columns)) for name in names)
    proposed = tuple(found.column for found in propose(table, console) if found.proposed)
    if not proposed:
        reason = Text(
            "没有发现准标识符，请指定；确实没有的，写 --qi ''",
            "none was found in this table; name them, or say --qi '' where there are none",
        )
        raise ParameterInvalid(name="--qi", reason=reason)
    return proposed


def _utility(answer: EffectAnswer, console: Console) -> dict[str, Any] | None:
    found, say = answer.utility, console.language
    if found is None:
        return None
    return {
        "rows_before": found.rows_before,
        "rows_after": found.rows_after,
        "removed": found.removed,
        "suppressed": found.suppressed,
        "paired": found.paired,
        "sentence": found.sentence.to(say),
        **(canonical.as_json(found.overall) if found.overall else {}),
        "columns": [
            canonical.as_json(column)
            | {
                "change": column.change.to(say) if column.change else None,
                "histogram": [
                    {"title": bar.title.to(say), "before": bar.before, "after": bar.after}
                    for bar in column.histogram
                ],
            }
            for column in found.columns
        ],
        "pairs": canonical.as_json(found.pairs),
        "dropped": list(found.dropped),
        "added": list(found.added),
        "groups": [
            {"rows": each.rows, "groups": each.groups, "reason": each.reason.to(say)}
            for each in found.groups
        ],
    }


def _sentences(answer: EffectAnswer) -> list[Text]:
    return [answer.sentence] + ([answer.utility.sentence] if answer.utility else [])


def _lines(answer: EffectAnswer, console: Console) -> list[str]:
    said = [*_sentences(answer), answer.law, answer.assumptions]
    lines = [text.to(console.language) for text in said if text is not None]
    for figure in answer.figures:
        title, meaning = (text.to(console.language) for text in (figure.title, figure.meaning))
        lines.append(f"{title}: {figure.value} — {meaning} [{figure.source}]")
    return lines
