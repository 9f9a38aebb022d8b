"""Who brings something must be in office when it arrives."""

from collections.abc import Collection

from app.core.errors import ChainBroken
from app.core.model import Card
from app.core.trust.roster import Roster


def check_in_office(trusted: Collection[Card], signer: Card, link: str) -> None:
    """Verdicts may be old; what is new may not, lest a former clerk dates it back.

    Raises :class:`ChainBroken` at ``link`` for a card that no authority vouches for today.
    """
    if isinstance(trusted, Roster):
        refusal = trusted.refusal(signer, trusted.seen.isoformat())
        if refusal is not None:
            raise ChainBroken(link=link, reason=refusal, rule="signer")
