"""All versions of a roles document, each signed by the administrators of the one before.

A reader who knows some version follows the later ones from there; nobody can make it forget a revocation, take
an older version for the newest, or skip one.
"""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from app.core.errors import ChainBroken, DocumentInvalid
from app.core.model import Card, Envelope
from app.core.text import Text
from app.core.trust import canonical, dsse
from app.core.trust.roles.document import Roles, flaw
from app.core.trust.roster import moment

LINK = "roles"


class RolesInvalid(ChainBroken):
    code = "roles-invalid"
    message = Text("单位名单无效：{reason}", "The roles document does not hold: {reason}")
    hint = Text(
        "请向管理员索取最新的单位名单，并核对它的摘要。",
        "Ask the administrators for the newest one, and compare its digest.",
    )


Document = tuple[Envelope, ...]
"""The file: every version, from the first on."""


@dataclass(frozen=True)
class History:
    """An agency's roles through time; an :class:`~app.core.trust.roster.Authority`."""

    versions: tuple[Roles, ...]

    @property
    def newest(self) -> Roles:
        return self.versions[-1]

    @property
    def organisation(self) -> str:
        return self.newest.organisation

    @cached_property
    def cards(self) -> frozenset[Card]:
        """Every card that any version named."""
        return frozenset(each.card for version in self.versions for each in version.holders)

    def refusal(self, card: Card, at: datetime.datetime, seen: datetime.datetime) -> Text | None:
        """Why what ``card`` signed at ``at`` does not count, by the version that stood then.

        A revoked card's own word for the time is worth nothing: what others had not ``seen`` before does
        not count.
        """
        stood = next((each for each in reversed(self.versions) if moment(each.at) <= at), None)
        if stood is None:
            return Text("签名早于单位名单", "it was signed before there was a roles document")
        if at >= moment(stood.expires):
            return Text("单位名单当时已过期", "the roles document had expired")
        holder = stood.holder(card)
        if holder is None:
            return Text("签名人当时不在单位名单中", "its signer was not in the roles document")
        if not holder.holds(at):
            return Text("签名人的证件当时不在有效期内", "its signer's card was not valid then")
        revoked = self.newest.revocation(card)
        if revoked is not None and max(at, seen) >= moment(revoked.since):
            return Text("签名人的证件已被吊销", "its signer's card is revoked")
        return None

    def ends(self, card: Card) -> datetime.datetime | None:
        """When a card's time is over, or that of the document before it."""
        holder = self.newest.holder(card)
        return min(moment(holder.until), moment(self.newest.expires)) if holder else None

    def goes_on(self, known: "History") -> None:
        """Raises :class:`RolesInvalid` unless this is ``known``, or follows from it."""
        if len(self.versions) < len(known.versions):
            raise RolesInvalid.at(LINK, "版本比已采用的旧", "it is older than the one in use")
        if self.versions[: len(known.versions)] != known.versions:
            raise RolesInvalid.at(LINK, "与已采用的不是同一份", "it does not follow the one in use")


def read_document(path: Path) -> Document:
    """The versions of a file, as they stand there. Raises FileMissing, FileUnreadable, DocumentInvalid."""
    try:
        return canonical.read_document(path, Document)
    except DocumentInvalid as error:
        kind = Text("单位名单", "roles document")
        raise DocumentInvalid(name=path.name, kind=kind, reason=error.params["reason"]) from error


def open_document(document: Document) -> History:
    """The versions inside, once each is signed by enough administrators.

    Raises :class:`RolesInvalid` at the first version that does not hold.
    """
    if not document:
        raise RolesInvalid.at(LINK, "没有任何版本", "it holds no version")
    versions: list[Roles] = []
    for envelope in document:
        roles = follow(versions, envelope)
        if missing(versions, envelope):
            raise _broken(roles.version, "签署的管理员不够", "too few administrators have signed")
        versions.append(roles)
    return History(tuple(versions))


def follow(versions: Sequence[Roles], envelope: Envelope) -> Roles:
    """The version of an envelope, once it is sound and follows the ones before, signed or not yet.

    Raises :class:`RolesInvalid`.
    """
    roles = dsse.content(envelope, Roles, LINK)
    wrong = flaw(roles)
    if wrong is not None:
        raise _broken(roles.version, wrong.zh, wrong.en)
    if roles.version != len(versions) + 1:
        raise _broken(roles.version, "版本号不连续", "its number does not follow")
    if versions:
        _check_follows(roles, versions[-1])
    elif roles.previous:
        raise _broken(roles.version, "前面的版本缺失", "the versions before it are missing")
    return roles


def missing(versions: Sequence[Roles], envelope: Envelope) -> int:
    """How many administrators are still to sign the version after ``versions``.

    Those of the version before must agree, and those that it names itself; a card that it revokes does not
    count. Raises :class:`RolesInvalid` for a signature that is none of theirs.
    """
    roles = dsse.content(envelope, Roles, LINK)
    judges = (*versions[-1:], roles)
    admins = [judge.admins(moment(roles.at)) for judge in judges]
    signed = dsse.cosigners(envelope, frozenset().union(*admins), LINK)
    counted = {card for card in signed if roles.revocation(card) is None}
    persons = [{card.person for card in counted & those} for those in admins]
    return max(0, *(judge.threshold - len(who) for judge, who in zip(judges, persons, strict=True)))


def digest(roles: Roles) -> str:
    """What stands for a version: read it out on the telephone before adopting the first one."""
    return canonical.digest(roles)


def _check_follows(roles: Roles, before: Roles) -> None:
    if roles.previous != digest(before):
        raise _broken(roles.version, "不接前一版本", "it does not follow the version before")
    if roles.organisation != before.organisation:
        raise _broken(roles.version, "换了单位", "it is another agency's")
    if moment(roles.at) <= moment(before.at):
        raise _broken(roles.version, "早于前一版本", "it is older than the version before")
    if roles.revoked[: len(before.revoked)] != before.revoked:
        raise _broken(roles.version, "漏掉了吊销", "it forgets a revocation")


def _broken(version: int, zh: str, en: str) -> RolesInvalid:
    return RolesInvalid.at(LINK, f"第 {version} 版：{zh}", f"version {version}: {en}")
