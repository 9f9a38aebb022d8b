"""Commands of the administrators' policy pack: pack build, sign, verify, show, install."""

import argparse
import datetime
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from app.commands.console import Console, Outcome
from app.commands.opening import add_places, open_workspace, unlock
from app.core import acts, policy_folder, policy_install, span
from app.core.catalog.classes.table import parse_csv
from app.core.errors import GongkaiError
from app.core.files import write_atomically
from app.core.fleet import signed
from app.core.fleet.pack import PolicyPack
from app.core.fleet.places import places
from app.core.fleet.settings import SOURCES
from app.core.fleet.standing import standing
from app.core.model import Envelope
from app.core.text import Text
from app.core.trust import canonical
from app.core.trust.roles.history import open_document

COMPARE = Text(
    "本机从此只认这个签发单位，请与管理员电话核对单位名单的摘要：{digest}",
    "From now on only this issuer’s packs hold here; compare the digest of its roles document by telephone: {digest}",
)


def add_commands(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add this family to the parser."""
    here, signing = add_places(common)
    pack = commands.add_parser("pack").add_subparsers(required=True)
    parser = pack.add_parser("build", parents=[common], help="a folder as a pack, to be signed")
    parser.add_argument("source", type=Path, metavar="DIR|policy.toml")
    parser.add_argument("-o", "--output", type=Path, required=True)
    parser.add_argument("--force", action="store_true", help="overwrite the output")
    parser.set_defaults(command=build)
    for name, base, command, told in (
        ("sign", signing, sign, "one administrator's signature"),
        ("verify", common, verify, "whether it would hold on this computer"),
        ("install", common, install, "let it hold on this computer, for everybody"),
    ):
        parser = pack.add_parser(name, parents=[base], help=told)
        parser.add_argument("file", type=Path, metavar="policy.json")
        parser.set_defaults(command=command)
        if command is install:
            parser.add_argument(
                "--digest", help="of the issuer's roles document, as they read it out"
            )
    parser = pack.add_parser("show", parents=[here], help="what a pack says, or what holds here")
    parser.add_argument("file", type=Path, nargs="?", metavar="policy.json")
    parser.add_argument(
        "--settings-of-workspace", action="store_true", help="with what is chosen in the workspace"
    )
    parser.set_defaults(command=show)


def build(args: argparse.Namespace, console: Console) -> Outcome:
    """The folder as an unsigned pack, once every room of the program can use it."""
    pack = policy_folder.read(args.source, _now())
    envelope = signed.unsigned(pack)
    write_atomically(args.output, [canonical.encode(envelope)], overwrite=args.force)
    return _drafted(envelope, console)


def sign(args: argparse.Namespace, console: Console) -> Outcome:
    """One administrator's signature."""
    envelope = signed.read_envelope(canonical.read_bytes(args.file))
    policy_folder.check_all(signed.content(envelope))
    with open_workspace(args) as ws:
        envelope = signed.sign(envelope, unlock(ws, args.name))
    write_atomically(args.file, [canonical.encode(envelope)])
    return _drafted(envelope, console)


def verify(args: argparse.Namespace, console: Console) -> Outcome:
    """Signatures, term, whether it follows what holds here, and whether this program can use it."""
    try:
        opened = policy_install.look_at(args.file)
    except GongkaiError as error:
        told = error.told(console.language)
        return Outcome({"valid": False, "problems": [told]}, [f"✗ {told}"], good=False)
    return Outcome(
        {"valid": True, "problems": [], **opened.as_json()}, ["✓", *_lines(opened.pack, console)]
    )


def install(args: argparse.Namespace, console: Console) -> Outcome:
    """Lay the pack where every user's program finds it; this takes an administrator's rights."""
    known = standing()
    opened = policy_install.install(args.file, args.digest)
    lines = [f"{places().laid}", *_lines(opened.pack, console)]
    if args.digest is None and (known.opened is None or not known.pinned):
        lines.append(f"? {COMPARE.format(digest=opened.issuer).to(console.language)}")
    return Outcome({"installed": str(places().laid), **opened.as_json()}, lines)


def show(args: argparse.Namespace, console: Console) -> Outcome:
    """A pack's content; without one, what holds on this computer and where each setting comes from."""
    if args.file is not None:
        envelope = signed.read_envelope(canonical.read_bytes(args.file))
        return _drafted(envelope, console)
    found = standing()
    pack = found.pack
    if args.settings_of_workspace:
        with open_workspace(args) as ws:
            settings = acts.settings_in_force(ws)
    else:
        settings = acts.settings_in_force(None)
    warnings = [each.to(console.language) for each in found.advice(_now())]
    data = {
        "policy": None
        if found.opened is None
        else found.opened.as_json() | {"origin": found.origin},
        "warnings": warnings,
        "settings": {
            each.setting.name: {
                "value": _plain(each.resolved.value),
                "source": each.resolved.source.value,
            }
            for each in settings
        },
    }
    lines = _lines(pack, console) if pack is not None else ["–"]
    lines += [f"! {each}" for each in warnings]
    lines += [
        f"  {each.setting.title.to(console.language)}: {each.told.to(console.language)}"
        f"  ({SOURCES[each.resolved.source].to(console.language)})"
        for each in settings
    ]
    return Outcome(data, lines)


def _drafted(envelope: Envelope, console: Console) -> Outcome:
    pack, missing = signed.content(envelope), signed.missing(envelope)
    data = {"pack": canonical.as_json(pack), "signatures_missing": missing}
    awaited = Text("待签署 {n}", "{n} signatures missing").format(n=missing)
    lines = _lines(pack, console)
    return Outcome(data, [*lines, f"? {awaited.to(console.language)}"] if missing else lines)


def _lines(pack: PolicyPack, console: Console) -> list[str]:
    """All that a pack brings, so that whoever signs it has seen it."""
    lines = [f"{pack.organisation}  v{pack.version}  → {span.last_day(pack.expires)}"]
    for name in pack.settings.__struct_fields__:
        if pack.sets(name) is not None:
            mark = "✱" if name in pack.locked else " "
            lines.append(f"{mark} {name} = {pack.sets(name)}")
    lines += [
        f"✗ {name.to(console.language)}: {left.to(console.language)}"
        for name, left in acts.restrictions_of(pack)
    ]
    held: dict[str, Iterable[str]] = {
        "platforms": pack.platforms,
        "rules": pack.rules,
        "routes": [route.id for route in pack.routes],
        "agencies": [open_document(each).organisation for each in pack.agencies],
        "authorities": pack.authorities,
        "classes": [f"{len(parse_csv(pack.classes).tree.classes)}"] if pack.classes else (),
        "updates": pack.updates,
    }
    return lines + [f"  {name}: {', '.join(ids)}" for name, ids in held.items() if ids]


def _plain(value: Any) -> Any:
    return str(value) if isinstance(value, Path) else value


def _now() -> datetime.datetime:
    return datetime.datetime.now(datetime.UTC)
