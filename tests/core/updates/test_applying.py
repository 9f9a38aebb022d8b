"""A staged tree takes the installed one's place only as a whole, and leaves it where it fails its self-check."""

import shutil
from pathlib import Path

import pytest

from app.core.updates import applying, swap
from app.core.updates.errors import ByPackageManager, NothingStaged, NotInstalled, UpdateFailed
from installer import tree
from tests.core.updates.conftest import FAILS, PASSES, Tree

# Passes where it was staged, fails where it is to stay.
FAILS_LATER = '#!/bin/sh\ncase "$0" in */new/*) exit 0 ;; esac\nexit 1\n'


def test_a_new_version_takes_the_place(home: Path, lay: Tree) -> None:
    lay("office/new", program__main="2")
    assert applying.apply(home)
    assert (home / "program" / "main").read_text() == "2"
    assert sorted(path.name for path in home.parent.iterdir()) == ["app"]


@pytest.mark.parametrize("check", [FAILS, FAILS_LATER])
def test_one_that_fails_its_self_check_does_not(home: Path, lay: Tree, check: str) -> None:
    before = tree.digests(home)
    lay("office/new", check, program__main="2")
    with pytest.raises(UpdateFailed):
        applying.apply(home)
    assert tree.digests(home) == before
    assert not home.with_name("old").exists()


def test_what_lies_ready_tells_its_version(home: Path, lay: Tree) -> None:
    assert applying.staged(home) is None
    told = '{"version": "9.9", "plugins": {}, "rules": {}}'
    lay("office/new", program__resources__built=told)
    built = home.with_name("new") / "program" / "resources" / "built"
    built.rename(built.with_name("built.json"))
    assert applying.staged(home) == "9.9"


def test_nothing_is_applied_that_was_not_fetched(home: Path) -> None:
    with pytest.raises(NothingStaged):
        applying.apply(home)


def test_what_the_package_manager_installed_is_left_to_it() -> None:
    with pytest.raises(ByPackageManager):
        applying.apply(applying.PACKAGED)


def test_a_program_from_its_source_is_no_installation() -> None:
    with pytest.raises(NotInstalled):
        applying.home()


@pytest.mark.parametrize("names", [["old"], ["old", "app"], ["app"]])
def test_a_swap_that_was_killed_is_mended(home: Path, names: list[str]) -> None:
    """Between its two renames, before the old tree was removed, and before it began."""
    before = tree.digests(home)
    shutil.move(home, home.with_name("kept"))
    for name in names:
        shutil.copytree(home.with_name("kept"), home.with_name(name))
    swap.mend(home)
    assert tree.digests(home) == before
    assert not home.with_name("old").exists()


def test_in_use_for_too_long(home: Path, lay: Tree, monkeypatch: pytest.MonkeyPatch) -> None:
    lay("office/new")

    def refuse(self: Path, target: Path) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "rename", refuse)
    assert swap.swap(home, ["true"], patience=0) == 3
    assert tree.differences(home) == []


def test_a_check_that_cannot_be_run_is_a_failure(home: Path, lay: Tree) -> None:
    lay("office/new", PASSES)
    assert swap.swap(home, [str(home / "nothing")]) == 1
    assert tree.differences(home) == []
