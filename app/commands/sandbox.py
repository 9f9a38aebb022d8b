"""Commands of the miniature platform: sandbox serve, receive, enrol, applications."""

import argparse
import contextlib
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.commands.console import Console, Outcome
from app.core.approval import routes
from app.core.errors import FileMissing, OutputUnwritable, ParameterInvalid
from app.core.model import Card
from app.core.text import Text
from app.core.trust import canonical
from app.core.trust.roles.history import read_document

if TYPE_CHECKING:
    from app.sandbox.vouching import Vouching


def add_commands(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add this family to the parser."""
    sandbox = commands.add_parser("sandbox")
    rooms = sandbox.add_subparsers(required=True)
    parser = rooms.add_parser("receive", parents=[common], help="what lies in a folder's in/")
    parser.add_argument("folder", type=Path, metavar="DIR", help="a medium, or a shared folder")
    parser.add_argument("--dir", type=Path, default=Path("gongkai-sandbox"))
    _add_trust(parser)
    parser.set_defaults(command=receive)
    parser = rooms.add_parser(
        "enrol", parents=[common], help="a certificate for one more department"
    )
    parser.add_argument("name", help="the department's name")
    parser.add_argument("--dir", type=Path, default=Path("gongkai-sandbox"))
    parser.set_defaults(command=enrol)
    parser = rooms.add_parser("applications", parents=[common], help="those that wait to be shown")
    parser.add_argument("--dir", type=Path, default=Path("gongkai-sandbox"))
    parser.add_argument(
        "--show", metavar="ID", action="append", default=[], help="show it from now on"
    )
    parser.set_defaults(command=applications)
    parser = rooms.add_parser("serve", parents=[common])
    parser.add_argument("--port", type=int, default=0, help="0: any free port")
    parser.add_argument("--dir", type=Path, default=Path("gongkai-sandbox"))
    _add_trust(parser)
    parser.add_argument("--route", help="what the route of signatures must ask for at least")
    parser.add_argument(
        "--suite", choices=["ed25519", "p256", "sm2"], default="ed25519",
        help="of its receipts, and of the packages that it takes",
    )  # fmt: skip
    parser.set_defaults(command=serve)


def _add_trust(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--trust", type=Path, action="append", default=[], help="a card to trust")
    parser.add_argument(
        "--roles", type=Path, action="append", default=[], metavar="ROLES.json",
        help="an agency's roles document; single cards then count no more",
    )  # fmt: skip
    parser.add_argument(
        "--authority", action="append", default=[], metavar="AGENCY=CA.pem",
        help="an agency's certificate authority, likewise",
    )  # fmt: skip
    parser.add_argument(
        "--certificate", type=Path, action="append", default=[], metavar="FILE.pem",
        help="that it has issued to somebody who signs",
    )  # fmt: skip
    parser.add_argument(
        "--revocations", type=Path, action="append", default=[], metavar="FILE.crl",
        help="what it has revoked",
    )  # fmt: skip


def receive(args: argparse.Namespace, console: Console) -> Outcome:
    """Take in what was brought on a medium, once; answers go to its out/."""
    from app.core.delivery.ticket import code_of
    from app.sandbox.letterbox import receive as take_in
    from app.sandbox.open_platform import Platform

    _look_for([*args.trust, args.folder])
    platform = Platform(args.dir)
    _let_vouch(platform.vouching, args)
    taken = take_in(platform, args.folder)
    rows = [{"sha256": t.digest, "code": code_of(t.digest), "answer": t.answer} for t in taken]
    lines = [f"{row['code']}  {row['answer']}" for row in rows]
    good = all("refusal" not in t.answer for t in taken)
    return Outcome({"taken": rows}, lines or ["–"], good=good)


def enrol(args: argparse.Namespace, console: Console) -> Outcome:
    """A department's own profile, to hand out."""
    from app.sandbox.clients import enrol as add

    profile = str(add(args.dir, args.name))
    return Outcome({"profile": profile}, [profile])


def applications(args: argparse.Namespace, console: Console) -> Outcome:
    """What people have made of the data: show those that were looked at, list those that wait."""
    from app.sandbox.portal.applications import Applications

    register = Applications(args.dir / "applications")
    for id in args.show:
        try:
            register.show(id)
        except KeyError:
            raise FileMissing(name=id) from None
    waiting = register.waiting()
    lines = [f"{made.id}  {made.name}  {made.who}" for made in waiting]
    return Outcome({"waiting": canonical.as_json(waiting)}, lines or ["–"])


def _let_vouch(vouching: "Vouching", args: argparse.Namespace) -> None:
    """What the options say of who may sign. Raises for what does not hold, or is older than what is used."""
    vouching.trust(*(canonical.read_document(card, Card) for card in args.trust))
    for path in args.roles:
        vouching.adopt(read_document(path))
    for told in args.authority:
        organisation, _, file = told.partition("=")
        if not organisation or not file:
            reason = Text("应写成 单位=CA.pem", "it should read like AGENCY=CA.pem")
            raise ParameterInvalid(name="--authority", reason=reason)
        vouching.adopt_authority(organisation, Path(file))
    for path in args.certificate:
        vouching.bind(path)
    for path in args.revocations:
        vouching.take_revocations(path)


def _look_for(paths: list[Path]) -> None:
    for path in paths:
        if not path.exists():
            raise FileMissing(name=path.name)


def serve(args: argparse.Namespace, console: Console) -> Outcome:
    """Serve until interrupted; says first where it is and what a client needs."""
    from app.sandbox.open_platform import Platform
    from app.sandbox.server import Sandbox

    demanded = routes.route(args.route) if args.route else None
    _look_for(args.trust)
    try:
        _let_vouch(Platform(args.dir, args.suite).vouching, args)  # before anything listens
        sandbox = Sandbox(args.dir, args.port, args.suite)
    except (OSError, OverflowError) as error:
        reason = Text(
            "端口被占用，或文件夹不可写", "the port is taken, or the folder is not writable"
        )
        raise OutputUnwritable(name=f"{args.dir}:{args.port}", reason=reason) from error
    if demanded is not None:
        sandbox.platform.demand(demanded)
    where = {
        "address": sandbox.address,
        "public_address": sandbox.public_address,
        "profile": str(sandbox.profile),
        "ca": str(sandbox.profile.with_name("ca.pem")),
        "client_certificate": str(sandbox.profile.with_name("client.pem")),
        "client_key": str(sandbox.profile.with_name("client.key")),
        "trusted": str(args.dir / "trusted"),
    }
    if args.json:
        print(json.dumps(where, ensure_ascii=False), flush=True)
    else:
        for name, value in where.items():
            console.say(Text(f"{name}: {value}", f"{name}: {value}"))
    with contextlib.suppress(KeyboardInterrupt):  # the way to end it
        sandbox.wait()
    sandbox.stop()
    return Outcome(None)
