"""What the body of an event says, and whether it stands in the one canonical form (RFC 8785).

An event of the usual facts is canonical if msgspec writes it again byte for byte: their keys stand sorted
below, and their types know no fractions and no integers that a double does not hold. Actors and routes come
again and again, so each is looked at once. Whatever has other facts, or is written otherwise, the
reference decides.

Nearly all events are of the usual facts, so they are read many at a time; what then is odd is read alone.
"""

import functools
from collections.abc import Sequence
from typing import Annotated, TypeAlias

import msgspec
from msgspec import UNSET, Raw, UnsetType

from app.core.approval.persons import Person
from app.core.approval.values import Route
from app.core.trust import canonical

_Integer: TypeAlias = Annotated[int, msgspec.Meta(ge=-(2**53) + 1, le=2**53 - 1)]
_Number: TypeAlias = _Integer | UnsetType
_Word: TypeAlias = str | UnsetType


class Asked(msgspec.Struct, gc=False):
    """What a request that came from elsewhere says of itself."""

    handlers: list[Person | str]  # numbers alone in logs of earlier builds
    release: str = ""
    sender: str = ""


class Produced(msgspec.Struct, gc=False):
    """The digest of each artefact that an act made, by kind."""

    convergence: _Word = UNSET
    entry: _Word = UNSET
    findings: _Word = UNSET
    output: _Word = UNSET
    package: _Word = UNSET
    quality: _Word = UNSET
    receipt: _Word = UNSET
    recheck: _Word = UNSET
    recipe: _Word = UNSET
    request: _Word = UNSET
    residual: _Word = UNSET
    sketch: _Word = UNSET
    source: _Word = UNSET
    table: _Word = UNSET
    verdict: _Word = UNSET
    withdrawal: _Word = UNSET


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
    produced: Produced | UnsetType = UNSET
    receipt: _Word = UNSET
    release: str | None = None
    route: Raw | UnsetType = UNSET
    rows: _Number = UNSET
    seq: _Integer = 0
    state: _Word = UNSET
    voided: tuple[str, ...] | UnsetType = UNSET


class Actor(msgspec.Struct, frozen=True, cache_hash=True):
    """Who acted."""

    person: str
    role: str
    name: str = ""
    organisation: str = ""


class _Odd(Event, gc=False):
    """One that names kinds of artefacts which no build of this version makes."""

    produced: dict[str, str] | UnsetType = UNSET  # type: ignore[assignment]


_RULED = ("act", "actor", "artefacts", "asked", "at", "clock", "continues", "opinion", "produced",
          "release", "route", "seq", "state")  # fmt: skip


def read_all(bodies: Sequence[bytes]) -> tuple[list[Event], list[Actor]]:
    """The events, and who acted, if each is of the usual facts and canonical; else none."""
    lines = b"\n".join((*bodies, b""))
    try:
        events = _decode_lines(lines)
        if len(events) != len(bodies) or _encode_lines(events) != lines:
            return [], []
        texts = [bytes(event.actor) for event in events]
        actors = {text: actor_of(text) for text in set(texts)}
        routes = [route_of(bytes(event.route)) for event in events if event.route]
    except (msgspec.DecodeError, UnicodeDecodeError):
        return [], []
    if all(sound for _, sound in (*actors.values(), *routes)):
        return events, [actors[text][0] for text in texts]
    return [], []


def read(text: bytes) -> tuple[Event, Actor, bool]:
    """The event, who acted, and whether all of it is canonical.

    Raises DecodeError, ValueError, KeyError or TypeError for what is no event.
    """
    for event, actor in zip(*read_all([text]), strict=True):
        return event, actor, True
    facts = msgspec.json.decode(text)
    event = _decode_odd(_encode({key: facts[key] for key in _RULED if key in facts}))
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


_decode_lines = msgspec.json.Decoder(Event).decode_lines
_decode_odd = msgspec.json.Decoder(_Odd).decode
_encode = msgspec.json.Encoder().encode
_encode_lines = msgspec.json.Encoder().encode_lines
