"""The authorities that a workspace has adopted: who may act and sign here, by whose word.

A workspace without any takes everyone who has a card in it at their word. Those of the administrators'
policy count as adopted.
"""

import functools
from dataclasses import replace
from pathlib import Path
from typing import Any, Protocol

import msgspec

from app.core.errors import Refusal
from app.core.fleet.standing import policy
from app.core.model import Card
from app.core.text import Text
from app.core.trust import canonical
from app.core.trust.identity import fingerprint
from app.core.trust.roles.history import Document, History, digest, open_document
from app.core.trust.roster import Authority, Roster, moment
from app.core.trust.x509 import collecting
from app.core.trust.x509.authority import CertificateAuthority, Certified, digests

_ROLES = "roles"  # a setting: every roles document, by organisation
_CERTIFIED = "certified"  # and every certificate authority


class CardRefused(Refusal):
    code = "card-refused"
    message = Text(
        "{name} 现在不能以这张证件办理：{reason}", "{name} cannot act with this card now: {reason}"
    )
    hint = Text(
        "请管理员更新、签署单位名单，再采用它：“工作区”菜单的“身份与信任”（命令行用 key issue、key roles import）。",
        "Ask the administrators to update and sign the roles document, then adopt it: “Identities and trust” in "
        "the menu “Workspace” (key issue, key roles import on the command line).",
    )


class Settings(Protocol):
    """Where a workspace keeps them; see app.core.workspace.ledger."""

    def setting(self, key: str, default: str = "") -> str: ...

    def set_setting(self, key: str, value: str) -> None: ...

    def note(self, event: str, actor: Card, **facts: Any) -> None: ...


def roles(ws: Settings) -> dict[str, History]:
    """The roles documents in use, by organisation."""
    return {name: open_document(document) for name, document in _documents(ws).items()}


def adopt_roles(ws: Settings, actor: Card, document: Document) -> History:
    """Use a roles document from now on. The first of an organisation is taken as it is: who adopts it
    has compared its digest with the administrators. A later one must follow from it.

    Raises ChainBroken for one that does not hold, is older, or another.
    """
    history = open_document(document)
    documents = _documents(ws)
    if history.organisation in documents:
        history.goes_on(open_document(documents[history.organisation]))
    newest = history.newest
    facts = {"organisation": newest.organisation, "version": newest.version}
    ws.note("roles-adopted", actor, **facts, digest=digest(newest))
    kept = documents | {history.organisation: document}
    ws.set_setting(_ROLES, canonical.encode(kept).decode())
    return history


def certified(ws: Settings) -> dict[str, Certified]:
    """What is known of the certificate authorities in use, by organisation; the policy names their anchors."""
    known = msgspec.json.decode(ws.setting(_CERTIFIED) or "{}", type=dict[str, Certified])
    pack = policy(ws)
    for name, anchors in pack.authorities.items() if pack else ():
        known[name] = replace(known.get(name, Certified(name, ())), anchors=anchors)
    return known


def adopt_authority(ws: Settings, actor: Card, organisation: str, file: Path) -> tuple[str, ...]:
    """Let a certificate authority vouch for an organisation's cards from now on.

    Returns its certificates' SHA-256, to be compared with what the authority says of itself.

    Raises FileMissing, FileUnreadable, CertificateInvalid.
    """
    known = collecting.anchored(certified(ws), organisation, file)
    _keep(ws, actor, "authority-adopted", known)
    return digests(file)


def bind(ws: Settings, actor: Card, file: Path) -> Card:
    """Take over the certificate of a card, and those between it and its authority; returns the card.

    Raises FileMissing, FileUnreadable, and CertificateInvalid for one that vouches for nobody today.
    """
    known, card = collecting.bound(certified(ws), file)
    _keep(ws, actor, "certificate-bound", known, card=fingerprint(card))
    return card


def take_revocations(ws: Settings, actor: Card, file: Path) -> str:
    """Take over a revocation list; returns whose. It replaces an older one of the same issuer.

    Raises FileMissing, FileUnreadable, and CertificateInvalid for one of no authority in use, or an older one.
    """
    known = collecting.revoking(certified(ws), file)
    _keep(ws, actor, "revocations-taken", known)
    return known.organisation


def roster(ws: Settings, seen: str) -> Roster | None:
    """The cards that the adopted authorities vouch for; None where there are none.

    ``seen``: by when others had seen what is to be verified, ISO 8601.
    """
    authorities = _authorities(*_adopted(ws))
    return Roster(authorities, moment(seen)) if authorities else None


def check_standing(ws: Settings, actor: Card, at: str) -> None:
    """Raises :class:`CardRefused` for a card that no adopted authority vouches for at this time."""
    known = roster(ws, at)
    refusal = known.refusal(actor, at) if known is not None else None
    if refusal is not None:
        raise CardRefused(name=actor.name, reason=refusal)


def _documents(ws: Settings) -> dict[str, Document]:
    """Those that were adopted here, and the policy's; of one organisation's the one that goes on."""
    adopted = msgspec.json.decode(ws.setting(_ROLES) or "{}", type=dict[str, Document])
    pack = policy(ws)
    for document in pack.agencies if pack else ():
        history = open_document(document)
        here = adopted.get(history.organisation)
        if here is None or not _goes_on(open_document(here), history):
            adopted[history.organisation] = document
    return adopted


def _goes_on(later: History, known: History) -> bool:
    return later.versions[: len(known.versions)] == known.versions


def _adopted(ws: Settings) -> tuple[str, str]:
    """All roles documents and all that is known of authorities, as texts."""
    pack = policy(ws)
    if pack is None or not (pack.agencies or pack.authorities):
        return ws.setting(_ROLES), ws.setting(_CERTIFIED)
    return canonical.encode(_documents(ws)).decode(), canonical.encode(certified(ws)).decode()


def _keep(ws: Settings, actor: Card, event: str, known: Certified, **facts: str) -> None:
    ws.note(event, actor, organisation=known.organisation, **facts)
    kept = certified(ws) | {known.organisation: known}
    ws.set_setting(_CERTIFIED, canonical.encode(kept).decode())


@functools.lru_cache(maxsize=4)
def _authorities(roles: str, certified: str) -> tuple[Authority, ...]:
    """From the settings' texts: every act asks, and signatures take a while to verify."""
    documents = msgspec.json.decode(roles or "{}", type=dict[str, Document])
    known = msgspec.json.decode(certified or "{}", type=dict[str, Certified])
    return (
        *(open_document(document) for document in documents.values()),
        *(CertificateAuthority(one) for one in known.values()),
    )
