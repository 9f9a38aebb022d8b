"""Secrets lie where the profile points: a file, the system's keyring, the environment."""

from collections.abc import Iterator
from pathlib import Path

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends import fail

from app.core.delivery.failures import SecretMissing
from app.core.delivery.secret import SERVICE, Secret


class Remembering(KeyringBackend):
    """A keyring for as long as the test runs."""

    priority = 0.5  # type: ignore[assignment]  # set by name; nobody else shall choose it

    def __init__(self) -> None:
        super().__init__()
        self._kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self._kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self._kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self._kept[service, username]


@pytest.fixture
def ring() -> Iterator[Remembering]:
    before, ring = keyring.get_keyring(), Remembering()
    keyring.set_keyring(ring)
    yield ring
    keyring.set_keyring(before)


def test_each_place_gives_the_secret(
    tmp_path: Path, ring: Remembering, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "token").write_text("from a file\n")
    ring.set_password(SERVICE, "ckan", "from the keyring")
    monkeypatch.setenv("CKAN_TOKEN", "from the environment")
    assert Secret(file="token").read("token", tmp_path) == "from a file"
    assert Secret(keyring="ckan").read("token", tmp_path) == "from the keyring"
    assert Secret(env="CKAN_TOKEN").read("token", tmp_path) == "from the environment"


@pytest.mark.parametrize(
    "secret",
    [Secret(), Secret(file="none"), Secret(file="empty"), Secret(file="binary"),
     Secret(keyring="none"), Secret(env="GONGKAI_NOT_SET")],
)  # fmt: skip
def test_a_secret_that_is_nowhere_is_told_by_name(
    tmp_path: Path, ring: Remembering, secret: Secret
) -> None:
    (tmp_path / "empty").write_text(" \n")
    (tmp_path / "binary").write_bytes(b"\xff\xfe")
    with pytest.raises(SecretMissing, match=r"options\.token"):
        secret.read("options.token", tmp_path)


def test_what_opens_a_workspace_is_no_secret_of_a_platform(
    tmp_path: Path, ring: Remembering
) -> None:
    ring.set_password("gongkai", "slot", "a workspace's key")
    with pytest.raises(SecretMissing):
        Secret(keyring="slot").read("token", tmp_path)


def test_no_keyring_at_all_is_told(tmp_path: Path, ring: Remembering) -> None:
    keyring.set_keyring(fail.Keyring())
    with pytest.raises(SecretMissing, match="not available"):
        Secret(keyring="ckan").read("token", tmp_path)
