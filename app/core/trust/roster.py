"""Who may sign, and when: cards that authorities vouch for, each for its own organisation.

An authority is a roles document or a certificate authority. What it says holds for the time at which
something was signed, so that old signatures outlive the card, and a card that has ended signs nothing new.
The time that a statement names is its signer's own word: believed of a card that ended in honour,
not of one that was revoked, whose signatures count only where others had seen them before.
"""

import datetime
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Protocol

from app.core.model import Card
from app.core.text import Text

SKEW = datetime.timedelta(minutes=10)
"""How far two clocks may be apart."""


class Authority(Protocol):
    """What vouches for the cards of one organisation."""

    @property
    def organisation(self) -> str: ...

    @property
    def cards(self) -> frozenset[Card]:
        """Every card that it ever vouched for."""

    def refusal(self, card: Card, at: datetime.datetime, seen: datetime.datetime) -> Text | None:
        """Why what ``card`` signed at ``at`` does not count; None if it does.

        ``seen``: when somebody other than the signer has had it in hands.
        """

    def ends(self, card: Card) -> datetime.datetime | None:
        """When a card's time is over; None for one that it does not vouch for."""


@dataclass(frozen=True)
class Roster(Collection[Card]):
    """The cards of several authorities. All that speak for a card's organisation must agree.

    ``seen``: by when what is to be verified had been seen by others: now, or a receipt's time.
    """

    authorities: tuple[Authority, ...]
    seen: datetime.datetime

    def refusal(self, card: Card, at: str) -> Text | None:
        """Why what ``card`` signed at ``at`` (ISO 8601) does not count; None if it does."""
        vouching = [one for one in self.authorities if one.organisation == card.organisation]
        if not vouching:
            return Text(
                "没有受信的机构为签名人的单位担保", "nobody vouches for its signer's agency"
            )
        try:
            signed = moment(at)
        except ValueError:
            return Text("签名时间无法解读", "the time of its signature cannot be read")
        if signed > self.seen + SKEW:
            return Text("签名时间在将来", "it was signed in the future")
        refusals = (one.refusal(card, signed, self.seen) for one in vouching)
        return next((refusal for refusal in refusals if refusal is not None), None)

    def ends(self, card: Card) -> datetime.datetime | None:
        """When the first authority that vouches for a card does so no longer; None if none does."""
        times = (one.ends(card) for one in self.authorities)
        return min((time for time in times if time is not None), default=None)

    def __contains__(self, card: object) -> bool:
        return any(card in one.cards for one in self.authorities)

    def __iter__(self) -> Iterator[Card]:
        return iter(frozenset().union(*(one.cards for one in self.authorities)))

    def __len__(self) -> int:
        return sum(1 for _ in self)


def moment(text: str) -> datetime.datetime:
    """A time as ISO 8601 with its offset. Raises :class:`ValueError`."""
    time = datetime.datetime.fromisoformat(text)
    if time.tzinfo is None:
        raise ValueError("a time without its offset from UTC")
    return time
