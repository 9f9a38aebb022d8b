"""Commands of identities: key new, key list, key card; the families of roles and certificates."""

import argparse
import datetime
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from app.commands.certificates import add_certificates
from app.commands.console import Console, Outcome
from app.commands.handover import add_cards
from app.commands.opening import open_workspace, passphrase, token_pin, workspace_passphrase
from app.commands.output import add_output, refuse_existing
from app.commands.roles import add_roles
from app.core import acts
from app.core.acts.tokens import key_on_token
from app.core.approval.round import SIGNERS
from app.core.files import write_atomically
from app.core.model import ROLES
from app.core.text import Text
from app.core.trust import canonical
from app.core.trust.identity import Identity, fingerprint
from app.core.trust.suite import Signer
from app.core.trust.x509.subject import request
from app.core.workspace.store import Workspace


def add_key(
    commands: Any,
    here: argparse.ArgumentParser,
    common: argparse.ArgumentParser,
    signing: argparse.ArgumentParser,
) -> None:
    """Add this family to the parser."""
    key = commands.add_parser("key").add_subparsers(required=True)
    parser = key.add_parser("new", parents=[here], help="a new signing identity")
    parser.add_argument("--name", required=True)
    parser.add_argument("--person", required=True, help="staff number; one person counts once")
    parser.add_argument("--role", required=True, choices=["clerk", *SIGNERS, "admin"])
    parser.add_argument("--organisation", required=True)
    parser.add_argument("--organisation-code", help="统一社会信用代码")
    parser.add_argument("--suite", help="ed25519, p256, sm2; on a token p256 if not given")
    parser.add_argument("--token", type=Path, metavar="MODULE", help="a PKCS#11 library")
    parser.add_argument("--label", help="of the key on the token; made there if there is none")
    parser.add_argument("--serial", default="", help="of the token, where there are several")
    parser.add_argument("--csr", type=Path, help="write a certificate signing request here")
    parser.set_defaults(command=key_new)
    parser = key.add_parser("list", parents=[here], help="all identities")
    parser.set_defaults(command=key_list)
    parser = key.add_parser("card", parents=[here], help="a public card, for the platform")
    parser.add_argument("name")
    add_output(parser)
    parser.set_defaults(command=key_card)
    add_cards(key, here, signing)
    add_roles(key, common, signing)
    add_certificates(key, signing)


def key_new(args: argparse.Namespace, console: Console) -> Outcome:
    """A new identity; makes the workspace if there is none."""
    given = workspace_passphrase()
    with Workspace.create(args.workspace, given) as ws:
        who = (args.name, args.person, args.role, args.organisation)
        if args.token:
            identity = ws.add_identity(Identity.holding(_token_key(args), *who), "")
        else:
            own = passphrase("GONGKAI_KEY_PASSPHRASE", Text(args.name, args.name))
            identity = ws.new_identity(*who, own, args.suite or "ed25519")
        if args.organisation_code or not ws.setting("provider"):  # name and code go together
            ws.set_setting("provider", args.organisation)
            ws.set_setting("provider_code", args.organisation_code or "")
    if args.csr:
        write_atomically(args.csr, [request(identity)], overwrite=False)
    card = canonical.as_json(identity.card) | {"fingerprint": fingerprint(identity.card)}
    return Outcome(card, [f"{args.name} ({args.role}) {card['fingerprint'][:16]}"])


def _token_key(args: argparse.Namespace) -> Signer:
    """Raises what key_on_token raises."""
    suite, label = args.suite or "p256", args.label or args.name
    return key_on_token(args.token, label, token_pin(args.name), suite, args.serial)


def key_list(args: argparse.Namespace, console: Console) -> Outcome:
    """Every identity of the workspace, and how long its card still holds."""
    with open_workspace(args) as ws:
        terms = acts.card_terms(ws, datetime.datetime.now(datetime.UTC))
        rows = [
            canonical.as_json(each.card)
            | {"fingerprint": fingerprint(each.card), "token": ws.is_on_token(each.card.name)}
            | card_json(each, console)
            for each in terms
        ]
    lines = [
        f"{row['name']}  {ROLES[row['role']].to(console.language)}  {row['fingerprint'][:16]}"
        for row in rows
    ]
    return Outcome(rows, lines + card_lines(terms, console))


def card_json(each: acts.CardTerm, console: Console) -> dict[str, Any]:
    """Until when a card holds, and why it does not."""
    return {
        "ends": each.term.ends.isoformat() if each.term else None,
        "days": each.term.days if each.term else None,
        "warning": each.term.warning if each.term else None,
        "refused": each.refusal.to(console.language) if each.refusal else None,
    }


def card_lines(terms: Iterable[acts.CardTerm], console: Console) -> list[str]:
    """What the cards' owners should know, one a line."""
    return [f"! {each.told.to(console.language)}" for each in terms if each.told is not None]


def key_card(args: argparse.Namespace, console: Console) -> Outcome:
    """A public card as a file, to be trusted by a platform."""
    refuse_existing(args)
    with open_workspace(args) as ws:
        card = ws.identity(args.name)
    write_atomically(args.output, [canonical.encode(card)], overwrite=args.force)
    return Outcome(canonical.as_json(card), [str(args.output)])
