"""Keys at rest, cards, signatures."""

import base64
import json
from pathlib import Path

import pytest
from msgspec import structs

from app.core.errors import PassphraseWrong
from app.core.trust.identity import Identity, check_signature, fingerprint
from app.core.trust.suite import SoftwareKey


@pytest.fixture
def identity() -> Identity:
    return Identity.new("张敏", "001", "clerk", "民政局")


def test_a_key_file_opens_with_its_passphrase_only(tmp_path: Path, identity: Identity) -> None:
    path = tmp_path / "k.json"
    identity.save(path, "口令 一")
    assert Identity.load(path, "口令 一").card == identity.card
    with pytest.raises(PassphraseWrong):
        Identity.load(path, "口令 二")


def test_a_key_file_holds_no_plain_key_and_is_private(tmp_path: Path, identity: Identity) -> None:
    path = tmp_path / "k.json"
    identity.save(path, "x")
    assert isinstance(identity.key, SoftwareKey)
    for form in (identity.key.secret, base64.b64encode(identity.key.secret)):
        assert form not in path.read_bytes()
    assert path.stat().st_mode & 0o077 == 0 or path.drive  # Windows has no such bits


def test_a_card_cannot_be_swapped_in_a_key_file(tmp_path: Path, identity: Identity) -> None:
    path = tmp_path / "k.json"
    identity.save(path, "x")
    document = json.loads(path.read_text())
    document["card"]["key"] = Identity.new("别人", "9", "clerk", "x").card.key
    path.write_text(json.dumps(document))
    with pytest.raises(PassphraseWrong):
        Identity.load(path, "x")


def test_a_fingerprint_binds_every_field_of_the_card(identity: Identity) -> None:
    others = {
        fingerprint(structs.replace(identity.card, **{field: "reviewer"}))
        for field in identity.card.__struct_fields__
    }
    assert len(others | {fingerprint(identity.card)}) == 7


def test_a_signature_holds_for_its_message_and_key_only(identity: Identity) -> None:
    signature = identity.key.sign(b"m")
    assert check_signature(identity.card, signature, b"m")
    assert not check_signature(identity.card, signature, b"n")
    assert not check_signature(identity.card, b"short", b"m")
    assert not check_signature(structs.replace(identity.card, key="!"), signature, b"m")


def test_a_key_file_from_before_suites_still_opens() -> None:
    """Written by version 0.1.0, as PKCS#8 under the stretched passphrase."""
    path = Path(__file__).parent / "data" / "key-file-pkcs8.json"
    identity = Identity.load(path, "口令 一")
    assert identity.card.suite == "ed25519"
    assert check_signature(identity.card, identity.key.sign(b"m"), b"m")
    with pytest.raises(PassphraseWrong):
        Identity.load(path, "口令 二")
