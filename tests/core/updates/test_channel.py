"""A source is believed as far as its signatures reach: real metadata of The Update Framework, and attacks on them."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from app.core.updates.channel import Channel
from app.core.updates.errors import UpdateRefused, UpdateUnreachable
from app.core.updates.source import Source
from installer import repository as maker
from installer.repository import Repository
from tests.core.updates.conftest import Tree

Open = Callable[[], Channel]


def test_the_newest_version_is_offered(
    open_channel: Open, repository: Repository, lay: Tree
) -> None:
    offer = open_channel().offer("deb")
    assert offer is not None and offer.version == "0.1.0" and "公开.txt" in offer.files
    assert open_channel().offer("windows") is None
    assert repository.add(lay("v2", program__main="2"), "deb", "0.2.0") == 1
    offer = open_channel().offer("deb")
    assert offer is not None and offer.version == "0.2.0"


def test_a_source_that_is_not_there(tmp_path: Path, repository: Repository) -> None:
    root = (repository.metadata / "1.root.json").read_bytes()
    with pytest.raises(UpdateUnreachable):
        Channel(Source(str(tmp_path / "nowhere"), root), tmp_path / "m")


@pytest.mark.parametrize("role", ["timestamp", "snapshot", "targets", "root"])
def test_what_has_expired_is_refused(
    open_channel: Open, repository: Repository, role: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(maker.DAYS, role, -1)
    repository.rotate("snapshot") if role == "root" else repository.renew()
    with pytest.raises(UpdateRefused, match="expired"):
        open_channel()


def test_an_older_state_is_refused(
    open_channel: Open, repository: Repository, lay: Tree, tmp_path: Path
) -> None:
    before = shutil.copytree(repository.metadata, tmp_path / "before")
    repository.add(lay("v2", program__main="2"), "deb", "0.2.0")
    open_channel()
    shutil.rmtree(repository.metadata)
    shutil.copytree(before, repository.metadata)
    with pytest.raises(UpdateRefused, match="older"):
        open_channel()


@pytest.mark.parametrize("role", ["snapshot", "targets"])
def test_metadata_of_two_moments_are_refused(
    open_channel: Open, repository: Repository, lay: Tree, role: str
) -> None:
    repository.add(lay("v2", program__main="2"), "deb", "0.2.0")
    older, newer = (repository.metadata / f"{n}.{role}.json" for n in (2, 3))
    shutil.copy(older, newer)
    with pytest.raises(UpdateRefused, match="one moment"):
        open_channel()


def test_another_ones_signatures_are_refused(
    open_channel: Open, repository: Repository, tmp_path: Path
) -> None:
    stranger = Repository.new(tmp_path / "stranger", tmp_path / "others")
    shutil.rmtree(repository.metadata)
    shutil.copytree(stranger.metadata, repository.metadata)
    with pytest.raises(UpdateRefused, match="signatures"):
        open_channel()


def test_a_flipped_bit_is_refused(open_channel: Open, repository: Repository) -> None:
    (file,) = repository.targets.glob("deb/*")
    data = file.read_bytes()
    file.write_bytes(data.replace(b"six.py", b"sex.py"))
    with pytest.raises(UpdateRefused):
        open_channel().offer("deb")
    file.write_bytes(data + b"more")
    with pytest.raises(UpdateRefused):
        open_channel().offer("deb")


@pytest.mark.parametrize("role", maker.ROLES)
def test_keys_are_rotated_and_every_office_follows(
    open_channel: Open, repository: Repository, lay: Tree, role: str
) -> None:
    open_channel()
    repository.rotate(role)
    repository.add(lay("v2", program__main="2"), "deb", "0.2.0")
    offer = open_channel().offer("deb")
    assert offer is not None and offer.version == "0.2.0"


def test_a_second_repository_is_not_made_over_the_first(
    repository: Repository, tmp_path: Path
) -> None:
    with pytest.raises(maker.BuildStopped):
        Repository.new(tmp_path / "share", tmp_path / "keys")
    with pytest.raises(maker.BuildStopped, match="private key"):
        Repository(tmp_path / "share", tmp_path / "nowhere").renew()
