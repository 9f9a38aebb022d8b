"""Commands between two computers: key address, key import, key known; handover send, receive, assign, sync."""

import argparse
from pathlib import Path
from typing import Any

from app.commands.console import Console, Outcome
from app.commands.opening import add_places, open_workspace, unlock
from app.commands.output import refuse_existing
from app.core import acts
from app.core.errors import ParameterInvalid
from app.core.files import write_atomically
from app.core.handover.address import read
from app.core.model import KIND_NAMES, ROLES, Card
from app.core.text import Text, listed
from app.core.trust import canonical
from app.core.trust.identity import fingerprint
from app.core.workspace.store import Workspace

_CODE = Text(
    "校验码 {code}，请当面或打电话念给对方核对", "code {code}: read it out to whoever imports it"
)


def add_commands(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add this family to the parser."""
    here, signing = add_places(common)
    family = commands.add_parser("handover")
    verbs = family.add_subparsers(required=True)
    parser = verbs.add_parser(
        "send", parents=[signing], help="a request to reviewers, or the verdicts back"
    )
    parser.add_argument("release")
    _add_to(parser, required=False)
    parser.add_argument("-o", "--output", type=Path, required=True, help=".gkrequest, .gkverdict")
    parser.add_argument("--force", action="store_true", help="overwrite the output")
    parser.set_defaults(command=send)
    parser = verbs.add_parser("receive", parents=[signing], help="what came from another computer")
    parser.add_argument("file", type=Path)
    parser.set_defaults(command=receive)
    parser = verbs.add_parser(
        "assign", parents=[signing], help="who gets a release through the shared folder"
    )
    parser.add_argument("release")
    _add_to(parser, required=True)
    parser.set_defaults(command=assign)
    parser = verbs.add_parser("sync", parents=[signing], help="send and receive what waits")
    parser.add_argument("--folder", type=Path, required=True, metavar="DIR", help="the shared one")
    parser.set_defaults(command=sync)

    parser = verbs.add_parser(
        "originals", parents=[here], help="whether originals travel with a request, from now on"
    )
    parser.add_argument("policy", nargs="?", choices=list(acts.POLICIES))
    parser.add_argument("--as", dest="name", help="who lays it down; the log tells")
    parser.set_defaults(command=originals)


def add_cards(key: Any, here: argparse.ArgumentParser, signing: argparse.ArgumentParser) -> None:
    """Add the commands that make two people's workspaces known to each other."""
    parser = key.add_parser("address", parents=[signing], help="a card that others can seal for")
    parser.add_argument("-o", "--output", type=Path, required=True)
    parser.add_argument("--force", action="store_true", help="overwrite the output")
    parser.set_defaults(command=key_address)
    parser = key.add_parser("import", parents=[signing], help="trust somebody's card")
    parser.add_argument("file", type=Path)
    parser.add_argument("--code", default="", help="as its owner has read it out")
    parser.set_defaults(command=key_import)
    parser = key.add_parser("known", parents=[here], help="the cards that were imported")
    parser.set_defaults(command=key_known)


def _add_to(parser: argparse.ArgumentParser, *, required: bool) -> None:
    parser.add_argument(
        "--to", action="append", default=[], required=required, metavar="NAME",
        help="whose card was imported; may be given several times",
    )  # fmt: skip
    parser.add_argument(
        "--original", action="store_true", help="with the data as it came in, not its digest only"
    )


def key_address(args: argparse.Namespace, console: Console) -> Outcome:
    """Our own card with its sealing key; the code is told, not written into it."""
    refuse_existing(args)
    with open_workspace(args) as ws:
        content = canonical.encode(acts.own_address(ws, unlock(ws, args.name)))
    write_atomically(args.output, [content], overwrite=args.force)
    shown = read(content, args.output.name)
    return Outcome(
        _card(shown.card) | {"code": shown.code},
        [str(args.output), _CODE.format(code=shown.code).to(console.language)],
    )


def key_import(args: argparse.Namespace, console: Console) -> Outcome:
    """Trust a card whose code a person has compared."""
    with open_workspace(args) as ws:
        known = acts.trust_card(ws, unlock(ws, args.name), args.file, args.code)
    return Outcome(_known(known), [_known_line(known, console)])


def key_known(args: argparse.Namespace, console: Console) -> Outcome:
    """Whose signatures from other computers count here."""
    with open_workspace(args) as ws:
        known = acts.correspondents(ws)
    return Outcome([_known(each) for each in known], [_known_line(each, console) for each in known])


def send(args: argparse.Namespace, console: Console) -> Outcome:
    """A ``.gkrequest`` of a release that is at home here, or a ``.gkverdict`` on one that was received."""
    with open_workspace(args) as ws:
        actor = unlock(ws, args.name)
        if acts.home_of(ws, args.release) is None:
            written = acts.request_letter(
                ws, actor, args.release, args.to, args.output, console,
                original=args.original, overwrite=args.force,
            )  # fmt: skip
        else:
            written = acts.verdict_letter(
                ws, actor, args.release, args.output, console, overwrite=args.force
            )
        acts.note_sent(ws, actor, written)
    letter, names = written.letter, ", ".join(each.signer.name for each in written.to)
    data = {"letter": letter.id, "kind": letter.kind, "to": [_card(a.signer) for a in written.to]}
    return Outcome(data, [f"{args.output}  → {names}"])


def receive(args: argparse.Namespace, console: Console) -> Outcome:
    """What a letter brings; verdicts that conflict are told, and the status says so."""
    with open_workspace(args) as ws:
        taken = acts.take_over(ws, unlock(ws, args.name), args.file, console)
        return Outcome(
            _taken(ws, taken, console), _taken_lines(ws, taken, console), good=_good(taken)
        )


def assign(args: argparse.Namespace, console: Console) -> Outcome:
    """Each of them gets the release at the next sync at which it is their turn."""
    with open_workspace(args) as ws:
        actor = unlock(ws, args.name)
        acts.assign(ws, actor, args.release, args.to, original=args.original)
    return Outcome({"release": args.release, "to": args.to}, [f"{args.release}  → {args.to}"])


def originals(args: argparse.Namespace, console: Console) -> Outcome:
    """The agency's policy on originals; without one given: show it."""
    with open_workspace(args) as ws:
        if args.policy:
            if not args.name:
                reason = Text("须写明由谁更改", "it must be said who changes it")
                raise ParameterInvalid(name="--as", reason=reason)
            acts.set_originals_policy(ws, unlock(ws, args.name).card, args.policy)
        policy = acts.originals_policy(ws)
    return Outcome({"policy": policy}, [acts.POLICIES[policy].to(console.language)])


def sync(args: argparse.Namespace, console: Console) -> Outcome:
    """One round through the shared folder."""
    language = console.language
    with open_workspace(args) as ws:
        done = acts.sync(ws, unlock(ws, args.name), args.folder, console)
        data = {
            "sent": [{"letter": each.id, "kind": each.kind} for each in done.sent],
            "received": [_taken(ws, each, console) for each in done.received],
            "refused": [
                {"file": each.name} | each.reason.as_json(language) for each in done.refused
            ],
        }
        lines = [f"→ {each.name}" for each in done.sent]
        lines += [line for each in done.received for line in _taken_lines(ws, each, console)]
        lines += [f"✗ {each.name}  {each.reason.told(language)}" for each in done.refused]
    return Outcome(data, lines, good=not done.refused and all(map(_good, done.received)))


def _good(taken: acts.TakenOver) -> bool:
    return not taken.merged.conflicts


def _taken(ws: Workspace, taken: acts.TakenOver, console: Console) -> dict[str, Any]:
    merged = taken.merged
    return {
        "kind": taken.letter.kind,
        "release": taken.release,
        "state": ws.release(taken.release).state.value,
        "fresh": taken.fresh,
        "proven": list(taken.proven),
        "on_word": list(taken.on_word),
        "verdicts": [
            {"name": v.signer.name, "level": v.level, "opinion": v.opinion} for v in merged.taken
        ],
        "known": merged.known,
        "conflicts": [
            {"name": each.verdict.signer.name, "opinion": each.verdict.opinion}
            | each.reason.as_json(console.language)
            for each in merged.conflicts
        ],
    }


def _taken_lines(ws: Workspace, taken: acts.TakenOver, console: Console) -> list[str]:
    language = console.language
    lines = [f"✓ {taken.release}  {ws.release(taken.release).name}"]
    if taken.on_word:
        kinds = listed([KIND_NAMES[kind] for kind in taken.on_word])
        told = Text(
            "未移交、以送审人签名为准：{kinds}",
            "not handed over, on the clerk's signed word: {kinds}",
        )
        lines.append(f"  {told.format(kinds=kinds).to(language)}")
    lines += [f"  {v.level}. {v.signer.name}  {v.opinion}" for v in taken.merged.taken]
    return lines + [
        f"  ✗ {each.reason.told(language)}\n    {each.reason.advice(language)}"
        for each in taken.merged.conflicts
    ]


def _card(card: Card) -> dict[str, Any]:
    return canonical.as_json(card) | {"fingerprint": fingerprint(card)}  # type: ignore[no-any-return]


def _known(known: acts.Correspondent) -> dict[str, Any]:
    return _card(known.card) | {"address": known.address.suite if known.address else None}


def _known_line(known: acts.Correspondent, console: Console) -> str:
    card = known.card
    role = ROLES[card.role].to(console.language)
    sealing = known.address.suite if known.address else "–"
    return f"{card.name}  {role}  {card.organisation}  {fingerprint(card)[:16]}  {sealing}"
