"""Sealing suites against what others have published and written."""

import pytest
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hpke
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from pyhpke import AEADId, CipherSuite, KDFId, KEMId, KEMKey

from app.core.trust.sealing import sealings
from app.core.trust.sm3 import Sm3
from app.core.trust.sm4 import Sm4Gcm

INFO = bytes.fromhex("4f6465206f6e2061204772656369616e2055726e")
HPKE = {
    # RFC 9180, A.1.1: base mode with X25519
    hpke.KEM.X25519: (
        "4612c550263fc8ad58375df3f557aac531d26850903e55a9f23f21d8534e8ac8",
        "37fda3567bdbd628e88668c3c8d7e97d1d1253b6d4ea6d44c150f741f1bf4431",
        "4531685d41d65f03dc48f6b8302c05b0",
        "56d890e5accaaf011cff4b7d",
    ),
    # RFC 9180, A.3.1: base mode with P-256
    hpke.KEM.P256: (
        "f3ce7fdae57e1a310d87f1ebbde6f328be0a99cdbcadf4d6589cf29de4b8ffd2",
        "04a92719c6195d5085104f469a8b9814d5838ff72b60501e2c4466e5e67b325ac9"
        "8536d7b61a1af4b78e5b7f951c0900be863c403ce65c9bfcb9382657222d18c4",
        "868c066ef58aae6dc589b6cfdd18f97e",
        "4e0bc5018beba4bf004cca59",
    ),
}
"""Receiver's key, encapsulated key, and the AES-128 key and nonce that the RFC derives of them."""

KEMS = {
    "hpke-x25519-sha256-aes256gcm": (KEMId.DHKEM_X25519_HKDF_SHA256, 32),
    "hpke-p256-sha256-aes256gcm": (KEMId.DHKEM_P256_HKDF_SHA256, 65),
}


@pytest.mark.parametrize("kem", HPKE, ids=str)
def test_the_rfcs_keys_are_derived(kem: hpke.KEM) -> None:
    """The RFC's own ciphertexts carry associated data, which the one-shot call has none of."""
    secret, enc, key, nonce = map(bytes.fromhex, HPKE[kem])
    if kem is hpke.KEM.X25519:
        private = X25519PrivateKey.from_private_bytes(secret)
    else:
        private = ec.derive_private_key(int.from_bytes(secret, "big"), ec.SECP256R1())
    sealed = enc + AESGCM(key).encrypt(nonce, b"Beauty is truth, truth beauty", b"")
    suite = hpke.Suite(kem, hpke.KDF.HKDF_SHA256, hpke.AEAD.AES_128_GCM)
    assert suite.decrypt(sealed, private, info=INFO) == b"Beauty is truth, truth beauty"


@pytest.mark.parametrize("name", KEMS)
def test_another_library_wraps_for_ours_and_opens_ours(name: str) -> None:
    sealing, key = sealings.get(name), sealings.get(name).key(bytes(range(32)))
    kem, size = KEMS[name]
    theirs = CipherSuite.new(kem, KDFId.HKDF_SHA256, AEADId.AES256_GCM)
    private = KEMKey.from_pyca_cryptography_key(key.key)  # type: ignore[attr-defined]
    public = KEMKey.from_pyca_cryptography_key(key.key.public_key())  # type: ignore[attr-defined]
    enc, sender = theirs.create_sender_context(public, info=b"package")
    assert key.unwrap(enc + sender.seal(bytes(32)), b"package") == bytes(32)
    wrapped = sealing.wrap(b"k" * 32, key.public, b"package")
    reader = theirs.create_recipient_context(wrapped[:size], private, info=b"package")
    assert reader.open(wrapped[size:]) == b"k" * 32


@pytest.mark.parametrize("name", sorted(sealings.all()))
def test_what_is_no_key_of_the_suite_is_refused(name: str) -> None:
    for public in (b"", bytes(31), bytes(65), b"\x04" + b"\1" * 64, b"\x02" + bytes(32)):
        with pytest.raises(ValueError):
            sealings.get(name).wrap(bytes(32), public, b"")


@pytest.mark.parametrize("name", sorted(sealings.all()))
def test_a_seed_always_makes_the_same_key_and_another_another(name: str) -> None:
    one, same, other = (sealings.get(name).key(seed) for seed in (bytes(32), bytes(32), b"1" * 32))
    assert one.public == same.public != other.public
    assert one.suite == name


def test_sm3_as_published() -> None:
    """GB/T 32905-2016, annex A, both examples."""
    for message, expected in (
        (b"abc", "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"),
        (b"abcd" * 16, "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732"),
    ):
        digest = Sm3()
        digest.update(message[:2])
        digest.update(memoryview(message)[2:])
        assert digest.hexdigest() == expected
        assert digest.digest().hex() == expected  # asking changes nothing


def test_sm4_gcm_as_published() -> None:
    """RFC 8998, A.2.1."""
    key = bytes.fromhex("0123456789abcdeffedcba9876543210")
    nonce = bytes.fromhex("00001234567800000000abcd")
    context = bytes.fromhex("feedfacedeadbeeffeedfacedeadbeefabaddad2")
    plain = b"".join(bytes([b]) * 8 for b in bytes.fromhex("aabbccddeeffeeaa"))
    sealed = Sm4Gcm(key).encrypt(nonce, plain, context)
    assert sealed.hex() == (
        "17f399f08c67d5ee19d0dc9969c4bb7d5fd46fd3756489069157b282bb200735"
        "d82710ca5c22f0ccfa7cbf93d496ac15a56834cbcf98c397b4024a2691233b8d"
        "83de3541e4c2b58177e065a9bf7b62ec"
    )
    assert Sm4Gcm(key).decrypt(nonce, sealed, context) == plain
    for bad in (b"", sealed[:15], sealed[:-1], bytes([sealed[0] ^ 1]) + sealed[1:]):
        with pytest.raises(InvalidTag):
            Sm4Gcm(key).decrypt(nonce, bad, context)
    with pytest.raises(InvalidTag):
        Sm4Gcm(key).decrypt(nonce, sealed, context + b"x")
