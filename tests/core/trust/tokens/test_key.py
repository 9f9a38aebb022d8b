"""Keys on a token, by a real PKCS#11 library: signing, and everything that can be wrong with a token."""

import shutil
from pathlib import Path

import pytest

from app.core.errors import ParameterInvalid, PassphraseWrong
from app.core.trust import dsse
from app.core.trust.checkpoint import Checkpoint
from app.core.trust.identity import Identity, is_on_token
from app.core.trust.suite import OnToken, SoftwareKey, suites
from app.core.trust.tokens.place import (
    PinWrong,
    Place,
    TokenKeyWrong,
    TokenMissing,
    TokenSupportMissing,
    TokenUnclear,
)
from tests import softhsm
from tests.softhsm import PIN, Token

key = pytest.importorskip("app.core.trust.tokens.key")

AT = "2026-01-01T00:00:00+00:00"


@pytest.fixture
def token(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Token:
    return softhsm.fresh(tmp_path, monkeypatch)


@pytest.mark.parametrize("suite", ["p256", "ed25519"])
def test_what_a_token_signs_its_suite_verifies(token: Token, suite: str) -> None:
    made = key.on_token(token.module, "签名", PIN, suite)
    assert isinstance(made, OnToken) and not isinstance(made, SoftwareKey)
    for _ in range(20):  # half of all P-256 signatures come with the larger s
        assert suites.get(suite).verify(made.public, made.sign(b"x"), b"x")
    assert key.on_token(token.module, "签名", PIN, suite) == made  # what is there is used
    assert PIN not in repr(made)


@pytest.mark.parametrize("suite", ["p256", "ed25519"])
def test_an_identity_outlives_its_session(token: Token, tmp_path: Path, suite: str) -> None:
    made = key.on_token(token.module, "签名", PIN, suite)
    identity = Identity.holding(made, "张敏", "001", "clerk", "民政局")
    file = tmp_path / "key.json"
    identity.save(file, "unused")
    assert is_on_token(file) and PIN not in file.read_text(encoding="utf-8")
    again = Identity.load(file, PIN)
    said = Checkpoint("0" * 64, 1, "0" * 64, (), again.card, AT)
    assert dsse.verify(dsse.sign(said, again), Checkpoint, "c", (identity.card,)) == said


def test_the_private_key_does_not_leave(token: Token) -> None:
    import pkcs11

    made = key.on_token(token.module, "签名", PIN, "p256")
    found = pkcs11.lib(made.place.module).get_token(token_serial=made.place.serial.encode())
    with found.open(user_pin=PIN) as session:
        private = session.get_key(object_class=pkcs11.ObjectClass.PRIVATE_KEY, label="签名")
        assert private[pkcs11.Attribute.SENSITIVE] and not private[pkcs11.Attribute.EXTRACTABLE]
        with pytest.raises(pkcs11.AttributeSensitive):
            private[pkcs11.Attribute.VALUE]


def test_a_wrong_pin(token: Token, tmp_path: Path) -> None:
    with pytest.raises(PinWrong):
        key.on_token(token.module, "签名", "9999", "p256")
    made = key.on_token(token.module, "签名", PIN, "p256")
    Identity.holding(made, "张敏", "001", "clerk", "").save(tmp_path / "key.json", "")
    for pin in ("9999", "", "长" * 300):
        with pytest.raises(PassphraseWrong):
            Identity.load(tmp_path / "key.json", pin)


def test_a_token_that_is_pulled_and_put_back(token: Token, tmp_path: Path) -> None:
    made = key.on_token(token.module, "签名", PIN, "p256")
    shutil.move(token.store, tmp_path / "drawer")
    token.store.mkdir()
    token.reload()
    with pytest.raises(TokenMissing):
        made.sign(b"x")
    with pytest.raises(TokenMissing):
        key.on_token(token.module, "签名", PIN, "p256")
    token.store.rmdir()
    shutil.move(tmp_path / "drawer", token.store)
    token.reload()
    assert suites.get("p256").verify(made.public, made.sign(b"x"), b"x")


def test_another_key_under_the_label(token: Token, tmp_path: Path) -> None:
    import pkcs11

    made = key.on_token(token.module, "签名", PIN, "p256")
    Identity.holding(made, "张敏", "001", "clerk", "").save(tmp_path / "key.json", "")
    with pytest.raises(TokenKeyWrong):
        key.on_token(token.module, "签名", PIN, "ed25519")
    found = pkcs11.lib(made.place.module).get_token(token_serial=made.place.serial.encode())

    def everything() -> None:
        with found.open(user_pin=PIN, rw=True) as session:
            for held in list(session.get_objects()):
                held.destroy()

    everything()
    for use in (lambda: made.sign(b"x"), lambda: Identity.load(tmp_path / "key.json", PIN)):
        with pytest.raises(TokenKeyWrong):
            use()
    key.on_token(token.module, "签名", PIN, "p256")
    for use in (lambda: made.sign(b"x"), lambda: Identity.load(tmp_path / "key.json", PIN)):
        with pytest.raises(TokenKeyWrong):
            use()


def test_several_of_a_name(token: Token) -> None:
    import pkcs11
    from pkcs11.util.ec import encode_named_curve_parameters

    made = key.on_token(token.module, "签名", PIN, "p256")
    found = pkcs11.lib(made.place.module).get_token(token_serial=made.place.serial.encode())
    with found.open(user_pin=PIN, rw=True) as session:
        curve = {pkcs11.Attribute.EC_PARAMS: encode_named_curve_parameters("secp256r1")}
        parameters = session.create_domain_parameters(pkcs11.KeyType.EC, curve, local=True)
        parameters.generate_keypair(label="签名", store=True)
    with pytest.raises(TokenKeyWrong):
        made.sign(b"x")


def test_several_tokens_must_be_told_apart(token: Token) -> None:
    made = key.on_token(token.module, "签名", PIN, "p256")
    token.another("second")
    token.reload()
    with pytest.raises(TokenUnclear):
        key.on_token(token.module, "签名", PIN, "p256")
    assert key.on_token(token.module, "签名", PIN, "p256", made.place.serial) == made
    with pytest.raises(TokenMissing):
        key.on_token(token.module, "签名", PIN, "p256", "no such")


def test_no_library_and_no_such_suite(tmp_path: Path) -> None:
    with pytest.raises(TokenSupportMissing):
        key.on_token(tmp_path / "none.so", "签名", PIN, "p256")
    with pytest.raises(ParameterInvalid):
        key.on_token(tmp_path / "none.so", "签名", PIN, "sm2")
    place = Place(str(tmp_path / "none.so"), "1", "签名")
    with pytest.raises(TokenSupportMissing):
        key.TokenKey(place, "p256", b"", PIN).sign(b"x")


def test_tokens_and_their_keys_can_be_chosen_from(token: Token) -> None:
    (found,) = key.tokens(token.module)
    assert found.label == "first"
    assert key.labels(token.module, found.serial) == ()
    key.on_token(token.module, "签名", PIN, "p256")
    assert key.labels(token.module, found.serial) == ("签名",)
    token.another("second")
    token.reload()
    assert {each.label for each in key.tokens(token.module)} == {"first", "second"}
    with pytest.raises(TokenMissing):
        key.labels(token.module, "no such one")
