"""Signature suites: what was signed holds, and whatever else is a no."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs

from app.core.errors import PassphraseWrong, PluginUnknown, SuiteRefused
from app.core.model import Request
from app.core.trust import dsse
from app.core.trust.identity import Identity, check_signature
from app.core.trust.suite import SoftwareKey, suites
from app.core.trust.suites import p256

SUITES = sorted(suites.all())
KEYS = {name: suites.get(name).generate() for name in SUITES}


@pytest.mark.parametrize("name", SUITES)
def test_a_signature_holds_for_its_key_and_message_only(name: str) -> None:
    suite, key = suites.get(name), KEYS[name]
    signature = key.sign(b"message")
    assert len(signature) == 64
    assert suite.verify(key.public, signature, b"message")
    assert not suite.verify(key.public, signature, b"another")
    assert not suite.verify(suite.generate().public, signature, b"message")


@pytest.mark.parametrize("name", SUITES)
def test_a_key_comes_back_from_its_secret(name: str) -> None:
    key = suites.get(name).load(KEYS[name].secret)
    assert isinstance(key, SoftwareKey)
    assert (key.public, key.suite) == (KEYS[name].public, name)


@pytest.mark.parametrize("name", SUITES)
@pytest.mark.parametrize("secret", [b"", bytes(31), bytes(33), b"\xff" * 33])
def test_what_is_no_secret_is_refused(name: str, secret: bytes) -> None:
    with pytest.raises(ValueError):
        suites.get(name).load(secret)


@pytest.mark.parametrize("name", ["p256", "sm2"])
@pytest.mark.parametrize("secret", [bytes(32), b"\xff" * 32])
def test_a_scalar_out_of_range_is_refused(name: str, secret: bytes) -> None:
    with pytest.raises(ValueError):
        suites.get(name).load(secret)


@pytest.mark.parametrize("name", SUITES)
@given(data=st.data())
@settings(max_examples=40)
def test_no_bit_of_a_signature_or_key_is_free(name: str, data: st.DataObject) -> None:
    key = KEYS[name]
    signature = key.sign(b"message")
    both = bytearray(key.public + signature)
    both[data.draw(st.integers(0, len(both) - 1))] ^= 1 << data.draw(st.integers(0, 7))
    split = len(key.public)
    assert not suites.get(name).verify(bytes(both[:split]), bytes(both[split:]), b"message")


@pytest.mark.parametrize("name", SUITES)
@given(public=st.binary(max_size=70), signature=st.binary(max_size=70))
@settings(max_examples=50)
def test_what_is_malformed_is_a_no(name: str, public: bytes, signature: bytes) -> None:
    key = KEYS[name]
    assert not suites.get(name).verify(public, key.sign(b"m"), b"m")
    assert not suites.get(name).verify(key.public, signature, b"m")


VECTORS = {
    # RFC 8032, 7.1, test 2
    "ed25519": (
        "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        b"\x72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
        "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
    ),
    # RFC 6979, A.2.5, SHA-256 of "sample"; its s is the larger one
    "p256": (
        "c9afa9d845ba75166b5c215767b1d6934e50c3db36e89b127b8a622b120f6721",
        "0460fed4ba255a9d31c961eb74c6356d68c049b8923b61fa6ce669622e60f29fb6"
        "7903fe1008b8bc99a41ae9e95628bc64f2f1b20c2d7e9f5177a3c294d4462299",
        b"sample",
        "efd48b2aacb6a8fd1140dd9cd45e81d69d2c877b56aaf991c34d0ea84eaf3716"
        "f7cb1c942d657c41d436c7a1b6e29f65f3e900dbb9aff4064dc4ab2f843acda8",
    ),
}  # of SM2: test_sm2.py


@pytest.mark.parametrize("name", VECTORS)
def test_the_published_examples(name: str) -> None:
    secret, public, message, published = VECTORS[name]
    signature = bytes.fromhex(published)
    if name == "p256":
        r, s = int.from_bytes(signature[:32], "big"), int.from_bytes(signature[32:], "big")
        signature = p256.fixed_form(r, s)
    assert suites.get(name).load(bytes.fromhex(secret)).public == bytes.fromhex(public)
    assert suites.get(name).verify(bytes.fromhex(public), signature, message)


def test_only_the_smaller_s_of_two_counts() -> None:
    signature = KEYS["p256"].sign(b"m")
    r, s = signature[:32], int.from_bytes(signature[32:], "big")
    twin = r + (p256.ORDER - s).to_bytes(32, "big")
    assert s <= p256.ORDER // 2
    assert not suites.get("p256").verify(KEYS["p256"].public, twin, b"m")
    assert p256.fixed_form(int.from_bytes(r, "big"), p256.ORDER - s) == signature


@pytest.mark.parametrize("name", SUITES)
def test_an_identity_of_every_suite_signs_and_is_kept(name: str, tmp_path: Path) -> None:
    identity = Identity.new("张敏", "001", "clerk", "民政局", name)
    assert identity.card.suite == name
    identity.save(tmp_path / "k.json", "口令")
    again = Identity.load(tmp_path / "k.json", "口令")
    envelope = dsse.sign(Request("R1", (), (), again.card, "2026-01-01"), again)
    assert dsse.verify(envelope, Request, "request", (identity.card,)).signer == identity.card
    with pytest.raises(PassphraseWrong):
        Identity.load(tmp_path / "k.json", "别的")


@pytest.mark.parametrize("name", SUITES)
def test_a_card_of_another_suite_is_another_card(name: str) -> None:
    """The suite is part of what is trusted: one key's bytes never verify by another's rules."""
    identity = Identity.new("张敏", "001", "clerk", "民政局", name)
    statement = Request("R1", (), (), identity.card, "2026-01-01")
    for other in {*SUITES, "rot13"} - {name}:
        posing = structs.replace(identity.card, suite=other)
        assert not check_signature(posing, identity.key.sign(b"m"), b"m")
        with pytest.raises(SuiteRefused, match=other):
            dsse.verify(dsse.sign(statement, identity), Request, "request", (posing,))


def test_a_suite_that_is_not_installed_is_named() -> None:
    with pytest.raises(PluginUnknown, match="rot13"):
        Identity.new("张敏", "001", "clerk", "民政局", "rot13")
