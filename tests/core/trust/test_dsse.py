"""Signed statements."""

import base64
import dataclasses
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from securesystemslib.dsse import Envelope as Reference

from app.core.approval.routes import route
from app.core.approval.values import Request
from app.core.errors import ChainBroken, DocumentInvalid
from app.core.model import Envelope, Seal
from app.core.trust import canonical, dsse
from app.core.trust.identity import Identity, check_signature
from app.core.trust.suite import suites
from app.core.trust.suites import p256

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


def test_the_published_signature() -> None:
    """The same document's envelope; its s is the larger one, which we would write the other way."""
    x = 46950820868899156662930047687818585632848591499744589407958293238635476079160
    y = 5640078356564379163099075877009565129882514886557779369047442380624545832820
    published = base64.b64decode(
        "A3JqsQGtVsJ2O2xqrI5IcnXip5GToJ3F+FnZ+O88SjtR6rDAajabZKciJTfUiHqJPcIAriEGAHTVeCUjW2JIZA=="
    )
    r, s = int.from_bytes(published[:32], "big"), int.from_bytes(published[32:], "big")
    public = b"\x04" + x.to_bytes(32, "big") + y.to_bytes(32, "big")
    message = dsse._pae("http://example.com/HelloWorld", b"hello world")
    assert suites.get("p256").verify(public, p256.fixed_form(r, s), message)
    assert not suites.get("p256").verify(public, p256.fixed_form(r, s), message + b"!")


@pytest.mark.parametrize("suite", ["ed25519", "p256"])
def test_the_reference_library_agrees(suite: str) -> None:
    """securesystemslib reads our envelope as its own, and its encoding is signed as ours."""
    identity = Identity.new("张敏", "001", "clerk", "民政局", suite)
    envelope = dsse.sign(dataclasses.replace(REQUEST, signer=identity.card), identity)
    theirs = Reference.from_dict(json.loads(canonical.encode(envelope)))
    assert theirs.pae() == dsse._pae(envelope.payloadType, base64.b64decode(envelope.payload))
    (signature,) = theirs.signatures.values()
    raw = base64.b64decode(envelope.signatures[0]["sig"])
    assert bytes.fromhex(signature.signature) == raw
    assert check_signature(identity.card, raw, theirs.pae())


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
