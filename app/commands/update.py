"""Commands of updates: update check, fetch, apply. They are an administrator's, and off without a source."""

import argparse
from pathlib import Path
from typing import Any

from app import __version__
from app.commands.console import Console, Outcome
from app.core.text import Text
from app.core.updates import applying
from app.core.updates.channel import Channel
from app.core.updates.offered import bring_package, newer
from app.core.updates.source import memory, source
from app.core.updates.staging import stage


def add_commands(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add this family to the parser."""
    actions = commands.add_parser("update")
    actions = actions.add_subparsers(required=True)
    _with_source(actions, "check", common, check, "whether there is a newer version")
    parser = _with_source(actions, "fetch", common, fetch, "lay it beside the installed one")
    parser.add_argument("-o", "--output", type=Path, help="a folder for the verified .deb instead")
    parser = actions.add_parser("apply", parents=[common], help="put it in place, or back")
    parser.set_defaults(command=apply)


def _with_source(
    actions: Any, name: str, common: argparse.ArgumentParser, command: Any, told: str
) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = actions.add_parser(name, parents=[common], help=told)
    parser.add_argument("--source", help="a folder or an https address; else the policy's")
    parser.add_argument("--root", type=Path, help="the first root.json; else the policy's")
    parser.add_argument("--ca", type=Path, help="the authority of an https address, PEM")
    parser.set_defaults(command=command)
    return parser


def check(args: argparse.Namespace, console: Console) -> Outcome:
    """What the source offers this computer, and how much would be fetched."""
    home = applying.home()
    found = newer(_channel(args), home)
    if found is None:
        return _nothing(console)
    data = {
        "installed": __version__,
        "available": found.version,
        "pieces": len(found.plan.missing) if found.plan else 1,
        "bytes": found.size,
    }
    return Outcome(data, [f"{__version__} → {found.version}  {found.size / 1e6:.1f} MB"])


def fetch(args: argparse.Namespace, console: Console) -> Outcome:
    """The new tree beside the installed one; or the Debian package, for the package manager."""
    if args.output is not None:
        target = bring_package(_channel(args), args.output)
        return Outcome({"file": str(target)}, [str(target)])
    home = applying.home()
    applying.check_ours(home)
    channel = _channel(args)
    found = newer(channel, home)
    if found is None or found.plan is None:
        return _nothing(console)
    staged = stage(channel, found.plan, home, console)
    data = {"available": found.version, "bytes": found.size, "staged": str(staged)}
    return Outcome(data, [f"{__version__} → {found.version}  {staged}"])


def apply(args: argparse.Namespace, console: Console) -> Outcome:
    """The fetched version in the installed one's place, once it passes its self-check there."""
    done = applying.apply(applying.home())
    after = Text("本程序结束后完成", "once this program has ended").to(console.language)
    return Outcome({"applied": done}, ["✓" if done else after])


def _channel(args: argparse.Namespace) -> Channel:
    return Channel(source(args.source, args.root, args.ca), memory())


def _nothing(console: Console) -> Outcome:
    told = Text("没有新版本", "there is no newer version").to(console.language)
    return Outcome({"installed": __version__, "available": None}, [f"{__version__}: {told}"])
