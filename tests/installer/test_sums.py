"""Anybody with OpenSSL can check what was built."""

from pathlib import Path

import pytest

from installer import sums, tools
from installer.errors import BuildStopped


@pytest.fixture
def key(tmp_path: Path) -> Path:
    tools.run(["openssl", "genpkey", "-algorithm", "ed25519", "-out", tmp_path / "key.pem"])
    return tmp_path / "key.pem"


def test_list_and_signature_satisfy_the_common_tools(tmp_path: Path, key: Path) -> None:
    (tmp_path / "a.deb").write_bytes(b"a")
    listed = sums.write(tmp_path, [tmp_path / "a.deb"])
    signature = sums.sign(listed, sums.signing_key(key))
    tools.run(["sha256sum", "--check", listed.name], cwd=tmp_path)
    public = tmp_path / "public.pem"
    tools.run(["openssl", "pkey", "-in", key, "-pubout", "-out", public])
    verify = ["openssl", "pkeyutl", "-verify", "-pubin", "-inkey", public, "-rawin", "-in", listed]
    assert "Verified" in tools.run([*verify, "-sigfile", signature])
    (tmp_path / "a.deb").write_bytes(b"b")
    with pytest.raises(BuildStopped):
        tools.run(["sha256sum", "--check", listed.name], cwd=tmp_path)


@pytest.mark.parametrize("algorithm", ["x25519", None])
def test_other_keys_are_refused(tmp_path: Path, algorithm: str | None) -> None:
    file = tmp_path / "key.pem"
    if algorithm:
        tools.run(["openssl", "genpkey", "-algorithm", algorithm, "-out", file])
    with pytest.raises(BuildStopped, match=r"key\.pem"):
        sums.signing_key(file)
