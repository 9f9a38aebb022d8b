"""Commands over what is published: rescan it by the rules of today, correct it, withdraw it."""

import argparse
from typing import Any

from app.commands.console import Console, Outcome
from app.commands.opening import add_places, open_workspace, unlock
from app.commands.profile_option import add_profile
from app.core import acts
from app.core.errors import ParameterInvalid
from app.core.pipeline import STATE_NAMES
from app.core.text import Text
from app.core.trust import canonical


def add_commands(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add this family to the parser."""
    here, signing = add_places(common)
    parser = commands.add_parser("rescan", parents=[here])
    parser.add_argument(
        "release", nargs="*", help="without one: all that were last scanned by other rules"
    )
    parser.add_argument("--as", dest="name", help="the clerk who does it; without: only list")
    parser.set_defaults(command=rescan)

    parser = commands.add_parser("correct", parents=[signing])
    parser.add_argument("release", help="not yet submitted for review")
    parser.add_argument("--of", dest="corrects", metavar="RELEASE", required=True)
    parser.add_argument("--reason", required=True)
    parser.set_defaults(command=correct)

    parser = commands.add_parser("withdraw", parents=[signing])
    parser.add_argument("release")
    parser.add_argument("--reason", required=True)
    add_profile(parser)
    parser.set_defaults(command=withdraw)

    parser = commands.add_parser("stop", parents=[signing])
    parser.add_argument("--theme", default="", help="the domain (主题)")
    parser.add_argument("--provider", default="")
    parser.add_argument("--all", action="store_true", help="everything that is public there")
    parser.add_argument("--reason", required=True)
    add_profile(parser)
    parser.set_defaults(command=stop)


def rescan(args: argparse.Namespace, console: Console) -> Outcome:
    """What has to be rescanned, or, as a clerk, what the rules of today hold back."""
    with open_workspace(args) as ws:
        if args.name:
            clerk = unlock(ws, args.name)
            wanted = args.release or [release.id for release in acts.outdated(ws)]
            checked = acts.recheck_all(ws, clerk, wanted, console)
        else:
            checked = ()
        waiting = acts.outdated(ws)
        recalled = acts.to_withdraw(ws)
    data = {
        "outdated": [release.id for release in waiting],
        "rescanned": [_row(each, console) for each in checked],
        "withdraw": [_row(each, console) for each in recalled],
    }
    lines = [f"… {release.id}  {release.name}" for release in waiting]
    lines += [_line(each, console) for each in checked if each.holds or not each.is_public]
    lines += [f"{_line(each, console)}  → withdraw {each.release.id}" for each in recalled]
    return Outcome(data, lines or ["–"], good=not recalled and all(each.holds for each in checked))


def correct(args: argparse.Namespace, console: Console) -> Outcome:
    """Say what a release corrects, before it is reviewed."""
    with open_workspace(args) as ws:
        clerk = unlock(ws, args.name)
        acts.correct(ws, clerk, args.release, args.corrects, args.reason)
    data = {"release": args.release, "corrects": args.corrects}
    return Outcome(data, [f"✓ {args.release} → {args.corrects}"])


def withdraw(args: argparse.Namespace, console: Console) -> Outcome:
    """Have the platform take a release down."""
    with open_workspace(args) as ws:
        clerk = unlock(ws, args.name)
        recall = acts.withdraw(ws, clerk, args.release, args.reason, args.profile)
        state = ws.release(args.release).state
    data = {"release": args.release, "state": state.value, "recall": canonical.as_json(recall)}
    return Outcome(data, [f"✓ {args.release}  {STATE_NAMES[state].to(console.language)}"])


def stop(args: argparse.Namespace, console: Console) -> Outcome:
    """Take down all of a scope; calling it again goes on with what is public still.

    Exit status 1 where the platform refused any, 3 where it was out of reach.
    """
    if args.all == bool(args.theme or args.provider):
        reason = Text("须写明范围，或用 --all 表示全部", "name a scope, or say --all")
        raise ParameterInvalid(name="--theme, --provider, --all", reason=reason)
    scope = acts.Scope(args.theme, args.provider)
    with open_workspace(args) as ws:
        clerk = unlock(ws, args.name)
        stopped = acts.emergency_stop(ws, clerk, scope, args.reason, args.profile, console)
    language = console.language
    rows = [
        {
            "release": each.release.id,
            "name": each.release.name,
            "state": each.release.state.value,
            "outcome": each.outcome,
            "error": each.error and each.error.as_json(language)["error"],
        }
        for each in stopped
    ]
    lines = [
        f"{'✗' if each.error else '✓'} {each.release.id}  {each.release.name}"
        + (f"  {each.error.told(language)}" if each.error else "")
        for each in stopped
    ]
    errors = [each.error for each in stopped if each.error]
    if errors:
        told = _STILL_PUBLIC.format(down=len(stopped) - len(errors), left=len(errors))
        lines += [told.to(language), *dict.fromkeys(error.advice(language) for error in errors)]
    status = max((error.exit_status for error in errors), default=0)
    return Outcome({"items": rows}, lines, good=not errors, status=status)


_STILL_PUBLIC = Text(
    "紧急下架已签字并记入日志：已下架 {down} 个，仍公开 {left} 个。再次运行 stop 命令，从仍公开的继续。",
    "The stop is signed and in the log: {down} taken down, {left} public still. Run the command stop again "
    "to go on with these.",
)


def _row(each: acts.Rechecked, console: Console) -> dict[str, Any]:
    language = console.language
    return {
        "release": each.release.id,
        "name": each.release.name,
        "state": each.release.state.value,
        "holds": each.holds,
        "findings": [
            {
                "column": finding.column,
                "type": finding.type,
                "level": finding.level,
                "count": finding.count,
                "reasons": [reason.to(language) for reason in finding.reasons],
                "sample_masked": list(finding.sample_masked),
            }
            for finding in each.findings
        ],
        "marks": [{"rule": mark.rule, "where": mark.where.to(language)} for mark in each.marks],
    }


def _line(each: acts.Rechecked, console: Console) -> str:
    state = STATE_NAMES[each.release.state].to(console.language)
    places = ", ".join(place.to(console.language) for place in each.places)
    return f"{'✓' if each.holds else '✗'} {each.release.id}  {each.release.name}  {state}  {places}"
