"""The package's bytes as they are today: read, written, and read again by a stranger's program."""

import base64
import hashlib
import io
import json
import struct
import tarfile
from pathlib import Path

import gmalg
import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from pyhpke import AEADId, CipherSuite, KDFId, KEMId, KEMKey

from app.core.delivery import package as packaging
from app.core.jobs import Job
from app.core.trust import canonical, recipients
from app.core.trust.sealing import sealings
from app.core.trust.sm2.backend import Ciphertext
from app.core.trust.sm4 import Sm4Gcm
from tests.core.delivery.vectors import FILES, PACKAGE, Vector, vectors

VECTORS = {vector.suite: vector for vector in vectors()}
each_vector = pytest.mark.parametrize("vector", VECTORS.values(), ids=VECTORS)


def test_every_suite_has_a_vector() -> None:
    assert set(VECTORS) == set(sealings.all())


@each_vector
def test_what_was_sealed_then_opens_now(vector: Vector) -> None:
    assert canonical.digest_file(vector.path) == vector.sha256
    key = sealings.get(vector.suite).key(bytes.fromhex(vector.reader_seed))
    assert packaging.public_text(key) == vector.reader_public
    outside = packaging.read_outside(vector.path, Job())
    assert outside.seal.signer == vector.clerk.card
    members = packaging.read_inside(vector.path, outside, key)
    assert {m.name: canonical.digest_bytes(m.chunks) for m in members} == vector.contents


@each_vector
def test_the_same_is_sealed_now(
    vector: Vector, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With its chances given: byte for byte, but for the signatures that draw their own."""
    then = vector.path.read_bytes()
    (recipient,) = packaging.read_header(vector.path).recipients
    monkeypatch.setattr(packaging.os, "urandom", lambda _: bytes.fromhex(vector.file_key))
    monkeypatch.setattr(recipients, "_wrap", lambda *_: recipient)
    contents = [
        packaging.measured(name, "x", lambda data=data: [data], vector.suite)
        for name, data in FILES.items()
    ]
    path = tmp_path / "p.gkp"
    readers = packaging.Readers(vector.suite, (vector.reader_public,))
    packaging.write(path, PACKAGE, contents, readers, vector.clerk, Job())
    now = path.read_bytes()
    if vector.signer_suite == "ed25519":
        assert now == then
    ends = [_seal_at(data) for data in (then, now)]
    assert now[: ends[1]] == then[: ends[0]]
    seals = [json.loads(data[end + 4 :]) for data, end in zip((then, now), ends, strict=True)]
    assert seals[0]["payload"] == seals[1]["payload"]


@each_vector
def test_another_program_reads_it_by_the_document(vector: Vector) -> None:
    """``docs/package.md`` is enough: nothing of our own code opens it here."""
    file = io.BytesIO(vector.path.read_bytes())
    assert file.readline() == b"GONGKAI-PACKAGE 1\n"
    header = file.read(struct.unpack(">I", file.read(4))[0])
    payload = file.read(struct.unpack(">Q", file.read(8))[0])
    front = json.loads(header)
    wrapped = base64.b64decode(front["recipients"][0]["wrapped"])
    if vector.suite == "sm2-sm4gcm-sm3":
        digest = hashes.Hash(hashes.SM3())
        digest.update(header)
        context, cipher = digest.finalize(), Sm4Gcm(_by_sm2(vector, wrapped))
    else:
        context = hashlib.sha256(header).digest()
        cipher = AESGCM(_by_hpke(vector, wrapped, front["package"].encode()))
    sealed = [payload[at : at + 65552] for at in range(0, len(payload), 65552)]
    plain = b"".join(
        cipher.decrypt(n.to_bytes(11, "big") + bytes([n == len(sealed) - 1]), chunk, context)
        for n, chunk in enumerate(sealed)
    )
    with tarfile.open(fileobj=io.BytesIO(plain)) as tar:
        files = {m.name: tar.extractfile(m).read() for m in tar.getmembers()}  # type: ignore[union-attr]
    assert files == FILES


def _seal_at(data: bytes) -> int:
    """Where the trailer's length stands."""
    header = 18 + 4 + int.from_bytes(data[18:22], "big")
    return header + 8 + int.from_bytes(data[header : header + 8], "big")


def _by_hpke(vector: Vector, wrapped: bytes, info: bytes) -> bytes:
    key = sealings.get(vector.suite).key(bytes.fromhex(vector.reader_seed))
    kem, size = (
        (KEMId.DHKEM_X25519_HKDF_SHA256, 32)
        if "x25519" in vector.suite
        else (KEMId.DHKEM_P256_HKDF_SHA256, 65)
    )
    suite = CipherSuite.new(kem, KDFId.HKDF_SHA256, AEADId.AES256_GCM)
    private = KEMKey.from_pyca_cryptography_key(key.key)  # type: ignore[attr-defined]
    return suite.create_recipient_context(wrapped[:size], private, info=info).open(wrapped[size:])


def _by_sm2(vector: Vector, wrapped: bytes) -> bytes:
    secret = sealings.get(vector.suite).key(bytes.fromhex(vector.reader_seed)).secret  # type: ignore[attr-defined]
    from cryptography.hazmat import asn1

    parts = asn1.decode_der(Ciphertext, wrapped)
    point = b"\x04" + parts.x.to_bytes(32, "big") + parts.y.to_bytes(32, "big")
    return gmalg.SM2(secret).decrypt(point + parts.digest + parts.masked)
