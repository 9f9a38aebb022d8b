"""The new tree: only what changed is fetched, all of it is proven, and the installed one is never touched."""

import random
import re
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from app.core.errors import OutputUnwritable
from app.core.jobs import Job
from app.core.updates.channel import Channel
from app.core.updates.errors import UpdateRefused
from app.core.updates.staging import Plan, is_newer, plan, stage
from app.core.updates.tree import pieces, read, written
from installer import tree
from installer.errors import BuildStopped
from installer.repository import Repository
from tests.core.updates.conftest import MODULE, Tree

Open = Callable[[], Channel]


@pytest.fixture
def second(repository: Repository, lay: Tree) -> Path:
    told = {"program__main.py": "2", "site__six.py": "seven", "program__公 开__新.py": "new"}
    payload = lay("v2", **told)
    repository.add(payload, "deb", "0.2.0")
    return payload


def planned(channel: Channel, home: Path) -> Plan:
    offer = channel.offer("deb")
    assert offer is not None
    return plan(channel, offer, home)


@pytest.mark.parametrize(
    ("version", "installed", "newer"),
    [
        ("0.2.0", "0.1.9", True),
        ("0.10", "0.9.9", True),
        ("0.1.0", "0.1.0", False),
        ("1", "2", False),
    ],
)
def test_versions_are_compared_by_numbers(version: str, installed: str, newer: bool) -> None:
    assert is_newer(version, installed) is newer


def test_only_what_changed_is_fetched(
    open_channel: Open, second: Path, home: Path, job: Job
) -> None:
    channel = open_channel()
    wanted = planned(channel, home)
    assert [piece.name for piece in wanted.missing] == ["program", "site/six.py"]
    assert wanted.size < 1000  # and not the 4,000 bytes of the package that stays
    before = tree.digests(home)
    staged = stage(channel, wanted, home, job)
    assert (staged.name, tree.differences(staged)) == ("new", [])
    assert tree.digests(staged) == tree.digests(second)
    assert (staged / "runtime" / "bin" / "python3.13").stat().st_mode & 0o100
    assert tree.digests(home) == before


def test_a_damaged_file_is_fetched_too(
    open_channel: Open, second: Path, home: Path, job: Job
) -> None:
    (home / MODULE).write_text("damaged")
    channel = open_channel()
    staged = stage(channel, planned(channel, home), home, job)
    assert tree.digests(staged) == tree.digests(second)


@pytest.mark.parametrize("damage", [b"", b"PK not a zip", None])
def test_a_piece_that_is_not_what_was_signed(
    open_channel: Open,
    second: Path,
    home: Path,
    repository: Repository,
    job: Job,
    damage: bytes | None,
) -> None:
    channel = open_channel()
    wanted = planned(channel, home)
    (file,) = repository.targets.glob(f"pieces/*.{wanted.missing[0].digest}.zip")
    if damage is None:
        data = bytearray(file.read_bytes())
        data[40] ^= 1
        damage = bytes(data)
    file.write_bytes(damage)
    with pytest.raises(UpdateRefused):
        stage(channel, wanted, home, job)
    assert sorted(path.name for path in home.parent.iterdir()) == ["app"]


def test_a_tree_that_leads_out_of_itself_is_not_added(repository: Repository, lay: Tree) -> None:
    payload = lay("v2", program__main="2")
    manifest = payload / tree.MANIFEST
    manifest.write_text(
        manifest.read_text("utf-8").replace("program/main.py", "program/../../m.py"), "utf-8"
    )
    with pytest.raises(BuildStopped, match="can be read"):
        repository.add(payload, "deb", "0.2.0")


@pytest.mark.parametrize("damage", ["payload.sha256", "program/main.py"])
def test_a_tree_that_is_not_what_its_list_says_is_not_added(
    repository: Repository, lay: Tree, damage: str
) -> None:
    payload = lay("v2")
    (payload / damage).unlink()
    with pytest.raises(BuildStopped, match=r"payload\.sha256|has changed"):
        repository.add(payload, "deb", "0.2.0")


@pytest.mark.parametrize("path", ["../a", "/a", "a/../b", "a\\b", "c:/a", "a//b", "."])
def test_a_path_that_leads_out_of_the_tree_is_refused(path: str) -> None:
    with pytest.raises(ValueError, match=re.escape(path)):
        read(f"{'0' * 64}  {path}\n")


def test_a_run_that_was_killed_is_begun_anew_and_fetches_no_more_than_it_must(
    open_channel: Open, second: Path, home: Path, repository: Repository, job: Job
) -> None:
    channel = open_channel()
    wanted = planned(channel, home)
    channel.fetch(wanted.missing[0].target)
    (home.with_name("new.part") / "junk").mkdir(parents=True)
    for file in repository.targets.glob(f"pieces/*.{wanted.missing[0].digest}.zip"):
        file.unlink()  # it is here already
    again = open_channel()
    staged = stage(again, planned(again, home), home, job)
    assert tree.digests(staged) == tree.digests(second)


def test_a_piece_is_named_by_what_it_holds(home: Path) -> None:
    files = tree.read_manifest(home)
    assert read(written(files)) == files
    found = pieces(files)
    assert set(found) == {
        "program", "runtime", "site/numpy", "site/numpy-2.dist-info", "site/six.py", "公开.txt",
    }  # fmt: skip
    changed = pieces(files | {"site/six.py": "0" * 64})
    assert [name for name in found if found[name].digest != changed[name].digest] == ["site/six.py"]


def test_without_links_files_are_copied(
    open_channel: Open, second: Path, home: Path, job: Job, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError

    monkeypatch.setattr("app.core.updates.staging.os.link", refuse)
    channel = open_channel()
    staged = stage(channel, planned(channel, home), home, job)
    shutil.rmtree(home)
    assert tree.differences(staged) == []


@pytest.mark.skipif(sys.platform == "win32", reason="no limits of this kind there")
@pytest.mark.parametrize("room", [100, 3000])
def test_a_disk_that_takes_no_more(
    open_channel: Open, repository: Repository, home: Path, lay: Tree, job: Job, room: int
) -> None:
    """While a piece is fetched, and while its files are laid out: noise is packed into no less than it is."""
    import resource

    noise = "".join(random.Random(1).choices("abcdefghijklmnopqrstuvwxyz", k=3500))
    repository.add(lay("v2", program__main=noise), "deb", "0.2.0")
    before = tree.digests(home)
    channel = open_channel()
    wanted = planned(channel, home)
    was = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, was[1]))
    try:
        with pytest.raises(OutputUnwritable):
            stage(channel, wanted, home, job)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, was)
    assert tree.digests(home) == before
    assert sorted(path.name for path in home.parent.iterdir()) == [home.name]
    assert tree.differences(stage(channel, wanted, home, job)) == []
