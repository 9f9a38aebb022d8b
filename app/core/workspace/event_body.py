"""What the body of an event says, and whether it stands in the one canonical form (RFC 8785).

An event of the usual facts is canonical if msgspec writes it again byte for byte: their keys stand sorted
below, and their types know no fractions and no integers that a double does not hold. Actors and routes come
again and again, so each is looked at once. Whatever has other facts, or is written otherwise, the
reference decides.
"""

import functools
from typing import Annotated, TypeAlias

import msgspec
from msgspec import UNSET, Raw, UnsetType

from app.core.approval.persons import Person
from app.core.approval.values import Route
from app.core.model import Kind
from app.core.trust import canonical

_Integer: TypeAlias = Annotated[int, msgspec.Meta(ge=-(2**53) + 1, le=2**53 - 1)]
_Number: TypeAlias = _Integer | UnsetType
_Word: TypeAlias = str | UnsetType


class Asked(msgspec.Struct, gc=False):
    """What a request that came from elsewhere says of itself."""

    handlers: list[Person | str]  # numbers alone in logs of earlier builds
    release: str = ""
    sender: str = ""


class Event(msgspec.Struct, gc=False):
    """Its usual facts, in the order of their keys."""

    act: str
    actor: Raw
    artefacts: list[tuple[_Integer, str]] | UnsetType = UNSET
    asked: Asked | UnsetType = UNSET
    at: str = ""
    clock: _Word = UNSET
    comments: _Number = UNSET
    continues: _Word = UNSET
    earlier: _Number = UNSET
    files: _Number = UNSET
    gate: _Word = UNSET
    opinion: _Word = UNSET
    package: _Word = UNSET
    produced: dict[str, str] | UnsetType = UNSET
    receipt: _Word = UNSET
    release: str | None = None
    route: Raw | UnsetType = UNSET
    rows: _Number = UNSET
    seq: _Integer = 0
    state: _Word = UNSET
    voided: list[str] | UnsetType = UNSET


class Actor(msgspec.Struct, frozen=True, cache_hash=True):
    """Who acted."""

    person: str
    role: str
    name: str = ""
    organisation: str = ""


_RULED = ("act", "actor", "artefacts", "asked", "at", "clock", "continues", "opinion", "produced",
          "release", "route", "seq", "state")  # fmt: skip


def read(text: bytes) -> tuple[Event, Actor, bool]:
    """The event, who acted, and whether all of it is canonical.

    Raises DecodeError, ValueError, KeyError or TypeError for what is no event.
    """
    try:
        event = _decode(text)
        if _encode(event) == text and _KINDS.issuperset(event.produced or ()):
            actor, is_canonical = actor_of(bytes(event.actor))
            if event.route is not UNSET:
                is_canonical &= route_of(bytes(event.route))[1]
            return event, actor, is_canonical
    except msgspec.ValidationError:
        pass  # a fact of the same name that is something else
    facts = msgspec.json.decode(text)
    event = _decode(_encode({key: facts[key] for key in _RULED if key in facts}))
    return event, actor_of(bytes(event.actor))[0], canonical.is_canonical(text, facts)


@functools.lru_cache(maxsize=1024)
def actor_of(text: bytes) -> tuple[Actor, bool]:
    """An actor as it stands in a body, and whether that is canonical."""
    return msgspec.json.decode(text, type=Actor), _is_canonical(text)


@functools.lru_cache(maxsize=1024)
def route_of(text: bytes) -> tuple[Route, bool]:
    """A route likewise."""
    return msgspec.json.decode(text, type=Route), _is_canonical(text)


def _is_canonical(text: bytes) -> bool:
    return canonical.is_canonical(text, msgspec.json.decode(text))


_KINDS = frozenset(kind.value for kind in Kind)  # of other keys, it might be the order that differs
_decode = msgspec.json.Decoder(Event).decode
_encode = msgspec.json.Encoder(order="deterministic").encode
