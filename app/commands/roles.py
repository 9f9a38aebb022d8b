"""Commands of the roles document: key roles, key issue, key rotate, key revoke.

The document is a file that the administrators hand to each other: changes gather in its last version until
enough of them have signed it; then every office and every platform imports it.
"""

import argparse
from pathlib import Path
from typing import Any

from app.commands.console import Console, Outcome
from app.commands.opening import open_workspace, unlock
from app.core import span
from app.core.errors import ParameterInvalid
from app.core.files import write_atomically
from app.core.model import ROLES, Card
from app.core.text import Text
from app.core.trust import canonical
from app.core.trust.identity import fingerprint
from app.core.trust.roles import draft
from app.core.trust.roles.document import Holder, Roles
from app.core.trust.roles.history import Document, digest, read_document
from app.core.workspace.authorities import adopt_roles
from app.core.workspace.ledger import now


def add_roles(
    key: Any,
    common: argparse.ArgumentParser,
    signing: argparse.ArgumentParser,
) -> None:
    """Add this family to the commands of ``key``."""
    roles = key.add_parser("roles", help="who may sign for the agency").add_subparsers(
        required=True
    )
    parser = _with_file(roles, "new", common, new, "a first version, to be signed")
    parser.add_argument("--organisation", required=True)
    parser.add_argument("--threshold", type=int, default=2, help="administrators who must sign")
    parser.add_argument("--expires", type=span.end, required=True, metavar="DATE")
    parser.add_argument(
        "--admin", type=Path, nargs="+", required=True, metavar="CARD.json",
        help="the administrators' cards",
    )  # fmt: skip
    _with_file(roles, "show", common, show, "its newest version, its draft, who is still to sign")
    for commands, name in ((roles, "add"), (key, "issue")):
        parser = _with_file(commands, name, common, issue, "let a card sign")
        parser.add_argument("--card", type=Path, required=True, metavar="CARD.json")
        parser.add_argument("--since", type=span.start, metavar="DATE", help="now, if not given")
        parser.add_argument("--until", type=span.end, metavar="DATE", help="else with the document")
    parser = _with_file(roles, "remove", common, remove, "name a card no more")
    parser.add_argument("--card", required=True, metavar="WHO", help="name, or fingerprint")
    parser = _with_file(roles, "renew", common, renew, "another end, another threshold")
    parser.add_argument("--expires", type=span.end, required=True, metavar="DATE")
    parser.add_argument("--threshold", type=int)
    _with_file(roles, "sign", signing, sign, "sign the drafted version as administrator")
    _with_file(roles, "import", signing, adopt, "let this document say who may sign here")
    parser = _with_file(key, "rotate", common, rotate, "a person's new card for the old one")
    parser.add_argument("--card", required=True, metavar="WHO", help="the old one")
    parser.add_argument("--to", type=Path, required=True, metavar="CARD.json")
    parser.add_argument("--since", type=span.start, metavar="DATE", help="now, if not given")
    parser = _with_file(key, "revoke", common, revoke, "distrust a card whose key was lost")
    parser.add_argument("--card", required=True, metavar="WHO")
    parser.add_argument("--since", type=span.start, required=True, metavar="DATE")
    parser.add_argument("--reason", required=True)


def _with_file(
    commands: Any, name: str, base: argparse.ArgumentParser, command: Any, told: str
) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = commands.add_parser(name, parents=[base], help=told)
    parser.add_argument("file", type=Path, metavar="ROLES.json")
    parser.set_defaults(command=command)
    return parser


def new(args: argparse.Namespace, console: Console) -> Outcome:
    """A first version that names the administrators."""
    admins = [canonical.read_document(path, Card) for path in args.admin]
    document = draft.begin(args.organisation, args.threshold, admins, now(), args.expires)
    write_atomically(args.file, [canonical.encode(document)], overwrite=False)
    return _shown(document, console)


def show(args: argparse.Namespace, console: Console) -> Outcome:
    """What is in force, what is drafted, and how many are still to sign."""
    return _shown(read_document(args.file), console)


