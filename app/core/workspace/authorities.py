"""The authorities that a workspace has adopted: who may act and sign here, by whose word.

A workspace without any takes everyone who has a card in it at their word.
"""

import functools
from typing import Any, Protocol

import msgspec

from app.core.errors import Refusal
from app.core.model import Card
from app.core.text import Text
from app.core.trust import canonical
from app.core.trust.roles.history import Document, History, digest, open_document
from app.core.trust.roster import Authority, Roster, moment

_ROLES = "roles"  # a setting: every roles document, by organisation


class CardRefused(Refusal):
    code = "card-refused"
    message = Text(
        "{name} 现在不能以这张证件办理：{reason}", "{name} cannot act with this card now: {reason}"
    )
    hint = Text(
        "请管理员更新单位名单（key issue、key rotate），签署后用 key roles import 采用。",
        "Ask the administrators to update the roles document (key issue, key rotate), "
        "then adopt it: key roles import.",
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


def roster(ws: Settings, seen: str) -> Roster | None:
    """The cards that the adopted authorities vouch for; None where there are none.

    ``seen``: by when others had seen what is to be verified, ISO 8601.
    """
    authorities = _authorities(ws.setting(_ROLES))
    return Roster(authorities, moment(seen)) if authorities else None


def check_standing(ws: Settings, actor: Card, at: str) -> None:
    """Raises :class:`CardRefused` for a card that no adopted authority vouches for at this time."""
    known = roster(ws, at)
    refusal = known.refusal(actor, at) if known is not None else None
    if refusal is not None:
        raise CardRefused(name=actor.name, reason=refusal)


def _documents(ws: Settings) -> dict[str, Document]:
    return msgspec.json.decode(ws.setting(_ROLES) or "{}", type=dict[str, Document])


@functools.lru_cache(maxsize=4)
def _authorities(told: str) -> tuple[Authority, ...]:
    """From the settings' text: every act asks, and signatures take a while to verify."""
    documents = msgspec.json.decode(told or "{}", type=dict[str, Document])
    return tuple(open_document(document) for document in documents.values())
