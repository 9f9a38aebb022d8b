"""The releases as a log tells them, event by event, and whether each act was allowed when it was done.

Releases go much the same way, through the hands of the same few persons. So those that stand alike share one
past, and what an act makes of a past is judged once.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

from msgspec import UNSET, UnsetType

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
        self._alike: dict[tuple[str, frozenset[Actor], Round | None], _Past] = {}
        self._new = self._past(State.NEW.value, frozenset(), None)
        self._pasts: dict[str | None, _Past] = {}

    def admits(self, event: Event, actor: Actor) -> bool:
        """Whether the transition table admits this event after those before; then it counts.

        Raises TypeError or ValueError for one that does not tell what its act must tell.
        """
        past = self._pasts.get(event.release, self._new)
        if event.continues or event.asked:
            step = self._judged(past, event, actor)
        else:
            route = bytes(event.route) if event.route else None
            told = event.act, actor, event.state, event.opinion, route
            step = past.after.get(told) or past.after.setdefault(
                told, self._judged(past, event, actor)
            )
        self._pasts[event.release], allowed = step
        return allowed

    def state(self, release: str) -> str:
        """Where a release stands now."""
        return self._pasts.get(release, self._new).state

    def _judged(self, past: "_Past", event: Event, actor: Actor) -> "_Step":
        """What an event makes of a past, and whether it was allowed to."""
        rule = _RULES.get(event.act)
        if rule is None:  # an event of the workspace itself, such as a new identity
            return past, True
        handlers, round = past.handlers, past.round
        if actor.role == "clerk":
            handlers |= {actor}
        if event.continues:  # the rows of an earlier release stand in this one
            handlers |= self._pasts.get(event.continues, self._new).handlers
        lands = rule.target or past.state
        allowed = past.state in rule.sources and event.state == lands
        if rule.role is not None:
            allowed &= actor.role == rule.role
            allowed &= not rule.apart or round is None or round.lets_send(actor)
        elif rule.asks:
            allowed &= actor.role in SIGNERS
        elif round is None:
            allowed = False
        else:
            opinion = event.opinion or "公开"  # who compares has none yet
            signed, act = _signed(round, actor, opinion)
            allowed &= act == rule.act if rule.verdict else act is not None
            round = signed if rule.verdict else round
        if rule.asks:
            round = _asked(event, handlers)
        elif rule.voids and round is not None:
            round = replace(round, signatures=())
        return self._past(lands, handlers, round), allowed

    def _past(self, state: str, handlers: frozenset[Actor], round: Round | None) -> "_Past":
        """The one past of this kind."""
        key = state, handlers, round
        return self._alike.get(key) or self._alike.setdefault(key, _Past(*key))


class _Past:
    """What releases that stand alike have in common; ``after``: what has been judged of it."""

    __slots__ = ("after", "handlers", "round", "state")

    def __init__(self, state: str, handlers: frozenset[Actor], round: Round | None) -> None:
        self.state = state
        self.handlers = handlers
        self.round = round
        self.after: dict[_Told, _Step] = {}


_Step: TypeAlias = tuple[_Past, bool]
_Told: TypeAlias = tuple[str, Actor, str | UnsetType, str | UnsetType, bytes | None]


def _asked(event: Event, handlers: Iterable[Named]) -> Round:
    """The round that a request opens."""
    if event.route is UNSET:
        raise TypeError("a request tells its route")
    route, _ = event_body.route_of(bytes(event.route))
    asked: Iterable[Named | str] = event.asked.handlers if event.asked else handlers
    return Round(route, frozenset(map(Person.of, asked)))


def _signed(round: Round, actor: Actor, opinion: Any) -> tuple[Round, str | None]:
    """The round with this signature, and the act that it is; None if nobody awaited it."""
    signature = Signature(actor.name, actor.person, actor.role, actor.organisation, opinion)
    try:
        signed = round.sign(signature)
    except Refusal:
        return replace(round, signatures=(*round.signatures, signature)), None
    return signed, verdict_act(signed).id


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
