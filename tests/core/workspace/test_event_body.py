"""An event is read as it was written, and any other spelling of it is known for one."""

import json
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.approval.routes import route
from app.core.model import Kind
from app.core.trust import canonical
from app.core.workspace import event_body

ACTOR = {"card": "5f", "name": "张敏", "organisation": "民政局", "person": "001", "role": "clerk"}
EVENT: dict[str, Any] = {
    "act": "submit",
    "actor": ACTOR,
    "at": "2026-01-01T00:00:00.000000+00:00",
    "produced": {"convergence": "0a", "request": "0b"},
    "release": "R0001",
    "route": canonical.as_json(route("two")),
    "seq": 7,
    "state": "submitted",
    "voided": [],
}
TEXT = canonical.encode(EVENT)

numbers = st.integers(-(2**60), 2**60) | st.floats(allow_nan=False, allow_infinity=False)
values = st.recursive(
    st.none() | st.booleans() | numbers | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)
known = st.sampled_from(
    ["rows", "gate", "voided", "route", "asked", "artefacts", "opinion", "produced"]
)


def test_what_the_rules_ask_for() -> None:
    event, actor, is_canonical = event_body.read(TEXT)
    assert is_canonical
    assert (event.act, event.seq, event.release, event.state) == ("submit", 7, "R0001", "submitted")
    assert (actor.person, actor.role, actor.organisation) == ("001", "clerk", "民政局")
    assert msgspec.to_builtins(event.produced) == EVENT["produced"]
    assert event_body.route_of(bytes(event.route))[0] == route("two")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "text",
    [
        TEXT + b" ",
        json.dumps(EVENT, ensure_ascii=False).encode(),
        TEXT.replace("张".encode(), b"\\u5f20"),
        TEXT.replace(b'"seq":7', b'"seq":-0'),
        TEXT.replace(b'"seq":7', b'"seq":6,"seq":7'),
        TEXT.replace(b'"days":3', b'"days":3.0'),
        TEXT.replace(
            b'{"convergence":"0a","request":"0b"}', b'{"request":"0b","convergence":"0a"}'
        ),
        TEXT.replace(b'"person":"001","role":"clerk"', b'"role":"clerk","person":"001"'),
        TEXT.replace(b'"release"', b'"receipt":1.0,"release"'),
        TEXT.replace(b'"release"', b'"places":1.0,"release"'),
    ],
)
def test_another_spelling_is_read_and_known_for_one(text: bytes) -> None:
    assert text != TEXT
    event, actor, is_canonical = event_body.read(text)
    assert not is_canonical
    assert (event.act, actor.person) == ("submit", "001")
    assert msgspec.to_builtins(event.produced) == EVENT["produced"]


@given(st.dictionaries(known | st.text(), values, max_size=3), st.booleans())
def test_the_reference_would_say_the_same(facts: dict[str, Any], sort: bool) -> None:
    body = {**EVENT, **facts}
    text = json.dumps(body, ensure_ascii=False, separators=(",", ":"), sort_keys=sort)
    try:
        said = event_body.read(text.encode("utf-8", "surrogatepass"))[2]
    except (msgspec.DecodeError, KeyError, TypeError, ValueError):
        return  # an event of other types is none
    assert said == canonical.is_canonical(text.encode(), json.loads(text))


@pytest.mark.parametrize("text", [b"", b"{}", b"[]", b"null", b'{"act":"x"}', b"\xff", TEXT[:-1]])
def test_what_is_no_event_is_an_error(text: bytes) -> None:
    with pytest.raises((msgspec.DecodeError, KeyError, TypeError, ValueError)):
        event_body.read(text)


def test_every_kind_of_artefact_has_its_place_in_the_canonical_order() -> None:
    names = [field.name for field in msgspec.structs.fields(event_body.Produced)]
    assert names == sorted(kind.value for kind in Kind)


def test_kinds_that_no_act_makes_are_told() -> None:
    event, _, is_canonical = event_body.read(canonical.encode({**EVENT, "produced": {"map": "0a"}}))
    assert is_canonical
    assert msgspec.to_builtins(event.produced) == {"map": "0a"}
