"""SM2: two libraries of ours and OpenSSL's command line, each against the others."""

import shutil
import subprocess
from pathlib import Path
from types import ModuleType

import pytest
from cryptography.hazmat.primitives.asymmetric.utils import (
    decode_dss_signature,
    encode_dss_signature,
)
from hypothesis import given, settings
from hypothesis import strategies as st

from app.core.trust import sm2
from app.core.trust.sm2 import portable
from app.core.trust.sm2.backend import FIELD, ORDER, B, on_curve

BACKENDS = [pytest.param(portable, id="portable")]
try:
    from app.core.trust.sm2 import native

    BACKENDS.append(pytest.param(native, id="native"))
except ImportError:
    BACKENDS.append(
        pytest.param(None, id="native", marks=pytest.mark.skip(reason="GmSSL has no wheel here"))
    )

SECRET = bytes.fromhex("3945208f7b2144b13f36e38ac6d39f95889393692860b51a42fb81ef4df7c5b8")
PUBLIC = bytes.fromhex(
    "0409f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020"
    "ccea490ce26775a52dc6ea718cc1aa600aed05fbf35e084a6632f6072da9ad13"
)
SIGNED = bytes.fromhex(
    "f5a03b0648d2c4630eeac513e1bb81a15944da3827d5b74143ac7eaceee720b3"
    "b1b6aa29df212fd8763182bc0d421ca1bb9038fd1f7f42d4840b69c485bbc1aa"
)
"""GB/T 32918.5-2017, annex A.2: key pair and signature of "message digest"."""

WRAPPED = sm2.wrap(PUBLIC, b"k" * 16)


