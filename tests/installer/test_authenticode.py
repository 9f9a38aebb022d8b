"""Authenticode with a certificate made for the test: signed, verified, tampered with, made twice."""

import datetime
import shutil
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from installer import tools, tree
from installer.errors import BuildStopped
from installer.windows import authenticode, nsis
from installer.windows.authenticode import Certificate

PASSWORD = "not in any argument"

pytestmark = pytest.mark.skipif(
    any(shutil.which(name) is None for name in (authenticode.TOOL, "makensis")),
    reason="osslsigncode or makensis is not installed",
)


@pytest.fixture
def certificate(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Certificate:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    key = rsa.generate_private_key(65537, 2048)  # of ECDSA no two signatures are the same
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "某省数据局")])
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(datetime.datetime(2023, 1, 1, tzinfo=datetime.UTC))
        .not_valid_after(datetime.datetime(2123, 1, 1, tzinfo=datetime.UTC))
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.CODE_SIGNING]), critical=False)
        .sign(key, hashes.SHA256())
    )
    locked = serialization.BestAvailableEncryption(PASSWORD.encode())
    (tmp_path / "signer.pfx").write_bytes(
        pkcs12.serialize_key_and_certificates(b"signer", key, made, None, locked)
    )
    (tmp_path / "signer.pem").write_bytes(made.public_bytes(serialization.Encoding.PEM))
    (tmp_path / "password").write_text(PASSWORD, encoding="utf-8")
    return Certificate(tmp_path / "signer.pfx", tmp_path / "password")


def make(folder: Path, certificate: Certificate) -> Path:
    (folder / "payload" / "program").mkdir(parents=True)
    (folder / "payload" / "program" / "LICENSE").write_text("terms", encoding="utf-8")
    tree.write_manifest(folder / "payload")
    return nsis.pack(folder / "payload", folder / "out", lambda step: None, certificate)


def verify(program: Path, certificate: Certificate) -> None:
    """Raises BuildStopped unless the signature holds."""
    authority = certificate.file.with_suffix(".pem")
    tools.run([authenticode.TOOL, "verify", "-CAfile", authority, "-in", program])


def test_installer_is_signed_and_two_builds_are_the_same_bytes(
    tmp_path: Path, certificate: Certificate
) -> None:
    first, second = (make(tmp_path / name, certificate) for name in "ab")
    verify(first, certificate)
    assert first.read_bytes() == second.read_bytes()
    content = bytearray(first.read_bytes())
    content[len(content) // 2] ^= 1
    first.write_bytes(content)
    with pytest.raises(BuildStopped, match="failed"):
        verify(first, certificate)


def test_wrong_password_stops_the_build_and_leaves_the_program(
    tmp_path: Path, certificate: Certificate
) -> None:
    certificate.password.write_text("another", encoding="utf-8")
    program = tmp_path / "a.exe"
    program.write_bytes(b"MZ")
    with pytest.raises(BuildStopped, match="osslsigncode failed"):
        authenticode.sign(program, certificate)
    assert program.read_bytes() == b"MZ"


def test_missing_file_is_told_before_the_build(tmp_path: Path) -> None:
    with pytest.raises(BuildStopped, match=r"none\.pfx is not there"):
        Certificate(tmp_path / "none.pfx", tmp_path / "password")