def issue(args: argparse.Namespace, console: Console) -> Outcome:
    """A card that may sign from now on."""
    card = canonical.read_document(args.card, Card)
    document = read_document(args.file)
    until = args.until or _last(document).expires
    return _revised(args, console, draft.issue(card, args.since or now(), until))


def remove(args: argparse.Namespace, console: Console) -> Outcome:
    """Someone who has left."""
    return _revised(args, console, draft.remove(_card(args)))


def renew(args: argparse.Namespace, console: Console) -> Outcome:
    """The document lives on."""
    return _revised(args, console, draft.renew(args.expires, args.threshold))


def rotate(args: argparse.Namespace, console: Console) -> Outcome:
    """A person's new key."""
    fresh = canonical.read_document(args.to, Card)
    return _revised(args, console, draft.rotate(_card(args), fresh, args.since or now()))


def revoke(args: argparse.Namespace, console: Console) -> Outcome:
    """A key that was lost or stolen."""
    return _revised(args, console, draft.revoke(_card(args), args.since, args.reason))


def sign(args: argparse.Namespace, console: Console) -> Outcome:
    """One administrator's signature under the draft."""
    document = read_document(args.file)
    with open_workspace(args) as ws:
        document = draft.sign(document, unlock(ws, args.name))
    write_atomically(args.file, [canonical.encode(document)])
    return _shown(document, console)


def adopt(args: argparse.Namespace, console: Console) -> Outcome:
    """From now on only the cards of this document act in the workspace."""
    document = read_document(args.file)
    with open_workspace(args) as ws:
        adopt_roles(ws, unlock(ws, args.name).card, document)
    return _shown(document, console)


def _revised(args: argparse.Namespace, console: Console, change: draft.Change) -> Outcome:
    document = draft.revise(read_document(args.file), now(), change)
    write_atomically(args.file, [canonical.encode(document)])
    return _shown(document, console)


def _last(document: Document) -> Roles:
    history, drafted, _ = draft.opened(document)
    if drafted is not None:
        return drafted
    assert history is not None  # noqa: S101 — a document holds a version or is refused
    return history.newest


def _card(args: argparse.Namespace) -> Card:
    """The one card of the document that ``--card`` means. Raises ParameterInvalid."""
    cards = [holder.card for holder in _last(read_document(args.file)).holders]
    meant = [c for c in cards if args.card == c.name or fingerprint(c).startswith(args.card)]
    if len(meant) != 1:
        named = ", ".join(f"{c.name} {fingerprint(c)[:16]}" for c in meant or cards)
        reason = Text(f"须指明一张证件：{named}", f"it must mean one card: {named}")
        raise ParameterInvalid(name="--card", reason=reason)
    return meant[0]


def _shown(document: Document, console: Console) -> Outcome:
    history, drafted, awaited = draft.opened(document)
    last = _last(document)
    data = {
        "organisation": last.organisation,
        "version": history.newest.version if history else 0,
        "digest": digest(history.newest) if history else None,
        "draft": drafted and {"version": drafted.version, "digest": digest(drafted)},
        "signatures_missing": awaited,
        "threshold": last.threshold,
        "expires": last.expires,
        "cards": [_holder(last, holder) for holder in last.holders],
    }
    state = Text("待签署 {n}", "{n} signatures missing").format(n=awaited).to(console.language)
    ends = span.last_day(last.expires)
    lines = [f"{last.organisation}  v{last.version}  → {ends}  sha256:{digest(last)}"]
    lines += [f"? {state}"] if drafted else []
    for holder in last.holders:
        card, gone = holder.card, last.revocation(holder.card)
        lines.append(
            f"{'✗' if gone else ' '} {card.name}  {ROLES[card.role].to(console.language)}"
            f"  {span.first_day(holder.since)} – {span.last_day(holder.until)}  {fingerprint(card)[:16]}"
        )
    return Outcome(data, lines)


def _holder(roles: Roles, holder: Holder) -> dict[str, Any]:
    gone = roles.revocation(holder.card)
    told: dict[str, Any] = canonical.as_json(holder) | {
        "fingerprint": fingerprint(holder.card),
        "revoked": canonical.as_json(gone) if gone else None,
    }
    return told
