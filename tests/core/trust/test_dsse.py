"""Signed statements."""

import base64
import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.approval.routes import route
from app.core.approval.values import Request
from app.core.errors import ChainBroken, DocumentInvalid
from app.core.model import Envelope, Seal
from app.core.trust import canonical, dsse
from app.core.trust.identity import Identity

IDENTITY = Identity.new("张敏", "001", "clerk", "民政局")
AT = "2026-01-01T00:00:00+00:00"
REQUEST = Request("R0001", (), ("001",), route("one"), IDENTITY.card, AT)
ENVELOPE = dsse.sign(REQUEST, IDENTITY)


def test_a_statement_comes_back_as_it_was_signed() -> None:
    assert dsse.verify(ENVELOPE, Request, "request", (IDENTITY.card,)) == REQUEST


def test_the_published_pre_authentication_vector() -> None:
    # DSSE v1 protocol document, test vectors.
    assert (
        dsse._pae("http://example.com/HelloWorld", b"hello world")
        == b"DSSEv1 29 http://example.com/HelloWorld 11 hello world"
    )


def test_nobody_signs_in_another_name() -> None:
    other = Identity.new("李静", "002", "reviewer", "民政局")
    with pytest.raises(ValueError, match="names"):
        dsse.sign(REQUEST, other)


def test_a_signer_that_is_not_trusted_is_refused() -> None:
    with pytest.raises(ChainBroken, match="trusted"):
        dsse.verify(ENVELOPE, Request, "request", ())


def test_an_envelope_of_another_kind_is_refused() -> None:
    with pytest.raises(ChainBroken, match="another kind"):
        dsse.verify(ENVELOPE, Seal, "seal")


def test_a_second_signature_is_refused() -> None:
    doubled = dataclasses.replace(ENVELOPE, signatures=ENVELOPE.signatures * 2)
    with pytest.raises(ChainBroken):
        dsse.verify(doubled, Request, "request")


def test_a_payload_that_is_not_canonical_is_refused_even_when_signed() -> None:
    padded = base64.b64decode(ENVELOPE.payload) + b" "
    signature = IDENTITY.key.sign(dsse._pae(ENVELOPE.payloadType, padded))
    forged = Envelope(
        base64.b64encode(padded).decode(),
        ENVELOPE.payloadType,
        ({**ENVELOPE.signatures[0], "sig": base64.b64encode(signature).decode()},),
    )
    with pytest.raises(ChainBroken, match="canonical"):
        dsse.verify(forged, Request, "request")


@given(st.data())
def test_no_character_of_an_envelope_can_change(data: st.DataObject) -> None:
    text = canonical.encode(ENVELOPE)
    place = data.draw(st.integers(0, len(text) - 1))
    bit = data.draw(st.integers(0, 7))
    changed = bytearray(text)
    changed[place] ^= 1 << bit
    try:
        envelope = canonical.decode(bytes(changed), Envelope, "x")
    except DocumentInvalid:
        return  # no envelope any more
    if canonical.encode(envelope) != bytes(changed):
        return  # packages refuse what is not canonical
    with pytest.raises(ChainBroken):
        dsse.verify(envelope, Request, "request")