@pytest.fixture(params=BACKENDS, autouse=True)
def backend(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """Everything below holds with either library."""
    monkeypatch.setattr(sm2, "backend", request.param)
    return request.param


def test_the_standards_example() -> None:
    assert sm2.public_of(SECRET) == PUBLIC
    assert sm2.verify(PUBLIC, SIGNED, b"message digest")
    assert not sm2.verify(PUBLIC, SIGNED, b"message digesT")


@given(st.binary(max_size=200))
@settings(max_examples=8)
def test_each_library_verifies_and_opens_what_the_other_made(message: bytes) -> None:
    signature = sm2.sign(SECRET, PUBLIC, message)
    wrapped = sm2.wrap(PUBLIC, message or b"x")
    for param in BACKENDS:
        if (other := param.values[0]) is not None:
            r, s = int.from_bytes(signature[:32], "big"), int.from_bytes(signature[32:], "big")
            assert other.verify(PUBLIC, r, s, message)
            assert other.decrypt(SECRET, wrapped) == (message or b"x")


@pytest.mark.parametrize(
    ("r", "s"),
    [(0, 1), (1, 0), (ORDER, 1), (1, ORDER), (1, ORDER - 1), (2**256 - 1, 1), (1, 2**256 - 1)],
)
def test_numbers_out_of_range_are_a_no(r: int, s: int) -> None:
    assert not sm2.verify(PUBLIC, r.to_bytes(32, "big") + s.to_bytes(32, "big"), b"m")


def test_a_sum_at_infinity_is_a_no() -> None:
    """Whoever holds the key can choose s = −t·d, so that s·G + t·P is no point at all."""
    t = 12345
    s = -t * int.from_bytes(SECRET, "big") % ORDER
    r = (t - s) % ORDER
    assert not sm2.verify(PUBLIC, r.to_bytes(32, "big") + s.to_bytes(32, "big"), b"m")


def test_points_off_the_curve_are_a_no() -> None:
    off = bytearray(PUBLIC)
    off[-1] ^= 1
    x_too_large = b"\x04" + (int.from_bytes(PUBLIC[1:33], "big") + FIELD).to_bytes(33, "big")
    compressed = bytes([2 + PUBLIC[-1] % 2]) + PUBLIC[1:33]
    for public in (bytes(off), bytes(65), b"\x04" + bytes(64), x_too_large, compressed, b""):
        assert not sm2.verify(public, SIGNED, b"message digest")
        with pytest.raises(ValueError, match="point"):
            sm2.wrap(public, b"key")


def test_the_curve_has_the_points_that_it_should() -> None:
    root = pow(B, (FIELD + 1) // 4, FIELD)  # of x = 0
    assert on_curve(b"\x04" + bytes(32) + root.to_bytes(32, "big"))
    assert not on_curve(b"\x04" + bytes(32) + (root ^ 1).to_bytes(32, "big"))


@given(st.data())
@settings(max_examples=25)
def test_a_wrapped_key_opens_whole_or_not_at_all(data: st.DataObject) -> None:
    wrapped = bytearray(WRAPPED)
    wrapped[data.draw(st.integers(0, len(wrapped) - 1))] ^= 1 << data.draw(st.integers(0, 7))
    with pytest.raises(ValueError):
        sm2.unwrap(SECRET, bytes(wrapped))


@pytest.mark.parametrize("wrapped", [b"", b"\x30", b"\x30\x00", bytes(200)])
def test_what_is_no_wrapped_key_is_refused(wrapped: bytes) -> None:
    with pytest.raises(ValueError):
        sm2.unwrap(SECRET, wrapped)


class TestOpenssl:
    """The command line as a judge that shares no code with ours."""

    @pytest.fixture
    def folder(self, tmp_path: Path) -> Path:
        if shutil.which("openssl") is None or b"SM2" not in _openssl("ecparam", "-list_curves"):
            pytest.skip("SM2 IS NOT CROSS-CHECKED: this openssl has no SM2")
        _openssl("genpkey", "-algorithm", "SM2", "-out", tmp_path / "key.pem")
        _openssl("pkey", "-in", tmp_path / "key.pem", "-pubout", "-out", tmp_path / "pub.pem")
        (tmp_path / "message").write_bytes("公开 0001".encode())
        return tmp_path

    def test_it_verifies_ours(self, folder: Path) -> None:
        secret, public = _numbers(folder)
        signature = sm2.sign(secret, public, (folder / "message").read_bytes())
        r, s = int.from_bytes(signature[:32], "big"), int.from_bytes(signature[32:], "big")
        (folder / "sig").write_bytes(encode_dss_signature(r, s))
        said = _pkeyutl(folder, "-verify", "-pubin", "-inkey", "pub.pem", "-sigfile", "sig")
        assert b"Success" in said

    def test_we_verify_its(self, folder: Path) -> None:
        _, public = _numbers(folder)
        der = _pkeyutl(folder, "-sign", "-inkey", "key.pem")
        r, s = decode_dss_signature(der)
        signature = r.to_bytes(32, "big") + s.to_bytes(32, "big")
        assert sm2.verify(public, signature, (folder / "message").read_bytes())
        assert not sm2.verify(public, signature, b"another")

    def test_keys_are_wrapped_both_ways(self, folder: Path) -> None:
        secret, public = _numbers(folder)
        (folder / "wrapped").write_bytes(sm2.wrap(public, b"k" * 16))
        ours = ("pkeyutl", "-decrypt", "-in", folder / "wrapped", "-inkey", folder / "key.pem")
        assert _openssl(*ours) == b"k" * 16
        (folder / "key").write_bytes(b"q" * 16)
        its = ("pkeyutl", "-encrypt", "-pubin", "-in", folder / "key", "-inkey", folder / "pub.pem")
        assert sm2.unwrap(secret, _openssl(*its)) == b"q" * 16


def _openssl(*arguments: str | Path) -> bytes:
    command = [shutil.which("openssl") or "openssl", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, check=True).stdout


def _pkeyutl(folder: Path, *arguments: str) -> bytes:
    name = "distid:1234567812345678"
    words = [str(folder / a) if (folder / a).suffix or a == "sig" else a for a in arguments]
    given = ("-rawin", "-digest", "sm3", "-pkeyopt", name, "-in", folder / "message")
    return _openssl("pkeyutl", *words, *given)


def _numbers(folder: Path) -> tuple[bytes, bytes]:
    """Secret and public key of an OpenSSL key, as it prints them."""
    text = _openssl("pkey", "-in", folder / "key.pem", "-noout", "-text").decode()
    secret, public = text.split("priv:")[1].split("ASN1")[0].split("pub:")
    scalar = bytes.fromhex("".join(secret.split()).replace(":", ""))
    return (
        int.from_bytes(scalar, "big").to_bytes(32, "big"),
        bytes.fromhex("".join(public.split()).replace(":", "")),
    )
