"""The command line: the same engine without a screen.

Every command is a function ``(args, console) -> Outcome`` in ``app/commands``; this file parses,
shows progress, prints, and turns errors into exit statuses. With ``--json`` stdout carries one JSON
document and nothing else.
"""

import argparse
import json
import logging
import os
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from itertools import pairwise
from typing import NoReturn

from app import __version__
from app.commands.console import Console, Outcome
from app.core.errors import Cancelled, GongkaiError, InputError
from app.core.fleet.settings import spoken
from app.core.fleet.standing import keep, standing
from app.core.text import Language, Text
from app.core.traces import trace


class UsageWrong(InputError):
    code = "usage"
    message = Text("命令有误：{reason}", "The call is wrong: {reason}")
    hint = Text("用 --help 查看用法。", "See --help.")


class Unexpected(GongkaiError):
    """A bug. Its trace goes to stderr, without the words of the exception, which may hold values."""

    exit_status = 70  # EX_SOFTWARE of sysexits.h: 1 would say that the answer is "no"
    code = "unexpected"
    message = Text("程序出了意外：{kind}", "The program met with a bug: {kind}")
    hint = Text("请把上面的位置交给维护人员。", "Give the lines above to whoever maintains it.")


Command = Callable[[argparse.Namespace, Console], Outcome]


FAMILIES = {
    "tables": {
        "inspect": "what import sees",
        "profile": "per-column statistics",
        "scan": "confidentiality findings",
        "convert": "write in another format",
    },
    "desensitizing": {"apply": "desensitize by recipe"},
    "drift": {"drift": "what differs from the last period"},
    "recipes": {"recipe": "recipes"},
    "aggregate": {"aggregate": "count rows by one or two columns, for publication"},
    "risk": {"risk": "re-identification risk"},
    "effect": {"effect": "the effect of de-identification, by GB/T 42460-2023"},
    "anonymize": {"anonymize": "optimal full-domain generalisation"},
    "recode": {"recode": "k-anonymity by local recoding"},
    "hierarchy": {"hierarchy": "generalisation hierarchies"},
    "catalogue": {"catalog": "catalog entries", "quality": "dimensions and evidence"},
    "indicators": {"kpi": "the pilot's indicators"},
    "repairing": {
        "repair": "units in cells, dates in several writings: before, after, and the table so"
    },
    "trend": {"trend": "a dataset's quality, release by release"},
    "releases": {
        "key": "identities",
        "settings": "the agency's province, its own rules, its route",
        "review": "requests and verdicts",
        "seal": "seal an approved release",
        "status": "releases and their states",
    },
    "carrying": {
        "export": "a sealed package to a medium",
        "receipt": "receipts that come back on a medium",
    },
    "event_log": {"log": "the event log"},
    "handover": {"handover": "reviews on another computer"},
    "sending": {"upload": "deliver a release or a package", "queue": "deliveries that wait"},
    "upkeep": {
        "rescan": "scan stored outputs by the rules of today",
        "correct": "a release takes the place of a delivered one",
        "withdraw": "take down what was published",
        "stop": "emergency: take down all of a domain or a provider",
    },
    "inbox": {"inbox": "feedback and data requests"},
    "unpacking": {"unpack": "open a package into a new folder"},
    "vault": {"vault": "who can open the workspace, and what it keeps"},
    "proof": {"verify": "a package, receipt or log"},
    "installation": {"self-check": "what is installed"},
    "policy": {"pack": "the administrators' policy"},
    "update": {"update": "a newer version, from a signed source"},
    "practice": {
        "demo": "the whole pipeline, on loopback",
        "drill": "the way out, and its faults tried",
    },
    "sandbox": {"sandbox": "the miniature platform"},
}
"""What each command is for, by the module that has it: a call loads its own family's libraries only,
and the list of all commands none."""

_WITHOUT_POLICY = ("self-check", "pack")
"""What is done where no policy pack holds that once did, or should: to see why, and to mend it."""

