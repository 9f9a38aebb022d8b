"""A round of signatures along a route: who is awaited, who may not sign, what it has come to.

The one rule by which the transition table admits a signature, the log is replayed, and a package is
verified. Persons are counted, not keys: nobody who handled the data signs, and nobody signs twice.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

from app.core.approval.persons import Named, Person, may_be_one
from app.core.approval.values import Level, Request, Route
from app.core.errors import Refusal, RoleRefused, SamePerson
from app.core.model import Card, Opinion, Role
from app.core.spelling import normal
from app.core.text import Text

Outcome = Literal["awaiting", "approved", "returned"]

SIGNERS: tuple[Role, ...] = ("head", "reviewer", "approver")
"""The roles that may stand on a route."""


OWN = Text("本单位", "the clerk’s own agency")


class RoundOver(Refusal):
    code = "round-over"
    message = Text("这份送审单的审查已经结束", "The review of this request is over")
    hint = Text("内容有变动时请重新送审。", "Submit it anew if something has changed.")


class SignedBefore(Refusal):
    code = "signed-before"
    message = Text("{name} 已在这条审查路线上签署过", "{name} has already signed on this route")
    hint = Text("每一级须由不同的人签署。", "Each signature must be another person's.")


class OrganisationRefused(Refusal):
    code = "organisation-refused"
    message = Text("这一级须由{organisation}的人签署", "Someone of {organisation} must sign here")
    hint = Text("请由该单位的人用本人的密钥登录。", "Let them log in with their own key.")


class JudgeSends(Refusal):
    code = "judge-sends"
    message = Text(
        "{name} 审查过这份数据，不能再封装或送出它",
        "{name} has judged this data and cannot seal or send it",
    )
    hint = Text(
        "审查与送出不得是同一人：请由另一位承办人封装并送出。",
        "Whoever judges does not also send: let another clerk seal and send it.",
    )


@dataclass(frozen=True)
class Signature:
    """Of a signed verdict, what decides whether it counts, and for what."""

    name: str
    person: str
    role: str
    organisation: str
    opinion: Opinion

    @classmethod
    def by(cls, card: Card, opinion: Opinion) -> "Signature":
        return cls(card.name, card.person, card.role, card.organisation, opinion)


@dataclass(frozen=True)
class Position:
    """How far a round has come: the level that is awaited, from 1 (0: none), and how many there."""

    outcome: Outcome
    level: int = 0
    missing: int = 0


@dataclass(frozen=True)
class Round:
    """A request's route and the signatures so far, each of which was awaited when it was given.

    ``handlers``: the persons who may not sign.
    """

    route: Route
    handlers: frozenset[Person]
    signatures: tuple[Signature, ...] = ()

    @classmethod
    def asked(cls, request: Request) -> "Round":
        """The round that a request opens."""
        return cls(request.route, frozenset(map(Person.of, (*request.handlers, request.signer))))

    @property
    def position(self) -> Position:
        """Where the signatures lead. The last level decides: its 需报审 has nowhere to go on to."""
        left, unsure = list(self.signatures), False
        last = len(self.route.levels)
        for number, level in enumerate(self.route.levels, 1):
            if level.only_unsure and not unsure:
                continue
            here, left = left[: level.signatures], left[level.signatures :]
            opinions = {signature.opinion for signature in here}
            unsure = "需报审" in opinions
            stops = unsure and not (self.route.escalation and number < last)
            if stops or opinions & {"免于公开", "退回"}:
                return Position("returned")
            if len(here) < level.signatures:
                return Position("awaiting", number, level.signatures - len(here))
        return Position("approved")

    @property
    def outcome(self) -> Outcome:
        """What the signatures have come to."""
        return self.position.outcome

    @property
    def awaited(self) -> Level | None:
        """The level that signs next."""
        number = self.position.level
        return self.route.levels[number - 1] if number else None

    def has_handled(self, one: Named) -> bool:
        """Whether somebody may be one of those who worked on the data."""
        return self._is_among(one, self.handlers)

    def lets_send(self, one: Named) -> bool:
        """Whether somebody may seal and send what was signed for: nobody who may be one of the signers.

        Whoever judges does not also make public, or one person's two cards would walk the way's end alone.
        """
        return not self._is_among(one, self.signatures)

    def sign(self, signature: Signature) -> "Round":
        """The round with one more signature.

        Raises :class:`RoundOver`, :class:`RoleRefused`, :class:`SamePerson`, :class:`SignedBefore`,
        :class:`OrganisationRefused`.
        """
        level = self.awaited
        if level is None:
            raise RoundOver
        if signature.role != level.role:
            raise RoleRefused(act=Text("签署", "sign"), role=level.title)
        if self.has_handled(signature):
            raise SamePerson(name=signature.name)
        if self._is_among(signature, self.signatures):
            raise SignedBefore(name=signature.name)
        asked, theirs = normal(level.organisation), normal(signature.organisation)
        if asked not in ("", theirs) or theirs in self._agencies - {asked}:
            raise OrganisationRefused(organisation=level.organisation or OWN)
        return replace(self, signatures=(*self.signatures, signature))

    @property
    def _agencies(self) -> frozenset[str]:
        """Those that the route names."""
        return frozenset(normal(level.organisation) for level in self.route.levels) - {""}

    def _is_among(self, one: Named, others: Iterable[Named]) -> bool:
        return any(may_be_one(one, other, self._agencies) for other in others)
