"""One version of an agency's roles document, and what makes it sound by itself.

In the manner of TUF's root metadata (The Update Framework, specification 1.0, §5.3 and §6.1): versions count up by one,
each is signed by a threshold of administrators, and it expires. Persons are counted, not keys.
"""

import datetime
from dataclasses import dataclass

from app.core.model import Card
from app.core.text import Text
from app.core.trust import in_toto
from app.core.trust.identity import fingerprint
from app.core.trust.roster import moment


@dataclass(frozen=True)
class Holder:
    """A card, and from when until when what it signs counts: ISO 8601 with the offset from UTC."""

    card: Card
    since: str
    until: str

    def holds(self, at: datetime.datetime) -> bool:
        """Whether the card is valid at a time."""
        return moment(self.since) <= at < moment(self.until)


@dataclass(frozen=True)
class Revocation:
    """A card, by its fingerprint, whose key may have been in other hands ``since`` then."""

    card: str
    since: str
    reason: str


@dataclass(frozen=True)
class Roles:
    """One version: in force from ``at`` until the next version's, and no longer than ``expires``.

    ``threshold``: how many administrators must sign. ``previous``: the digest of the version before, ""
    for the first. ``revoked``: of all versions so far.
    """

    organisation: str
    version: int
    threshold: int
    previous: str
    at: str
    expires: str
    holders: tuple[Holder, ...]
    revoked: tuple[Revocation, ...]

    def holder(self, card: Card) -> Holder | None:
        """The entry of a card."""
        return next((holder for holder in self.holders if holder.card == card), None)

    def revocation(self, card: Card) -> Revocation | None:
        """The revocation of a card."""
        named = fingerprint(card)
        return next((one for one in self.revoked if one.card == named), None)

    def admins(self, at: datetime.datetime) -> frozenset[Card]:
        """The administrators whose cards are valid at a time, and not revoked."""
        named = (holder for holder in self.holders if holder.card.role == "admin")
        valid = (holder.card for holder in named if holder.holds(at))
        return frozenset(card for card in valid if self.revocation(card) is None)


@in_toto.digests.register
def _(value: Roles) -> dict[str, str]:
    return {f"card {n}": fingerprint(each.card) for n, each in enumerate(value.holders, 1)}


def flaw(roles: Roles) -> Text | None:
    """What is wrong with a version by itself; None for a sound one."""
    try:
        at, expires = moment(roles.at), moment(roles.expires)
        spans = [(moment(each.since), moment(each.until)) for each in roles.holders]
        for each in roles.revoked:
            moment(each.since)
    except ValueError:
        return Text("时间无法解读", "a time in it cannot be read")
    keys = [holder.card.key for holder in roles.holders]
    if not roles.organisation.strip():
        return Text("没有写明单位", "it names no agency")
    if at >= expires or any(since >= until for since, until in spans):
        return Text("有期限在开始之前就已结束", "something ends before it begins")
    if any(holder.card.organisation != roles.organisation for holder in roles.holders):
        return Text("列有别的单位的人", "it names someone of another agency")
    if any(holder.card.role == "platform" for holder in roles.holders):
        return Text("平台不由本单位担保", "an agency does not vouch for a platform")
    if len(set(keys)) != len(keys):
        return Text("一把密钥列了两次", "one key is there twice")
    persons = {card.person for card in roles.admins(at)}
    if not 1 <= roles.threshold <= len(persons):
        return Text("管理员不够签署的人数", "there are fewer administrators than must sign")
    return None
