"""Files at rest."""

from pathlib import Path

import pytest

from app.core.errors import WorkspaceDamaged
from app.core.workspace.vault import Blob, Vault


@pytest.fixture
def vault(tmp_path: Path) -> Vault:
    return Vault(tmp_path, bytes(range(32)))


def test_content_comes_back_and_lies_encrypted(tmp_path: Path, vault: Vault) -> None:
    blob = vault.write([b"110199", b"19900101"])
    assert b"".join(vault.read(blob)) == b"11019919900101"
    assert b"110199" not in (tmp_path / "blobs" / blob.name).read_bytes()


def test_files_cannot_be_swapped_or_changed(tmp_path: Path, vault: Vault) -> None:
    one, two = vault.write([b"one"]), vault.write([b"two"])
    with pytest.raises(WorkspaceDamaged):
        b"".join(vault.read(Blob(one.name, two.wrapped_key)))
    file = tmp_path / "blobs" / one.name
    file.write_bytes(file.read_bytes()[:-1])
    with pytest.raises(WorkspaceDamaged):
        b"".join(vault.read(one))
    file.unlink()
    with pytest.raises(WorkspaceDamaged):
        b"".join(vault.read(one))


def test_derived_keys_differ_by_purpose_and_last(tmp_path: Path, vault: Vault) -> None:
    assert vault.derive("a") != vault.derive("b")
    assert Vault(tmp_path, vault.key).derive("a") == vault.derive("a")