_ANYWHERE = {"--json": 1, "--progress": 2, "--lang": 2}
"""The options of every command, and how many words each takes."""

_PIPE_CLOSED = 128 + 13  # what a shell says of a program that SIGPIPE ended


def run(arguments: Sequence[str]) -> int:
    """Run one command; returns the exit status of ``app.core.errors``, or that of a closed pipe."""
    try:
        status = _run(_command_first(arguments))
        sys.stdout.flush()
        return status
    except BrokenPipeError:
        # Whoever read the answer has seen enough; the interpreter would flush once more at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return _PIPE_CLOSED


def _command_first(words: Sequence[str]) -> list[str]:
    """The call with what stands before its command at its end: ``--json scan x`` means ``scan x --json``."""
    start = 0
    while start < len(words) and words[start] in _ANYWHERE:
        start += _ANYWHERE[words[start]]
    return [*words[start:], *words[:start]]


def _run(arguments: Sequence[str]) -> int:
    as_json = "--json" in arguments
    language = _language(arguments)
    console = Console(language=language, style="none", quiet_stdout=as_json)
    _speak_utf8()
    try:
        command = next(iter(arguments), "")
        if command not in _WITHOUT_POLICY:
            _ = standing().pack
            keep()
        args = _parser(command).parse_args(arguments)
        style = args.progress or ("bar" if sys.stderr.isatty() else "none")
        console = Console(language=language, style=style, quiet_stdout=as_json)
        outcome: Outcome = args.command(args, console)
    except GongkaiError as error:
        console.close()
        return _fail(error, language, as_json=as_json)
    except KeyboardInterrupt:
        console.close()
        return _fail(Cancelled(), language, as_json=as_json)
    except BrokenPipeError:
        raise
    except Exception as error:  # noqa: BLE001 — a bug, whatever it is
        console.close()
        print(trace(error), end="", file=sys.stderr)
        return _fail(Unexpected(kind=type(error).__name__), language, as_json=as_json)
    console.close()
    if as_json and outcome.data is not None:
        print(json.dumps(outcome.data, ensure_ascii=False, default=str))
    elif outcome.lines:
        print("\n".join(outcome.lines))
    return 0 if outcome.good else outcome.status


def _fail(error: GongkaiError, language: Language, *, as_json: bool) -> int:
    if as_json:
        print(json.dumps(error.as_json(language), ensure_ascii=False, default=str))
    else:
        place = [str(v) for v in error.as_json(language)["error"]["where"].values()]
        print(" ".join([error.told(language), *(["@", *place] if place else [])]), file=sys.stderr)
        print(error.advice(language), file=sys.stderr)
    return error.exit_status


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise UsageWrong(reason=message)


def _parser(asked: str) -> argparse.ArgumentParser:
    """The parser of the family that holds the command ``asked``; else one that knows all by name."""
    common = _common()
    parser = _Parser(prog="gongkai", description="公开 · publishing workstation for open data")
    parser.add_argument("--version", action="version", version=__version__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND", parser_class=_Parser)
    for family, names in FAMILIES.items():
        if asked in names:
            import_module(f"app.commands.{family}").add_commands(commands, common)
            return parser
    for names in FAMILIES.values():
        for name, told in names.items():
            commands.add_parser(name, help=told)
    return parser


def _common() -> argparse.ArgumentParser:
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--json", action="store_true", help="one JSON document on stdout")
    common.add_argument("--progress", choices=["json", "bar", "none"], help="progress on stderr")
    common.add_argument("--lang", choices=["zh", "en"], help="language of messages")
    return common


def _language(arguments: Sequence[str]) -> Language:
    """What the policy locks, else what is asked for."""
    asked = next((after for word, after in pairwise(arguments) if word == "--lang"), "")
    joined = [word.removeprefix("--lang=") for word in arguments if word.startswith("--lang=")]
    return spoken(next(iter(joined), asked))


def _speak_utf8() -> None:
    """Chinese text on a Windows console, and no library chatter on anybody's."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    logging.disable(logging.WARNING)
