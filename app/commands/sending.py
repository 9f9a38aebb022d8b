"""Commands that send: upload, and the queue of deliveries."""

import argparse
import datetime
import re
from pathlib import Path
from typing import Any

from app.commands.carrying import placed
from app.commands.console import Console, Outcome
from app.commands.opening import add_places, open_workspace, unlock
from app.commands.profile_option import add_profile
from app.core import acts
from app.core.delivery.deliver import Delivery, Limits, deliver
from app.core.delivery.diagnosis import LAYERS, diagnose
from app.core.delivery.record import DeliveryRecord
from app.core.errors import ParameterInvalid
from app.core.model import Profile
from app.core.text import Text
from app.core.trust import canonical
from app.core.workspace import delivery_queue as queue
from app.core.workspace.delivery_queue import STANDINGS, Queued, Standing
from app.core.workspace.store import Workspace

_UNITS = {"": 1, "K": 1 << 10, "M": 1 << 20, "G": 1 << 30}
_SIGNS = {"ok": "✓", "warn": "!", "bad": "✗"}


def add_commands(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add this family to the parser."""
    here, _ = add_places(common)
    parser = commands.add_parser("upload", parents=[here])
    parser.add_argument("what", metavar="RELEASE|FILE.gkp", nargs="?")
    add_profile(parser)
    parser.add_argument("--as", dest="name", help="who delivers; needed for a release")
    how = parser.add_mutually_exclusive_group()
    how.add_argument("--queue", action="store_true", help="put it into the queue, send later")
    how.add_argument("--check", action="store_true", help="see whether the platform can be reached")
    _add_limits(parser)
    parser.set_defaults(command=upload)

    actions = commands.add_parser("queue").add_subparsers(required=True)
    for name, command, told in (
        ("list", queue_list, "where every delivery stands"),
        ("pause", queue_pause, "send nothing until it is resumed, or not this one"),
        ("resume", queue_resume, "let the queue go on, or this one"),
    ):
        parser = actions.add_parser(name, parents=[here], help=told)
        if command is not queue_list:
            parser.add_argument("id", type=int, nargs="?", help="this delivery only")
        parser.set_defaults(command=command)
    for name, command, told in (
        ("retry", queue_retry, "try a delivery at the next turn, however it failed"),
        ("remove", queue_remove, "take a delivery off the queue"),
    ):
        parser = actions.add_parser(name, parents=[here], help=told)
        parser.add_argument("id", type=int)
        parser.set_defaults(command=command)
    parser = actions.add_parser("run", parents=[here], help="deliver what is due")
    parser.add_argument("--as", dest="name", help="who delivers")
    parser.add_argument("--due", action="store_true", help="end when nothing is due now")
    _add_limits(parser)
    parser.set_defaults(command=queue_run)
    parser = actions.add_parser("limits", parents=[here], help="bandwidth and hours from now on")
    _add_limits(parser)
    parser.add_argument("--none", action="store_true", help="as the platforms' profiles say")
    parser.set_defaults(command=queue_limits)


def _add_limits(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--bandwidth", metavar="N[K|M|G]", help="bytes a second at most; 0: any")
    hours = parser.add_mutually_exclusive_group()
    hours.add_argument("--hours", metavar="20:00-06:00", help="when sending is allowed, local time")
    hours.add_argument("--now", dest="hours", action="store_const", const="", help="at any time")


def upload(args: argparse.Namespace, console: Console) -> Outcome:
    """Deliver; a killed upload goes on where the server stands."""
    if args.check:
        return _checked(args, console)
    if args.what is None:
        raise ParameterInvalid(name="RELEASE|FILE.gkp", reason=Text("未指定", "is missing"))
    if args.what.endswith(".gkp") or Path(args.what).is_file():
        if args.queue:
            reason = Text("只有发布任务能排队", "only a release can wait in the queue")
            raise ParameterInvalid(name="--queue", reason=reason)
        return _delivered(_send_package(args, console))
    with open_workspace(args) as ws:
        who = args.name or _only_clerk(ws)
        if args.queue:
            acts.enqueue(ws, ws.identity(who), args.what, args.profile)
            return _shown(ws, console)
        actor = unlock(ws, who)
        limits = acts.limits_asked(_limits(args), ws)
        delivery = acts.hand_over(ws, actor, args.what, args.profile, console, limits)
    if isinstance(delivery, DeliveryRecord):
        return placed(delivery, console)
    return _delivered(delivery)


def _checked(args: argparse.Namespace, console: Console) -> Outcome:
    """The way to the platform, layer by layer; nothing is sent."""
    profile = canonical.read_document(args.profile, Profile)
    steps = diagnose(profile, args.profile.parent, datetime.datetime.now(datetime.UTC))
    language = console.language
    lines = []
    for step in steps:
        lines.append(
            f"{_SIGNS[step.verdict]} {LAYERS[step.layer].to(language)}: {step.found.to(language)}"
        )
        lines += [f"    {step.advice.to(language)}"] if step.advice else []
    data = [
        {
            "layer": step.layer,
            "verdict": step.verdict,
            "found": step.found.to(language),
            "advice": step.advice.to(language) if step.advice else "",
        }
        for step in steps
    ]
    good = all(step.verdict != "bad" for step in steps)
    return Outcome({"reachable": good, "steps": data}, lines, good=good)


def queue_list(args: argparse.Namespace, console: Console) -> Outcome:
    """Every delivery; nothing is sent."""
    with open_workspace(args) as ws:
        return _shown(ws, console)


def queue_run(args: argparse.Namespace, console: Console) -> Outcome:
    """Work the queue off; "no" where a delivery needs a person."""
    with open_workspace(args) as ws:
        actor = unlock(ws, args.name or _only_clerk(ws))
        limits = acts.limits_asked(_limits(args), ws)
        acts.run_queue(ws, actor, console, limits, wait=not args.due)
        return _shown(ws, console)


def queue_pause(args: argparse.Namespace, console: Console) -> Outcome:
    """Send nothing, or one delivery not, until it is resumed; a run under way is stopped by Ctrl-C."""
    with open_workspace(args) as ws:
        if args.id is None:
            queue.pause(ws, paused=True)
        else:
            queue.hold(ws, args.id)
        return _shown(ws, console)


def queue_resume(args: argparse.Namespace, console: Console) -> Outcome:
    """Let the queue, or one delivery, go on at its next run."""
    with open_workspace(args) as ws:
        if args.id is None:
            queue.pause(ws, paused=False)
        else:
            queue.go_on(ws, args.id)
        return _shown(ws, console)


def queue_retry(args: argparse.Namespace, console: Console) -> Outcome:
    """Make a delivery due now."""
    with open_workspace(args) as ws:
        queue.retry(ws, args.id)
        return _shown(ws, console)


def queue_remove(args: argparse.Namespace, console: Console) -> Outcome:
    """Forget a delivery; its release stays as it is."""
    with open_workspace(args) as ws:
        queue.remove(ws, args.id)
        return _shown(ws, console)


def queue_limits(args: argparse.Namespace, console: Console) -> Outcome:
    """Keep limits for every delivery to come; without an option: show them."""
    with open_workspace(args) as ws:
        if args.none:
            acts.limit_sending(ws, Limits())
        else:
            acts.limit_sending(ws, acts.limits_asked(_limits(args), ws))
        kept = acts.sending_limits(ws)
    line = f"{kept.bytes_per_second or '–'} B/s  {kept.hours or '–'}"
    return Outcome(canonical.as_json(kept), [line])


def _send_package(args: argparse.Namespace, console: Console) -> Delivery:
    """Deliver a package that lies outside of any workspace."""
    package, limits = Path(args.what), acts.limits_asked(_limits(args))
    acts.check_way_out(args.profile)
    return deliver(package, args.profile, console, limits)


def _limits(args: argparse.Namespace) -> Limits:
    """What the options say. Raises ParameterInvalid."""
    rate = None if args.bandwidth is None else _rate(args.bandwidth)
    return Limits(rate, args.hours)


def _rate(text: str) -> int:
    match = re.fullmatch(r"([0-9]{1,12})([KMG]?)", text.upper())
    if match is None:
        reason = Text("应写成 2M 或 500K", "it should read like 2M or 500K")
        raise ParameterInvalid(name="--bandwidth", reason=reason)
    return int(match[1]) * _UNITS[match[2]]


def _delivered(delivery: Delivery) -> Outcome:
    data = {
        "receipt": canonical.as_json(delivery.receipt),
        "receipt_file": str(delivery.receipt_file),
        "resumed_from": delivery.sent.resumed_from,
        "bytes_sent": delivery.sent.bytes_sent,
    }
    return Outcome(data, [f"✓ {delivery.receipt.received}  {delivery.receipt_file}"])


def _shown(ws: Workspace, console: Console) -> Outcome:
    queued = queue.queue(ws)
    paused = queue.is_paused(ws)
    word = Text("已暂停", "paused").to(console.language)
    return Outcome(
        {"paused": paused, "deliveries": [_row(each, console) for each in queued]},
        [*([f"‖ {word}"] if paused else []), *(_line(each, console) for each in queued)] or ["–"],
        good=not any(each.standing is Standing.STUCK for each in queued),
    )


def _row(each: Queued, console: Console) -> dict[str, Any]:
    language, trouble = console.language, each.trouble
    return {
        "id": each.id,
        "release": each.release,
        "profile": str(each.profile),
        "state": each.standing.value,
        "state_name": STANDINGS[each.standing].to(language),
        "attempts": each.attempts,
        "due": each.due.isoformat(),
        "added": each.added.isoformat(),
        "error": trouble and {
            "code": trouble.code,
            "message": trouble.message.to(language),
            "hint": trouble.hint.to(language),
        },
    }  # fmt: skip


def _line(each: Queued, console: Console) -> str:
    told = f"{each.id:4d}  {each.release}  {STANDINGS[each.standing].to(console.language)}"
    if each.standing in queue.OPEN:
        told += f"  ⏲ {each.due.astimezone():%m-%d %H:%M}"
    if each.trouble:
        told += f"\n      {each.trouble.message.to(console.language)}"
        told += f"\n      {each.trouble.hint.to(console.language)}"
    return told


def _only_clerk(ws: Workspace) -> str:
    clerks = [card for card in ws.identities().values() if card.role == "clerk"]
    return clerks[0].name if len(clerks) == 1 else ""
