"""Writing the next version of a roles document: changes gather in a draft until enough have signed it.

Any change takes the signatures off a draft, for they were given to something else.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace

from app.core.errors import GongkaiError, ParameterInvalid, RoleRefused
from app.core.model import ROLES, Card, Envelope
from app.core.text import Text
from app.core.trust import dsse
from app.core.trust.identity import Identity, fingerprint
from app.core.trust.roles.document import Holder, Revocation, Roles
from app.core.trust.roles.history import (
    LINK,
    Document,
    History,
    RolesInvalid,
    digest,
    follow,
    missing,
    open_document,
)
from app.core.trust.roster import moment

Change = Callable[[Roles], Roles]


def begin(
    organisation: str, threshold: int, admins: Iterable[Card], at: str, expires: str
) -> Document:
    """A first version that names the administrators, unsigned. Raises :class:`RolesInvalid` for a flaw."""
    holders = tuple(Holder(card, at, expires) for card in admins)
    return _drafted((), Roles(organisation, 1, threshold, "", at, expires, holders, ()))


def opened(document: Document) -> tuple[History | None, Roles | None, int]:
    """What is in force, what is drafted, and how many signatures the draft still needs.

    Raises :class:`RolesInvalid`.
    """
    if not document:
        raise RolesInvalid.at(LINK, "没有任何版本", "it holds no version")
    settled = _settled(document)
    history = open_document(settled) if settled else None
    if settled == document:
        return history, None, 0
    versions = history.versions if history else ()
    return history, follow(versions, document[-1]), missing(versions, document[-1])


def revise(document: Document, at: str, change: Change) -> Document:
    """The document with ``change`` made in its draft, or in a new one that begins ``at``.

    Raises :class:`RolesInvalid` for what the change would make unsound.
    """
    history, draft, _ = opened(document)
    if draft is None:
        assert history is not None  # noqa: S101 — a document that is settled holds a version
        last = history.newest
        draft = replace(last, version=last.version + 1, previous=digest(last))
    return _drafted(_settled(document), change(replace(draft, at=at)))


def sign(document: Document, admin: Identity) -> Document:
    """The document with one more signature under its draft.

    Raises RoleRefused for who is no administrator by it, ParameterInvalid if nothing is drafted.
    """
    history, draft, _ = opened(document)
    if draft is None:
        reason = Text("没有待签署的版本", "no version waits for signatures")
        raise ParameterInvalid(name=Text("名单", "roles document"), reason=reason)
    judges = (draft, *(history.versions[-1:] if history else ()))
    if not any(admin.card in judge.admins(moment(draft.at)) for judge in judges):
        raise RoleRefused(act=Text("签署名单", "sign the roles document"), role=ROLES["admin"])
    return (*document[:-1], dsse.cosign(document[-1], admin))


# ── changes ──────────────────────────────────────────────────────────────────────────────────


def issue(card: Card, since: str, until: str) -> Change:
    """Let a card sign between two times."""
    return lambda roles: replace(
        roles, holders=(*_without(roles, card), Holder(card, since, until))
    )


def remove(card: Card) -> Change:
    """Name a card no more: what it signed until this version comes into force still counts."""
    return lambda roles: replace(roles, holders=_without(_naming(roles, card), card))


def revoke(card: Card, since: str, reason: str) -> Change:
    """Distrust a card whose key may have been in other hands ``since`` then, for good."""
    gone = Revocation(fingerprint(card), since, reason)
    return lambda roles: replace(_naming(roles, card), revoked=(*roles.revoked, gone))


def rotate(old: Card, new: Card, at: str) -> Change:
    """Let a person's new card take the old one's place at a time; it ends when the old one would have.

    Raises :class:`ParameterInvalid` for another person's card.
    """
    theirs = [(card.person, card.role, card.organisation) for card in (old, new)]
    if theirs[0] != theirs[1]:
        reason = Text("不是同一人的同一角色", "it is not the same person in the same role")
        raise ParameterInvalid(name=Text("新证件", "new card"), reason=reason)

    def change(roles: Roles) -> Roles:
        held = _naming(roles, old).holder(old)
        assert held is not None  # noqa: S101 — _naming has looked
        holders = (*_without(roles, old), replace(held, until=at), Holder(new, at, held.until))
        return replace(roles, holders=holders)

    return change


def renew(expires: str, threshold: int | None = None) -> Change:
    """Another end of the document, and another number of signatures."""
    return lambda roles: replace(
        roles, expires=expires, threshold=roles.threshold if threshold is None else threshold
    )


# ── inside ───────────────────────────────────────────────────────────────────────────────────


def _settled(document: Document) -> Document:
    """The versions but for a last one that awaits signatures."""
    try:
        open_document(document)
    except GongkaiError:
        return document[:-1]
    return document


def _drafted(settled: Document, roles: Roles) -> Document:
    envelope: Envelope = dsse.unsigned(roles)
    follow(open_document(settled).versions if settled else (), envelope)
    return (*settled, envelope)


def _naming(roles: Roles, card: Card) -> Roles:
    """The same, if it names the card. Raises :class:`ParameterInvalid`."""
    if roles.holder(card) is None:
        reason = Text("名单中没有这张证件", "the roles document does not name it")
        raise ParameterInvalid(name=Text(card.name, card.name), reason=reason)
    return roles


def _without(roles: Roles, card: Card) -> tuple[Holder, ...]:
    return tuple(holder for holder in roles.holders if holder.card != card)
