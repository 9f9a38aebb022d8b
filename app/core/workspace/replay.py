"""The releases as a log tells them, event by event, and whether each act was allowed when it was done."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from msgspec import UNSET

from app.core.approval.persons import Named, Person
from app.core.approval.round import SIGNERS, Round, Signature
from app.core.errors import Refusal
from app.core.model import Kind
from app.core.pipeline import TRANSITIONS, Act, State, verdict_act
from app.core.workspace import event_body
from app.core.workspace.event_body import Actor, Event


class Replay:
    """Where each release stands, who has worked on it, and who has signed."""

    def __init__(self) -> None:
        self._pasts: dict[str | None, _Past] = {}
        self._reviews: dict[tuple[bytes, frozenset[Named | str]], _Review] = {}

    def admits(self, event: Event, actor: Actor) -> bool:
        """Whether the transition table admits this event after those before; then it counts.

        Raises TypeError or ValueError for one that does not tell what its act must tell.
        """
        rule = _RULES.get(event.act)
        if rule is None:  # an event of the workspace itself, such as a new identity
            return True
        past = self._pasts.get(event.release) or self._new(event.release)
        if actor.role == "clerk":
            past.handlers.add(actor)
        if event.continues:  # the rows of an earlier release stand in this one
            past.handlers |= (self._pasts.get(event.continues) or _NONE).handlers
        lands = rule.target or past.state
        allowed = past.state in rule.sources and event.state == lands
        if rule.role is None:
            allowed &= self._signs(rule, past, event, actor)
        elif actor.role != rule.role:
            allowed = False
        elif rule.apart and past.review is not None:
            allowed &= past.review.lets_send(actor)
        if rule.asks:
            past.review = self._review(past, event)
        elif rule.voids and past.review is not None:
            past.review = past.review.unsigned
        past.state = lands
        return allowed

    def state(self, release: str) -> str:
        """Where a release stands now."""
        return (self._pasts.get(release) or _NONE).state

    def _new(self, release: str | None) -> "_Past":
        past = self._pasts[release] = _Past()
        return past

    def _signs(self, rule: "_Rule", past: "_Past", event: Event, actor: Actor) -> bool:
        """Whether the route awaited this person, and has then come to what the act says."""
        if rule.asks:
            return actor.role in SIGNERS
        if past.review is None:
            return False
        signed = past.review.signed(actor, event.opinion or "公开")  # who compares has none yet
        if rule.verdict:
            past.review = signed
        return signed.act == rule.act if rule.verdict else signed.act is not None

    def _review(self, past: "_Past", event: Event) -> "_Review":
        """The review that a request opens; the same ones come again, and share what they learn."""
        if event.route is UNSET:
            raise TypeError("a request tells its route")
        asked: Iterable[Named | str] = event.asked.handlers if event.asked else past.handlers
        key = bytes(event.route), frozenset(asked)
        review = self._reviews.get(key)
        if review is None:
            route, _ = event_body.route_of(key[0])
            review = self._reviews[key] = _Review(Round(route, frozenset(map(Person.of, asked))))
        return review


class _Past:
    """One release so far."""

    __slots__ = ("handlers", "review", "state")

    def __init__(self) -> None:
        self.state: str = State.NEW.value
        self.handlers: set[Actor] = set()
        self.review: _Review | None = None


class _Review:
    """A round of signatures, and what each next signature makes of it, judged once.

    ``act``: the verdict that the last signature is; None if nobody awaited it.
    """

    def __init__(
        self, round: Round, unsigned: "_Review | None" = None, act: str | None = None
    ) -> None:
        self._round = round
        self._next: dict[tuple[Actor, str], _Review] = {}
        self._senders: dict[Actor, bool] = {}
        self.unsigned = unsigned or self
        self.act = act

    def signed(self, actor: Actor, opinion: Any) -> "_Review":
        """The round with this signature, whether or not it was awaited."""
        found = self._next.get((actor, opinion))
        if found is None:
            who = actor.name, actor.person, actor.role, actor.organisation
            found = self._next[actor, opinion] = self._judged(Signature(*who, opinion))
        return found

    def lets_send(self, actor: Actor) -> bool:
        """Whether this person signed nothing here, and so may send what the others signed."""
        found = self._senders.get(actor)
        if found is None:
            found = self._senders[actor] = self._round.lets_send(actor)
        return found

    def _judged(self, signature: Signature) -> "_Review":
        try:
            round = self._round.sign(signature)
        except Refusal:
            round = replace(self._round, signatures=(*self._round.signatures, signature))
            return _Review(round, self.unsigned)
        return _Review(round, self.unsigned, verdict_act(round).id)


@dataclass(frozen=True, slots=True)
class _Rule:
    """A row of the transition table as the replay asks for it, in the words of the log."""

    act: str
    role: str | None
    sources: frozenset[str]
    target: str | None
    asks: bool  # opens a review
    verdict: bool  # is a signature in it
    apart: bool  # is not for whoever signed in it
    voids: bool  # any other change of what was reviewed


def _rule(act: Act) -> _Rule:
    asks, verdict = Kind.REQUEST in act.produces, bool(act.opinions)
    return _Rule(
        act.id,
        act.role,
        frozenset(state.value for state in act.sources),
        act.target.value if act.target else None,
        asks,
        verdict,
        act.apart,
        Kind.VERDICT in act.replaces and not asks and not verdict,
    )


_RULES = {act.id: _rule(act) for act in TRANSITIONS}
_NONE = _Past()
